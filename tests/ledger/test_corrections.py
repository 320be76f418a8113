"""Corrections, erasures and time: what is taken back waits for company, and what is old is only a hash."""

from __future__ import annotations

import datetime as dt

import pytest

from reformspor.ledger import Settings
from tests.ledger.books import FOREVER, Books, Entry, by_row, crossing, is_safe

MARCH = dt.date(2024, 3, 1)
UNITS = {"u1": "health_care", "u2": "health_care"}


def entry(
    number: int, person: str | None, unit: str = "u1", quarters: int = 8, month: dt.date = MARCH, **more: object
) -> Entry:
    return Entry(f"e{number}", month, unit, "helper", "explore", person, quarters).but(**more)


def staff(count: int, unit: str = "u1", start: int = 0) -> list[Entry]:
    return [entry(start + at, f"p{start + at}", unit) for at in range(count)]


def total(books: Books) -> float:
    return float(books.con.execute("select coalesce(sum(hours), 0) from ledger.released").fetchall()[0][0])


def test_one_persons_correction_waits_and_nothing_is_seen_of_it() -> None:
    books = Books(sectors=UNITS)
    books.admit(staff(8))
    corrected = [e.but(quarters=12) if e.person == "p3" else e for e in staff(8)]
    done = books.admit(corrected)
    assert (done.new, done.taken_back, done.rows) == (1, 1, 0)
    assert total(books) == 16


def test_a_correction_rides_with_new_records_that_are_safe_without_it() -> None:
    books = Books(sectors=UNITS)
    books.admit(staff(10))
    later = [e for e in staff(10) if e.person != "p3"] + staff(6, start=20)
    done = books.admit(later)
    assert (done.new, done.taken_back, done.rows, done.records) == (6, 1, 1, 7)
    assert total(books) == 15 * 2


def test_an_erasure_that_would_leave_four_people_waits_for_good() -> None:
    books = Books(sectors=UNITS)
    books.admit(staff(8))
    # Other hours than those who are gone had: else they might be the same people under other ids.
    done = books.admit(staff(4) + [e.but(quarters=12) for e in staff(6, start=20)])
    assert done.taken_back == 4
    assert [line.row for line in books.lines() if line.corrects is not None] == [None] * 4
    assert total(books) == 8 * 2 + 6 * 3


def test_a_month_withdrawn_whole_is_mirrored_by_a_row_of_its_own() -> None:
    books = Books(sectors=UNITS)
    april = [e.but(entry_id=f"a{e.entry_id}", month=dt.date(2024, 4, 1)) for e in staff(6)]
    books.admit(staff(8) + april)
    books.admit(april)
    rows = books.rows("month_from = '2024-03-01'")
    assert [row["hours"] for row in rows] == [16, -16]
    assert rows[0]["place"] == rows[1]["place"] == "unit:u1"
    assert [row["band"] for row in rows] == ["5-9", "5-9"]


def test_a_row_taken_back_whole_shows_its_margins_as_it_did_though_the_rule_is_stricter_now() -> None:
    books = Books(sectors=UNITS)
    books.admit([e.but(activity="prepare" if at < 6 else "conduct") for at, e in enumerate(staff(12))])
    books.settings = Settings(k=7, retention_days=FOREVER)
    books.admit([])
    parts = books.table("select * from ledger.released_margin where margin = 'activity' order by code, hours")
    assert [(part["code"], part["hours"]) for part in parts] == [
        ("conduct", -12),
        ("conduct", 12),
        ("prepare", -12),
        ("prepare", 12),
    ]


def test_what_unknown_people_cost_and_what_they_are_taken_back_for_weigh_against_each_other() -> None:
    books = Books(sectors=UNITS)
    first = [entry(at, None, heads=8, cost=1000) for at in range(3)]
    books.admit(first)
    books.admit([*first[1:], entry(9, None, heads=8, cost=1000, quarters=80)])
    assert [row["cost_nok"] for row in books.rows()] == [3000, 1000, -1000]


def test_no_row_and_what_takes_it_back_leave_one_persons_cost_between_them() -> None:
    april = dt.date(2024, 4, 1)
    books = Books(sectors=UNITS)
    costly = [e.but(cost=1000) for e in staff(4)] + [e.but(cost=10) for e in staff(6, start=10)]
    later = [e.but(cost=1000, month=april) for e in staff(7, start=20)]
    books.admit(costly + later)
    books.admit(costly[4:] + later[1:])
    held = {row["row_id"]: row for row in books.rows()}
    for one in held:
        for other in held:
            assert is_safe(crossing(books.lines(), {one, other}), "cost"), (held[one], held[other])


