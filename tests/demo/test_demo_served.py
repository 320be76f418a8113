"""What is served of the demo is what was planted, and CSV and Parquet give the same answers to every question."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from reformspor.answers import ask
from reformspor.demo import PlantedFacts
from reformspor.disclosure import Rule
from reformspor.questions import load_questions
from reformspor.scope import Scope
from reformspor.snapshot import DataFolder, admit
from reformspor.store import DuckStore

# These say which files were read, and so rightly differ between the two forms.
ABOUT_FILES = {"data/files", "data/meta", "data/changes", "data/quality_history", "overview/freshness"}


@pytest.fixture(scope="module")
def as_csv(constructed: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The served file of the demo when it is admitted as CSV; the store that is shared has it from Parquet."""
    data = DataFolder(tmp_path_factory.mktemp("data"))
    shutil.copytree(constructed.demo, data.demo)
    outcome = admit(data.demo / "csv", data, source="demo")
    assert outcome.manifest is not None, outcome.faults
    return data.snapshots / outcome.manifest.id / "served.duckdb"


@pytest.fixture(scope="module")
def sql(as_csv: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A copy of the CSV admission's served file, as the store keeps its own locked."""
    copied = shutil.copy(as_csv, tmp_path_factory.mktemp("copy"))
    with duckdb.connect(str(copied), read_only=True) as con:
        yield con


def test_csv_and_parquet_give_the_same_answers(as_csv: Path, store: DuckStore) -> None:
    of_csv = DuckStore.open(as_csv)
    for name in load_questions().keys() - ABOUT_FILES:
        answers = [ask(one, name, Scope(), Rule.internal()) for one in (of_csv, store)]
        pd.testing.assert_frame_equal(answers[0].frame, answers[1].frame, obj=name)
    of_csv.close()


def test_no_hours_are_lost_between_what_is_released_and_what_waits(
    sql: duckdb.DuckDBPyConnection, facts: PlantedFacts
) -> None:
    released = sql.sql("select sum(hours)::double from released").fetchall()[0][0]
    waiting = sql.sql("select coalesce(sum(hours), 0)::double from waiting").fetchall()[0][0]
    assert released <= facts.hours <= released + waiting, "what waits is said as a number rounded up"
    assert waiting < 0.01 * facts.hours


@pytest.mark.parametrize(
    "role", ["helper", "employee", "leader", "local_union_rep", "chief_union_rep", "joint_union_rep"]
)
def test_the_ledger_keeps_a_role_almost_whole(sql: duckdb.DuckDBPyConnection, facts: PlantedFacts, role: str) -> None:
    kept = sql.execute("select sum(hours)::double from released where role = ?", [role]).fetchall()[0][0]
    assert 0.97 * facts.hours_by_role[role] <= kept <= facts.hours_by_role[role]


def test_sessions_and_barriers_are_served_whole(sql: duckdb.DuckDBPyConnection, facts: PlantedFacts) -> None:
    statuses = dict(sql.sql("select status, count(*) from sessions group by 1").fetchall())
    assert statuses == facts.sessions_by_status
    assert dict(sql.sql("select status, count(*) from barrier_now group by 1").fetchall()) == facts.barriers_by_status
    levels = dict(sql.sql("select owner_level, count(*) from barrier_now group by 1").fetchall())
    assert levels == facts.barriers_by_level_now
    still_open = sql.sql("select count(*) from barrier_now where closed_date is null").fetchall()
    assert still_open == [(facts.barriers_open,)]


def test_the_demos_text_is_reviewed_and_shown(sql: duckdb.DuckDBPyConnection) -> None:
    assert sql.sql("select count(*) from barriers where title is null").fetchall() == [(0,)]


def test_every_answer_says_the_figures_are_constructed(store: DuckStore) -> None:
    answer = ask(store, "overview/hours_total", Scope(), Rule.public())
    assert answer.provenance.constructed
    assert answer.provenance.municipality == "Eksempel kommune"
