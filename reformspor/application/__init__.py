"""An application's annex: calls as data, what the applicant has written, work packages, codebook and the data plan."""

from reformspor.application.calls import Call, CallFault, Section, load_calls, our_calls, read_call
from reformspor.application.held import Held, held_calls
from reformspor.application.kept import Written, fields_of, hours_field, hours_of, keep_answer, read_answers

__all__ = [
    "Call",
    "CallFault",
    "Held",
    "Section",
    "Written",
    "fields_of",
    "held_calls",
    "hours_field",
    "hours_of",
    "keep_answer",
    "load_calls",
    "our_calls",
    "read_answers",
    "read_call",
]
