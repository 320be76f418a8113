"""Months are approved, locked and unlocked by a named role, in a log that is only added to and whose lines are chained.

Each line holds the hash of the line before it, and every snapshot keeps the hash of the last line there was when it was
made; a line that is changed, taken out or cut off is found by whoever reads the log.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reformspor.chained import Chain, add_lines, moment, plain_seal, who
from reformspor.choices import plain_said
from reformspor.contract import load_contract
from reformspor.errors import ReformsporError, nearest
from reformspor.snapshot.folder import DataFolder, alone
from reformspor.snapshot.protection import FILE
from reformspor.snapshot.shelf import current, shelf
from reformspor.words import Words

LOG = "periods.jsonl"
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
# Who may approve and lock, until the municipality chooses others in `[periods] roles`.
ROLES = ("municipal_director", "hr_lead", "leader")
State = Literal["approved", "locked", "unlocked", "changed"]
# What a month may become from what it is; None is a month nobody has decided on.
NEXT: dict[str | None, tuple[State, ...]] = {
    None: ("approved", "locked"),
    "approved": ("locked", "unlocked"),
    "locked": ("unlocked",),
    "unlocked": ("approved", "locked"),
}


@dataclass(frozen=True)
class Entry:
    """One decision. `month` is "2026-03"; `former` and `hash` chain the lines; `snapshot` is what was decided upon.

    The state `changed` says that an admission changed what stood in a locked month, for the reason given.
    """

    at: str
    by: str
    role: str
    month: str
    source: str
    state: State
    reason: str = ""
    snapshot: str = ""
    former: str = ""
    hash: str = ""

    @property
    def first_day(self) -> dt.date:
        """The first day of the month."""
        return dt.date.fromisoformat(f"{self.month}-01")


CHAIN = Chain(Entry, plain_seal, "hash")


def entry_in_words(entry: Entry, words: Words) -> dict[str, Any]:
    """A decision's month, state, role and source as the reader's sentences name them."""
    return {
        "month": entry.first_day,
        "state": words(f"periods.state.{entry.state}"),
        "role": words.code("role", entry.role),
        "source": entry.source,
    }


def read_log(data: DataFolder) -> tuple[Entry, ...]:
    """Every decision, oldest first. Raises ReformsporError("periods.broken") with the first line that does not hold."""
    log = CHAIN.read(data.root / LOG)
    if log.broken:
        raise ReformsporError("periods.broken", file=LOG, line=log.broken)
    known = {entry.hash for entry in log.entries}
    for manifest in shelf(data):
        if manifest.periods_head and manifest.periods_head not in known:
            raise ReformsporError("periods.cut", file=LOG, snapshot=manifest.id)
    return log.entries


def head_of(log: Sequence[Entry]) -> str:
    """The hash of the last line; empty while there is none."""
    return CHAIN.head(log)


def standing_months(log: Sequence[Entry], source: str) -> dict[str, Entry]:
    """For each month of a source that has been decided on: the last decision, in order of months."""
    last = {entry.month: entry for entry in log if entry.source == source and entry.state != "changed"}
    return dict(sorted(last.items()))


def locked_months(log: Sequence[Entry], source: str) -> dict[dt.date, Entry]:
    """The locked months of a source by their first day."""
    return {entry.first_day: entry for entry in standing_months(log, source).values() if entry.state == "locked"}


def decide(
    data: DataFolder, month: str, state: State, *, role: str | None = None, source: str | None = None, reason: str = ""
) -> Entry:
    """Approve, lock or unlock a month of a source (the one that serves, when none is named) and write it in the log.

    Raises ReformsporError for what is no month, a month the data do not cover whole, a role that may not, a step that
    does not follow from what the month is, an unlocking without a reason, and a log that does not hold.
    """
    serving = current(data)
    if serving is None:
        raise ReformsporError("cli.snapshots.none")
    named = source or serving.source
    kept = serving if serving.source == named else next((m for m in shelf(data) if m.source == named), None)
    if kept is None:
        raise ReformsporError("periods.no_source", source=named)
    chosen = _role(role, allowed_roles(data))
    _check_month(month, kept.as_of_date)
    if state == "unlocked" and not reason.strip():
        raise ReformsporError("periods.reason_needed", month=dt.date.fromisoformat(f"{month}-01"))
    with alone(data):
        log = read_log(data)
        now = standing_months(log, named).get(month)
        if state not in NEXT[now.state if now else None]:
            raise ReformsporError(f"periods.not_{state}", month=dt.date.fromisoformat(f"{month}-01"))
        entry = Entry(moment(), who(), chosen, month, named, state, reason.strip(), kept.id)
        return _append(data, log, [entry])[-1]


def note_changes(data: DataFolder, months: Sequence[dt.date], source: str, snapshot: str, reason: str) -> str:
    """Write in the log that an admission changed these locked months, and why; returns the log's new head.

    The caller runs alone. Who admitted is the system's user; the role is that of whoever locked the month.
    """
    log = read_log(data)
    locks = locked_months(log, source)
    entries = [
        Entry(moment(), who(), locks[month].role, f"{month:%Y-%m}", source, "changed", reason.strip(), snapshot)
        for month in months
        if month in locks
    ]
    return head_of(_append(data, log, entries) or log)


def allowed_roles(data: DataFolder) -> tuple[str, ...]:
    """The roles that may approve and lock: `[periods] roles` of settings.toml, else the director, HR and leaders."""
    file = data.root / FILE
    if not file.is_file():
        return ROLES
    try:
        said: Any = plain_said(file.read_text("utf-8")).get("periods", {}).get("roles", ROLES)
    except (ValueError, AttributeError) as error:
        raise ReformsporError("ledger.settings.unreadable", file=FILE) from error
    known = load_contract().codes["role"]
    wrong = [role for role in said if role not in known] if isinstance(said, list | tuple) else [str(said)]
    if wrong or not said:
        raise ReformsporError("periods.unknown_role", role=", ".join(wrong), nearest=", ".join(ROLES))
    return tuple(said)


def _role(role: str | None, allowed: tuple[str, ...]) -> str:
    if role is None:
        return allowed[0]
    if role not in allowed:
        raise ReformsporError("periods.unknown_role", role=role, nearest=nearest(role, allowed) or ", ".join(allowed))
    return role


def _check_month(month: str, as_of: dt.date) -> None:
    if not MONTH.fullmatch(month):
        raise ReformsporError("periods.no_month", month=month)
    first = dt.date.fromisoformat(f"{month}-01")
    following = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    if following > as_of + dt.timedelta(days=1):
        raise ReformsporError("periods.not_over", month=first, as_of=as_of)


def _append(data: DataFolder, log: Sequence[Entry], entries: Sequence[Entry]) -> list[Entry]:
    linked = CHAIN.linked(log, entries)
    add_lines(data.root / LOG, linked)
    return linked
