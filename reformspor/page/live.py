"""What a page draws anew each time, also when the rest of it is ready: it may have changed since, or is a desk."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from reformspor.page.desks import DESKS
from reformspor.page.freshness import passage
from reformspor.page.markup import write
from reformspor.page.periods import approved
from reformspor.page.said import paragraph

if TYPE_CHECKING:
    from reformspor.page.screen import Screen


def inside(screen: Screen, refused: str, module: str, desk: str, *given: Any) -> None:
    """A desk of the house, which only those inside load; others are told why it is not here if `refused` says."""
    if screen.rule.level == "internal":
        getattr(importlib.import_module(f"reformspor.page.{module}"), desk)(screen.words, *given)
    elif refused:
        write(paragraph(screen.words(refused)))


def _freshness(screen: Screen) -> None:
    passage(screen.words, screen.served.manifest)


def _approved(screen: Screen) -> None:
    approved(screen.words, screen.served.manifest)


def _at_desk(screen: Screen, name: str) -> None:
    bench = DESKS[name]
    if bench.inside:
        inside(screen, bench.inside, bench.module, bench.desk, screen.served)
    else:
        getattr(importlib.import_module(f"reformspor.page.{bench.module}"), bench.desk)(screen.words, screen.served)


def _settings(screen: Screen) -> None:
    from reformspor.page.settings import settings_desk, settings_read

    if screen.rule.level == "internal":
        settings_desk(screen.words, constructed=screen.served.manifest.constructed)
    else:
        settings_read(screen.words, screen.choices)


def _handover(screen: Screen, owner: str, barrier: str | None) -> None:
    from reformspor.page.dossier import files

    files(screen.words, screen.link_address(), screen.served.manifest.id, owner, barrier)


LIVE: Mapping[str, Callable[..., None]] = {
    "freshness": _freshness,
    "approved": _approved,
    "at_desk": _at_desk,
    "settings": _settings,
    "handover": _handover,
    "desk": lambda screen: inside(screen, "", "desk", "desk"),
    "shelf": lambda screen: inside(screen, "", "shelf", "shelves"),
    "review": lambda screen: inside(screen, "review.not_here", "review", "review_desk"),
    "archive": lambda screen: inside(screen, "register.archive_inside", "archiving", "archive", screen.served),
}
