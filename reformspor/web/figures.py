"""What a figure hands out over HTTP: to those who were shown it, made anew each time, and kept by no one on the way."""

from __future__ import annotations

from dataclasses import dataclass

from anyio import to_thread

from reformspor.disclosure import Level
from reformspor.web.logs import report_failure

AREA = "/figure/"
NOWHERE = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    """Status, body, type and further headers of an answer."""

    status: int
    body: bytes
    content_type: str
    headers: tuple[tuple[str, str], ...] = (("cache-control", "no-store"),)


async def figure(path: str, query: str, level: Level) -> Reply:
    """What a link of a card asks for, at the level of this process; 404 for a link that was not made here."""
    return await to_thread.run_sync(_figure, path, query, level)


def _figure(path: str, query: str, level: Level) -> Reply:
    from reformspor.page.handout import handout  # the server listens before the pages are loaded

    try:
        found = handout(path, query, level)
    except Exception as error:
        return Reply(500, report_failure(error).encode(), NOWHERE)
    if found is None:
        return Reply(404, b"", NOWHERE)
    kept: tuple[tuple[str, str], ...] = (("cache-control", "no-store"),)
    if found.file_name is not None:
        kept += (("content-disposition", f'attachment; filename="{found.file_name}"'),)
    return Reply(200, found.body, found.content_type, kept)
