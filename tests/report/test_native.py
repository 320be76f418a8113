"""A native chart has the numbers of its figure, all of them and no others, and its workbook has the same."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
import python_calamine

from reformspor.charts import Chart
from reformspor.passport.numbers import FIGURES
from reformspor.report.chart_pieces import Dress
from reformspor.report.leaves import Exhibit, Report
from reformspor.report.native import Native
from reformspor.report.native_axes import is_strip
from reformspor.report.native_book import book_of
from reformspor.report.native_chart import natives_of
from reformspor.report.native_xml import chart_xml
from reformspor.words import speak

NN = speak("nn")
DRESS = Dress(18, "Arial", "nn-NO", (0.0, 0.1), (0.1, 0.1, 0.8, 0.8))
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SAID = ("delete", "min", "majorUnit")


def figures(report: Report) -> list[tuple[Exhibit, Chart, tuple[Native, ...]]]:
    return [(one, one.chart, natives_of(one.chart, NN)) for one in report.exhibits if one.chart is not None]


def test_most_figures_are_charts_an_office_program_draws_itself(every: Report) -> None:
    held = figures(every)
    assert len(held) > 60
    drawn = [natives for _, _, natives in held if natives]
    assert len(drawn) > 0.7 * len(held)
    assert {native.kind for natives in drawn for native in natives} == {"columns", "bars", "lines", "points"}


def test_each_number_of_a_native_chart_is_one_the_figure_draws(every: Report) -> None:
    for exhibit, chart, natives in figures(every):
        drawn = {figured(value) for value in numbers_drawn(chart)}
        for native in natives:
            for series in native.series:
                wrong = [value for value in series.values if value is not None and figured(value) not in drawn]
                assert not wrong, (exhibit.headline, series.name, wrong[:3])


def test_each_bar_and_each_point_on_a_line_of_the_figure_is_in_the_native_chart(every: Report) -> None:
    for exhibit, chart, natives in figures(every):
        if not natives:
            continue
        held = {
            figured(value) for native in natives for one in native.series for value in one.values if value is not None
        }
        for trace in chart.data:
            if is_strip(trace, chart) or trace.get("fill") == "toself" or only_of_the_others(trace):
                continue
            # A bar that does not begin at nothing is there with its two ends.
            ends = list(ends_of(trace))
            lacking = [
                value
                for at, value in enumerate(amounts(trace))
                if figured(value) not in held and not (ends and {figured(end) for end in ends[at]} <= held)
            ]
            assert not lacking, (exhibit.headline, trace.get("name"), lacking[:3])


def test_the_parts_of_a_stack_sum_to_what_the_figure_stacks(every: Report) -> None:
    seen = 0
    for exhibit, chart, natives in figures(every):
        if len(natives) != 1 or not natives[0].stacked:
            continue
        bars = [one for one in natives[0].series if one.mark == "bar"]
        mine = sum(value for one in bars for value in one.values if value is not None)
        drawn = [trace for trace in chart.data if trace["type"] == "bar" and not is_strip(trace, chart)]
        if any(trace.get("meta") == "drawn from the other two" for trace in drawn):
            continue
        seen += 1
        its = sum(value for trace in drawn for value in amounts(trace))
        assert mine == pytest.approx(its, rel=1e-8), exhibit.headline
    assert seen > 15


def test_what_covers_several_months_is_told_beside_the_bars_with_its_amount(every: Report) -> None:
    told = 0
    for _, chart, natives in figures(every):
        strips = [trace for trace in chart.data if is_strip(trace, chart)]
        if natives and strips:
            told += 1
            assert len(natives[0].beside) == sum(len(trace["x"]) for trace in strips)
            assert all(months and amount for months, amount in natives[0].beside)
    assert told > 3


def test_the_workbook_behind_a_chart_has_its_numbers_where_the_chart_looks_for_them(every: Report) -> None:
    for exhibit, _, natives in figures(every):
        for native in natives:
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(book_of(native)))
            assert len(book.sheet_names) == 1
            cells = book.get_sheet_by_name(book.sheet_names[0]).to_python(skip_empty_area=False)
            for where, values in referred(chart_xml(native, DRESS)):
                found = [cell_at(cells, row, where[0]) for row in range(where[1], where[2] + 1)]
                assert found == pytest.approx(values, nan_ok=True), (exhibit.headline, where)


def test_the_numbers_along_an_axis_are_written_as_the_language_does_with_the_decimals_of_its_steps(
    every: Report,
) -> None:
    written = 0
    for exhibit, _, natives in figures(every):
        for axis in (axis for native in natives for axis in Xml.fromstring(chart_xml(native, DRESS)).iter(f"{C}valAx")):
            said = {name: one.get("val") for name in SAID if (one := axis.find(f".//{C}{name}")) is not None}
            (form,) = axis.iter(f"{C}numFmt")
            if said["delete"] == "0" and "majorUnit" in said:
                written += 1
                code = str(form.get("formatCode"))
                assert code.startswith("[$-814]#,##0"), exhibit.headline
                decimals = len(code.partition(".")[2])
                ticks = [float(str(said[name])) for name in ("min", "majorUnit")]
                assert ticks == pytest.approx([round(one, decimals) for one in ticks]), exhibit.headline
                assert not decimals or ticks != pytest.approx([round(one, decimals - 1) for one in ticks])
    assert written > 20


def test_no_series_is_without_a_name_and_no_two_of_one_look_share_one(every: Report) -> None:
    for exhibit, _, natives in figures(every):
        for native in natives:
            named = [(one.name, one.look, one.mark) for one in native.series]
            assert all(name for name, _, _ in named), exhibit.headline
            assert len(set(named)) == len(named), exhibit.headline


def figured(value: float) -> str:
    return f"{float(value) + 0.0:.{FIGURES}g}"


def amounts(trace: dict[str, Any]) -> list[float]:
    held = trace["x"] if trace.get("orientation") == "h" and trace["type"] == "bar" else trace["y"]
    return [float(value) for value in held if value is not None and value == value]


def only_of_the_others(trace: dict[str, Any]) -> bool:
    meta = trace.get("meta")
    lying = trace["type"] == "scatter" and trace.get("xaxis") is None and trace.get("mode") == "markers"
    return meta == "drawn from the other two" or (isinstance(meta, dict) and bool(meta.get("starts"))) or lying


def ends_of(trace: dict[str, Any]) -> Iterator[tuple[float, float]]:
    """Where each bar begins and ends; nothing of other marks."""
    if trace["type"] == "bar" and trace.get("base") is not None:
        for at, value in enumerate(amounts_or_none(trace)):
            base = trace["base"][at] if isinstance(trace["base"], list | tuple) else trace["base"]
            if value is not None:
                yield float(base), float(base) + float(value)


def numbers_drawn(chart: Chart) -> Iterator[float]:
    """Where each mark begins and ends, and how long each bar is."""
    for trace in chart.data:
        held = [one for axis in ("x", "y") for one in trace.get(axis) or [] if one is not None]
        yield from (float(one) for one in held)
        yield from (end for pair in ends_of(trace) for end in pair)


def amounts_or_none(trace: dict[str, Any]) -> list[float | None]:
    return list(trace["x"] if trace.get("orientation") == "h" else trace["y"])


def referred(part: bytes) -> Iterator[tuple[tuple[int, int, int], list[Any]]]:
    """Each column the chart refers to, by its number and first and last row, and what is cached of it."""
    from lxml import etree

    for one in etree.fromstring(part).iter(f"{C}numRef", f"{C}strRef"):
        cell = one.findtext(f"{C}f").partition("!")[2].replace("$", "").split(":")
        letters = "".join(sign for sign in cell[0] if sign.isalpha())
        rows = [int("".join(sign for sign in each if sign.isdigit())) for each in cell]
        count = int(one.find(f".//{C}ptCount").get("val"))
        held: list[Any] = [""] * count
        for point in one.iter(f"{C}pt"):
            said = point.findtext(f"{C}v") or ""
            held[int(point.get("idx"))] = float(said) if one.tag == f"{C}numRef" else said
        yield (place_of(letters), rows[0] - 1, rows[-1] - 1), held


def place_of(letters: str) -> int:
    place = 0
    for sign in letters:
        place = place * 26 + ord(sign) - ord("A") + 1
    return place - 1


def cell_at(cells: list[list[Any]], row: int, column: int) -> Any:
    if row >= len(cells) or column >= len(cells[row]):
        return ""
    value = cells[row][column]
    if isinstance(value, dt.date):
        return float((value - dt.date(1899, 12, 30)).days)
    return value.removeprefix("'") if isinstance(value, str) else float(value)
