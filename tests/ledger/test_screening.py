"""What a first look at sums of records clears is safe when every person is summed, and nothing else is cleared."""

from __future__ import annotations

import random

import duckdb
import pyarrow as pa
import pytest

from reformspor.ledger.labels import MARGINS, code_sql
from reformspor.ledger.margins import PARTS
from reformspor.ledger.safety import contributions, judge
from reformspor.ledger.screening import screen, sum_members
from reformspor.ledger.settings import Settings
from tests.ledger.worlds import seeds

COLUMNS = ("row_id", "kinds", "session_kind", "pid", "heads", "each_h", "h")
Member = tuple[int, int, int, int | None, int, int, int]


def looked_at(members: list[Member], settings: Settings) -> duckdb.DuckDBPyConnection:
    """A ledger's own tables of such members (row, kinds, session's kind, person, heads, hours a head, hours) after a
    first look at them; each row's largest contributor is what `pool` would have told."""
    con = duckdb.connect()
    columns = zip(*members, strict=True)
    con.register("given", pa.table({name: list(column) for name, column in zip(COLUMNS, columns, strict=True)}))
    con.execute("create temp table member as select * replace (pid::integer as pid) from given")
    con.execute(
        """create temp table new_row as select row_id, max(h) as h1
        from (select row_id, pid, sum(h) as h from member where pid is not null group by all) group by row_id"""
    )
    sum_members(con, "member")
    screen(con, settings)
    return con


def cleared(con: duckdb.DuckDBPyConnection) -> set[tuple[int, str]]:
    """The rows and margins that were found clear."""
    return set(con.execute("select row_id, margin from clear").fetchall())


def unsafe(con: duckdb.DuckDBPyConnection, settings: Settings) -> set[tuple[int, str]]:
    """The rows and margins that have a part which is not safe, each person summed."""
    found: set[tuple[int, str]] = set()
    for margin in MARGINS:
        of = f"(select row_id * {PARTS} + {code_sql(margin)} as part, pid, heads, each_h, h, 0 as c from member)"
        contributions(con, of, "part", "each")
        judge(con, "each", settings)
        rows = con.execute(f"select distinct g // {PARTS} from each_verdict where not safe").fetchall()
        found |= {(row, margin) for (row,) in rows}
    return found


def row_of(number: int, dice: random.Random) -> list[Member]:
    """A row of a few to many records in one to three activities, by people some of whom do most."""
    people, activities, largest = dice.randint(1, 40), dice.randint(1, 3), dice.choice((4, 40, 400))
    return [
        (number, dice.randrange(activities), 2, dice.randrange(people) + 1, 1, hours, hours)
        for hours in (dice.randint(1, largest) for _ in range(dice.randint(3, 120)))
    ]


@pytest.mark.parametrize("seed", seeds(4))
def test_what_is_clear_is_safe_when_every_person_is_summed(seed: int) -> None:
    dice = random.Random(seed)
    settings = Settings(k=dice.choice((3, 5, 10)), p=dice.choice((1, 10, 100)))
    con = looked_at([member for number in range(150) for member in row_of(number, dice)], settings)
    clear, not_safe = cleared(con), unsafe(con, settings)
    assert len(clear) > 100
    assert not_safe
    assert not clear & not_safe


CROWD: list[Member] = [(1, 0, 2, person, 1, 100, 100) for person in range(1, 9)]


def test_a_crowd_that_only_adds_is_clear_in_every_margin() -> None:
    assert cleared(looked_at(CROWD, Settings())) == {(1, margin) for margin in MARGINS}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param((1, 0, 2, 9, 1, 100, -100), id="hours_taken_back"),
        pytest.param((1, 0, 2, -9, 1, 100, 100), id="somebody_shaken"),
        pytest.param((1, 0, 2, None, 3, 100, 300), id="unknown_heads"),
        pytest.param((1, 0, 2, 9, 1, 5000, 5000), id="one_who_does_nearly_all"),
        pytest.param((1, 1, 2, 9, 1, 100, 100), id="an_activity_of_one_person"),
    ],
)
def test_a_crowd_with_something_doubtful_is_not_clear(other: Member) -> None:
    assert (1, "activity") not in cleared(looked_at([*CROWD, other], Settings()))


def test_people_without_hours_are_no_company() -> None:
    idle: list[Member] = [(1, 0, 2, person, 1, 0, 0) for person in range(20, 40)]
    few = [member for member in CROWD if member[3] in (1, 2, 3, 4)]
    assert not cleared(looked_at([*few, *idle], Settings()))
