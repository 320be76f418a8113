"""A download holds the answer's own frame, says where it comes from, and runs nothing."""

import datetime as dt
import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest

from reformspor.answers import Answer, Hidden, Provenance, SourceFile
from reformspor.disclosure import Rule
from reformspor.intake.guarding import guarded
from reformspor.page.exports import csv_bytes, file_name, xlsx_bytes
from reformspor.page.foot import notes, source_files
from reformspor.page.states import plain, state
from reformspor.passport import identity
from reformspor.questions import read_question
from reformspor.report.worded import headings
from reformspor.scope import Scope
from reformspor.words import speak
from tests.questions.header import header

SQL = header(["role"], ["hours"], people="ledger") + "select role, hours from released"


def answer(frame=None, state="ok", hidden=None, constructed=True, scope=None, **more):
    files = (
        SourceFile("okter.csv", "sessions", "a" * 64, 10, 0),
        SourceFile("timar.csv", "resource_use", "b" * 64, 20, 3),
    )
    provenance = Provenance(
        "20261031-demo-abc", "demo", "Eksempel kommune", "", dt.date(2026, 10, 31), "2026-11-01", constructed, files,
        "reformspor 0.1.0", "f" * 64,
    )  # fmt: skip
    rows = pd.DataFrame({"role": ["helper", "=1+1"], "hours": [12.5, None]}) if frame is None else frame
    question = read_question("resources/hours_of_test", SQL)
    return Answer(question, rows, scope or Scope(), Rule.internal(), provenance, hidden or Hidden(), state, **more)


def test_a_csv_has_the_frames_rows_a_decimal_comma_and_its_source():
    text = csv_bytes(answer(), speak("nn"), {}).decode("utf-8-sig")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert lines == ["Rolle;Timar, sikre", "helper;12,5", "'=1+1;"]
    assert [line for line in text.splitlines() if line.startswith("#")][-2:] == [
        "# Rolle: role",
        "# Timar, sikre: hours",
    ]
    assert "20261031-demo-abc" in text
    assert "Konstruerte tal" in text.splitlines()[0]


def test_a_workbook_has_words_above_the_numbers_and_their_codes_on_the_sheet_about_them():
    with zipfile.ZipFile(BytesIO(xlsx_bytes(answer(), speak("en"), {}))) as book:
        texts = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
    assert texts[:2] == ["Role", "Hours, certain"]
    assert {"role", "hours"} <= set(texts)


def test_two_columns_of_one_word_are_told_apart_by_their_codes():
    frame = pd.DataFrame({"status": ["held"], "to_status": ["held"], "unknown_column": [1]})
    named = headings(answer(frame), speak("nn"))
    assert len(set(named.values())) == 3
    assert named["unknown_column"] == "unknown_column"


def test_an_english_csv_has_a_decimal_point():
    assert "helper;12.5" in csv_bytes(answer(), speak("en"), {}).decode("utf-8-sig")


def test_a_workbook_holds_no_formula_and_no_link():
    with zipfile.ZipFile(BytesIO(xlsx_bytes(answer(), speak("nn"), {}))) as book:
        sheets = "".join(book.read(name).decode() for name in book.namelist() if "worksheets/" in name)
    assert "<f>" not in sheets
    assert "hyperlink" not in sheets


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0", "＝"])
def test_text_a_spreadsheet_would_run_is_given_an_apostrophe(start):
    assert guarded(start + "cmd") == "'" + start + "cmd"
    assert guarded("vanleg tekst") == "vanleg tekst"


def test_a_file_name_says_question_scope_snapshot_and_that_the_numbers_are_constructed():
    scope = Scope(first=dt.date(2024, 1, 1), last=dt.date(2024, 12, 1), roles=("union_rep",))
    name = file_name(answer(scope=scope), "csv")
    assert name.startswith("konstruert_resources-hours_of_test_period-2024-01--2024-12_role-union_rep_20261031")
    assert name.endswith(".csv")
    assert file_name(answer(constructed=False), "png").startswith("resources-")
    searched = Scope(text=("lov", "frist", "lov=law"))
    assert "_lov_frist_2026" in file_name(answer(scope=searched), "csv")


def test_a_figures_source_is_the_files_its_query_reads():
    assert [file.name for file in source_files(answer())] == ["timar.csv"]


def test_the_same_figure_has_the_same_passport_and_another_scope_another():
    assert identity(answer()) == identity(answer())
    assert identity(answer()) != identity(answer(scope=Scope(roles=("helper",))))


def test_what_is_hidden_waiting_refused_or_not_heeded_is_said():
    hidden = Hidden(waiting_hours=34, refused_rows=3, possible={"hours": 120.0}, withheld=2)
    said = " ".join(notes(speak("nn"), answer(hidden=hidden, unused_filters=("level", "type"))))
    for part in ("120", "34 timar ventar", "3 rader blei avviste", "2 verdiar er haldne att", "nivå og barrieretype"):
        assert part in said


def test_each_state_says_something_else_in_every_language():
    for lang in ("nn", "nb", "en"):
        words = speak(lang)
        states = ("no_data", "hidden", "not_reported", "no_table")
        said = {plain(words, answer(state=state, missing_tables=("capacity",)), {}) for state in states}
        assert len(said) == len(states)


def test_no_data_because_the_file_was_never_admitted_says_which_file_and_how_to_add_it():
    empty = replace(answer(state="no_data"), provenance=replace(answer().provenance, files=()))
    said = state(speak("nn"), empty, {}).text
    assert "Fila for ressursbruk er ikkje teken inn" in said
    assert "python -m reformspor templates DIR" in said
    assert "templates" not in state(speak("nn"), answer(state="no_data"), {}).text


def sheet(book, n):
    """The rows of the n-th sheet of a workbook, as texts."""
    shared = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
    rows = re.findall(r"<row .*?</row>", book.read(f"xl/worksheets/sheet{n}.xml").decode())
    cells = [re.findall(r'<c [^>]*?(t="s")?><v>([^<]*)</v>', row) for row in rows]
    return [[shared[int(said)] if text else said for text, said in row] for row in cells]


def test_a_workbook_says_codes_in_words_and_keeps_the_codes_on_a_sheet_of_their_own():
    frame = pd.DataFrame(
        {
            "place": ["unit:U1", "sector:upbringing", "municipality"],
            "place_level": ["unit", "sector", "municipality"],
            "role": ["helper", "union_rep_all", "several"],
            "unit_name": ["culture", None, None],
            "hours": [12.5, 3.0, 1.0],
        }
    )
    with zipfile.ZipFile(BytesIO(xlsx_bytes(answer(frame), speak("nn"), {"U1": "Skulen"}))) as book:
        words, codes = sheet(book, 1), sheet(book, 3)
    assert words[1:] == [
        ["Skulen", "Eining", "Hjelpar", "culture", "12.5"],
        ["Oppvekst", "Sektor", "Tillitsvalde samla", "3"],
        ["Heile kommunen", "Heile kommunen", "Fleire roller samla", "1"],
    ]
    assert codes[0] == list(frame.columns)
    assert codes[1] == ["unit:U1", "unit", "helper", "culture", "12.5"]


def test_a_workbook_without_codes_has_no_sheet_of_them():
    with zipfile.ZipFile(BytesIO(xlsx_bytes(answer(pd.DataFrame({"hours": [1.0]})), speak("nn"), {}))) as book:
        assert len([name for name in book.namelist() if "worksheets/sheet" in name]) == 2
