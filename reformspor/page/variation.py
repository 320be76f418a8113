"""The section on variation: what is usual for each unit, and whether the last value is beyond it."""

from __future__ import annotations

from reformspor.answers.varied import varied
from reformspor.charts.control_chart import control_charts
from reformspor.charts.variation_units import variation_units
from reformspor.findings.ladder import variation_level
from reformspor.findings.varied import state_varied, variation_notes
from reformspor.page.outcome import Outcome
from reformspor.page.protocol import Page


def variation(page: Page, found: Outcome) -> None:
    """Control charts of the units that are looked at, how their limits came about, and with several a row of each."""
    panel = found.panel
    if panel is None:
        return
    direction = str(found.row["direction"] or "")
    page.section("effect.section.variation")
    page.text("variation.lead")
    told = varied(found.values, panel, direction, found.unit_names)
    if told.units.state != "ok":
        page.empty(told.units)
        return
    said = state_varied(told.units, page.words, found.measured_in)
    page.figure(told.points, control_charts(told.points, page.words, found.measured_in), said)
    page.points([variation_level(told.units, page.words), *variation_notes(told.units, page.words)])
    if panel.n_units > 1:
        page.table(told.units, variation_units(told.units, page.words))
