"""A month counts from its last day, and a load per representative is never narrower than the bands allow."""

import datetime as dt

import duckdb
import pytest
from hypothesis import given as cases
from hypothesis import settings
from hypothesis import strategies as some

from tests.questions.test_limits import given, rows

BANDS = ((5, 9), (10, 19), (20, 49), (50, None))
CELL = """'example' as source, 'chief_union_rep' as role, 'municipality' as place, 'municipality' as place_level,
    date '2024-05-01' as month_from, date '2024-05-01' as month_to, 5 as band_lo, 10 as release_h"""
HOURS = """'example' as source, 1 as row_id, 'chief_union_rep' as role, 'municipality' as place,
    date '2024-05-01' as month_from, date '2024-05-01' as month_to, 'several' as phase, 5 as band_lo, 9 as band_hi,
    60 as hours"""
STORE = given()
HELD = "'h' as session_id, date '2024-03-01' as date, 'held' as status, 'yes' as parties_took_part"


@pytest.mark.parametrize(("day", "released"), [(dt.date(2024, 5, 31), 1), (dt.date(2024, 5, 30), 0)])
def test_release_over_time_counts_a_month_from_its_last_day(day: dt.date, released: int) -> None:
    con = given(released_capacity=f"select {CELL}")
    assert len(rows(con, "union_reps/release_by_month", as_of=day)) == released


@pytest.mark.parametrize(("day", "hours"), [(dt.date(2024, 5, 31), 60), (dt.date(2024, 5, 30), None)])
def test_hours_for_a_session_are_measured_up_to_the_last_whole_month(day: dt.date, hours: float | None) -> None:
    con = given(released=f"select {HOURS}", sessions=f"select {HELD}")
    answer = rows(con, "union_reps/next_quarter", as_of=day)
    assert [row["month"] for row in answer] == [dt.date(2024, 6, 1), dt.date(2024, 7, 1), dt.date(2024, 8, 1)]
    assert {row["least_hours"] for row in answer} == {hours}


def test_a_ledger_of_quarters_alone_is_compared_from_its_first_quarter_on() -> None:
    con = given(
        released="""select 'example' as source, i as row_id, 'chief_union_rep' as role, 'municipality' as place,
        date '2023-10-01' + to_months(3 * (i - 1)::integer) as month_from,
        date '2023-12-01' + to_months(3 * (i - 1)::integer) as month_to, 'several' as phase, 5 as band_lo, 9 as hours
        from range(1, 3) t(i)""",
        released_margin="""select 'example' as source, i as row_id, 'activity' as margin, 'conduct' as code, 9 as hours
        from range(1, 3) t(i)""",
    )
    period = {"from": dt.date(2024, 1, 1), "to": dt.date(2024, 3, 1)}
    (said,) = rows(con, "union_reps/activity_growth", **period)
    assert (float(said["hours"]), float(said["hours_before"])) == (9, 9)
    assert rows(con, "union_reps/activity_growth", **period | {"from": dt.date(2023, 10, 1)}) == []


def empty_ledger() -> duckdb.DuckDBPyConnection:
    """A served store without released rows; made once, since making it is dear."""
    STORE.execute("delete from released")
    return STORE


@settings(max_examples=60, deadline=None)
@cases(some.lists(some.tuples(some.integers(5, 80), some.floats(1, 400)), min_size=1, max_size=4))
def test_the_true_load_lies_within_what_is_said_whoever_sits_in_several_groups(groups: list[tuple[int, float]]) -> None:
    bands = [next((lo, hi) for lo, hi in BANDS if hi is None or people <= hi) for people, _ in groups]
    values = ", ".join(
        f"({place}, {lo}, {'null' if hi is None else hi}, {hours:.4f})"
        for place, ((lo, hi), (_, hours)) in enumerate(zip(bands, groups, strict=True))
    )
    con = empty_ledger()
    con.execute(
        f"""insert into released by name
        select 'example' as source, row_id, 'local_union_rep' as role, 'municipality' as place,
        date '2024-05-01' as month_from, date '2024-05-01' as month_to, 'several' as phase, lo as band_lo,
        hi as band_hi, h as hours from (values {values}) as v(row_id, lo, hi, h)"""
    )
    (said,) = rows(con, "union_reps/load")
    hours = sum(round(one, 2) for _, one in groups)
    # The same people in every group is the one extreme, nobody in two of them the other.
    fewest, most = max(people for people, _ in groups), sum(people for people, _ in groups)
    assert float(said["load_least"]) <= hours / most + 0.01
    assert float(said["load_most"]) >= hours / fewest - 0.01
