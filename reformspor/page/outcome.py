"""Which outcome the reader looks at, of which units, and its panel: the same on every page that asks what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from reformspor.answers import Answer
from reformspor.answers.panelled import panel_of
from reformspor.effects.panel import Panel
from reformspor.effects.reading import PanelRead
from reformspor.page.protocol import Page

# A choice of units or months made after the fact would choose the result, so the filters are left out.
EVERYTHING: dict[str, Any] = {"first": None, "last": None, "units": (), "sectors": ()}
# The codes of the address.
OUTCOME, UNIT = "outcome", "alone"


@dataclass(frozen=True)
class Outcome:
    """One outcome: its row in the register of indicators, the answer its values stand in, and what was read of it.

    `unit` is the unit that is looked at alone, empty for all of them.
    """

    row: Mapping[str, Any]
    values: Answer
    starts: Answer
    read: PanelRead
    unit: str = ""

    @property
    def code(self) -> str:
        """The outcome's code."""
        return str(self.row["indicator"])

    @property
    def lowered_as(self) -> str:
        """What a lowered verdict on it is filed under: a unit alone is a study of its own."""
        return f"{self.code}/{self.unit}" if self.unit else self.code

    @property
    def name(self) -> str:
        """What the outcome is called."""
        return str(self.row["name"] or self.code)

    @property
    def measured_in(self) -> str:
        """The outcome's own unit, as plain text; empty when the register does not say."""
        return str(self.row["measured_in"] or "")

    @property
    def panel(self) -> Panel | None:
        """The panel of what is looked at."""
        whole = self.read.panel
        if whole is None or not self.unit:
            return whole
        return whole.only((whole.units.index(self.unit),))

    @property
    def explored_and_begun(self) -> tuple[dt.date | None, dt.date | None]:
        """When the unit that is looked at alone began to explore, and when it began; None where it is not known."""
        row = next((row for row in self.starts.copy_rows() if row["unit_id"] == self.unit), None)
        return (row["explored_from"], row["start"]) if row else (None, None)

    @cached_property
    def unit_names(self) -> dict[str, str]:
        """Every unit's name by its code."""
        return {row["unit_id"]: row["unit_name"] or row["unit_id"] for row in self.values.copy_rows()}


def chosen_outcome(page: Page, *, alone: bool = True) -> Outcome | None:
    """The outcome the reader has chosen, opened; None, and what to do is said, while there is none to show.

    An outcome that is measured by surveys alone has no series and is not among them. `alone` is whether one unit may be
    chosen too.
    """
    register = page.ask("outcomes/indicators", **EVERYTHING)
    held = {row["indicator"]: row for row in register.copy_rows() if row["n_values"]}
    if register.state != "ok":
        page.empty(register)
        return None
    if not held:
        page.text("effect.thin_panel")
        return None
    code = page.choose("effect.choose_outcome", {code: row["name"] or code for code, row in held.items()}, OUTCOME)
    if code is None:
        page.text("effect.choose_first")
        return None
    if code not in page.open_outcomes((code,)):
        return None
    values = page.ask("outcomes/panel", indicators=(code,), **EVERYTHING)
    starts = page.ask("outcomes/starts", **EVERYTHING)
    if values.state != "ok":
        page.empty(values)
        return None
    found = Outcome(held[code], values, starts, panel_of(values, starts))
    return _of_unit(page, found) if alone else found


def _of_unit(page: Page, found: Outcome) -> Outcome:
    """The outcome of the unit that is chosen, when one is."""
    if found.read.panel is None:
        return found
    names = found.unit_names
    options = {unit: names.get(unit, unit) for unit in found.read.panel.units}
    unit = page.choose("effect.choose_unit", options, UNIT)
    if not unit:
        return found
    # What is computed of one unit says so on the figure and in the downloads, and has a passport of its own.
    values = replace(found.values, scope=replace(found.values.scope, units=(unit,)))
    return replace(found, values=values, unit=unit)
