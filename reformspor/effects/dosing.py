"""What goes with the hours put in is reckoned in the background: plain JSON in and out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reformspor.effects.dose import within_units
from reformspor.effects.panel import Panel, plain_panel, read_plain_panel, read_plain_table
from reformspor.effects.result import plain
from reformspor.effects.steering import Progress, silent


def given_of(panel: Panel, dose: list[list[float | None]]) -> dict[str, Any]:
    """What `work` is given: a panel and the dose of each unit and step, None where it is not known."""
    return {"panel": plain_panel(panel), "dose": dose}


def work(given: Mapping[str, Any], say: Progress = silent) -> dict[str, Any]:
    """The Result of `within_units`, plain."""
    say("slopes", 1, 1)
    return plain(within_units(read_plain_panel(given["panel"]), read_plain_table(given["dose"])))
