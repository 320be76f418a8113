"""The register finds by barrier, status, owner and words that stand anywhere, and sorts all of it before it is cut."""

import datetime as dt

import duckdb
import pytest

from tests.questions.test_limits import given, rows

BARRIERS = """
    select * from (values
        ('b1', date '2024-01-01', ['law'], 'ministry', 'DFD', 2, date '2024-09-01', 'Årleg 100 % krav_om {x} (a|b)*'),
        ('b2', date '2024-02-01', ['law'], 'ministry', 'KDD', 5, null, 'ØYDELAGD «sitat» O''Neil'),
        ('b3', date '2024-03-01', ['digital'], 'agency', null, null, date '2024-07-01', 'Ny\nlinje; drop table'),
        ('b4', date '2024-03-01', ['digital'], 'agency', 'Udir', 5, date '2024-07-01', 'çedille è 1=1')
    ) as t(barrier_id, reported_date, types, owner_level, owner_org, severity, answer_by, title)
"""
EVENTS = """
    select 'e1' as event_id, 'b2' as barrier_id, date '2024-02-11' as "at", 'resolved' as to_status, 'no' as status_only
    union all select 'e2', 'b1', date '2024-02-01', 'raised', 'no'
"""


@pytest.fixture(scope="module")
def register() -> duckdb.DuckDBPyConnection:
    return given(barriers=BARRIERS, barrier_events=EVENTS)


def found(con: duckdb.DuckDBPyConnection, **fixed: object) -> list[object]:
    return [row["barrier_id"] for row in rows(con, "barriers/register", **fixed)]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (None, ["b3", "b4", "b2", "b1"]),
        ("oldest", ["b1", "b2", "b3", "b4"]),
        # On 10 June 2024: b1 161 days, b3 and b4 101, b2 was closed after 10.
        ("longest", ["b1", "b3", "b4", "b2"]),
        ("severity", ["b4", "b2", "b1", "b3"]),
        ("answer_by", ["b3", "b4", "b1", "b2"]),
        ("no such order", ["b3", "b4", "b2", "b1"]),
    ],
)
def test_the_register_is_sorted_as_asked_and_else_with_the_newest_first(
    register: duckdb.DuckDBPyConnection, order: str | None, expected: list[str]
) -> None:
    assert found(register, order=order) == expected


def test_the_register_is_narrowed_by_barrier_status_and_owner(register: duckdb.DuckDBPyConnection) -> None:
    assert found(register, barrier=["b4", "b1", "none"]) == ["b4", "b1"]
    assert found(register, status=["reported"]) == ["b3", "b4"]
    assert found(register, status=["resolved", "raised"]) == ["b2", "b1"]
    assert found(register, owner=["agency"]) == ["b3", "b4"]
    assert found(register, owner=["agency/Udir", "ministry/DFD"]) == ["b4", "b1"]
    assert found(register, owner=["DFD"]) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["årleg"], ["b1"]),
        (["øydelagd"], ["b2"]),
        (["%"], ["b1"]),
        (["_"], ["b1"]),
        (["{x}", "(a|b)*"], ["b1"]),
        (["o'neil", "«sitat»"], ["b2"]),
        (["drop", "table"], ["b3"]),
        (["1=1"], ["b4"]),
        (["krav", "drop"], []),
        (["xyz"], []),
        (["b"], ["b3", "b4", "b2", "b1"]),
    ],
)
def test_a_search_is_for_the_letters_as_they_stand_and_every_word_must_be_there(
    register: duckdb.DuckDBPyConnection, words: list[str], expected: list[str]
) -> None:
    assert found(register, text=words, text_code=[]) == expected


def test_text_that_is_not_open_is_not_searched_for_those_outside() -> None:
    con = given(
        barriers="""select 'b1' as barrier_id, date '2024-01-01' as reported_date, ['law'] as types, 'Ordet' as title,
        'internal' as public union all select 'b2', date '2024-01-02', ['law'], 'Ordet', 'open'"""
    )
    assert found(con, text=["ordet"], text_code=[]) == ["b2", "b1"]
    assert found(con, text=["ordet"], text_code=[], free_text=False) == ["b2"]


def test_what_is_cut_is_the_end_of_the_order_that_was_asked_for() -> None:
    con = given(
        barriers="""select 'b' || i as barrier_id, date '2010-01-01' + i::integer as reported_date, ['law'] as types
        from range(2100) t(i)"""
    )
    oldest = rows(con, "barriers/register", order="oldest")
    assert len(oldest) == 2000
    assert {row["n_barriers"] for row in oldest} == {2100}
    assert max(row["reported_date"] for row in oldest) == dt.date(2010, 1, 1) + dt.timedelta(days=1999)
