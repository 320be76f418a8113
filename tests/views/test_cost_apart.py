"""What is registered as cost and what is estimated are never one number, on the page Kostnad and in its files."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from reformspor.answers import Answer
from reformspor.choices import Choices, choices_from
from reformspor.page.exports import csv_bytes, xlsx_bytes
from reformspor.page.navigation import view_of
from reformspor.store import DuckStore
from reformspor.words import speak
from tests.views.given import small_connection
from tests.views.paper import TextPage

NN = speak("nn")
RECORDED, ESTIMATED = "Ført kostnad i kroner", "Kostnad i kroner (overslag)"


def shown(*, recorded: bool, choices: Choices | None = None) -> TextPage:
    """The page; where cost is recorded it is that of every hour of helpers, far over the rate."""
    con = small_connection()
    if recorded:
        con.execute("update released set cost_nok = hours * 9000 where role = 'helper'")
    page = TextPage(DuckStore(con), NN)
    page = replace(page, choices=choices) if choices else page
    view_of("cost")(page)
    return page


def rows_of(answer: Answer) -> list[dict[str, str]]:
    """The rows of the CSV by their headings."""
    text = csv_bytes(answer, NN, {}).decode("utf-8-sig")
    return list(
        csv.DictReader(StringIO("".join(f"{line}\n" for line in text.splitlines() if line[0] != "#")), delimiter=";")
    )


def sheet_of(answer: Answer) -> list[dict[str, object]]:
    """The rows of the workbook's first sheet by their headings."""
    book = CalamineWorkbook.from_filelike(BytesIO(xlsx_bytes(answer, NN, {})))
    heads, *rows = book.get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows]


def test_a_recorded_cost_changes_no_estimate_in_tile_figure_or_table() -> None:
    without, with_recorded = shown(recorded=False), shown(recorded=True)
    assert [(tile.label, tile.value) for tile in without.shown_tiles] == [
        (tile.label, tile.value) for tile in with_recorded.shown_tiles
    ]
    for before, after in zip(without.charts, with_recorded.charts, strict=True):
        assert before[0].name == after[0].name
        if after[0].name != "cost/recorded":
            assert before[1] is not None
            assert after[1] is not None
            assert before[1].table.equals(after[1].table), after[0].name
            assert not any("ørt kostnad" in str(name) for name in after[1].table), after[0].name
    for (_, before_table), (_, after_table) in zip(without.tables, with_recorded.tables, strict=True):
        assert before_table.equals(after_table)


def test_recorded_and_estimated_stand_beside_each_other_in_the_figure_its_table_and_its_files() -> None:
    [(answer, chart)] = [pair for pair in shown(recorded=True).charts if pair[0].name == "cost/recorded"]
    assert chart is not None
    hours = chart.table["Timar"]
    assert list(chart.table[RECORDED]) == pytest.approx(list(hours * 9000))
    assert list(chart.table[ESTIMATED]) == pytest.approx(list(hours * 590))
    assert [item.label for item in chart.key][:2] == [NN("charts.key.recorded_nok"), NN("charts.key.computed")]
    for rows in (rows_of(answer), sheet_of(answer)):
        [recorded] = {name for name in rows[0] if name.startswith("Ført kostnad") and "sikker" in name}
        [estimate] = {name for name in rows[0] if "overslag" in name and "minst" in name}
        for row, year in zip(rows, answer.copy_rows(), strict=True):
            said = [float(str(row[name]).replace(",", ".")) for name in (recorded, estimate)]
            assert said == pytest.approx([float(year["hours"]) * 9000, float(year["hours"]) * 590])


def test_a_role_without_a_rate_has_no_amount_on_the_page_or_in_its_files() -> None:
    page = shown(recorded=False, choices=choices_from({"rates": {"employee": {"hourly_nok": 530}}}))
    answer, table = next((answer, frame) for answer, frame in page.tables if answer.name == "cost/by_role")
    helper = table.set_index("Rolle").loc["Hjelpar"]
    in_kroner = [name for name in table if "kroner" in str(name).casefold()]
    assert len(in_kroner) >= 4
    assert {helper[name] for name in in_kroner} == {"utan sats"}
    assert helper["Timar utan sats, sikre"] > 0
    for rows in (rows_of(answer), sheet_of(answer)):
        unrated = next(row for row in rows if row["Rolle"] in ("helper", "Hjelpar"))
        assert {value for name, value in unrated.items() if "kroner" in name} <= {"", None}
        several = next(row for row in rows if row["Rolle"] in ("several", "Fleire roller samla"))
        assert several["Kroner per time, minst"] in ("", None)
        assert float(str(several["Kroner per time, inntil"]).replace(",", ".")) == 530
