"""One sheet holds two tables: hours and the sessions they were spent in, each session taken once."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from foreign import Rows, write, write_book

from reformspor.contract.titles import title_of
from reformspor.errors import ReformsporError
from reformspor.intake import Intake, take_in
from reformspor.intake.mapped import mapped_profile, written
from reformspor.intake.mended import Mark, MendedRow
from reformspor.intake.patching import patch_file
from reformspor.intake.proposing import mapping_of, wish_from
from reformspor.intake.saying import say
from reformspor.intake.trial import grids_in, proposals_for, try_mapping
from reformspor.words import LANGUAGES, speak

AS_OF = dt.date(2025, 12, 31)
SHEET: Rows = (
    ("Øktnr", "Øktdato", "Tittel", "Ansvar", "Rolle", "Dato", "Timar", "Rom"),
    ("Ø-1", "03.02.2025", "Oppstart", "0310", "helper", "03.02.2025", 4, "A1"),
    ("Ø-1", "03.02.2025", "Oppstart", "0310", "leader", "03.02.2025", 2, "A1"),
    ("", "", "", "0320", "helper", "04.02.2025", 3, ""),
    ("Ø-2", "05.02.2025", "Prøve", "0320", "helper", "05.02.2025", 1, "B2"),
)
UNSAID = ("parties_took_part", "phase", "sector", "format")
MAPPING: dict[str, Any] = {
    "resource_use": {
        "files": ["timeliste"],
        "headings": {"Øktnr": "session_id", "Ansvar": "unit_id", "Rolle": "role", "Dato": "period", "Timar": "hours"},
        "fixed": {"activity": "other", "headcount": "1", "basis": "registered", "on_top": "not_reported"},
    },
    "sessions": {
        "beside": "resource_use",
        "headings": {"Øktnr": "session_id", "Øktdato": "date", "Tittel": "title", "Ansvar": "unit_id"},
        "fixed": {"kind": "meeting", "status": "held", "n_participants": "5", "helper_needed": "0",
                  "helper_staffed": "0"} | dict.fromkeys(UNSAID, "not_reported"),
    },
}  # fmt: skip


def taken(
    path: Path, work: Path, tables: dict[str, Any] = MAPPING
) -> tuple[Intake, list[tuple[object, ...]], list[tuple[object, ...]]]:
    """An intake, the sessions it gives, and the hours with the session each belongs to."""
    with duckdb.connect() as con:
        profile = mapped_profile("prøve", {"tables": tables})
        intake = take_in(path, profile=profile, as_of=AS_OF, con=con, private=work)
        if set(intake.supplied) != set(tables):
            return intake, [], []
        sessions = con.execute(
            'select session_id, date::varchar, title from staging.sessions order by "row"'
        ).fetchall()
        hours = con.execute('select session_id, hours::varchar from staging.resource_use order by "row"').fetchall()
        return intake, sessions, hours


def faults(intake: Intake) -> list[tuple[str, str, int | None, str | None]]:
    return [(fault.code, fault.file, fault.row, fault.column) for fault in intake.faults]


def changed(row: int, column: int, text: str) -> Rows:
    rows = [list(each) for each in SHEET]
    rows[row][column] = text
    return rows


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_each_session_is_taken_once_and_every_hour_leads_to_its_own(form: str, tmp_path: Path) -> None:
    folder = _written(tmp_path / "in", form)
    intake, sessions, hours = taken(folder, tmp_path / "work")
    assert not intake.faults, faults(intake)
    assert sessions == [("Ø-1", "2025-02-03", "Oppstart"), ("Ø-2", "2025-02-05", "Prøve")]
    assert hours == [("Ø-1", "4.00"), ("Ø-1", "2.00"), (None, "3.00"), ("Ø-2", "1.00")]
    assert [(file.file, file.table, file.rows_admitted) for file in intake.files] == [
        (f"timeliste.{form} [sessions]", "sessions", 2),
        (f"timeliste.{form}", "resource_use", 4),
    ]
    assert len({file.sha256 for file in intake.files}) == 1
    told = {notice.code: notice for notice in intake.notices}
    assert (told["beside"].details["n"], told["beside"].details["rows"]) == (2, 3)
    assert [n.details["n"] for n in intake.notices if n.code == "columns_not_used"] == [1]


def _written(folder: Path, form: str) -> Path:
    if form != "parquet":
        return write(folder, form, SHEET)
    folder.mkdir()
    columns = {name: [row[at] if row[at] != "" else None for row in SHEET[1:]] for at, name in enumerate(SHEET[0])}
    pq.write_table(
        pa.table({str(name): pa.array(values) for name, values in columns.items()}), folder / "timeliste.parquet"
    )
    return folder


def test_a_sheet_of_a_workbook_is_named_with_the_table_beside_in_it(tmp_path: Path) -> None:
    rows = changed(4, 1, "i går")
    file = write_book(tmp_path / "uttak.xlsx", Timar=rows, Notat=[("Les dette",)])
    tables = MAPPING | {"resource_use": MAPPING["resource_use"] | {"layout": {"sheet": "Timar"}}}
    intake, _, _ = taken(file, tmp_path / "work", tables)
    assert ("bad_date", "uttak.xlsx [Timar → sessions]", 4, "date") in faults(intake)
    fault = next(fault for fault in intake.faults if fault.code == "bad_date")
    for words in map(speak, LANGUAGES):
        assert f"uttak.xlsx [Timar → {title_of('sessions', words)}]" in say(fault, words)


def test_the_same_session_told_in_two_ways_is_refused_in_every_row(tmp_path: Path) -> None:
    intake, sessions, hours = taken(write(tmp_path / "in", "csv", changed(2, 2, "Anna")), tmp_path / "work")
    file = "timeliste.csv [sessions]"
    assert faults(intake)[-1] == ("told_otherwise", file, 2, "session_id")
    assert [row for code, _, row, _ in faults(intake) if code == "refers_to_refused"] == [1, 2]
    assert sessions == [("Ø-2", "2025-02-05", "Prøve")]
    assert hours == [(None, "3.00"), ("Ø-2", "1.00")]
    assert all(say(fault, speak(lang)) for fault in intake.faults for lang in LANGUAGES)
    counts = {file.table: (file.rows_read, file.rows_admitted, file.rows_refused) for file in intake.files}
    assert counts == {"sessions": (3, 1, 2), "resource_use": (4, 2, 2)}


def test_a_session_with_one_bad_row_is_there_by_its_good_one(tmp_path: Path) -> None:
    intake, sessions, hours = taken(write(tmp_path / "in", "csv", changed(2, 1, "i går")), tmp_path / "work")
    assert faults(intake) == [("bad_date", "timeliste.csv [sessions]", 2, "date")]
    assert [session[0] for session in sessions] == ["Ø-1", "Ø-2"]
    assert len(hours) == 4


def test_a_row_mended_in_both_tables_keeps_both_changes_where_it_came_from(tmp_path: Path) -> None:
    rows = changed(2, 1, "i går")
    rows[2][6] = "mange"  # type: ignore[index]
    folder = write(tmp_path / "in", "csv", rows)
    profile = mapped_profile("prøve", {"tables": MAPPING})
    with duckdb.connect() as con:
        intake = take_in(folder, profile=profile, as_of=AS_OF, con=con, private=tmp_path / "work")
        refused = {row.table: dict(row.texts) for row in intake.refused_rows()}
    assert refused["sessions"] == refused["resource_use"]
    mended = [
        MendedRow(Mark("0" * 12, "sessions", 2, 1), refused["sessions"] | {"Øktdato": "03.02.2025"}),
        MendedRow(Mark("0" * 12, "resource_use", 2, 1), refused["resource_use"] | {"Timar": "2"}),
    ]
    for name in ("out", "copies"):
        (tmp_path / name).mkdir()
    patch_file(folder / "timeliste.csv", mended, profile, tmp_path / "out", tmp_path / "copies")
    again, sessions, hours = taken(tmp_path / "out", tmp_path / "work")
    assert not again.faults, faults(again)
    assert (len(sessions), [each[1] for each in hours]) == (2, ["4.00", "2.00", "3.00", "1.00"])


@pytest.mark.parametrize(
    "sessions",
    [
        {"beside": "nowhere"},
        {"beside": "sessions"},
        {"beside": "units"},
        {"beside": "resource_use", "layout": {"skip_rows": 1}},
    ],
)
def test_a_table_stands_beside_one_that_has_a_file_and_lies_as_that_one_does(sessions: dict[str, Any]) -> None:
    with pytest.raises(ReformsporError, match="broken"):
        mapped_profile("prøve", {"tables": {"resource_use": MAPPING["resource_use"], "sessions": sessions}})


def test_the_profile_is_read_back_as_it_is_written() -> None:
    text = written({"tables": MAPPING})
    assert '[tables.sessions]\nbeside = "resource_use"\n' in text
    back = mapped_profile("prøve", tomllib.loads(text))
    assert back.tables == mapped_profile("prøve", {"tables": MAPPING}).tables


def test_a_wish_for_a_table_beside_is_proposed_tried_and_stated(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", "csv", [("Uttak 2025",), *SHEET])
    hours = {
        "table": "resource_use",
        "fixed": MAPPING["resource_use"]["fixed"],
        "columns": {0: "session_id", 3: "unit_id", 4: "role", 5: "period", 6: "hours"},
    }
    beside = {
        "table": "sessions", "beside": 0, "fixed": MAPPING["sessions"]["fixed"],
        "columns": {0: "session_id", 1: "date", 2: "title", 3: "unit_id"},
    }  # fmt: skip
    wishes = {0: wish_from(hours), 1: wish_from(beside)}
    proposals = proposals_for(grids_in(folder, tmp_path), wishes, AS_OF)
    assert [(one.table, one.beside, one.missing) for one in proposals] == [
        ("resource_use", None, ()),
        ("sessions", 0, ()),
    ]
    raw = mapping_of(proposals)
    assert raw["tables"]["sessions"]["beside"] == "resource_use"
    assert "files" not in raw["tables"]["sessions"]
    tried = try_mapping(folder, raw, AS_OF, tmp_path, speak("nn"))
    assert not tried["faults"], tried["faults"]
    assert [file["good"] for file in tried["files"]] == [2, 4]
    assert {table: len(after["rows"]) for table, after in tried["after"].items()} == {"resource_use": 4, "sessions": 2}
