"""Capacity and the busiest fifth are facts about few people, and are shown only when they are about enough of them."""

from __future__ import annotations

import datetime as dt

from tests.ledger.books import Books, Entry

UNITS = {"u1": "health_care", "u2": "health_care", "u3": "technical"}


def capacity(books: Books, rows: list[tuple[str, str, str, float, int, float | None]]) -> None:
    books.con.execute(
        "create or replace table incoming.staging.capacity (period date, unit_id varchar, role varchar, "
        "available_h decimal(18,2), persons bigint, release_h decimal(18,2), planned_h decimal(18,2), "
        "release_pct decimal(18,2), norm_h_per_fte decimal(18,2))"
    )
    for row in rows:
        books.con.execute(
            "insert into incoming.staging.capacity (period, unit_id, role, available_h, persons, release_h) "
            "values (?, ?, ?, ?, ?, ?)",
            list(row),
        )


def told(books: Books) -> list[tuple[object, ...]]:
    rows = books.table("select * from ledger.released_capacity order by month_from, place, role")
    return [
        (
            row["role"],
            row["place"],
            row["month_from"].month,
            row["month_to"].month,
            row["band"],
            float(row["available_h"]),
        )
        for row in rows
    ]


def test_capacity_is_pooled_by_the_same_steps_until_five_persons_stand_behind_it() -> None:
    books = Books(sectors=UNITS)
    capacity(
        books,
        [
            ("2024-01-01", "u1", "helper", 60, 6, 6),
            ("2024-01-01", "u2", "union_rep", 30, 3, 3),
            ("2024-01-01", "u1", "union_rep", 20, 2, 2),
            ("2024-01-01", "u3", "union_rep", 10, 1, 1),
        ],
    )
    books.admit([])
    assert told(books) == [
        ("union_rep", "sector:health_care", 1, 1, "5-9", 50.0),
        ("helper", "unit:u1", 1, 1, "5-9", 60.0),
    ]


def test_the_same_people_in_three_months_are_not_three_times_as_many() -> None:
    books = Books(sectors=UNITS)
    capacity(books, [(f"2024-0{month}-01", "u1", "helper", 30, 3, 1) for month in (1, 2, 3)])
    books.admit([])
    assert told(books) == []


def test_a_fact_is_released_once_and_new_months_are_added() -> None:
    books = Books(sectors=UNITS)
    capacity(books, [("2024-01-01", "u1", "helper", 60, 6, None)])
    books.admit([])
    capacity(books, [("2024-01-01", "u1", "helper", 99, 9, None), ("2024-02-01", "u1", "helper", 70, 7, None)])
    books.admit([])
    assert [row[2:] for row in told(books)] == [(1, 1, "5-9", 60.0), (2, 2, "5-9", 70.0)]


def test_one_person_with_nearly_all_the_release_time_keeps_it_back() -> None:
    books = Books(sectors=UNITS)
    capacity(books, [("2024-01-01", "u1", "union_rep", 50, 5, 1), ("2024-01-01", "u2", "union_rep", 10, 1, 100)])
    books.admit([])
    assert [row for row in told(books) if row[1] != "unit:u1"] == []


def year_of(people: int, year: int) -> list[Entry]:
    return [
        Entry(f"e{year}-{at}", dt.date(year, 5, 1), "u1", "helper", "explore", f"p{at}", 8 + 4 * (at % 5))
        for at in range(people)
    ]


def test_the_busiest_fifth_is_told_for_closed_years_where_it_is_five_people() -> None:
    books = Books(sectors=UNITS)
    books.admit(year_of(24, 2022) + year_of(25, 2023) + year_of(50, 2024), dt.date(2024, 12, 31))
    (row,) = books.table("select * from ledger.released_fifth")
    assert (row["role"], row["year"], row["share"], row["band"]) == ("helper", 2023, 0.3, "20-49")


def test_the_busiest_fifth_of_a_year_is_released_once() -> None:
    books = Books(sectors=UNITS)
    books.admit(year_of(25, 2023), dt.date(2024, 1, 1))
    books.admit([e.but(quarters=8) for e in year_of(40, 2023)], dt.date(2024, 2, 1))
    assert [row["share"] for row in books.table("select * from ledger.released_fifth")] == [0.3]


def test_a_release_nobody_has_stated_is_missing_and_a_stated_nothing_is_nothing() -> None:
    books = Books(sectors=UNITS)
    capacity(
        books,
        [
            ("2024-01-01", "u1", "union_rep", 60, 6, None),
            ("2024-02-01", "u1", "union_rep", 60, 6, 0),
            ("2024-03-01", "u1", "union_rep", 60, 6, 24),
        ],
    )
    books.admit([])
    rows = books.table("select month_from, release_h from ledger.released_capacity order by month_from")
    assert [None if row["release_h"] is None else float(row["release_h"]) for row in rows] == [None, 0.0, 24.0]


def test_release_stated_as_a_share_of_a_post_is_that_share_of_a_month_for_each_person() -> None:
    books = Books(sectors=UNITS)
    capacity(
        books, [(f"2024-0{month}-01", "u1", "union_rep", 60, 6, 24 if month == 3 else None) for month in (1, 2, 3)]
    )
    books.con.execute(
        """update incoming.staging.capacity
        set release_pct = 10, norm_h_per_fte = if(month(period) = 2, null, 1750)"""
    )
    books.admit([])
    rows = books.table("select month_from, release_h from ledger.released_capacity order by month_from")
    # 10 per cent of 1,750 hours in a twelfth of a year is 14.58 hours for each of six; stated hours stand as they are.
    assert [None if row["release_h"] is None else float(row["release_h"]) for row in rows] == [87.5, None, 24.0]