def varied(count: int) -> list[Entry]:
    """People of different hours, so that a difference tells whose it is."""
    return [e.but(quarters=8 + at) for at, e in enumerate(staff(count))]


@pytest.mark.parametrize("whole", [False, True])
def test_no_total_before_and_after_differs_by_the_one_person_erased_while_others_are_moved(whole: bool) -> None:
    books = Books(sectors=UNITS)
    first = varied(6 if whole else 14)
    books.admit(first)
    before = total(books)
    books.admit([e.but(unit="u2") if at < 5 else e for at, e in enumerate(first) if at != 5])
    assert total(books) == before
    newcomers = [entry(at, f"q{at}", "u2", quarters=at) for at in range(50, 60)]
    books.admit([e.but(unit="u2") if at < 5 else e for at, e in enumerate(first) if at != 5] + newcomers)
    lines = [line for line in books.lines() if line.batch and line.batch > 1]
    assert lines
    assert is_safe(lines)


def test_no_total_before_and_after_differs_by_the_one_person_added_while_others_are_moved() -> None:
    books = Books(sectors=UNITS)
    first = varied(14)
    books.admit(first)
    before = total(books)
    books.admit([e.but(unit="u2") if at < 6 else e for at, e in enumerate(first)] + [entry(99, "q", "u2", quarters=77)])
    assert total(books) == before


def test_no_total_before_and_after_differs_by_the_one_person_whose_hours_change_while_others_change_activity() -> None:
    books = Books(sectors=UNITS)
    first = varied(14)
    books.admit(first)
    before = total(books)
    later = [
        e.but(activity="conduct") if at < 6 else e.but(quarters=50) if at == 6 else e for at, e in enumerate(first)
    ]
    books.admit(later)
    assert total(books) == before


def test_who_was_taken_back_is_no_company_for_others_after_the_retention_time_either() -> None:
    books = Books(sectors=UNITS, settings=Settings(retention_days=30))
    first = [e.but(entry_id=None) for e in varied(14)]
    books.admit(first, dt.date(2024, 4, 1))
    later = [e.but(unit="u2") if at < 5 else e for at, e in enumerate(first) if at != 5]
    for day in (dt.date(2024, 4, 10), dt.date(2024, 5, 12), dt.date(2024, 6, 12)):
        books.admit(later, day)
    assert round(50.75 - total(books), 2) in (0, 15.75)


def test_what_replaces_a_record_goes_when_its_correction_can_never_be_made() -> None:
    books = Books(sectors=UNITS, settings=Settings(retention_days=30))
    books.admit(staff(8), dt.date(2024, 4, 1))
    later = [e.but(quarters=12) if e.person == "p3" else e for e in staff(8)]
    assert books.admit(later, dt.date(2024, 4, 2)).late == 0
    books.admit(later, dt.date(2024, 5, 5))
    assert books.lines() == []
    assert books.admit(later + staff(8, start=50), dt.date(2024, 5, 6)).late == 1
    assert total(books) == 2 * 8 * 2


def test_what_was_never_released_is_taken_back_without_a_trace() -> None:
    books = Books(sectors=UNITS)
    books.admit(staff(3))
    done = books.admit(staff(2))
    assert (done.taken_back, len(books.lines())) == (0, 2)


def test_a_record_that_comes_back_before_it_was_taken_back_cancels_its_correction() -> None:
    books = Books(sectors=UNITS)
    books.admit(staff(8))
    books.admit(staff(7))
    done = books.admit(staff(8))
    assert (done.new, done.rows) == (0, 0)
    assert all(line.corrects is None and line.row for line in books.lines())


def test_what_waits_is_released_when_company_comes() -> None:
    books = Books(sectors=UNITS)
    assert books.admit(staff(3)).rows == 0
    done = books.admit(staff(6))
    assert (done.new, done.rows, done.records) == (3, 1, 6)


