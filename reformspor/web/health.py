"""Whether the service can answer, and which snapshot it answers from now."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import reformspor
from reformspor.web.collecting import collector

if TYPE_CHECKING:
    from reformspor.disclosure import Level

_state: dict[str, Any] = {"snapshot": None}


def serving(snapshot_id: str) -> None:
    """Say that the service is ready, with this snapshot."""
    _state["snapshot"] = snapshot_id


def health(level: Level = "public") -> tuple[int, dict[str, Any]]:
    """HTTP status and body: 200 while a snapshot is served, else 503.

    What is kept ready, and how often it was at hand, is told inside alone: it tells what others have asked for.
    """
    from reformspor.snapshot.folder import data_folder
    from reformspor.snapshot.shelf import current

    ok = _state["snapshot"] is not None
    if ok and (newer := current(data_folder())):
        # An admission changes what is served without a restart.
        serving(newer.id)
    body = {
        "status": "ok" if ok else "starting",
        "version": reformspor.__version__,
        **_state,
        **_fresh(),
        **_work(),
        "collected": asdict(collector.collected),
        **(_ready() if level == "internal" else {}),
    }
    return (200 if ok else 503), body


def _ready() -> dict[str, Any]:
    """What is kept of answers and of figures, and how often it was at hand; nothing before the pages are loaded."""
    answers, figures = sys.modules.get("reformspor.page.serving"), sys.modules.get("reformspor.page.ready")
    return {
        **({} if answers is None else {"answers": dict(answers.counts())}),
        **({} if figures is None else {"figures": dict(figures.counts())}),
    }


def _work() -> dict[str, int]:
    """How many pieces of slow work are being done or wait; what does them is loaded when the first is asked for."""
    loaded = sys.modules.get("reformspor.page.workshop")
    return {"work": 0 if loaded is None else loaded.workshop().busy}


def _fresh() -> dict[str, Any]:
    """How fresh the data are by the source's rhythm, and since which day they are stale."""
    from reformspor.errors import ReformsporError
    from reformspor.snapshot.folder import data_folder
    from reformspor.snapshot.rhythm import freshness
    from reformspor.snapshot.shelf import current

    manifest = current(data_folder())
    if _state["snapshot"] is None or manifest is None:
        return {}
    try:
        found = freshness(data_folder(), manifest)
    except ReformsporError as error:
        return {"freshness": error.key}
    return {"freshness": found.state, "as_of": manifest.as_of, "days_late": found.days_late}
