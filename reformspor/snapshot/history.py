"""Which snapshot has been shown is kept as a log that is only added to: when, by whom, what was done, from and to."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Literal

from reformspor.chained import add_lines, moment, who
from reformspor.errors import ReformsporError
from reformspor.snapshot.folder import DataFolder, alone
from reformspor.snapshot.foreseeing import locked_between
from reformspor.snapshot.periods import note_changes
from reformspor.snapshot.shelf import SERVED_FORM, Manifest, current, is_withdrawn, make_current, reopen, shelf
from reformspor.words import Words

LOG = "history.jsonl"
Deed = Literal["admitted", "opened", "undone", "reviewed"]


@dataclass(frozen=True)
class Turn:
    """One change of what is shown: `at` is a UTC moment as text, `before` empty when nothing was shown until then."""

    at: str
    by: str
    what: Deed
    before: str
    after: str


def note(data: DataFolder, what: Deed, before: Manifest | None, after: Manifest) -> Turn:
    """Add one turn to the log and wait until it has reached the disk."""
    turn = Turn(moment(), who(), what, before.id if before else "", after.id)
    add_lines(data.snapshots / LOG, [turn])
    return turn


def history(data: DataFolder) -> tuple[Turn, ...]:
    """Every turn, the newest first; a line that a crash left half written is passed over."""
    try:
        lines = (data.snapshots / LOG).read_text("utf-8").split("\n")
    except FileNotFoundError:
        return ()
    turns = []
    for line in lines:
        try:
            turns.append(Turn(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return tuple(reversed(turns))


def moment_of(at: str) -> dt.datetime:
    """A logged moment in the machine's own time."""
    return dt.datetime.fromisoformat(at).astimezone()


def turn_said(turn: Turn, words: Words) -> str:
    """One turn in a line of the reader's language."""
    before = turn.before or words("desk.history.nothing_before")
    at = words.time(moment_of(turn.at))
    return words(f"desk.history.{turn.what}", at=at, by=turn.by, before=before, after=turn.after)


def show(data: DataFolder, manifest: Manifest, what: Deed) -> None:
    """Make a whole, sealed snapshot the one that is shown, and log it when that changes anything."""
    before = current(data)
    make_current(data, manifest.id)
    if before is None or before.id != manifest.id:
        note(data, what, before, manifest)


def open_again(data: DataFolder, snapshot_id: str, reason: str = "") -> Manifest:
    """Show an earlier (or later) snapshot and log it. Raises ReformsporError as `reopen` does, and for what would
    change a locked month without a `reason`."""
    before = current(data)
    after = _reopened(data, snapshot_id, reason)
    if before is None or before.id != after.id:
        note(data, "opened", before, after)
    return after


def before_this(data: DataFolder) -> Manifest | None:
    """The snapshot an undo goes back to: the same source's one admitted before what is shown, else what was shown
    before the source's first; None when there is neither, or this version cannot read it."""
    shown = current(data)
    if shown is None:
        return None
    order = shelf(data)
    readable = [manifest for manifest in order if manifest.form == SERVED_FORM and not is_withdrawn(data, manifest.id)]
    older = {manifest.id for manifest in order[order.index(shown) + 1 :]}
    same = next((kept for kept in readable if kept.source == shown.source and kept.id in older), None)
    if same is not None:
        return same
    came = next((turn for turn in reversed(history(data)) if turn.after == shown.id), None)
    return next((manifest for manifest in readable if came and manifest.id == came.before), None)


def undo(data: DataFolder, reason: str = "") -> Turn:
    """Go back to the snapshot before the one that is shown. The ledger keeps what it has released.

    Raises ReformsporError when there is nothing to go back to, its file is not what was sealed, or a locked month would
    change without a `reason`.
    """
    shown, former = current(data), before_this(data)
    if shown is None or former is None:
        raise ReformsporError("desk.undo.nothing")
    _reopened(data, former.id, reason)
    return note(data, "undone", shown, former)


def _reopened(data: DataFolder, snapshot_id: str, reason: str) -> Manifest:
    """Make a snapshot the one that is shown, if no locked month forbids it; the log of months keeps the reason."""
    known = next((manifest for manifest in shelf(data) if manifest.id == snapshot_id), None)
    changes = locked_between(data, known) if known is not None else ()
    if changes and not reason.strip():
        months = sorted({change.month for change in changes})
        raise ReformsporError("periods.undo_needs_reason", month=months[0], n=len(months))
    after = reopen(data, snapshot_id)
    if changes:
        with alone(data):
            note_changes(data, sorted({change.month for change in changes}), after.source, after.id, reason)
    return after
