"""All calls there are to choose among, with what has been written in the fields of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reformspor.application.calls import Call, CallFault, load_calls
from reformspor.application.kept import Written, read_answers
from reformspor.errors import ReformsporError


@dataclass(frozen=True)
class Held:
    """The calls, the files that cannot be used with why not, and what is written by the call's code."""

    calls: tuple[Call, ...]
    wrong: tuple[tuple[str, CallFault], ...] = ()
    written: Mapping[str, Written] = field(default_factory=dict)

    def call(self, code: str | None) -> Call:
        """The call of a code; the first where there is none of it."""
        return next((call for call in self.calls if call.code == code), self.calls[0])


def held_calls(data_folder: Path, *, constructed: bool, inside: bool) -> Held:
    """What there is in a data folder; outside the house nothing of what has been written."""
    calls, wrong = load_calls(data_folder)
    written: dict[str, Written] = {}
    faults = list(wrong)
    for call in calls if inside else ():
        try:
            written[call.code] = read_answers(data_folder, call.code, constructed=constructed)
        except ReformsporError as error:
            faults.append((str(error.details["file"]), CallFault("answers")))
    return Held(calls, tuple(faults), written)
