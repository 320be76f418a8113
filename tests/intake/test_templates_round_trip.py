"""A filled template gives the rows that were written in it, by program and by way of LibreOffice, and no example."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from exports import take

from reformspor.contract import load_contract
from reformspor.contract.examples import asked_for
from reformspor.contract.templates import template_workbook, write_templates
from reformspor.intake import Intake
from reformspor.words import LANGUAGES, speak
from tests.contract.filling import EXAMPLE_LINE, filled

AS_OF = dt.date(2025, 12, 31)
CONTRACT = load_contract()
ROW = {
    "sessions": {
        "session_id": "S1", "date": "11.02.2025", "start": "11.02.2025 09:00", "end": "11.02.2025 11:30",
        "title": "Oppstart", "kind": "workshop", "parties_took_part": "yes", "phase": "explore", "unit_id": "0310",
        "status": "held", "n_participants": 8, "levels_present": ["municipality", "state"], "helper_needed": 1,
        "helper_staffed": 1,
    },
    "resource_use": {
        "entry_id": "F1", "session_id": "S1", "period": "02.2025", "unit_id": "0310", "role": "helper",
        "activity": "prepare", "headcount": 2, "hours": 7.5, "basis": "registered", "on_top": "no",
    },
    "barriers": {
        "barrier_id": "B1", "title": "To skjema", "reported_date": "12.02.2025", "types": ["law", "digital"],
        "owner_level": "state", "est_hours": 2.25,
    },
    "barrier_events": {
        "event_id": "H1", "barrier_id": "B1", "at": "12.02.2025", "to_status": "reported",
    },
    "units": {"unit_id": "0310", "name": "Heimetenesta", "sector": "health_care"},
}  # fmt: skip


def cells_of(table: str, lang: str) -> list[object]:
    """The row of a table in the words of a language, a cell for each heading of its template."""
    words, row = speak(lang), ROW[table]
    cells: list[object] = []
    for column in asked_for(CONTRACT.tables[table]):
        value = row.get(column.name)
        if isinstance(value, list):
            value = ";".join(words.code(str(column.codes), code) for code in value)
        elif column.codes and value is not None:
            value = words.code(column.codes, str(value))
        cells.append(value)
    return cells


def book_of(lang: str, **rows: list[list[object]]) -> bytes:
    words = speak(lang)
    given = {words(CONTRACT.tables[name].title_key): found for name, found in rows.items()}
    return filled(template_workbook(lang), given)


def rows_of(intake: Intake) -> dict[str, list[dict[str, object]]]:
    """The canonical rows, what is empty left out."""
    return {
        table: [{name: value for name, value in row.items() if value is not None} for row in rows]
        for table, rows in intake.canonical().items()
    }


EXPECTED = {
    "sessions": [
        {
            "session_id": "S1", "date": "2025-02-11", "start": "2025-02-11T09:00:00+01:00",
            "end": "2025-02-11T11:30:00+01:00", "title": "Oppstart", "kind": "workshop", "parties_took_part": "yes",
            "phase": "explore", "unit_id": "0310", "status": "held", "n_participants": "8",
            "levels_present": "municipality;state", "helper_needed": "1", "helper_staffed": "1",
        }
    ],
    "resource_use": [
        {
            "entry_id": "F1", "session_id": "S1", "period": "2025-02", "unit_id": "0310", "role": "helper",
            "activity": "prepare", "headcount": "2", "hours": "7.5", "basis": "registered", "on_top": "no",
        }
    ],
    "barriers": [
        {
            "barrier_id": "B1", "title": "To skjema", "reported_date": "2025-02-12", "types": "law;digital",
            "owner_level": "state", "est_hours": "2.25",
        }
    ],
    "barrier_events": [{"event_id": "H1", "barrier_id": "B1", "at": "2025-02-12", "to_status": "reported"}],
    "units": [{"unit_id": "0310", "name": "Heimetenesta", "sector": "health_care"}],
}  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_filled_workbook_gives_the_rows_that_were_written(lang: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "levering.xlsx").write_bytes(book_of(lang, **{table: [cells_of(table, lang)] for table in ROW}))
    intake, con = take(folder, tmp_path / "work", None, AS_OF)
    assert not intake.faults, intake.faults
    assert rows_of(intake) == EXPECTED
    con.close()
    codes = {notice.code for notice in intake.notices}
    assert {"example_row", "rows_above", "table_not_filled"} <= codes
    assert "sheet_left_out" not in codes


@pytest.mark.parametrize("lang", LANGUAGES)
def test_filled_csv_templates_give_the_rows_that_were_written(lang: str, tmp_path: Path) -> None:
    write_templates(tmp_path / "in", lang)
    shutil.rmtree(tmp_path / "in" / "excel")
    for table in ROW:
        row = [str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in cells_of(table, lang)]
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=";", lineterminator="\r\n").writerow(row)
        with (tmp_path / "in" / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
            file.write(text.getvalue())
    intake, con = take(tmp_path / "in", tmp_path / "work", None, AS_OF)
    assert not intake.faults, intake.faults
    assert rows_of(intake) == EXPECTED
    con.close()


def test_a_workbook_saved_by_libreoffice_gives_the_same_rows(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not on the path")
    given = tmp_path / "levering.xlsx"
    given.write_bytes(book_of("nn", **{table: [cells_of(table, "nn")] for table in ROW}))
    (tmp_path / "in").mkdir()
    for form in ("ods", "xlsx"):
        source = given if form == "ods" else tmp_path / "levering.ods"
        target = tmp_path if form == "ods" else tmp_path / "in"
        command = [office, f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless", "--convert-to"]
        done = subprocess.run(
            [*command, form, "--outdir", str(target), str(source)], capture_output=True, timeout=240, check=False
        )
        assert done.returncode == 0, done.stderr
    intake, con = take(tmp_path / "in", tmp_path / "work", None, AS_OF)
    assert not intake.faults, intake.faults
    assert rows_of(intake) == EXPECTED
    con.close()


def test_untouched_templates_hold_nothing_to_admit(tmp_path: Path) -> None:
    write_templates(tmp_path / "in", "nn")
    intake, _ = take(tmp_path / "in" / "excel", tmp_path / "work", None, AS_OF)
    assert {fault.code for fault in intake.faults} == {"empty"}
    assert not intake.supplied or not any(file.rows_admitted for file in intake.files)


def test_an_example_that_was_partly_written_over_is_not_taken_and_the_notice_says_so(tmp_path: Path) -> None:
    changed = cells_of("units", "nn")
    changed[0] = "DØME-0310"
    folder = tmp_path / "in"
    folder.mkdir()
    book = book_of("nn", **{table: [cells_of(table, "nn")] for table in ROW if table != "units"})
    book = filled(book, {speak("nn")("contract.units.title"): [changed, cells_of("units", "nn")]}, first=EXAMPLE_LINE)
    (folder / "levering.xlsx").write_bytes(book)
    intake, con = take(folder, tmp_path / "work", None, AS_OF)
    assert not intake.faults, intake.faults
    assert rows_of(intake)["units"] == EXPECTED["units"]
    con.close()
    said = [(notice.row, notice.details["line"]) for notice in intake.notices if notice.code == "example_changed"]
    assert said == [(1, EXAMPLE_LINE)]


def test_an_examples_key_left_in_a_real_row_is_a_fault_at_its_place(tmp_path: Path) -> None:
    row = cells_of("barriers", "nn")
    row[
        next(at for at, column in enumerate(asked_for(CONTRACT.tables["barriers"])) if column.name == "initiative_id")
    ] = "DØME-T01"
    folder = tmp_path / "in"
    folder.mkdir()
    rows = {table: [cells_of(table, "nn")] for table in ROW} | {"barriers": [row]}
    (folder / "levering.xlsx").write_bytes(book_of("nn", **rows))
    intake, _ = take(folder, tmp_path / "work", None, AS_OF)
    assert [(fault.code, fault.row, fault.column) for fault in intake.faults if fault.table == "barriers"] == [
        ("example_left", 2, "initiative_id")
    ]
    assert intake.faults[0].details["line"] == EXAMPLE_LINE + 1


def test_a_fault_in_a_workbook_says_the_sheets_own_line(tmp_path: Path) -> None:
    row = cells_of("resource_use", "nn")
    row[[column.name for column in asked_for(CONTRACT.tables["resource_use"])].index("hours")] = "mange"
    folder = tmp_path / "in"
    folder.mkdir()
    rows = {table: [cells_of(table, "nn")] for table in ROW} | {"resource_use": [row]}
    (folder / "levering.xlsx").write_bytes(book_of("nn", **rows))
    intake, _ = take(folder, tmp_path / "work", None, AS_OF)
    found = [(fault.code, fault.row, fault.details["line"]) for fault in intake.faults]
    assert found == [("bad_number", 2, EXAMPLE_LINE + 1)]


def test_an_example_left_in_a_file_that_is_read_fast_is_not_taken_either(tmp_path: Path) -> None:
    write_templates(tmp_path / "t", "nn")
    folder = tmp_path / "in"
    folder.mkdir()
    heading, example = (tmp_path / "t" / "units.csv").read_text("utf-8-sig").splitlines()
    rows = [f"E{at:06d};Eining nummer {at} i ei lang liste;;helse og omsorg;;ja;;;;" for at in range(90_000)]
    text = "\n".join([heading, *rows[:50_000], example, *rows[50_000:], ""])
    assert len(text) > 4 * 1024 * 1024
    (folder / "units.csv").write_text(text, "utf-8")
    intake, con = take(folder / "units.csv", tmp_path / "work", None, AS_OF)
    assert not intake.faults, intake.faults
    assert con.execute("select count(*), count(*) filter (unit_id like 'DØME%') from staging.units").fetchone() == (
        90_000,
        0,
    )
    con.close()
    assert [notice.row for notice in intake.notices if notice.code == "example_row"] == [50_001]
