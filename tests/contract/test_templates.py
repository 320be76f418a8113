"""The templates read back: help in sight, right headings, lists to choose from, and an example that is never taken."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from reformspor.contract import load_contract
from reformspor.contract.examples import asked_for, example_marks, marked_column
from reformspor.contract.guidance import form_said, heading_of, meaning_of, needed_said
from reformspor.contract.templates import template_workbook, template_zip, write_templates
from reformspor.words import LANGUAGES, speak

CONTRACT = load_contract()


def sheets_of(lang: str) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(template_workbook(lang)))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_table_has_a_csv_with_a_bom_its_headings_and_one_marked_row(tmp_path: Path, lang: str) -> None:
    write_templates(tmp_path, lang)
    words = speak(lang)
    for table in CONTRACT.tables.values():
        file = tmp_path / f"{table.name}.csv"
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
        assert rows[0] == [heading_of(table, column, words) for column in asked_for(table)]
        assert len(rows) == 2
        for column, text in zip(asked_for(table), rows[1], strict=True):
            assert text or not column.required, f"{table.name}.{column.name}"
            if column == marked_column(table):
                assert text.startswith(words("demo.example.mark"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_workbook_has_a_guide_a_sheet_for_each_table_and_one_with_every_code(lang: str) -> None:
    words, sheets = speak(lang), sheets_of(lang)
    titles = [words(table.title_key) for table in CONTRACT.tables.values()]
    assert list(sheets) == [words("demo.template.guide"), *titles, words("demo.template.code_lists")]
    expected = [[name, code, words.code(name, code)] for name, codes in CONTRACT.codes.items() for code in codes]
    assert sheets[words("demo.template.code_lists")][1:] == expected


@pytest.mark.parametrize("lang", LANGUAGES)
def test_over_each_heading_stands_what_it_means_its_form_and_whether_it_must_be_filled(lang: str) -> None:
    words, sheets = speak(lang), sheets_of(lang)
    for table in CONTRACT.tables.values():
        rows = sheets[words(table.title_key)]
        for at, column in enumerate(asked_for(table)):
            help_text, need, heading = (str(rows[line][at]) for line in (1, 2, 3))
            assert heading == heading_of(table, column, words)
            assert need == needed_said(column, words)
            assert meaning_of(table, column, words) in help_text
            assert form_said(column, words) in help_text


def test_a_column_of_one_code_has_a_list_of_the_readers_words_and_one_of_several_says_how_they_are_joined() -> None:
    with zipfile.ZipFile(io.BytesIO(template_workbook("nb"))) as parts:
        sessions = parts.read("xl/worksheets/sheet2.xml").decode()
    listed = [column for column in asked_for(CONTRACT.tables["sessions"]) if column.type in ("code", "yes_no")]
    assert sessions.count('type="list"') == len(listed) == 7
    several = CONTRACT.tables["sessions"].columns["levels_present"]
    assert "semikolon" in form_said(several, speak("nb"))


def test_a_workbook_holds_no_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(template_workbook("nn"))) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not [name for name in parts.namelist() if "vba" in name.lower() or "external" in name.lower()]
    assert len(sheets) == len(CONTRACT.tables) + 2
    assert not [sheet for sheet in sheets if "<f>" in sheet]


def test_the_same_contract_gives_the_same_templates() -> None:
    assert template_workbook("nn") == template_workbook("nn")
    assert template_zip("en") == template_zip("en")


def test_the_zip_holds_what_the_command_writes(tmp_path: Path) -> None:
    write_templates(tmp_path, "nb")
    with zipfile.ZipFile(io.BytesIO(template_zip("nb"))) as parts:
        assert {name: parts.read(name) for name in parts.namelist()} == {
            file.name: file.read_bytes() for file in tmp_path.iterdir() if file.is_file()
        }
        assert "Veiledning.txt" in parts.namelist()


def test_each_language_has_a_mark_of_its_own() -> None:
    assert example_marks() == ("DØME-", "EKSEMPEL-", "EXAMPLE-")


def test_a_derived_column_is_never_asked_for() -> None:
    assert "phase" not in {column.name for column in asked_for(CONTRACT.tables["resource_use"])}
