"""The protection holds over the demo as it does over random worlds, through two admissions, and its cost is printed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from reformspor.ledger import loss_table
from reformspor.snapshot import DataFolder
from reformspor.snapshot.admission import Admission, admit
from reformspor.snapshot.shelf import SERVED
from tests.ledger.books import Books
from tests.ledger.test_rows import check_margins, check_safe

BEFORE = "2026-01"


def first_half(whole: Path, target: Path) -> Path:
    """The same exports as they would have stood before hours of 2026 were registered."""
    shutil.copytree(whole, target)
    hours = target / "resource_use.parquet"
    duckdb.sql(
        f"copy (select * from '{whole}/resource_use.parquet' where period < '{BEFORE}') to '{hours}' (format parquet)"
    )
    return target


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    return DataFolder(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def admitted(data: DataFolder, constructed: DataFolder) -> tuple[Admission, Admission]:
    whole = shutil.copytree(constructed.demo, data.demo) / "parquet"
    return (
        admit(first_half(whole, data.root / "earlier"), data, source="demo"),
        admit(whole, data, source="demo"),
    )


@pytest.fixture(scope="module")
def books(data: DataFolder, admitted: tuple[Admission, Admission], tmp_path_factory: pytest.TempPathFactory) -> Books:
    return Books(file=Path(shutil.copy(data.private / "demo" / "persons.duckdb", tmp_path_factory.mktemp("books"))))


@pytest.fixture(scope="module")
def served(data: DataFolder, admitted: tuple[Admission, Admission]) -> Iterator[list[duckdb.DuckDBPyConnection]]:
    files = [data.snapshots / outcome.manifest.id / SERVED for outcome in admitted if outcome.manifest]
    opened = [duckdb.connect(str(file), read_only=True) for file in files]
    yield opened
    for con in opened:
        con.close()


def test_every_released_row_and_part_of_the_demo_is_safe(books: Books) -> None:
    check_safe(books)
    check_margins(books)


def test_every_hour_of_the_demo_is_released_or_waits_once(books: Books, data: DataFolder) -> None:
    lines = [line for line in books.lines() if line.corrects is None]
    ((rows, hours),) = duckdb.sql(
        f"select count(*), sum(hours * headcount) from '{data.demo}/parquet/resource_use.parquet'"
    ).fetchall()
    assert len(lines) == rows
    assert sum(line.hours for line in lines) == round(float(hours) * 100)


def test_the_earlier_admissions_rows_stand_unchanged_in_the_later(served: list[duckdb.DuckDBPyConnection]) -> None:
    sql = "select * from {} where row_id <= {} order by all"
    ((last,),) = served[0].execute("select max(row_id) from released").fetchall()
    for table in ("released", "released_margin"):
        earlier, later = (con.execute(sql.format(table, last)).fetchall() for con in served)
        assert earlier == later
    assert served[1].execute("select max(row_id) from released").fetchall() > [(last,)]


def test_the_served_file_of_the_demo_holds_no_persons_key(
    served: list[duckdb.DuckDBPyConnection], books: Books
) -> None:
    ((file,),) = served[1].execute("select path from duckdb_databases() where not internal").fetchall()
    raw = Path(file).read_bytes()
    keys = {line.person for line in books.lines() if line.person}
    assert len(keys) > 500
    assert not [key for key in keys if key.encode() in raw]


def test_what_protection_costs_is_printed(served: list[duckdb.DuckDBPyConnection]) -> None:
    table = {(loss.people, loss.measure): loss.share for loss in loss_table(served[1])}
    for (people, measure), share in table.items():
        print(f"{people:<18}{measure:<22}{share}")
    assert (table["all", "role"] or 0) >= 0.95
    assert (table["all", "role_month"] or 0) >= 0.90
