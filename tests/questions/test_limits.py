"""Lists are cut at a stated number of rows, and the rows that matter are the ones kept; edges of months are held."""

import datetime as dt

import duckdb
import pytest

from reformspor.questions import load_questions
from reformspor.store import named_parameters
from tests.questions.example import Example
from tests.questions.given import bound, served

QUESTIONS = load_questions()
AS_OF = dt.date(2024, 6, 10)


def given(**tables: str) -> duckdb.DuckDBPyConnection:
    """A served store whose tables are filled by SQL: table name to a select with the columns' names."""
    con = served(Example("", {}, (), ""))
    for table, select in tables.items():
        con.execute(f"insert into {table} by name {select}")
    return con


def rows(con: duckdb.DuckDBPyConnection, name: str, **fixed: object) -> list[dict[str, object]]:
    sql = QUESTIONS[name].sql
    values = bound(con, "") | fixed
    result = con.execute(sql, {key: values[key] for key in named_parameters(sql)})
    columns = [column[0] for column in result.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def test_the_listing_keeps_the_hundred_sessions_nearest_on_either_side_of_the_day() -> None:
    con = given(
        sessions="""select 's' || i as session_id, date '2024-06-10' + (i - 150)::integer as date, 'held' as status
        from range(300) t(i)"""
    )
    dates = [row["date"] for row in rows(con, "sessions/listing")]
    assert len(dates) == 200
    assert max(dates) == AS_OF + dt.timedelta(days=100)
    assert min(dates) == AS_OF - dt.timedelta(days=99)


def test_a_session_on_the_day_itself_is_not_counted_among_the_coming() -> None:
    con = given(
        sessions="""select 's' || i as session_id, date '2024-06-10' as date, 'held' as status from range(100) t(i)
        union all select 't' || i, date '2024-06-10' + (1 + i)::integer, 'planned' from range(100) t(i)"""
    )
    assert len(rows(con, "sessions/listing")) == 200


def test_an_owner_is_asked_of_the_two_hundred_that_weigh_most_and_told_how_many_there_are() -> None:
    con = given(
        barriers="""select 'b' || i as barrier_id, date '2024-01-01' as reported_date, ['law'] as types,
        'ministry' as owner_level, i % 5 + 1 as severity from range(300) t(i)"""
    )
    asks = rows(con, "dossier/asks")
    assert len(asks) == 200
    assert {row["n_barriers"] for row in asks} == {row["n_open"] for row in asks} == {300}
    assert {row["severity"] for row in asks} == {5, 4, 3, 2}


def test_the_register_keeps_the_two_thousand_newest_and_says_how_many_there_are() -> None:
    con = given(
        barriers="""select 'b' || i as barrier_id, date '2010-01-01' + i::integer as reported_date, ['law'] as types
        from range(2100) t(i)"""
    )
    register = rows(con, "barriers/register")
    assert len(register) == 2000
    assert {row["n_barriers"] for row in register} == {2100}
    assert min(row["reported_date"] for row in register) == dt.date(2010, 1, 1) + dt.timedelta(days=100)
    assert {row["barrier_id"] for row in rows(con, "barriers/history")} == {row["barrier_id"] for row in register}


def test_the_burden_shows_the_twenty_largest() -> None:
    con = given(
        barriers="""select 'b' || i as barrier_id, date '2024-01-01' as reported_date, ['law'] as types,
        i as burden_hours, 1 as burden_rate_nok, 1 as burden_per_year, 1 as burden_affected from range(1, 31) t(i)"""
    )
    largest = rows(con, "barriers/burden")
    assert [row["nok_per_year"] for row in largest] == [float(30 - i) for i in range(20)]
    assert {row["n_estimated"] for row in largest} == {30}


def test_the_events_that_do_not_hang_together_are_five_hundred_at_most_and_all_are_counted() -> None:
    con = given(
        barriers="""select 'b' || i as barrier_id, date '2024-01-01' as reported_date, ['law'] as types
        from range(600) t(i)""",
        barrier_events="""select 'e' || i as event_id, 'b' || i as barrier_id, date '2024-01-01' as "at",
        'answered' as to_status from range(600) t(i)""",
    )
    found = rows(con, "data/event_order")
    assert len(found) == 500
    assert {(row["problem"], row["n_found"]) for row in found} == {("not_asked", 600)}


def test_the_waiting_shows_the_twenty_that_have_cost_most_and_sums_all() -> None:
    con = given(
        barriers="""select 'b' || i as barrier_id, date '2024-01-01' as reported_date, ['law'] as types,
        i as burden_hours, 1 as burden_per_year, 1 as burden_affected from range(1, 31) t(i)""",
        barrier_events="""select 'e' || i as event_id, 'b' || i as barrier_id, date '2024-01-01' as "at",
        'raised' as to_status from range(1, 31) t(i)""",
    )
    waiting = rows(con, "barriers/waiting_cost")
    assert [row["hours_per_year"] for row in waiting] == [float(30 - i) for i in range(20)]
    assert {(row["n_raised"], row["n_with_hours"]) for row in waiting} == {(30, 30)}
    assert waiting[0]["hours_total"] == pytest.approx(465 * 161 / 365.25)


@pytest.mark.parametrize(("day", "released"), [(dt.date(2024, 5, 31), 1), (dt.date(2024, 5, 30), 0)])
def test_release_counts_from_the_last_day_of_its_month(day: dt.date, released: int) -> None:
    con = given(
        released_capacity="""select 'example' as source, 'helper' as role, 'municipality' as place,
        'municipality' as place_level, date '2024-05-01' as month_from, date '2024-05-01' as month_to, 5 as band_lo,
        10 as release_h"""
    )
    assert len(rows(con, "resources/beyond_release", as_of=day)) == released


def test_bands_under_those_a_level_is_sure_of_are_only_possible() -> None:
    con = given(
        released="""select 'example' as source, i as row_id, 'helper' as role, 'municipality' as place,
        date '2024-05-01' as month_from, date '2024-05-01' as month_to, 'explore' as phase, lo as band_lo, 10 as hours
        from (values (1, 5), (2, 10)) t(i, lo)""",
        released_margin="""select 'example' as source, i as row_id, 'activity' as margin, 'conduct' as code, 10 as hours
        from (values (1), (2)) t(i)""",
    )
    internal, public = (rows(con, "resources/hours_by_role", sure_band=band)[0] for band in (5, 10))
    assert (float(internal["hours"]), float(internal["hours_possible"])) == (20, 20)
    assert (float(public["hours"]), float(public["hours_possible"])) == (10, 20)


def test_the_register_finds_what_is_older_than_the_two_thousand_newest_and_the_history_of_it() -> None:
    con = given(
        barriers="""select 'b' || i as barrier_id, 'Sak ' || i as title, ['law'] as types, 'internal' as public,
        date '2010-01-01' + i::integer as reported_date from range(2100) t(i)"""
    )
    assert [row["barrier_id"] for row in rows(con, "barriers/register", text=["sak", "b7"], text_code=[])][-1] == "b7"
    assert {row["barrier_id"] for row in rows(con, "barriers/history", barrier=["b7"])} == {"b7"}
    assert rows(con, "barriers/history", barrier=["b9999"]) == []


def test_text_that_a_level_may_not_see_is_not_searched_for_it_either() -> None:
    con = given(
        barriers="""select 'b1' as barrier_id, 'Hemmeleg' as title, date '2024-01-01' as reported_date,
        'internal' as public union all select 'b2', 'Hemmeleg', date '2024-01-01', 'open'"""
    )
    seen = {
        level: rows(con, "barriers/register", text=["hemmeleg"], text_code=[], free_text=level)
        for level in (True, False)
    }
    assert [row["barrier_id"] for row in seen[True]] == ["b1", "b2"]
    assert [row["barrier_id"] for row in seen[False]] == ["b2"]


@pytest.mark.parametrize(("day", "sessions"), [(dt.date(2024, 12, 31), 1), (dt.date(2024, 12, 30), 3)])
def test_effort_is_measured_from_the_year_the_last_twelve_months_begin_in(day: dt.date, sessions: int) -> None:
    con = given(
        sessions="""select 's' || i as session_id, date '2023-06-01' + (i * 300)::integer as date, 'held' as status,
        'workshop' as kind from range(2) t(i) union all select 'c', date '2023-01-01', 'held', 'workshop'""",
        released_effort="""select 'example' as source, bundle, 'helper' as role, make_date(bundle, 1, 1) as month_from,
        make_date(bundle, 12, 1) as month_to, 5 as band_lo, 'workshop' as kind, 10 as hours
        from range(2022, 2025) t(bundle)""",
    )
    told = {row["kind"]: row for row in rows(con, "capacity/effort_by_kind", as_of=day)}
    assert told["workshop"]["sessions"] == sessions
    assert told["workshop"]["hours"] == 10 * (1 if sessions == 1 else 2)


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (dt.date(2024, 6, 10), [("2024-06-10", "2024-06-16", True)]),
        (dt.date(2024, 6, 9), [("2024-06-09", "2024-06-09", False), ("2024-06-10", "2024-06-16", True)]),
        (dt.date(2024, 6, 11), [("2024-06-11", "2024-06-16", False), ("2024-06-17", "2024-06-23", True)]),
        (dt.date(2024, 12, 31), [("2024-12-31", "2025-01-05", False), ("2025-01-06", "2025-01-12", True)]),
    ],
)
def test_coming_weeks_begin_on_mondays_and_what_is_left_of_this_one_is_not_whole(
    day: dt.date, first: list[tuple[str, str, bool]]
) -> None:
    con = given()
    weeks = [row for row in rows(con, "capacity/need", as_of=day) if row["span"] == "week"]
    assert [(str(row["day_from"]), str(row["day_to"]), row["whole"]) for row in weeks][: len(first)] == first
    assert sum(row["whole"] for row in weeks) == 8
    assert all(row["day_from"].weekday() == 0 for row in weeks if row["whole"])
    staffing = rows(con, "sessions/unstaffed", as_of=day)
    assert [(row["week_from"], row["week_to"]) for row in staffing] == [(r["day_from"], r["day_to"]) for r in weeks]
    (coming,) = [row for row in rows(con, "overview/helper_fill", as_of=day) if row["span"] == "coming"]
    assert (coming["week_from"], coming["week_to"]) == (day, weeks[-1]["day_to"])


def test_a_session_on_the_last_sunday_of_the_eighth_week_is_listed_and_the_one_after_is_not() -> None:
    con = given(
        sessions="""select day::varchar as session_id, day as date, 'planned' as status, 2 as helper_needed
        from (values (date '2024-06-11'), (date '2024-08-11'), (date '2024-08-12')) t(day)"""
    )
    listed = [row["session_id"] for row in rows(con, "sessions/unstaffed_sessions", as_of=dt.date(2024, 6, 11))]
    assert listed == ["2024-06-11", "2024-08-11"]
