"""A figure of squares stands on slides as a table laid out like it, with its own numbers and no others."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

from lxml import etree

from reformspor.charts import Chart
from reformspor.charts.squares import Squares
from reformspor.report.leaves import Report
from reformspor.report.native_chart import natives_of
from reformspor.report.slide_marks import marks_line
from reformspor.report.slide_squares import grids_of
from reformspor.report.slide_tables import ROOM
from reformspor.report.slides_report import slides_report
from reformspor.words import speak

NN = speak("nn")
HIGH = 3.6
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
QUESTION = "resources/unit_month_per_100_fte"
NUMBER = re.compile(r"\d[\d\s\u00a0\u202f]*(?:,\d+)?")
OF = {
    "capacity/calendar", "resources/unit_month_per_100_fte", "resources/hours_by_role_activity",
    "resources/on_top_by_role", "phases/transitions", "barriers/type_by_level", "barriers/instrument_by_level",
    "outcomes/starts", "outcomes/missing", "data/quality_by_month", "data/quality_by_unit",
}  # fmt: skip


def held(report: Report) -> list[tuple[str, Chart, Squares]]:
    return [
        (one.headline, one.chart, one.chart.squares())
        for one in report.exhibits
        if one.chart is not None and one.chart.squares is not None
    ]


def told(chart: Chart) -> set[float]:
    """Every number of the figure's table, as it is and as it is rounded on a slide."""
    found: set[float] = set()
    for value in chart.table.to_numpy().ravel().tolist():
        numbers = [value] if isinstance(value, int | float) else [read(text) for text in NUMBER.findall(str(value))]
        found |= {round(float(one), places) for one in numbers if one == one for places in (0, 1, 2)}
    return found


def read(text: str) -> float:
    return float(re.sub(r"\s", "", text).replace(",", "."))


def test_each_figure_of_squares_that_is_no_native_chart_is_laid_out_as_squares(every: Report) -> None:
    found = {
        one.passport.question
        for one in every.exhibits
        if one.chart is not None and not natives_of(one.chart, NN) and grids_of(one.chart, HIGH, NN)
    }
    assert found >= OF


def test_every_number_in_a_square_is_one_of_the_figures_table(every: Report) -> None:
    for headline, chart, _ in held(every):
        numbers = told(chart)
        for grid in grids_of(chart, HIGH, NN):
            for put in grid.squares:
                wrong = [one for one in NUMBER.findall(put.text) if read(one) not in numbers]
                assert not wrong, (headline, put.text, wrong)


def test_a_square_stands_in_the_row_and_column_its_row_of_the_table_is_of(every: Report) -> None:
    for headline, chart, squares in held(every):
        for one in squares.held:
            row = [str(value) for value in chart.table.iloc[one.at]]
            group, own = squares.columns[max(one.first, 0)]
            if chart.months is None and squares.timed:
                # A day, in the row of its weekday under the Monday of its week.
                assert row[0].split(".")[0].isdigit(), headline
                continue
            assert squares.names[one.down] == row[0], headline
            if chart.months is not None and one.of and one.first == one.last:
                assert group in row[1], headline
                assert own[:3].lower() in row[1].lower(), headline
            if chart.months is None and len(one.of) == 2 and squares.joined != "\N{EN DASH}":
                assert own == row[1], headline


def test_what_there_is_no_room_for_is_counted_and_all_else_is_there(every: Report) -> None:
    cut = 0
    for headline, chart, squares in held(every):
        grids = grids_of(chart, HIGH, NN)
        rows = {name for grid in grids for name in grid.names}
        left = NN("slides.squares.rest") in grids[0].said
        columns = sum(len(grid.columns) for grid in grids if grid.names == grids[0].names)
        shown = sum(1 for grid in grids for put in grid.squares)
        cut += left
        if left:
            slides = len([grid for grid in grids if grid.names == grids[0].names])
            lines, said = sum(len(grid.names) for grid in grids) // slides, grids[0].said
            assert columns == len(squares.columns) or re.search(rf"\b{columns} (siste )?av", said), headline
            assert lines == len(squares.names) or f"{lines} av {len(squares.names)} rader" in said, headline
        else:
            assert rows == set(squares.names), headline
            assert columns == len(squares.columns), headline
            assert shown >= len(squares.held) or not squares.held[0].of, headline
    assert cut > 3


def test_squares_stay_on_the_slide_and_none_is_told_by_its_colour_alone(every: Report) -> None:
    for headline, chart, _ in held(every):
        for grid in grids_of(chart, HIGH, NN):
            assert grid.wide[0] + grid.wide[1] * len(grid.columns) <= ROOM + 0.01, headline
            assert sum(grid.heights) <= HIGH or len(grid.names) == 1, headline
            for put in grid.squares:
                assert put.text.strip(), headline
                assert put.merged is put.text.startswith("*"), headline


def test_merged_squares_are_hatched_and_span_their_months_in_the_file(every: Report) -> None:
    own = [one for one in every.exhibits if one.chart is not None and one.passport.question == QUESTION][:1]
    body = slides_report(replace(every, chapters=(replace(every.chapters[0], leaves=tuple(own)),)))
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        slides = [package.read(name) for name in package.namelist() if name.startswith("ppt/slides/slide")]
    tables = [one for slide in slides for one in etree.fromstring(slide).iter(f"{A}tbl")]
    assert len(tables) > 1
    hatched = [cell for table in tables for cell in table.iter(f"{A}tc") if cell.find(f".//{A}pattFill") is not None]
    assert hatched
    assert all("".join(cell.itertext()).startswith("*") for cell in hatched)
    assert all({run.get("sz") for run in table.iter(f"{A}rPr")} == {"1800"} for table in tables)


def test_milestones_stand_on_the_slide_when_there_is_room_and_else_it_is_said_where(every: Report) -> None:
    chart = next(one.chart for one in every.exhibits if one.chart is not None and len(one.chart.marks) > 8)
    assert marks_line(chart, NN, 88) == [NN("slides.marks.noted", n=len(chart.marks))]
    few = replace(chart, marks=chart.marks[:2])
    [listed] = marks_line(few, NN, 88)
    assert all(f"{one.number}. {one.title}, {NN.month(one.date)}" in listed for one in few.marks)
    assert marks_line(replace(chart, marks=()), NN, 88) == []
