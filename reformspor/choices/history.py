"""Every change of a setting is one line in a log that is only added to, each with the hash of the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reformspor.chained import Chain, Log, add_lines, moment, plain_seal, who
from reformspor.choices.definition import Value

LOG = "settings.jsonl"
BY_HAND = "by_hand"


@dataclass(frozen=True)
class Change:
    """One change: when, by which user of the system in which role, what, from and to, its source and why.

    `before` and `after` are the values as text; empty where nothing was set. The role of a change found in a file that
    was edited by hand is `by_hand`, and nobody is named.
    """

    at: str
    who: str
    role: str
    key: str
    before: str
    after: str
    source: str
    why: str
    former: str = ""
    hash: str = ""


CHAIN = Chain(Change, plain_seal, "hash")


def read_changes(folder: Path) -> Log[Change]:
    """Every change that can be read, oldest first, and whether the log is whole; a log that cannot be opened is not."""
    try:
        return CHAIN.read(folder / LOG)
    except OSError:
        return Log(broken=1)


def add_changes(folder: Path, changes: Sequence[Change]) -> None:
    """Append changes. The caller runs alone. Raises OSError when the log cannot be written."""
    add_lines(folder / LOG, CHAIN.linked(CHAIN.read(folder / LOG).entries, changes))


def change_of(key: str, before: Value | None, after: Value | None, *, role: str, source: str, why: str) -> Change:
    """A change made now, not yet in the log."""
    by = "" if role == BY_HAND else who()
    return Change(moment(), by, role, key, as_text(before), as_text(after), source, why.strip())


def as_text(value: Value | None) -> str:
    """A value as the log has it."""
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, tuple) else str(value)
