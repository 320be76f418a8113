"""The templates read back: right headings, an example that passes admission, lists to choose from, nothing live."""

from __future__ import annotations

import csv
import datetime as dt
import zipfile
from pathlib import Path

import duckdb
import pytest
from python_calamine import CalamineWorkbook

from reformspor.contract import load_contract
from reformspor.contract.templates import asked_for, write_templates
from reformspor.intake import take_in
from reformspor.words import LANGUAGES, speak

CONTRACT = load_contract()
AS_OF = dt.date(2025, 12, 31)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_table_has_a_csv_with_a_bom_its_headings_and_one_row(tmp_path: Path, lang: str) -> None:
    write_templates(tmp_path, lang)
    words = speak(lang)
    for table in CONTRACT.tables.values():
        file = tmp_path / f"{table.name}.csv"
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
        assert rows[0] == [words(f"contract.{table.name}.columns.{column.name}.name") for column in asked_for(table)]
        assert len(rows) == 2
        for column, text in zip(asked_for(table), rows[1], strict=True):
            assert text or not column.required, f"{table.name}.{column.name}"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", ["", "excel"])
def test_the_example_rows_pass_admission_in_both_forms(tmp_path: Path, lang: str, part: str) -> None:
    write_templates(tmp_path / "templates", lang)
    with duckdb.connect() as con:
        folder = tmp_path / "templates" / part
        intake = take_in(folder, profile=None, as_of=AS_OF, con=con, private=tmp_path / "private")
        assert intake.faults == ()
        assert {file.table: file.rows_admitted for file in intake.files} == dict.fromkeys(CONTRACT.tables, 1)
        kept = con.sql("select unit_id, hours::varchar, role, on_top from staging.resource_use").fetchall()
    assert kept == [("0310", "2.50", "helper", "yes")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_has_a_sheet_for_each_table_and_one_with_every_code(tmp_path: Path, lang: str) -> None:
    write_templates(tmp_path, lang)
    words = speak(lang)
    book = CalamineWorkbook.from_path(str(tmp_path / "excel" / "reformspor.xlsx"))
    titles = [words(table.title_key) for table in CONTRACT.tables.values()]
    assert book.sheet_names == [*titles, words("demo.template.code_lists")]
    listed = book.get_sheet_by_name(book.sheet_names[-1]).to_python()
    expected = [[name, code, words.code(name, code)] for name, codes in CONTRACT.codes.items() for code in codes]
    assert listed[1:] == expected


def test_a_workbook_holds_no_formula(tmp_path: Path) -> None:
    write_templates(tmp_path, "nn")
    with zipfile.ZipFile(tmp_path / "excel" / "reformspor.xlsx") as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(CONTRACT.tables) + 1
    assert not [sheet for sheet in sheets if "<f>" in sheet]


def test_the_same_contract_gives_the_same_templates(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_templates(tmp_path / name, "nn")
    for file in (tmp_path / "one").rglob("*"):
        if file.is_file():
            assert file.read_bytes() == (tmp_path / "two" / file.relative_to(tmp_path / "one")).read_bytes(), file.name


def test_a_derived_column_is_never_asked_for() -> None:
    assert "phase" not in {column.name for column in asked_for(CONTRACT.tables["resource_use"])}
