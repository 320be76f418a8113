"""A source that gives its people other ids, or tells people where it told heads, gives nobody away."""

from __future__ import annotations

import datetime as dt

import pytest

from reformspor.ledger import Settings
from tests.ledger.books import Books, Entry
from tests.ledger.worlds import UNITS

MONTHS = [dt.date(2025, month, 1) for month in (1, 2, 3)]


def staff(people: int, name: str, *, entry_ids: bool, first: int = 0) -> list[Entry]:
    """The same people's same hours under ids that begin with `name`; nobody has as many hours as another."""
    return [
        Entry(f"e{at}-{month.month}" if entry_ids else None, month, "u1", "helper", "explore", f"{name}{at}", 8 + at)
        for at in range(first, people)
        for month in MONTHS
    ]


def heads(people: int) -> list[Entry]:
    """As many heads, of whom only the number is known."""
    return [Entry(None, month, "u1", "helper", "explore", None, 10, heads=people) for month in MONTHS]


def totals(books: Books) -> list[float]:
    """The hours in all as they stood after each batch, without what was said more than once."""
    rows = books.table("select batch, hours from ledger.released")
    batches = [batch for (batch,) in books.con.execute("select batch from ledger.batch order by batch").fetchall()]
    return [float(sum(row["hours"] for row in rows if row["batch"] <= batch)) for batch in batches]


@pytest.mark.parametrize("entry_ids", [True, False])
def test_other_ids_for_all_and_one_person_less_never_tell_that_persons_hours(entry_ids: bool) -> None:
    books = Books(sectors=UNITS)
    books.admit(staff(6, "old", entry_ids=entry_ids))
    books.admit(staff(5, "new", entry_ids=entry_ids))
    before, after = totals(books)
    sixth = sum(13 / 4 for _ in MONTHS)
    assert before > 0
    assert abs(before - after) in (0, before), sixth


def test_other_ids_a_batch_after_the_old_ones_went_are_known_for_the_same_people() -> None:
    books = Books(sectors=UNITS)
    books.admit(staff(6, "old", entry_ids=False))
    books.admit([])
    books.admit(staff(5, "new", entry_ids=False))
    books.admit(staff(5, "new", entry_ids=False))
    assert totals(books)[1:] == [0, 0, 0]


@pytest.mark.parametrize(("one", "other"), [(True, False), (False, True)])
def test_people_in_the_place_of_heads_and_heads_in_the_place_of_people_are_the_same(one: bool, other: bool) -> None:
    books = Books(sectors=UNITS)
    for known, people in ((one, 6), (other, 5), (other, 5)):
        books.admit(staff(people, "p", entry_ids=False) if known else heads(people))
    before, *after = totals(books)
    assert {abs(before - now) for now in after} <= {0, before}


def test_somebody_new_among_people_who_are_corrected_is_company_like_anybody() -> None:
    books = Books(sectors=UNITS)
    old = staff(6, "p", entry_ids=True)
    books.admit(old)
    changed = [e.but(quarters=e.quarters + 1) if e.person == "p0" else e for e in old]
    # Eight new people of another unit, with hours that nobody had.
    new = [e.but(entry_id=f"n{e.entry_id}", unit="u3") for e in staff(20, "n", entry_ids=True, first=12)]
    books.admit(changed + new)
    assert float(books.table("select sum(hours) as h from ledger.released where unit_id = 'u3'")[0]["h"]) == sum(
        e.quarters / 4 for e in new
    )


@pytest.mark.parametrize("entry_ids", [True, False])
def test_other_ids_for_people_of_whom_only_hashes_are_left_release_nothing_a_second_time(entry_ids: bool) -> None:
    books = Books(Settings(retention_days=30), UNITS)
    books.admit(staff(6, "old", entry_ids=entry_ids), as_of=dt.date(2025, 4, 1))
    books.admit(staff(6, "old", entry_ids=entry_ids), as_of=dt.date(2025, 6, 1))
    assert books.con.execute("select count(*) from ledger.forgotten").fetchall() == [(18,)]
    for day in (dt.date(2025, 6, 2), dt.date(2025, 6, 3)):
        books.admit(staff(5, "new", entry_ids=entry_ids), as_of=day)
    before, *after = totals(books)
    assert after == [before] * 3


def test_what_comes_under_other_ids_is_new_where_nothing_was_lost() -> None:
    books = Books(Settings(retention_days=30), UNITS)
    old = staff(6, "old", entry_ids=False)
    books.admit(old, as_of=dt.date(2025, 4, 1))
    books.admit(old, as_of=dt.date(2025, 6, 1))
    done = books.admit(old + staff(6, "more", entry_ids=False), as_of=dt.date(2025, 6, 2))
    assert (done.new, done.late) == (18, 0)
    assert totals(books)[-1] == 2 * totals(books)[0]


def test_other_ids_for_people_and_entries_at_once_release_nothing_a_second_time() -> None:
    books = Books(Settings(retention_days=30), UNITS)
    books.admit(staff(6, "old", entry_ids=True), as_of=dt.date(2025, 4, 1))
    books.admit(staff(6, "old", entry_ids=True), as_of=dt.date(2025, 6, 1))
    moved = [e.but(entry_id=f"system2-{e.entry_id}") for e in staff(5, "new", entry_ids=True)]
    done = books.admit(moved, as_of=dt.date(2025, 6, 2))
    assert (done.rows, done.late) == (0, 18)
    assert len(set(totals(books))) == 1
