"""An Answer is the only thing a chart, a page, a report or a download is ever given."""

from reformspor.answers.answer import Answer, Assumed, Hidden, Provenance, SourceFile, State
from reformspor.answers.ask import ask
from reformspor.answers.beside import beside
from reformspor.answers.computed import computed, over_months_of, spanning, supposing
from reformspor.answers.facts import Facts, facts_of

__all__ = [
    "Answer",
    "Assumed",
    "Facts",
    "Hidden",
    "Provenance",
    "SourceFile",
    "State",
    "ask",
    "beside",
    "computed",
    "facts_of",
    "over_months_of",
    "spanning",
    "supposing",
]
