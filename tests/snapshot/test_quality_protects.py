"""Of persons the quality table tells nothing that could separate a few: over random worlds, cell by cell."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from functools import cache
from typing import Any

import duckdb
import pytest

from reformspor.intake import FileRead
from reformspor.ledger.publish import publish
from reformspor.snapshot.quality import Judged, write_quality
from reformspor.snapshot.quality_persons import PEOPLE
from reformspor.snapshot.quality_rules import load_rules
from reformspor.snapshot.schema import create_served
from reformspor.snapshot.told import coarse
from tests.ledger.books import Books, Entry
from tests.ledger.worlds import UNITS, worlds

OF_PERSONS = {rule.id for rule in load_rules().rules if rule.of_persons}
SEEDS = (1, 2, 3, 4)
AS_OF = dt.date(2029, 12, 31)
Record = tuple[int, str | None, int, str]


class World:
    """A random municipality, what its quality table says, and the records and sessions it was judged by."""

    def __init__(self, seed: int) -> None:
        dice = random.Random(seed)
        # Several small worlds share a year, so that some years have enough people and others have not.
        entries = [_moved(entry, dice.choice((0, 1, 2, 3, 4, 4, 4))) for entry in worlds(seed, 30)]
        books = Books(sectors=UNITS)
        books.admit(entries)
        con = self.con = books.con
        con.execute("alter table incoming.staging.units add column headcount bigint")
        con.execute("alter table incoming.staging.units add column fte double")
        self.sessions = {f"S{n}": (dice.choice(("held", "held", "cancelled")), dice.randint(2, 25)) for n in range(40)}
        self.held_in = {name: 2021 + n % 5 for n, name in enumerate(self.sessions)}
        con.execute(
            "create or replace table incoming.staging.sessions (session_id varchar, date date, status varchar, "
            "n_participants bigint, unit_id varchar, kind varchar, phase varchar, parties_took_part varchar, "
            "levels_present varchar[], sector varchar, outcome varchar)"
        )
        for name, (status, people) in self.sessions.items():
            con.execute(
                "insert into incoming.staging.sessions (session_id, date, status, n_participants, unit_id) "
                "values (?, ?, ?, ?, 'u1')",
                [name, dt.date(self.held_in[name], 3, 1), status, people],
            )
        rate = dice.choice((0.02, 0.3, 0.7))
        cancelled = [name for name, (status, _) in self.sessions.items() if status == "cancelled"]
        held = [name for name, (status, _) in self.sessions.items() if status == "held"]
        chosen = [dice.choice(cancelled if dice.random() < rate else held[:-6]) for _ in entries]
        self.records: list[Record] = [
            (entry.month.year, entry.person, entry.heads, session)
            for entry, session in zip(entries, chosen, strict=True)
        ]
        con.execute("create temp table picked (entry_id varchar, session_id varchar)")
        con.executemany(
            "insert into picked values (?, ?)",
            [[entry.entry_id, session] for entry, session in zip(entries, chosen, strict=True)],
        )
        con.execute(
            "update incoming.staging.resource_use r set session_id = p.session_id from picked p "
            "where p.entry_id = r.entry_id"
        )
        _judge(con)

    def cells(self, where: str) -> list[dict[str, Any]]:
        cursor = self.con.execute(f"select * from served.quality where {where}")
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def people(self, year: int, *, cancelled: bool | None = None) -> int:
        """The fewest people behind the records of a year, on one side of the rule or on both."""
        found = [
            (person, heads)
            for its_year, person, heads, session in self.records
            if its_year == year and cancelled in (None, self.sessions[session][0] == "cancelled")
        ]
        known = {person for person, _ in found if person is not None}
        return max(len(known), max((heads for _, heads in found), default=0))


@cache
def _world(seed: int) -> World:
    return World(seed)


def _moved(entry: Entry, to: int) -> Entry:
    year = entry.month.year
    return entry.but(month=entry.month.replace(year=2021 + (year + to) % 5))


def _judge(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("attach ':memory:' as served; use served")
    create_served(con)
    con.execute("use memory")
    publish(con, "served")
    files = (FileRead("hours.csv", "resource_use", "abc", 100, 98, 2),)
    write_quality(con, Judged("a", "s", AS_OF, "monthly", former=False), files, ())


@pytest.fixture(scope="module", params=SEEDS)
def world(request: pytest.FixtureRequest) -> World:
    return _world(request.param)


def test_nothing_about_records_of_persons_is_told_by_unit_or_month(world: World) -> None:
    about = world.cells("table_name = 'resource_use' or rule in (select unnest(['" + "','".join(OF_PERSONS) + "']))")
    assert about
    assert {(cell["unit_id"], cell["month"]) for cell in about} == {(None, None)}


def test_a_rule_about_records_stands_on_enough_people_on_either_side(world: World) -> None:
    for cell in world.cells("rule = 'hours_cancelled'"):
        year = cell["year"]
        assert world.people(year) >= PEOPLE
        if cell["n_met"] < cell["n"]:
            assert world.people(year, cancelled=True) >= PEOPLE
            assert world.people(year, cancelled=False) >= PEOPLE


def test_numbers_of_records_and_of_sessions_without_any_are_told_in_steps(world: World) -> None:
    for cell in world.cells("rule in ('hours_cancelled', 'sessions_hours')"):
        assert cell["n"] % 10 == 0
        assert cell["n_met"] % 10 == 0


def test_a_session_of_few_people_is_not_asked_whether_it_has_hours(world: World) -> None:
    told = {cell["year"]: cell["n"] for cell in world.cells("rule = 'sessions_hours'")}
    large: dict[int, int] = defaultdict(int)
    for name, (status, people) in world.sessions.items():
        large[world.held_in[name]] += status == "held" and people >= PEOPLE
    assert told == {year: coarse(n) for year, n in large.items() if n}


def test_what_is_known_of_hours_is_a_sum_of_released_rows(world: World) -> None:
    released = world.con.execute(
        "select year(month_from), margin, sum(parts.hours)::double from served.released "
        "join served.released_margin parts using (source, row_id) where code not in ('merged', 'withheld') group by all"
    ).fetchall()
    sums = {(year, margin): hours for year, margin, hours in released}
    widest = dict(world.con.execute("select year(month_from), max(band_lo) from served.released group by 1").fetchall())
    for cell in world.cells("rule = 'hours_known'"):
        assert cell["n"] == sums[cell["year"], cell["column_name"]]
        assert 0 <= cell["n_met"] <= cell["n"]
        assert widest[cell["year"]] >= PEOPLE


def test_the_worlds_have_both_cells_that_are_told_and_cells_that_are_not() -> None:
    """Without both the tests above would say little."""
    all_worlds = [_world(seed) for seed in SEEDS]
    told = [cell for world in all_worlds for cell in world.cells("rule = 'hours_cancelled'")]
    assert any(cell["n_met"] < cell["n"] for cell in told)
    some = [
        (world, year)
        for world in all_worlds
        for year in range(2021, 2026)
        if 0 < world.people(year, cancelled=True) < PEOPLE
    ]
    assert some
    for world, year in some:
        cells = world.cells(f"rule = 'hours_cancelled' and \"year\" = {year}")
        assert all(cell["n_met"] == cell["n"] for cell in cells)


@pytest.mark.parametrize(("number", "told"), [(0, 0), (1, 10), (10, 10), (11, 20), (99, 100), (101, 110), (1234, 1300)])
def test_a_number_is_rounded_up_and_never_finer_than_ten(number: int, told: int) -> None:
    assert coarse(number) == told
