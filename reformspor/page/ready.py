"""What a page drew is kept while there is room, and drawn again for whoever asks for the very same.

It is kept by all that a view is told: the snapshot, the page, the scope with what is picked, the level, the language,
the colours, what the municipality has chosen, the day and the address; never by rows. So nothing is drawn at another
level than it was made at. What somebody searched for is not kept, nor a page that reads what no key tells
(`Stage.beyond`).
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from reformspor.look import Theme
from reformspor.page.choosing import set_now
from reformspor.page.live import LIVE
from reformspor.page.naming import LONGEST, note_ahead
from reformspor.page.screen import Screen
from reformspor.page.serving import chosen, served
from reformspor.page.stage import Stage
from reformspor.page.tape import Step, Tape
from reformspor.scope import Scope
from reformspor.snapshot.folder import data_folder

# All that is kept, in bytes; the heaviest page of a large municipality takes a third of a million.
MOST = 32 * 1024**2
Steps = tuple[Step, ...]


@dataclass(frozen=True)
class Key:
    """All that a view is told, beyond what it says of itself that it reads besides."""

    root: Path
    snapshot: str
    page: str
    scope: Scope
    level: str
    lang: str
    theme: Theme
    settings: str
    day: dt.date
    address: tuple[tuple[str, str], ...]


class Shelf:
    """Steps by key, within a bound of bytes; those used longest ago go first, those of a former snapshot at once."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: OrderedDict[Key, Steps] = OrderedDict()
        self._lock = threading.Lock()
        self.bytes = self.hits = self.misses = 0

    def get(self, key: Key) -> Steps | None:
        """The steps of a key; None when they are not at hand."""
        with self._lock:
            held = self._held.get(key)
            if held is not None:
                self._held.move_to_end(key)
            return held

    def put(self, key: Key, steps: Steps) -> None:
        """Keep steps, unless they alone take more than all the room."""
        takes = _size(steps)
        with self._lock:
            for one in [one for one in self._held if one.root == key.root and one.snapshot != key.snapshot]:
                self._drop(one)
            self._drop(key)
            if takes > self._most:
                return
            self._held[key], self.bytes = steps, self.bytes + takes
            while self.bytes > self._most:
                self._drop(next(iter(self._held)))

    def drop(self, key: Key) -> None:
        """Let go of a key."""
        with self._lock:
            self._drop(key)

    def count(self, hits: int, misses: int) -> None:
        """Count figures that were at hand, and figures that were made."""
        with self._lock:
            self.hits, self.misses = self.hits + hits, self.misses + misses

    def _drop(self, key: Key) -> None:
        held = self._held.pop(key, None)
        self.bytes -= _size(held or ())

    def __len__(self) -> int:
        return len(self._held)


_shelf = Shelf()


def key_of(screen: Screen) -> Key | None:
    """What a page is kept by; None for what is not kept."""
    address = screen.link_address()
    if screen.stage.seen:
        address |= set_now(screen.count.name)
    told = tuple(sorted((name, value) for name, value in address.items() if value))
    searched = screen.scope.text or screen.scope.barriers or address.get("q")
    if searched or sum(len(name) + len(value) for name, value in told) > LONGEST:
        return None
    snapshot = screen.served.manifest.id
    return Key(
        root=data_folder().root,
        snapshot=snapshot,
        page=screen.count.name,
        scope=screen.scope,
        level=screen.rule.level,
        lang=screen.words.lang,
        theme=screen.theme,
        settings=chosen(snapshot).digest,
        day=dt.date.today(),
        address=told,
    )


def kept(key: Key) -> Steps | None:
    """What was drawn by a key; None when it is not at hand. Nothing is counted."""
    return _shelf.get(key)


def at_hand(screen: Screen) -> bool:
    """Whether a page can be drawn again; nothing is counted."""
    key = key_of(screen)
    return key is not None and kept(key) is not None


def run(screen: Screen, view: Callable[[Screen], None]) -> bool:
    """Draw a page: again, where it is at hand, else by its view; whether the view was run."""
    key = key_of(screen)
    steps = _shelf.get(key) if key is not None else None
    if key is None or steps is None:
        make(screen, view, key)
        return True
    _shelf.count(hits=sum(step.deed == "card" for step in steps), misses=0)
    if not again(screen, steps):
        # The reader has set something otherwise than the address told.
        _shelf.drop(key)
        st.rerun()
    return False


def make(screen: Screen, view: Callable[[Screen], None], key: Key | None) -> None:
    """Run a view, and keep what it drew by the key, where that still holds when it is done."""
    view(screen)
    tape: Tape = screen.stage.tape
    _shelf.count(hits=0, misses=tape.cards)
    # What is put of a snapshot takes those of the others away, so one that serves no longer puts nothing.
    if key is not None and tape.whole and key == key_of(screen) and _serves(key.snapshot):
        _shelf.put(key, tuple(tape.steps))


def _serves(snapshot: str) -> bool:
    now = served()
    return now is not None and now.manifest.id == snapshot


def again(screen: Screen, steps: Steps) -> bool:
    """Draw the steps once more; False as soon as the reader has set something that was set otherwise then."""
    stages: list[Stage] = [screen.stage]
    for step in steps:
        stage = stages[step.at]
        if step.deed == "html":
            stage.html(*step.given)
        elif step.deed == "card":
            stage.card(*step.given)
            if step.shown is not None:
                note_ahead(step.shown)
        elif step.deed == "columns":
            stages += stage.columns(*step.given)
        elif step.deed in LIVE:
            replace(screen, stage=stage).live(step.deed, *step.given)
        elif (getattr(replace(screen, stage=stage), step.deed)(*step.given) or "") != step.told:
            return False
    return True


def counts() -> Mapping[str, int]:
    """How many figures were at hand and how many were made, how many pages are kept, and in how many bytes, about."""
    return {"hits": _shelf.hits, "misses": _shelf.misses, "entries": len(_shelf), "bytes": _shelf.bytes}


def _size(steps: Steps) -> int:
    return sum(step.size for step in steps)
