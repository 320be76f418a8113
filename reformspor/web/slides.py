"""The address of a presentation: a page of ours, whole when it is sent, that runs without the application."""

from __future__ import annotations

from functools import cache

from anyio import CapacityLimiter, to_thread

from reformspor.disclosure import Level
from reformspor.web.assets import Assets
from reformspor.web.figures import NOWHERE, Reply
from reformspor.web.logs import report_failure

AREA = "/slides/"
PAGE = "text/html; charset=utf-8"
STYLES, SCRIPTS = ("reformspor.css", "slides.css"), ("slides/slides.js",)
LIBRARY, MARK = "vendor/plotly-cartesian.min.js", "mark.svg"


# Each asks many questions, so only so many are made at once and so many wait, and none holds a thread while it waits.
MOST_MADE, MOST_WAITING = 2, 16


@cache
def _hands() -> CapacityLimiter:
    return CapacityLimiter(MOST_MADE)


async def slides(path: str, query: str, level: Level, assets: Assets) -> Reply:
    """The slides a sealed link asks for, at the level of this process; a link that was not made here leads to where
    they are made. When too many wait already, it is asked to come back."""
    hands = _hands()
    if hands.statistics().tasks_waiting >= MOST_WAITING:
        return Reply(503, b"", NOWHERE, (("retry-after", "30"), ("cache-control", "no-store")))
    return await to_thread.run_sync(_slides, path, query, level, assets, limiter=hands)


def _slides(path: str, query: str, level: Level, assets: Assets) -> Reply:
    from reformspor.page.deck_markup import Files  # the server listens before the pages are loaded
    from reformspor.page.presenting import slides_page

    files = Files(
        styles=tuple(assets.url(name) for name in STYLES),
        scripts=tuple(assets.url(name) for name in SCRIPTS),
        library=assets.url(LIBRARY),
        icon=assets.url(MARK),
    )
    try:
        found = slides_page(path, query, level, files)
    except Exception as error:
        return Reply(500, report_failure(error).encode(), NOWHERE)
    kept: tuple[tuple[str, str], ...] = (("cache-control", "no-store"),)
    if found.to:
        kept += (("location", found.to),)
    return Reply(found.status, found.body.encode(), PAGE if found.body else NOWHERE, kept)
