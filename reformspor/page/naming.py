"""The name of every card that is shown, and of every file that is handed out, is kept, so that it can be looked up.

What is shown is kept by a thread of its own: a reader waits for no numbers to be gone through and for no disk.
"""

from __future__ import annotations

import atexit
import queue
import threading
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from reformspor.page.cards import Card
from reformspor.page.exhibits import Maker, passport_of_card
from reformspor.page.giving_way import give_way
from reformspor.passport import Passport, identity
from reformspor.passport.register import Names, Shown, now, shown_of
from reformspor.snapshot.folder import data_folder

# How many names are remembered as kept, and how many cards may wait; one that finds no room is kept when shown again.
REMEMBERED, WAITING = 20_000, 200
PATIENCE = 2.0
# So many seconds a card gives way to readers who wait for a page.
SHORT = 1.0
# An address no choice of filters makes is not kept.
LONGEST = 4000
# Before the name of what has been handed out, among those that are remembered.
OUT = "out "
Waiting = tuple[Path, Card | Shown, str]
_kept: OrderedDict[tuple[Path, str], None] = OrderedDict()
_lock = threading.Lock()
_waiting: queue.Queue[Waiting] = queue.Queue(WAITING)
_thread: threading.Thread | None = None


def note(card: Card, page: str) -> bool:
    """Keep the name of a card that is being shown, unless it has been kept or somebody searched for what it shows.

    False when there was no room for it: then it is to be noted again when it is shown again.
    """
    address = card.reader.address
    if card.answer.scope.text or "q" in address or sum(map(len, address.values())) > LONGEST:
        return True
    return _noted(identity(card.answer), card, page)


def ahead(card: Card, page: str) -> Shown:
    """What is to be kept of a card once it is shown (see `note_ahead`)."""
    return shown_of(passport_of_card(card, Maker(page)), out=False)


def note_ahead(shown: Shown) -> None:
    """Keep the name of a card that was made ahead, and is being shown now."""
    _noted(shown.id, replace(shown, at=now()), "")


def _noted(name: str, what: Card | Shown, page: str) -> bool:
    root = data_folder().root
    with _lock:
        if (root, name) in _kept:
            return True
        try:
            _waiting.put_nowait((root, what, page))
        except queue.Full:
            return False
        _remember((root, name))
        _start()
    return True


def issue(passports: Iterable[Passport]) -> None:
    """Keep the names of what is handed out in a file, here and now, each once while this process lasts.

    Where nothing can be written, nothing is kept.
    """
    root = data_folder().root
    with _lock:
        new = [one for one in passports if (root, f"{OUT}{one.id}") not in _kept]
        for one in new:
            _remember((root, f"{OUT}{one.id}"))
    with suppress(OSError):
        Names(root).add(shown_of(one, out=True) for one in new)


def settle() -> None:
    """Wait until every name that has been noted is kept."""
    _waiting.join()


def _remember(named: tuple[Path, str]) -> None:
    _kept[named] = None
    while len(_kept) > REMEMBERED:
        _kept.popitem(last=False)


def _start() -> None:
    """The one thread that keeps names, begun by the first of them."""
    global _thread
    if _thread is None or not _thread.is_alive():
        _thread = threading.Thread(target=_keep, name="names", daemon=True)
        _thread.start()
        atexit.register(_end)


def _keep() -> None:
    before: dict[Path, set[str]] = {}
    while True:
        root, what, page = _waiting.get()
        # Numbers are gone through when the page has been sent, unless so many wait that some would find no room.
        if _waiting.qsize() < WAITING // 2:
            give_way(SHORT)
        try:
            if root not in before:
                before = {root: Names(root).known()}
            if (what.id if isinstance(what, Shown) else identity(what.answer)) not in before[root]:
                Names(root).add([what if isinstance(what, Shown) else ahead(what, page)])
        except Exception:
            # A folder that cannot be written, or a card that is odd, must stop neither the reader nor the next name.
            pass
        finally:
            _waiting.task_done()
            del what


def _end() -> None:
    """At the end of the program what waits is given a moment."""
    joined = threading.Thread(target=settle, daemon=True)
    joined.start()
    joined.join(PATIENCE)
