"""A municipality is held against a weighted mix of others in the background: plain JSON in and out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reformspor.effects.panel import Panel, plain_panel, read_plain_panel
from reformspor.effects.result import plain
from reformspor.effects.steering import Progress, silent
from reformspor.effects.synthetic import synthetic_control, synthetic_did

MADE = {"synthetic_did": synthetic_did, "synthetic_control": synthetic_control}


def given_of(panel: Panel) -> dict[str, Any]:
    """What `work` is given: the panel alone."""
    return {"panel": plain_panel(panel)}


def work(given: Mapping[str, Any], say: Progress = silent) -> dict[str, Any]:
    """The Result of each of the two methods, plain, by its code."""
    panel, found = read_plain_panel(given["panel"]), {}
    for place, (name, make) in enumerate(MADE.items()):
        say(name, place + 1, len(MADE))
        found[name] = plain(make(panel))
    return found
