"""The demo is the same bytes for the same seed, of the promised size, legal, and the same in both of its forms."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from reformspor.contract import load_contract
from reformspor.demo import PlantedFacts, make_demo
from reformspor.intake import Intake, take_in

Made = tuple[Path, PlantedFacts]
Taken = dict[str, tuple[Intake, duckdb.DuckDBPyConnection]]
AS_OF = dt.date(2026, 10, 31)


def checksums(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file under a folder."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """Where the demo stands when it is made once more, and how many seconds of a processor that took."""
    folder, start = tmp_path_factory.mktemp("again"), time.process_time()
    make_demo(folder)
    return folder, time.process_time() - start


@pytest.fixture(scope="module")
def taken(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taken]:
    """What the intake said of each form of the files, and the database it was taken into."""
    with duckdb.connect() as csv, duckdb.connect() as parquet:
        forms = {"csv": csv, "parquet": parquet}
        private = tmp_path_factory.mktemp("private")
        yield {
            form: (take_in(made[0] / form, profile=None, as_of=AS_OF, con=con, private=private), con)
            for form, con in forms.items()
        }


def test_the_same_seed_gives_the_same_bytes(made: Made, again: tuple[Path, float]) -> None:
    assert checksums(again[0]) == checksums(made[0])


def test_another_seed_gives_another_municipality(made: Made, tmp_path: Path) -> None:
    make_demo(tmp_path, seed=7)
    ours, others = checksums(made[0]), checksums(tmp_path)
    assert ours.keys() == others.keys()
    assert ours["parquet/resource_use.parquet"] != others["parquet/resource_use.parquet"]


def test_it_is_made_within_a_few_seconds(again: tuple[Path, float]) -> None:
    assert again[1] < 5


def test_sizes_are_as_promised(sql: duckdb.DuckDBPyConnection, facts: PlantedFacts) -> None:
    assert facts.rows["resource_use"] == 60_000
    assert facts.rows["sessions"] == 700
    assert facts.rows["barriers"] == 150
    assert facts.rows["units"] == 25
    assert facts.people == 600
    assert sql.sql("select count(distinct sector) from units").fetchall() == [(6,)]
    months = sql.sql("select count(distinct period[:7]), min(period[:7]), max(period[:7]) from resource_use")
    assert months.fetchall() == [(60, "2021-11", "2026-10")]
    for table, rows in facts.rows.items():
        assert sql.sql(f"select count(*) from {table}").fetchall() == [(rows,)]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_admission_finds_no_fault(made: Made, taken: Taken, form: str) -> None:
    intake, _ = taken[form]
    assert intake.faults == ()
    assert {file.table: file.rows_admitted for file in intake.files} == made[1].rows


def test_csv_and_parquet_hold_equal_values(made: Made, taken: Taken) -> None:
    for table in made[1].rows:
        query = f"select * exclude (file) from staging.{table} order by row"
        csv, parquet = (con.sql(query).fetchall() for _, con in taken.values())
        assert csv == parquet, table


def test_the_csv_wears_norwegian_dress(made: Made) -> None:
    raw = (made[0] / "csv" / "resource_use.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = raw.decode("utf-8-sig").split("\r\n")
    assert lines[0].split(";")[:4] == ["Føring-id", "Økt-id", "Tiltak-id", "Periode"]
    assert re.search(r";\d{2}\.\d{2}\.\d{4};", lines[1])
    assert any(re.search(r";\d+,\d+;", line) for line in lines[1:20])


def test_the_planted_facts_stand_beside_the_files_and_say_constructed(made: Made) -> None:
    planted = json.loads((made[0] / "planted.json").read_text("utf-8"))
    assert planted == json.loads(made[1].as_json())
    assert planted["constructed"] is True
    assert planted["municipality"] == "Eksempel kommune"
    readme = (made[0] / "README.txt").read_text("utf-8")
    assert "finst ikkje" in readme
    assert "finnes ikke" in readme
    assert "does not exist" in readme


def test_people_are_pseudonyms_only(sql: duckdb.DuckDBPyConnection) -> None:
    keys = sql.sql("select distinct person_key from resource_use where person_key is not null").fetchall()
    assert all(re.fullmatch(r"p\d{4}", key) for (key,) in keys)


def test_only_columns_of_the_contract_are_supplied(sql: duckdb.DuckDBPyConnection, facts: PlantedFacts) -> None:
    for name in facts.rows:
        columns = [row[0] for row in sql.sql(f"describe {name}").fetchall()]
        assert set(columns) <= set(load_contract().tables[name].columns)
        assert not [column for column in columns if load_contract().forbids(column)]


def test_no_one_works_more_than_half_a_day_for_the_reform(sql: duckdb.DuckDBPyConnection) -> None:
    dated = "length(period) = 10 and person_key is not null"
    days = f"select sum(hours) h from resource_use where {dated} group by person_key, period"
    assert sql.sql(f"select max(h) <= 11 from ({days})").fetchall() == [(True,)]


AWKWARD = {
    "a role nobody gave": "select count(*) from resource_use where role = 'not_reported'",
    "hours of a whole month": "select count(*) from resource_use where length(period) = 7",
    "hours without an initiative": "select count(*) from resource_use where initiative_id is null",
    "hours of heads without names": "select count(*) from resource_use where person_key is null and headcount > 1",
    "hours without a cost": "select count(*) from resource_use where cost_nok is null",
    "sessions without an initiative": "select count(*) from sessions where initiative_id is null",
    "sessions of unknown phase": "select count(*) from sessions where phase = 'not_reported'",
    "sessions with a duration only": 'select count(*) from sessions where "start" is null and duration_h > 0',
    "sessions called off": "select count(*) from sessions where status = 'cancelled'",
    "sessions moved": "select count(*) from sessions where status = 'moved'",
    "sessions planned": "select count(*) from sessions where status = 'planned' and date > '2026-10-31'",
    "barriers of several types": "select count(*) from barriers where len(types) > 1",
    "barriers nobody owns for sure": "select count(*) from barriers where owner_level = 'not_reported'",
    "barriers without an estimate": "select count(*) from barriers where est_hours is null",
    "barriers taken up again": "select count(*) from barrier_events where to_status = 'reopened'",
    "barriers moved to another level": "select count(*) from barrier_events where to_level is not null",
    "initiatives back in exploration": "select count(*) from phase_events where to_phase = 'explore' and round > 1",
    "capacity beyond the day of the export": "select count(*) from capacity where period > '2026-10-31'",
    "outcomes nobody handed in": "select 7500 - count(*) from outcomes",
    "outcomes measured in a new way": "select count(*) from outcomes where definition_break = 'yes'",
    "answers of too few to be shown": "select count(*) from surveys where n_answers < 10",
    "waves few answered": "select count(*) from surveys where 2 * n_answers < n_invited",
    "outcomes still provisional": "select count(*) from outcomes where provisional = 'yes'",
    "units too small for a health figure": "select count(*) from units where headcount < 10",
}


@pytest.mark.parametrize("what", AWKWARD)
def test_it_holds_legal_awkwardness(sql: duckdb.DuckDBPyConnection, what: str) -> None:
    found = sql.sql(AWKWARD[what]).fetchall()[0][0]
    assert found > 0


def test_every_barrier_has_a_history_in_order(sql: duckdb.DuckDBPyConnection) -> None:
    broken = """
        select count(*) from (
            select from_status, lag(to_status) over history as before, "at", lag("at") over history as earlier
            from barrier_events window history as (partition by barrier_id order by event_id)
        ) where from_status is distinct from before or "at" < earlier"""
    assert sql.sql(broken).fetchall() == [(0,)]
    first = "select min(\"at\") = any_value(reported_date) and min_by(to_status, event_id) = 'reported' from"
    histories = f"{first} barriers join barrier_events using (barrier_id) group by barrier_id"
    assert set(sql.sql(histories).fetchall()) == {(True,)}
    assert sql.sql("select count(distinct barrier_id) from barrier_events").fetchall() == [(150,)]


def test_initiatives_go_round_the_loop_and_never_from_a_phase_to_itself(sql: duckdb.DuckDBPyConnection) -> None:
    steps = dict(sql.sql("select from_phase || ' ' || to_phase, count(*) from phase_events group by 1").fetchall())
    assert {"explore try_out", "try_out develop", "develop explore", "develop operate"} <= steps.keys()
    assert not [step for step in steps if step is not None and len(set(step.split())) == 1]


def test_every_text_is_told_once_and_filled_in(sql: duckdb.DuckDBPyConnection) -> None:
    titles = sql.sql("select title from barriers").fetchall()
    assert len(set(titles)) == 150
    for column in ("title", "description", "wanted_action", "next_step"):
        assert sql.sql(f"select count(*) from barriers where {column} is null or {column} like '%{{%'").fetchall() == [
            (0,)
        ]
