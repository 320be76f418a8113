"""Each layout a profile declares gives the plain table's rows, says what was done, and keeps the file's own rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pytest
from foreign import ABOVE, GROUPED, HOURS, MONTHS, Rows, write, write_book

from reformspor.intake import Intake, take_in
from reformspor.intake.mapped import mapped_profile

AS_OF = dt.date(2025, 12, 31)
HEADINGS = {"Ansvar": "unit_id", "Rolle": "role", "Aktivitetskode": "activity", "Dato": "period", "Timar": "hours"}
HEADINGS |= {"Tal personar": "headcount"}
STATED = {
    "files": ["timeliste*"],
    "words": {"role": {"TV": "union_rep"}},
    "fixed": {"basis": "not_reported", "on_top": "not_reported"},
}
PLAIN = [
    ("0310", "helper", "prepare", "2025-02-03", "4.00", 1),
    ("0310", "union_rep", "conduct", "2025-02-04", "2.00", 3),
    ("0320", "leader", "prepare", "2025-02-05", "6.50", 2),
]


def hours_by(mapping: dict[str, Any], path: Path, work: Path) -> tuple[Intake, list[tuple[object, ...]]]:
    """An intake by a mapping of the hours, and the rows it gives."""
    profile = mapped_profile("prøve", {"tables": {"resource_use": STATED | mapping}})
    with duckdb.connect() as con:
        intake = take_in(path, profile=profile, as_of=AS_OF, con=con, private=work)
        if intake.faults:
            return intake, []
        rows = con.execute(
            "select unit_id, role, activity, coalesce(day::varchar, strftime(period, '%Y-%m')), hours::varchar, "
            'headcount from staging.resource_use order by "row"'
        ).fetchall()
    return intake, rows


def codes(intake: Intake) -> set[str]:
    return {notice.code for notice in intake.notices}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_plain_foreign_table_needs_only_its_headings(form: str, tmp_path: Path) -> None:
    intake, rows = hours_by({"headings": HEADINGS}, write(tmp_path / "in", form, HOURS), tmp_path / "work")
    assert not intake.faults, intake.faults
    assert rows == PLAIN
    assert {"fixed_value", "columns_not_used"} <= codes(intake)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("stated", [{"skip_rows": 3}, {}], ids=["stated", "found by name"])
def test_lines_above_the_headings_are_passed_over_and_said(form: str, stated: dict[str, int], tmp_path: Path) -> None:
    folder = write(tmp_path / "in", form, [*ABOVE, *HOURS])
    intake, rows = hours_by({"headings": HEADINGS, "layout": stated}, folder, tmp_path / "work")
    assert rows == PLAIN, intake.faults
    assert [notice.details["n"] for notice in intake.notices if notice.code == "rows_above"] == [3]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_headings_in_two_rows_are_joined_and_said(form: str, tmp_path: Path) -> None:
    joined = {"Ansvar": "unit_id", "Rolle": "role", "Arbeid Aktivitetskode": "activity", "Arbeid Dato": "period"}
    joined |= {"Omfang Timar": "hours", "Omfang Tal personar": "headcount"}
    folder = write(tmp_path / "in", form, GROUPED)
    intake, rows = hours_by({"headings": joined, "layout": {"heading_rows": 2}}, folder, tmp_path / "work")
    assert rows == PLAIN, intake.faults
    assert "headings_joined" in codes(intake)


def months(**more: Any) -> dict[str, Any]:
    unfold = {"rule": "month", "value": "hours", "into": "period", "zero_is_none": True} | more
    fixed = {"basis": "not_reported", "on_top": "not_reported", "activity": "conduct", "headcount": "1"}
    headings = {"Ansvar": "unit_id", "Rolle": "role", "Ansattnr": "person_key"}
    return {"headings": headings, "layout": {"unfold": unfold}, "fixed": fixed}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_months_as_columns_become_rows_and_empty_cells_and_zeros_none(form: str, tmp_path: Path) -> None:
    intake, rows = hours_by(months(), write(tmp_path / "in", form, MONTHS), tmp_path / "work")
    assert not intake.faults, intake.faults
    assert [(row[0], row[3], row[4]) for row in rows] == [
        ("0310", "2025-01", "4.00"),
        ("0310", "2025-03", "7.50"),
        ("0320", "2025-02", "3.00"),
        ("0320", "2025-03", "2.00"),
    ]
    said = next(notice for notice in intake.notices if notice.code == "unfolded")
    assert (said.details["n"], said.details["rows"]) == (3, 4)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_fault_in_a_month_points_at_the_files_own_row(form: str, tmp_path: Path) -> None:
    wrong: Rows = [MONTHS[0], MONTHS[1], ("0320", "leiar", "a102", "", "mange", 2, 5)]
    intake, _ = hours_by(months(), write(tmp_path / "in", form, wrong), tmp_path / "work")
    assert [(fault.code, fault.row, fault.column) for fault in intake.faults] == [("bad_number", 2, "hours")]
    assert intake.faults[0].details.get("line") == (3 if form == "xlsx" else None)
    with duckdb.connect() as con:
        profile = mapped_profile("prøve", {"tables": {"resource_use": STATED | months()}})
        again = take_in(tmp_path / "in", profile=profile, as_of=AS_OF, con=con, private=tmp_path / "work")
        assert [row.row for row in again.refused_rows()] == [2]


def test_months_without_a_year_take_the_profiles_and_a_file_of_another_year_is_refused(tmp_path: Path) -> None:
    bare: Rows = [("Ansvar", "Rolle", "Ansattnr", "januar", "februar", "mars"), *(row[:6] for row in MONTHS[1:])]
    intake, rows = hours_by(months(year=2025), write(tmp_path / "a", "csv", bare), tmp_path / "work")
    assert [row[3] for row in rows] == ["2025-01", "2025-03", "2025-02", "2025-03"], intake.faults
    later = write(tmp_path / "b", "csv", bare, "timeliste 2024")
    intake, rows = hours_by(months(year=2025), later, tmp_path / "work")
    assert [fault.code for fault in intake.faults] == ["other_year"]


def test_each_table_is_read_from_the_sheet_its_layout_names(tmp_path: Path) -> None:
    units: Rows = (("Ansvar", "Namn"), ("0310", "Heimetenesta"), ("0320", "Skulen"))
    write_book(tmp_path / "in" / "uttak.xlsx", Forside=ABOVE, Timar=HOURS, Einingsliste=units)
    raw = {
        "resource_use": STATED | {"headings": HEADINGS, "layout": {"sheet": "Timar"}},
        "units": {
            "headings": {"Ansvar": "unit_id", "Namn": "name"},
            "layout": {"sheet": "Einingsliste"},
            "fixed": {"sector": "not_reported"},
        },
    }
    with duckdb.connect() as con:
        profile = mapped_profile("prøve", {"tables": raw})
        intake = take_in(tmp_path / "in", profile=profile, as_of=AS_OF, con=con, private=tmp_path / "work")
    assert not intake.faults, intake.faults
    assert {file.table: file.rows_admitted for file in intake.files} == {"resource_use": 3, "units": 2}
    assert "sheet_left_out" in codes(intake)


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("month_first", "02/03/2025"),
        ("day_first", "03/02/2025"),
        ("yyyymmdd", "20250203"),
        ("excel_serial", "45691"),
        ("epoch_seconds", "1738573200.0"),
    ],
)
def test_a_stated_form_settles_what_a_date_means(form: str, written: str, tmp_path: Path) -> None:
    given: Rows = [HOURS[0], ("0310", "hjelpar", "førebu", written, 4, 1, "")]
    folder = write(tmp_path / "in", "csv", given)
    intake, _ = hours_by({"headings": HEADINGS}, folder, tmp_path / "work")
    assert {fault.column for fault in intake.faults} == {"period"}
    intake, rows = hours_by({"headings": HEADINGS, "forms": {"period": form}}, folder, tmp_path / "work")
    assert [row[3] for row in rows] == ["2025-02-03"], intake.faults
    assert "stated_form" in codes(intake)


@pytest.mark.parametrize(("form", "written"), [("decimal_comma", "1,500"), ("decimal_point", "1.500")])
def test_a_stated_form_settles_what_a_number_means(form: str, written: str, tmp_path: Path) -> None:
    given: Rows = [HOURS[0], ("0310", "hjelpar", "førebu", "02.2025", written, 1, "")]
    unsaid, _ = hours_by({"headings": HEADINGS}, write(tmp_path / "in", "csv", given), tmp_path / "work")
    assert [fault.code for fault in unsaid.faults] == ["ambiguous"]
    mapping = {"headings": HEADINGS, "forms": {"hours": form}}
    intake, rows = hours_by(mapping, write(tmp_path / "in", "csv", given), tmp_path / "work")
    assert [row[4] for row in rows] == ["1.50"], intake.faults
