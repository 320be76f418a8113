"""Several columns of a file become one: dates and times, parts of a code, lists of types and crosses under them."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from foreign import Rows, write

from reformspor.errors import ReformsporError
from reformspor.intake import Intake, take_in
from reformspor.intake.mapped import mapped_profile, written
from reformspor.intake.profile import profile_from

AS_OF = dt.date(2025, 12, 31)
SESSIONS: Rows = (
    ("Nr", "Dato", "Frå kl", "Til kl", "Slag", "Del A", "Del B"),
    ("Ø-1", "03.02.2025", "09:00", "11.30", "verkstad", "03", "10"),
    ("Ø-2", "04.02.2025", "", "", "møte", "03", "20"),
)
MEETING = {
    "files": ["timeliste"],
    "headings": {"Nr": "session_id", "Dato": "date", "Slag": "kind"},
    "joined": {
        "start": {"of": ["Dato", "Frå kl"]},
        "end": {"of": ["Dato", "Til kl"], "with": " "},
        "unit_id": {"of": ["Del A", "Del B"], "with": ""},
    },
    "words": {"kind": {"verkstad": "workshop", "møte": "meeting"}},
    "fixed": {
        "parties_took_part": "not_reported", "phase": "not_reported", "sector": "not_reported",
        "format": "not_reported", "status": "held", "n_participants": "0", "helper_needed": "0", "helper_staffed": "0",
    },
}  # fmt: skip
CROSSES: Rows = (
    ("Saksnr", "Tittel", "Meldt", "Type 1", "Type 2", "Lov", "IKT", "Brukarar", "Tilsette"),
    ("A-1", "To skjema", "12.02.2025", "regelverk", "IKT", "x", "ja", "1", ""),
    ("A-2", "Lova stengjer", "13.02.2025", "regelverk", "", "X", "nei", "0", "true"),
    ("A-3", "Ikkje sagt", "14.02.2025", "", "IKT", "", "-", "", ""),
)
BARRIER = {
    "files": ["timeliste"],
    "headings": {"Saksnr": "barrier_id", "Tittel": "title", "Meldt": "reported_date"},
    "fixed": {"owner_level": "not_reported"},
}


def taken(
    mapping: dict[str, Any], path: Path, work: Path, table: str, columns: str
) -> tuple[Intake, list[tuple[object, ...]]]:
    """An intake by a mapping of one table, and what its rows hold in some columns."""
    profile = mapped_profile("prøve", {"tables": {table: mapping}})
    with duckdb.connect() as con:
        con.execute("set timezone = 'Europe/Oslo'")
        intake = take_in(path, profile=profile, as_of=AS_OF, con=con, private=work)
        if table not in intake.supplied:
            return intake, []
        return intake, con.execute(f'select {columns} from staging.{table} order by "row"').fetchall()


def places(intake: Intake) -> list[tuple[str, int | None, str | None, str | None]]:
    return [(fault.code, fault.row, fault.column, fault.value) for fault in intake.faults]


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_a_day_and_a_clock_are_a_time_and_the_parts_of_a_code_are_the_code(form: str, tmp_path: Path) -> None:
    rows = [*SESSIONS[:2], ("Ø-2", "04.02.2025", "13:00", "kl. 14.15", "møte", "03", "20")]
    intake, found = taken(
        MEETING, _written(tmp_path / "in", form, rows), tmp_path / "work", "sessions",
        "session_id, date::varchar, strftime(start, '%d %H:%M'), strftime(\"end\", '%d %H:%M'), unit_id",
    )  # fmt: skip
    assert not intake.faults, places(intake)
    assert found == [
        ("Ø-1", "2025-02-03", "03 09:00", "03 11:30", "0310"),
        ("Ø-2", "2025-02-04", "04 13:00", "04 14:15", "0320"),
    ]
    joined = [(each.column, each.details["headings"]) for each in intake.notices if each.code == "joined"]
    assert joined == [("end", "Dato, Til kl"), ("start", "Dato, Frå kl"), ("unit_id", "Del A, Del B")]


def _written(folder: Path, form: str, rows: Rows) -> Path:
    if form != "parquet":
        return write(folder, form, rows)
    folder.mkdir()
    columns = {str(name): pa.array([str(row[at]) for row in rows[1:]]) for at, name in enumerate(rows[0])}
    pq.write_table(pa.table(columns), folder / "timeliste.parquet")
    return folder


def test_half_a_date_or_half_a_key_is_refused_by_row_and_an_empty_one_is_none(tmp_path: Path) -> None:
    mapping = MEETING | {"headings": {"Nr": "session_id", "Slag": "kind"}}
    mapping["joined"] = MEETING["joined"] | {"date": {"of": ["År", "Månad", "Dag"], "with": "-"}}  # type: ignore[operator]
    mapping["joined"].pop("start"), mapping["joined"].pop("end")  # type: ignore[attr-defined]
    rows: Rows = [
        ("Nr", "Slag", "År", "Månad", "Dag", "Del A", "Del B"),
        ("Ø-1", "møte", 2025, 2, 3, "03", "10"),
        ("Ø-2", "møte", 2025, "", 4, "03", "20"),
        ("Ø-3", "møte", 2025, 11, 25, "", "10"),
    ]
    intake, found = taken(mapping, write(tmp_path / "in", "csv", rows), tmp_path / "work", "sessions", "date::varchar")
    assert places(intake) == [
        ("half_joined", 2, "date", "2025-⟨…⟩-04"),
        ("half_joined", 3, "unit_id", "⟨…⟩10"),
    ]
    assert found == [("2025-02-03",)]
    texts = [(row.row, row.texts["Månad"], row.texts["Del A"]) for row in _refused(mapping, tmp_path)]
    assert texts == [(2, "", "03"), (3, "11", "")]


def _refused(mapping: dict[str, Any], tmp_path: Path) -> list[Any]:
    with duckdb.connect() as con:
        profile = mapped_profile("prøve", {"tables": {"sessions": mapping}})
        intake = take_in(tmp_path / "in", profile=profile, as_of=AS_OF, con=con, private=tmp_path / "work")
        return list(intake.refused_rows())


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_several_columns_of_types_are_one_list_with_each_type_once(form: str, tmp_path: Path) -> None:
    mapping = BARRIER | {
        "joined": {"types": {"of": ["Type 1", "Type 2"]}},
        "words": {"types": {"regelverk": "law", "IKT": "digital"}},
    }
    intake, found = taken(
        mapping, write(tmp_path / "in", form, CROSSES), tmp_path / "work", "barriers", "barrier_id, types"
    )
    assert not intake.faults, places(intake)
    assert found == [("A-1", ["law", "digital"]), ("A-2", ["law"]), ("A-3", ["digital"])]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_crosses_are_codes_and_a_list_that_must_be_filled_says_that_nothing_was_said(form: str, tmp_path: Path) -> None:
    mapping = BARRIER | {
        "ticked": {
            "types": {"Lov": "law", "IKT": "digital"},
            "remedy": {"Brukarar": "simplify", "Tilsette": "better_ict"},
        }
    }
    intake, found = taken(
        mapping, write(tmp_path / "in", form, CROSSES), tmp_path / "work", "barriers", "barrier_id, types, remedy"
    )
    assert not intake.faults, places(intake)
    assert found == [
        ("A-1", ["law", "digital"], ["simplify"]),
        ("A-2", ["law"], ["better_ict"]),
        ("A-3", ["not_reported"], None),
    ]


def test_what_is_neither_yes_nor_no_under_a_cross_is_refused_and_never_guessed(tmp_path: Path) -> None:
    rows = [*CROSSES[:3], ("A-3", "Tvil", "14.02.2025", "", "", "kanskje", "", "", "")]
    mapping = BARRIER | {"ticked": {"types": {"Lov": "law", "IKT": "digital"}}}
    intake, found = taken(mapping, write(tmp_path / "in", "csv", rows), tmp_path / "work", "barriers", "barrier_id")
    assert places(intake) == [("unknown_code", 3, "types", "kanskje")]
    assert found == [("A-1",), ("A-2",)]


@pytest.mark.parametrize("headings", [("Nr", "Dato", "Slag", "Frå kl", "Del A", "Del B"), (*SESSIONS[0], "Til kl")])
def test_a_part_that_is_gone_or_stands_twice_refuses_the_file_by_name(
    headings: tuple[str, ...], tmp_path: Path
) -> None:
    rows = [headings, *[tuple(str(at) for at in range(len(headings)))]]
    intake, _ = taken(MEETING, write(tmp_path / "in", "csv", rows), tmp_path / "work", "sessions", "1")
    assert {("missing_part", "end")} <= {(fault.code, fault.column) for fault in intake.faults}


def test_an_empty_row_stays_none_though_a_list_says_that_nothing_was_said(tmp_path: Path) -> None:
    mapping = BARRIER | {"ticked": {"types": {"Lov": "law", "IKT": "digital"}}}
    rows = [*CROSSES[:2], ("",) * 9, CROSSES[2]]
    intake, found = taken(mapping, write(tmp_path / "in", "csv", rows), tmp_path / "work", "barriers", "types")
    assert (len(found), list(intake.faults)) == (2, [])


@pytest.mark.parametrize(
    "given",
    [
        {"joined": {"nowhere": {"of": ["A", "B"]}}},
        {"joined": {"name": {"of": ["A"]}}},
        {"joined": {"name": {"of": ["A", "A"]}}},
        {"joined": {"name": {"of": ["A", "B"], "surprise": 1}}},
        {"joined": {"name": "A"}},
        {"joined": {"name": {"of": ["A", "B"]}}, "headings": {"C": "name"}},
        {"ticked": {"sector": {"A": "other"}}},
        {"ticked": {"name": {}}},
    ],
)
def test_a_combination_that_contradicts_the_contract_or_itself_is_no_profile(given: dict[str, Any]) -> None:
    with pytest.raises(ReformsporError, match="broken"):
        mapped_profile("prøve", {"tables": {"units": given}})


def test_a_ticked_code_that_no_list_has_is_no_profile() -> None:
    with pytest.raises(ReformsporError, match="broken"):
        mapped_profile("prøve", {"tables": {"barriers": {"ticked": {"types": {"A": "nothing"}}}}})


@pytest.mark.parametrize(
    "part", [{"joined": {"name": {"of": ["Fagforening", "B"]}}}, {"ticked": {"name": {"fnr": "x"}}}]
)
def test_a_forbidden_column_is_no_part_of_another(part: dict[str, Any]) -> None:
    with pytest.raises(ReformsporError, match="forbidden"):
        mapped_profile("prøve", {"tables": {"units": part}})


def test_the_profile_reads_as_it_is_written_and_a_person_can_read_it(tmp_path: Path) -> None:
    text = written({"tables": {"sessions": MEETING}})
    assert '[tables.sessions.joined.start]\nof = ["Dato", "Frå kl"]' in text

    assert (
        mapped_profile("prøve", tomllib.loads(text)).tables
        == mapped_profile("prøve", {"tables": {"sessions": MEETING}}).tables
    )


def test_a_profile_with_tables_of_its_own_may_combine_too(tmp_path: Path) -> None:
    raw = {
        "tables": {"logg": {"fields": {"stad": {"type": "text", "required": True}, "nr": {"type": "id"}},
                            "joined": {"stad": {"of": ["Bygg", "Rom"], "with": "/"}}}},
        "supplies": {},
    }  # fmt: skip
    rows: Rows = (("nr", "Bygg", "Rom"), ("1", "A", "12"))
    write(tmp_path / "in", "csv", rows, "logg")
    with duckdb.connect() as con:
        intake = take_in(
            tmp_path / "in", profile=profile_from("logg", raw), as_of=AS_OF, con=con, private=tmp_path / "work"
        )
        assert not intake.faults
        assert intake.canonical()["logg"] == [{"stad": "A/12", "nr": "1"}]
