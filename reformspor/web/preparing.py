"""What readers are about to ask for is made ready: the page a browser is loading, and the first view of each page."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl

from reformspor.disclosure import Level
from reformspor.web.logs import log, report_failure

# More than this many pages in wait, and readers come faster than they can be prepared for.
MOST = 4
# How often it is looked whether something else is served: another snapshot, other settings, another day; in seconds.
EVERY = 2.0
_hands = ThreadPoolExecutor(1, thread_name_prefix="prepare")
_room = threading.Semaphore(MOST)
What = tuple[str, str, dt.date]


def prepare(page: str, query: str, level: Level, lang: str) -> None:
    """Begin to make a page ready in a language, within the scope of an address; nothing is done when many wait."""
    if _room.acquire(blocking=False):
        _hands.submit(_prepare, page, query, level, lang)


def keep_ready(level: Level, stop: threading.Event) -> None:
    """Keep the first view of each page ready until `stop`, giving way to readers; anew for each new snapshot."""
    made: What | None = None
    while not stop.wait(EVERY):
        try:
            now = _served_now()
            if now is not None and now != made:
                made = now
                _make_all(level, now, stop)
        except Exception as error:
            report_failure(error)


def _make_all(level: Level, what: What, stop: threading.Event) -> None:
    from reformspor.page.making_ready import first_views, make_ready

    count = 0
    for page, lang, theme in first_views():
        if stop.is_set() or _served_now() != what:
            return
        try:
            make_ready(page, {"lang": lang}, level, theme)
            count += 1
        except Exception as error:  # met again, and said, on the page
            report_failure(error)
    log("warm", snapshot=what[0], count=count)


def _served_now() -> What | None:
    """What first views are of: the snapshot, the settings and the day; None while nothing is served."""
    from reformspor.page.serving import chosen, served

    now = served()
    return None if now is None else (now.manifest.id, chosen(now.manifest.id).digest, dt.date.today())


def _prepare(page: str, query: str, level: Level, lang: str) -> None:
    try:
        from reformspor.page.making_ready import make_ready

        make_ready(page, {**dict(parse_qsl(query)), "lang": lang}, level)
    except Exception as error:  # met again, and said, on the page
        report_failure(error)
    finally:
        _room.release()
