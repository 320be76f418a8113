"""The snapshot that serves, opened once for all readers, and answers kept for as long as it serves."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reformspor.answers import Answer, ask
from reformspor.choices import Choices as Chosen
from reformspor.choices import load_choices
from reformspor.choices.binding import MADE_OF
from reformspor.disclosure import Rule
from reformspor.errors import ReformsporError
from reformspor.page import before
from reformspor.page.choices import Choices, choices_of
from reformspor.page.keeping import CELL, Keeper
from reformspor.peers import Peers
from reformspor.peers import kept as kept_peers
from reformspor.questions import load_questions
from reformspor.reference import Reference, kept
from reformspor.scope import Scope
from reformspor.snapshot.bounds import limits_of
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.shelf import SERVED, Manifest, check_seal, current, is_withdrawn, open_current, shelf
from reformspor.store import DuckStore

_lock = threading.Lock()
_open: dict[str, Served] = {}
# Choices that were in force when something was made that is checked now, by its snapshot; empty but while it is.
_as_then: dict[str, Chosen] = {}
_kept = Keeper()


@dataclass(frozen=True)
class Served:
    """A snapshot with its store and what its filters may choose among."""

    manifest: Manifest
    store: DuckStore
    choices: Choices


def served() -> Served | None:
    """The snapshot that serves now; a newer one takes over as soon as it is made current. None when there is none."""
    data = data_folder()
    manifest = current(data)
    if manifest is None:
        return None
    with _lock:
        if manifest.id not in _open:
            opened = open_current(data)
            if opened is None:
                return None
            manifest, store = opened
            # A reader in the middle of a page still asks the former one.
            for older in list(_open)[:-1]:
                del _open[older]
            _open[manifest.id] = Served(manifest, store, choices_of(store))
        return _open[manifest.id]


def served_before(snapshot_id: str) -> Served | None:
    """A snapshot a reader has before them: the one that serves, or the one before it.

    None for one that was taken back since: withdrawn, or left for an older one.
    """
    held, data = _open.get(snapshot_id), data_folder()
    shown = current(data)
    if held is None or shown is None or is_withdrawn(data, snapshot_id):
        return None
    return held if _made(held.manifest) <= _made(shown) else None


def served_as(snapshot_id: str) -> Served:
    """Any snapshot of the shelf, for a process that checks what was made of it and then ends.

    Raises ReformsporError for one there is none of, that was withdrawn, is of another form or has changed.
    """
    data = data_folder()
    manifest = next((one for one in shelf(data) if one.id == snapshot_id), None)
    if manifest is None:
        raise ReformsporError("verification.cannot.snapshot_gone", id=snapshot_id)
    check_seal(data, manifest)
    with _lock:
        if snapshot_id not in _open:
            store = DuckStore.open(data.snapshots / snapshot_id / SERVED, limits_of(data))
            _open[snapshot_id] = Served(manifest, store, choices_of(store))
        return _open[snapshot_id]


@contextmanager
def as_chosen(snapshot_id: str, choices: Chosen) -> Iterator[None]:
    """While it lasts, answers of a snapshot are made with these choices; only where a single check is done."""
    _as_then[snapshot_id] = choices
    try:
        yield
    finally:
        del _as_then[snapshot_id]


def _made(manifest: Manifest) -> str:
    return manifest.made_at or manifest.admitted_at


def chosen(snapshot_id: str) -> Chosen:
    """What the municipality has chosen, as it stands now; for the constructed one, over its constructed choices."""
    if snapshot_id in _as_then:
        return _as_then[snapshot_id]
    held = _open.get(snapshot_id)
    return load_choices(data_folder().root, constructed=held is not None and held.manifest.constructed)


def references() -> tuple[Reference, ...]:
    """The counts of other registries that have been loaded, as they stand now."""
    return kept(data_folder().root)


def peers() -> tuple[Peers, ...]:
    """The panels of other municipalities that have been loaded, as they stand now."""
    return kept_peers(data_folder().root)


def answer(snapshot_id: str, name: str, scope: Scope, level: str, day: dt.date | None = None) -> Answer:
    """The answer to a question, kept by what was asked, of whom and when: never by the rows themselves.

    What is searched for is as many things as there are readers, so those answers are not kept.
    """
    choices = chosen(snapshot_id)
    if scope.text or scope.barriers:
        return ask(_open[snapshot_id].store, name, scope, Rule.of(level), choices=choices, day=day)
    # A changed setting changes only the figures that are made with settings; all of them bear the municipality's name.
    made_with = (
        choices.digest if MADE_OF.keys() & load_questions()[name].parameters else choices.text("municipality.name")
    )
    asked = (snapshot_id, name, scope, level, made_with, day)
    return _kept.get(
        asked, lambda: ask(_open[snapshot_id].store, name, scope, Rule.of(level), choices=choices, day=day)
    )


def answer_before(snapshot_id: str, name: str, scope: Scope, level: str, fixed: Mapping[str, Any]) -> Answer | None:
    """The answer for the equally long period before, kept likewise; None when the question heeds no period."""
    earlier = before.former(name, scope, _open[snapshot_id].store, fixed)
    return None if earlier is None else answer(snapshot_id, name, earlier, level)


def answer_stood(snapshot_id: str, name: str, scope: Scope, level: str) -> Answer | None:
    """The answer as things stood a period before, kept likewise; see `before.stood`."""
    then = before.stood(scope, _open[snapshot_id].store)
    return None if then is None else answer(snapshot_id, name, then[0], level, then[1])


def counts() -> Mapping[str, int]:
    """How many answers were at hand and how many were asked for, how many are kept, and in how many bytes, about."""
    return {"hits": _kept.hits, "misses": _kept.misses, "entries": len(_kept), "bytes": _kept.cells * CELL}


def kept_answers() -> tuple[int, int]:
    """How often an answer was at hand, and how often it had to be asked for."""
    return _kept.hits, _kept.misses
