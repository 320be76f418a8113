"""A study is done apart from the server, from plain JSON to plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reformspor.effects.asked import Asked, plain_asked, read_asked
from reformspor.effects.panel import Panel, plain_panel, read_plain_panel
from reformspor.effects.steering import Progress, silent
from reformspor.effects.study import plain_study, run


def given_of(panel: Panel, asked: Asked | None = None, design: str | None = None) -> dict[str, Any]:
    """What `work` is given to study a panel; `design` None for the registered one, or the strongest it can carry."""
    return {"panel": plain_panel(panel), "asked": plain_asked(asked or Asked()), "design": design}


def work(given: Mapping[str, Any], say: Progress = silent) -> dict[str, Any]:
    """The study of what was given, as `study.plain_study` tells it."""
    panel, asked = read_plain_panel(given["panel"]), read_asked(given["asked"])
    return plain_study(run(panel, asked, given["design"], say))
