"""The section on variation tells what is usual in each unit, with its baseline before the start, and never why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reformspor.page.outcome import Outcome, chosen_outcome
from reformspor.page.variation import variation
from reformspor.words import LANGUAGES, speak
from tests.charts.given import column_sum
from tests.views.dosed import UNITS, dosed
from tests.views.paper import TextPage

CAUSES = ("effekt", "effect", "verknad", "virkning", "førte til", "led to", "caused")


def read(lang: str = "nn", unit: str = "") -> TextPage:
    """The section alone, of all units or of one."""
    paper = TextPage(store=dosed(), words=speak(lang), chosen="doc")
    found = chosen_outcome(paper)
    assert isinstance(found, Outcome)
    paper.lines.clear()
    variation(paper, replace(found, unit=unit))
    return paper


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_section_is_written_in_every_language_without_a_word_for_cause(lang: str) -> None:
    written = read(lang).written
    assert written.startswith(f"## {speak(lang)('effect.section.variation')}")
    assert "{" not in written
    assert not [word for word in CAUSES if word in written.lower()]
    assert speak(lang)("variation.note.chance") in written


def test_all_units_are_counted_drawn_and_told_a_row_each() -> None:
    paper = read()
    points, chart = paper.charts[0]
    assert points.name == "effect/variation"
    assert chart is not None
    assert len(chart.table) == len(points.copy_rows()) == 8 * 24
    assert chart.left_out
    whole = chart.whole() if chart.whole else chart
    drawn = sum(sum(trace["y"]) for trace in whole.data if "points" in trace["meta"])
    assert drawn == pytest.approx(column_sum(chart.table, "Målt"), rel=1e-4)
    units, table = paper.tables[0]
    assert len(table) == 8
    held = {row["unit_id"]: row for row in units.copy_rows()}
    # Four begin after a year; the others are never told of months after a start.
    assert [held[unit]["n_baseline"] for unit in UNITS] == [12] * 4 + [24] * 4
    beyond = sum(bool(row["rules"]) for row in held.values())
    assert speak("nn")("variation.said.several", n=beyond, of=8).replace("\N{NO-BREAK SPACE}", " ") in paper.written


def test_one_unit_is_told_with_its_last_value_and_its_limits() -> None:
    paper = read(unit=UNITS[0])
    assert not paper.tables
    row = paper.charts[0][0].copy_rows()[-1]
    assert speak("nn").number(row["low"], 1) in paper.written
    assert "dei første 12 månadene" in paper.written
    assert "kortare grunnlag enn to heile år" in paper.written
