"""While a browser loads its files, the page it asked for asks its questions; the reader finds the answers at hand."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl

from reformspor.disclosure import Level
from reformspor.web.logs import report_failure

# More than this many pages in wait, and readers come faster than they can be prepared for.
MOST = 4
_hands = ThreadPoolExecutor(1, thread_name_prefix="prepare")
_room = threading.Semaphore(MOST)
_asked = threading.Event()


def prepare(page: str, query: str, level: Level) -> None:
    """Begin to rehearse a page within the scope of an address; nothing is done when many others wait."""
    _asked.set()
    if _room.acquire(blocking=False):
        _hands.submit(_rehearse, page, query, level)


def prepare_first(page: str, level: Level) -> None:
    """Rehearse a page in a process that nobody has come to yet."""
    if not _asked.is_set():
        prepare(page, "", level)


def _rehearse(page: str, query: str, level: Level) -> None:
    try:
        from reformspor.page.rehearsal import rehearse  # the server listens before the pages are loaded

        rehearse(page, dict(parse_qsl(query)), level)
    except Exception as error:  # met again, and said, on the page
        report_failure(error)
    finally:
        _room.release()
