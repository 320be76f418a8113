"""The constructed municipality, made once for all tests of this folder, and its Parquet files as views."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from reformspor.demo import PlantedFacts
from reformspor.demo.facts import planted_facts
from reformspor.demo.making import SEED, make_tables
from reformspor.snapshot import DataFolder


@pytest.fixture(scope="session")
def made(constructed: DataFolder) -> tuple[Path, PlantedFacts]:
    """Where the demo stands, and what was planted in it."""
    return constructed.demo, planted_facts(make_tables(), SEED)


@pytest.fixture(scope="session")
def facts(made: tuple[Path, PlantedFacts]) -> PlantedFacts:
    """The planted facts."""
    return made[1]


@pytest.fixture(scope="session")
def database(made: tuple[Path, PlantedFacts]) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with each Parquet file as a view of its name."""
    con = duckdb.connect()
    for file in sorted((made[0] / "parquet").glob("*.parquet")):
        con.execute(f"create view {file.stem} as select * from read_parquet('{file}')")
    yield con
    con.close()


@pytest.fixture
def sql(database: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """A connection of the test's own, so that no result another test left half read is in its way."""
    return database.cursor()
