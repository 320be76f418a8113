"""The tables that leave answer every question as the snapshot does, and hold nothing a level may not ask of."""

from __future__ import annotations

import csv
from pathlib import Path

import duckdb
import pytest

from reformspor.answers import ask
from reformspor.contract import load_contract
from reformspor.disclosure import FREE_TEXT, Rule
from reformspor.effects.hypothesis import COVER
from reformspor.questions import load_questions
from reformspor.replication.loading import load_tables
from reformspor.replication.same import first_that_differs
from reformspor.replication.tables import WITHHELD, WORKED_OUT, Table, write_tables
from reformspor.scope import Scope, from_text
from reformspor.snapshot import DataFolder, current
from reformspor.snapshot.schema import create_served
from reformspor.snapshot.shelf import SERVED
from reformspor.store import DuckStore

SCOPES = ("period=2024-01..2024-12&role=union_rep", "sector=health_care&as_of=2025-06-30")
SHORTEST = 12


@pytest.fixture(scope="module")
def left(constructed: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Table], Path]:
    """The tables as anyone may ask of them: their folder, what was told of them, and a copy of the served file."""
    manifest = current(constructed)
    assert manifest is not None
    folder = tmp_path_factory.mktemp("tables")
    served = folder / "copy.duckdb"
    served.write_bytes((constructed.snapshots / manifest.id / SERVED).read_bytes())
    return folder, tables(served, folder, "public"), served


def tables(served: Path, folder: Path, level: str) -> dict[str, Table]:
    asked = [question.sql for question in load_questions().values()]
    return {table.name: table for table in write_tables(served, folder, level, Rule.of(level), asked)}


def loaded(folder: Path, written: dict[str, Table], served: Path) -> DuckStore:
    files = {name: (table.file, tuple(one.name for one in table.columns)) for name, table in written.items()}
    load_tables(folder, files, served)
    return DuckStore.open(served)


def cells(folder: Path, table: Table) -> list[dict[str, str]]:
    with (folder / table.file).open(encoding="utf-8", newline="") as given:
        return list(csv.DictReader(given))


@pytest.mark.parametrize("level", ["public", "research"])
def test_every_question_has_the_same_answer_from_the_tables_that_left(
    left: tuple[Path, dict[str, Table], Path], store: DuckStore, tmp_path: Path, level: str
) -> None:
    folder, public, served = left
    written = public if level == "public" else tables(served, folder, level)
    again = loaded(folder, written, tmp_path / SERVED)
    scopes = [Scope(), *(from_text(one) for one in SCOPES)] if level == "public" else [Scope()]
    assert [first_that_differs(store, again, Rule.of(level), None, scope) for scope in scopes] == [""] * len(scopes)
    again.close()


def test_no_text_that_only_the_house_may_read_is_in_any_file(
    left: tuple[Path, dict[str, Table], Path],
) -> None:
    folder, written, served = left
    told = "".join((folder / table.file).read_text("utf-8") for table in written.values())
    with duckdb.connect(str(served), read_only=True) as con:
        inside, outside = set(), set()
        for name, table in load_contract().tables.items():
            columns = [one for one in table.columns if one in FREE_TEXT]
            if name not in written or not columns:
                continue
            where = "public = 'open'" if "public" in table.columns else "false"
            if name == "barrier_events":
                where = "barrier_id in (select barrier_id from barriers where public = 'open')"
            for column in columns:
                rows = con.execute(f'select "{column}", {where} from "{name}" where "{column}" is not null').fetchall()
                inside |= {text for text, open_ in rows if not open_}
                outside |= {text for text, open_ in rows if open_}
    secret = {text for text in inside - outside if len(text) >= SHORTEST}
    assert len(secret) > 100
    assert [text for text in secret if text in told] == []
    assert sum(table.covered for table in written.values()) == told.count(COVER) > 1000


def test_open_text_goes_out_and_what_is_covered_can_still_be_counted(
    left: tuple[Path, dict[str, Table], Path], store: DuckStore, tmp_path: Path
) -> None:
    folder, written, _ = left
    rows = cells(folder, written["barriers"])
    assert {row["title"] == COVER for row in rows if row["public"] == "open"} == {False}
    assert {row["title"] for row in rows if row["public"] != "open"} == {COVER}
    again = loaded(folder, written, tmp_path / SERVED)
    hidden = [ask(one, "barriers/register", Scope(), Rule.public()).hidden.withheld for one in (store, again)]
    again.close()
    assert hidden[0] == hidden[1] > 0


def test_values_of_too_few_people_stay_in_the_house(left: tuple[Path, dict[str, Table], Path]) -> None:
    folder, written, _ = left
    rows = cells(folder, written["outcomes"])
    few = [row for row in rows if row[WITHHELD] == "yes"]
    assert len(few) == written["outcomes"].few > 0
    assert {(row["value"], row["numerator"], row["denominator"], row["n_persons"]) for row in few} == {
        ("", "", "", "9")
    }
    assert min(int(row["n_persons"]) for row in rows if row[WITHHELD] == "no" and row["value"]) >= 10


def test_a_column_no_question_asks_of_stays_in_the_house(left: tuple[Path, dict[str, Table], Path]) -> None:
    folder, written, _ = left
    assert {"batch", "municipality_id"} <= set(written["released"].left_out)
    assert "purpose" in written["sessions"].left_out
    for table in written.values():
        heads = (folder / table.file).read_text("utf-8").split("\n", 1)[0].split(",")
        assert heads == [one.name for one in table.columns]
        assert not set(heads) & set(table.left_out)
    assert not WORKED_OUT & set(written)


LIST = ["a", 'b,"c"']
AWKWARD = ("=1+1", "'=1+1", "'quoted'", "''", "", "-5", "a,b", 'say "so"', "two\nlines", " space ", "ÆØÅ ‰", "@x", None)


def test_text_of_every_kind_comes_back_as_it_was_and_none_would_be_run(tmp_path: Path) -> None:
    served = tmp_path / "from.duckdb"
    with duckdb.connect(str(served)) as con:
        create_served(con)
        for at, text in enumerate(AWKWARD):
            con.execute("insert into units (unit_id, name, sector) values (?, ?, 'culture')", [f"u{at}", text])
        day, moment = "2025-01-02", "2025-01-02 08:30:00+01"
        con.execute("insert into barriers (barrier_id, reported_date, types) values ('b', ?, ?)", [day, LIST])
        con.execute("insert into sessions (session_id, date, start) values ('s', ?, ?)", [day, moment])
        for name in (*WORKED_OUT, "column_fill"):
            con.execute(f"create table kept as from {name}")
            con.execute(f"drop view {name}")
            con.execute(f"alter table kept rename to {name}")
    written = tables(served, tmp_path, "internal")
    run = [row["name"] for row in cells(tmp_path, written["units"]) if row["name"].startswith(("=", "-", "@", "+"))]
    assert run == []
    again = loaded(tmp_path, written, tmp_path / "to.duckdb")
    names = again.run("select name from units order by try_cast(unit_id[2:] as integer)", {})["name"].tolist()
    assert names == list(AWKWARD)
    assert again.run("select types from barriers", {})["types"][0] == LIST
    moment = again.run("select strftime(start at time zone 'UTC', '%H:%M') as at from sessions", {})["at"][0]
    again.close()
    assert moment == "07:30"