def test_the_unsafe_unit_is_pooled_with_its_unsafe_sibling_only() -> None:
    units = {"u1": "health_care", "u2": "health_care", "u3": "health_care"}
    books = Books(sectors=units)
    books.admit(staff(8, "u1") + staff(3, "u2", 20) + staff(4, "u3", 40))
    assert sorted((row["place"], row["hours"], row["phase"]) for row in books.rows()) == [
        ("sector:health_care", 14, "several"),
        ("unit:u1", 16, "explore"),
    ]


def test_after_the_retention_time_only_a_keyed_hash_is_left() -> None:
    books = Books(sectors=UNITS)
    books.admit(staff(8) + staff(2, "u2", 20), dt.date(2024, 4, 1), retention_days=30)
    assert len(books.lines()) == 10
    books.admit(staff(8) + staff(2, "u2", 20), dt.date(2024, 5, 2), retention_days=30)
    waiting = books.lines()
    assert [line.person for line in waiting] == ["p20", "p21"]
    assert books.con.execute("select count(*), count(distinct mark) from ledger.forgotten").fetchall() == [(8, 8)]
    assert books.con.execute("select count(*) from ledger.person").fetchall() == [(2,)]
    again = books.admit(staff(8) + staff(2, "u2", 20), dt.date(2024, 6, 1))
    assert (again.new, again.rows, again.late) == (0, 0, 0)


def test_a_correction_that_comes_too_late_is_counted_and_never_added_twice() -> None:
    books = Books(sectors=UNITS)
    books.admit(staff(8), dt.date(2024, 4, 1), retention_days=0)
    later = [e.but(quarters=40) for e in staff(8)]
    done = books.admit(later, dt.date(2024, 6, 1))
    assert (done.new, done.rows, done.late) == (0, 0, 8)
    assert total(books) == 16


def test_waiting_records_are_deleted_after_their_stated_last_date() -> None:
    books = Books(sectors=UNITS)
    books.admit(staff(3), dt.date(2024, 4, 1))
    done = books.admit(staff(3), dt.date(2025, 1, 2), last_date=dt.date(2024, 12, 31))
    assert (books.lines(), done.waiting_records) == ([], 0)
    assert books.con.execute("select count(*) from ledger.person").fetchall() == [(0,)]


def test_head_counts_protect_by_the_largest_never_the_sum() -> None:
    books = Books(sectors=UNITS)
    done = books.admit([entry(at, None, heads=2) for at in range(10)])
    assert (done.rows, done.heads_only) == (0, True)
    books.admit([entry(at, None, heads=2) for at in range(10)] + [entry(50, None, heads=9)])
    (row,) = books.rows()
    assert (row["hours"], row["band"], row["band_lo"], row["band_hi"]) == (58, "5-49", 5, 49)


def test_one_unknown_person_is_assumed_to_be_in_every_record() -> None:
    lone = [entry(at, None, heads=1, quarters=96) for at in range(10)]
    books = Books(sectors=UNITS)
    books.admit([*lone, entry(50, None, heads=6, quarters=4)])
    assert books.rows() == []


def test_a_dominant_person_keeps_the_row_back_whoever_else_is_there() -> None:
    books = Books(sectors=UNITS)
    books.admit([entry(90, "p90", quarters=4000), *staff(6)])
    assert books.rows() == []
    books.admit([entry(90, "p90", quarters=4000), entry(91, "p91", quarters=4000), *staff(60)])
    assert all(is_safe(lines) for lines in by_row(books.lines()).values())
    assert len(books.rows()) == 1


def test_a_row_whose_cost_is_unsafe_is_pooled_like_one_whose_hours_are() -> None:
    costly = [e.but(cost=500) if e.person == "p1" else e for e in staff(8)]
    books = Books(sectors=UNITS)
    books.admit(costly)
    assert books.rows() == []
    books.admit([e.but(cost=500) for e in staff(8)])
    assert [(row["hours"], row["cost_nok"]) for row in books.rows()] == [(16, 4000)]


def test_a_key_lies_beside_the_private_file_for_its_owner_only(tmp_path) -> None:  # type: ignore[no-untyped-def]
    books = Books(file=tmp_path / "private.duckdb", sectors=UNITS)
    books.admit(staff(8), retention_days=FOREVER)
    key = tmp_path / "ledger.key"
    assert key.stat().st_mode & 0o777 == 0o600
    first = key.read_text()
    books.admit(staff(9))
    assert key.read_text() == first
    assert len(first) >= 32
