"""What each kind of session took is told a year of a batch at a time, and stands through what happens to sessions."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.ledger.books import Books, Entry
from tests.ledger.test_attacker import answers, given_away
from tests.ledger.worlds import UNITS, changed, worlds

MONTHS = [dt.date(2025, month, 1) for month in (1, 2, 3)]


def helpers(kind: str, quarters: int = 8, *, activity: str = "conduct", people: int = 8) -> list[Entry]:
    """Helpers who each have one record a month for a kind of session."""
    return [
        Entry(f"{kind}-{activity}-{month.month}-{person}", month, f"u{1 + person % 2}", "helper", "explore",
              f"p{person}", quarters, activity=activity, kind=kind)
        for month in MONTHS
        for person in range(people)
    ]  # fmt: skip


def told(books: Books) -> dict[str, float]:
    """Hours by kind of session over all bundles."""
    rows = books.table("select kind, sum(hours) as h from ledger.released_effort group by all having sum(hours) <> 0")
    return {row["kind"]: float(row["h"]) for row in rows}


def test_hours_of_preparing_holding_and_following_up_are_told_by_the_kind_of_session() -> None:
    books = Books(sectors=UNITS)
    books.admit(
        helpers("workshop")
        + helpers("workshop", activity="prepare")
        + helpers("meeting", 4)
        + helpers("meeting", 4, activity="prepare")
        + helpers("none", 2)
    )
    assert told(books) == {"workshop": 96.0, "meeting": 48.0, "none": 12.0}


def by_activity(books: Books) -> dict[tuple[str, str], float]:
    """Hours by activity and kind of session over all bundles."""
    rows = books.table(
        "select activity, kind, sum(hours) as h from ledger.released_effort group by all having sum(hours) <> 0"
    )
    return {(row["activity"], row["kind"]): float(row["h"]) for row in rows}


def test_each_kind_of_session_is_told_by_what_prepared_held_and_followed_it_up() -> None:
    books = Books(sectors=UNITS)
    books.admit(
        helpers("workshop")
        + helpers("workshop", 4, activity="prepare")
        + helpers("workshop", 2, activity="follow_up")
        + helpers("meeting", 4)
        + helpers("none", 2)
    )
    assert by_activity(books) == {
        ("conduct", "workshop"): 48.0,
        ("conduct", "meeting"): 24.0,
        ("prepare", "workshop"): 24.0,
        ("follow_up", "workshop"): 12.0,
        ("several", "none"): 12.0,
    }


def test_what_two_people_did_is_told_with_the_smallest_other_work_of_its_kind() -> None:
    """Two people alone follow up: their hours stand with preparing, and the kind keeps its sum."""
    books = Books(sectors=UNITS)
    books.admit(
        helpers("workshop")
        + helpers("workshop", 4, activity="prepare")
        + helpers("workshop", 4, activity="follow_up", people=2)
        + helpers("none", 2)
    )
    assert sum(hours for (_, kind), hours in by_activity(books).items() if kind == "workshop") == 48 + 24 + 6
    assert ("follow_up", "workshop") not in by_activity(books)
    assert told(books)["workshop"] == 78


def test_the_parts_of_a_kind_add_up_to_the_kind_through_corrections() -> None:
    books = Books(sectors=UNITS)
    books.admit(worlds(3, 40))
    books.admit(changed(worlds(3, 40), 1))
    parts = books.table(
        "select bundle, kind, sum(hours) as h, count(*) as n from ledger.released_effort group by all order by all"
    )
    apart = [row for row in parts if row["n"] > 1]
    assert apart
    assert {row["kind"] for row in apart} <= {"workshop", "meeting", "training", "seminar", "not_reported"}
    rows = books.table("select sum(hours) as h from ledger.released where role_level = 'role'")
    assert sum(row["h"] for row in parts) == rows[0]["h"]


def test_travel_to_a_session_is_no_part_of_what_the_session_took() -> None:
    books = Books(sectors=UNITS)
    books.admit(helpers("workshop") + helpers("workshop", 4, activity="travel") + helpers("none", 2))
    assert told(books) == {"workshop": 48.0, "none": 36.0}


def test_a_kind_that_few_people_worked_for_is_told_together_with_another() -> None:
    books = Books(sectors=UNITS)
    books.admit(helpers("workshop") + helpers("meeting") + helpers("training", people=2))
    assert told(books) == {"workshop": 48.0, "merged": 60.0}


def test_a_month_over_two_years_is_bundled_with_its_own_year() -> None:
    books = Books(sectors=UNITS)
    late = [entry.but(entry_id=f"d{entry.entry_id}", month=dt.date(2024, 12, 1)) for entry in helpers("workshop")]
    books.admit(helpers("workshop") + late)
    rows = books.table("select month_from, month_to, hours from ledger.released_effort order by month_from")
    assert [(row["month_from"], row["month_to"], row["hours"]) for row in rows] == [
        (dt.date(2024, 12, 1), dt.date(2024, 12, 1), 48),
        (dt.date(2025, 1, 1), dt.date(2025, 3, 1), 48),
    ]


def test_a_session_that_is_given_another_kind_takes_nothing_back() -> None:
    books = Books(sectors=UNITS)
    entries = helpers("workshop") + helpers("meeting")
    books.admit(entries)
    books.con.execute("update incoming.staging.sessions set kind = 'seminar' where kind = 'workshop'")
    again = books.admit(entries)
    assert (again.new, again.taken_back) == (0, 0)
    assert told(books) == {"workshop": 48.0, "meeting": 48.0}


def test_a_bundle_withdrawn_whole_is_taken_back_as_it_was_told() -> None:
    books = Books(sectors=UNITS)
    books.admit(helpers("workshop") + helpers("meeting"))
    books.admit([])
    assert told(books) == {}
    rows = books.table("select kind, hours from ledger.released_effort where hours < 0 order by kind")
    assert [(row["kind"], row["hours"]) for row in rows] == [("meeting", -48), ("workshop", -48)]


def test_a_ledger_from_before_there_were_kinds_goes_on_and_says_that_it_does_not_know() -> None:
    books = Books(sectors=UNITS)
    books.admit([])
    for table in ("bundle_row", "effort_fold", "released_effort"):
        books.con.execute(f"drop table ledger.{table}")
    books.con.execute("delete from ledger.label where kind = 'session_kind'")
    few = helpers("workshop", people=2)
    books.admit(few)
    books.con.execute("delete from ledger.label where kind = 'session_kind'")
    books.con.execute("alter table ledger.record drop column session_kind")
    books.admit(helpers("workshop"))
    assert told(books) in ({"merged": 48.0}, {"withheld": 48.0})


def test_what_a_row_showed_together_is_not_told_apart_when_it_is_taken_back_in_turn() -> None:
    """All but one person's preparing that no row shows is taken back alone: the one stands beside for good."""
    people = [f"p{at}" for at in range(12)]
    january, february, march = MONTHS
    work = (
        # What p0 held in January is nearly all, so that the row does not tell preparing from holding.
        [(january, "conduct", "workshop", 400 if person == "p0" else 4, person) for person in people[:6]]
        + [(january, "prepare", "workshop", 5, person) for person in people[:6]]
        + [(january, "travel", "none", 60, person) for person in people]
        + [(february, activity, "workshop", 100, person) for person in people for activity in ("prepare", "conduct")]
        + [(march, "conduct", "workshop", 10, person) for person in people[:7]]
        + [(march, "prepare", "workshop", 13, "p3")]
    )
    entries = [
        Entry(f"e{at}", month, "u1", "helper", "explore", person, quarters, activity=activity, kind=kind)
        for at, (month, activity, kind, quarters, person) in enumerate(work)
    ]
    books = Books(sectors=UNITS)
    books.admit(entries)
    books.admit([e for e in entries if e.month != march and (e.month, e.activity) != (january, "prepare")])
    for year, (records, matrix, _) in answers(books).items():
        assert given_away(records, matrix) == [], year


def test_what_a_row_hides_of_one_persons_hours_is_not_left_over_from_what_the_kind_took() -> None:
    """In January p0 has nearly all the preparing, so that row tells no activity; the kind less February would."""
    january, february = MONTHS[:2]
    work = [(january, "conduct", 8, at) for at in range(6)]
    work += [(january, "prepare", 400 if at == 0 else 4, at) for at in range(6)]
    work += [(february, activity, 60, at) for at in range(12) for activity in ("prepare", "conduct")]
    entries = [
        Entry(f"e{at}", month, "u1", "helper", "explore", f"p{person}", quarters, activity=activity, kind="workshop")
        for at, (month, activity, quarters, person) in enumerate(work)
    ]
    books = Books(sectors=UNITS)
    books.admit(entries)
    shown = books.table("select code, hours from ledger.released_margin where margin = 'activity' order by hours")
    assert [(row["code"], row["hours"]) for row in shown] == [("withheld", 117), ("conduct", 180), ("prepare", 180)]
    assert by_activity(books) == {("several", "workshop"): 477.0}
    books = Books(sectors=UNITS)
    books.admit([e.but(quarters=min(e.quarters, 60)) for e in entries if e.person != "p0"])
    assert by_activity(books)[("prepare", "workshop")] == 5 + 11 * 15


@pytest.mark.parametrize("entry_ids", [True, False])
def test_hours_that_come_later_are_of_their_own_sessions_kind_though_all_else_is_alike(entry_ids: bool) -> None:
    first, later = helpers("workshop"), helpers("meeting")
    if not entry_ids:
        first, later = ([e.but(entry_id=None) for e in entries] for entries in (first, later))
    books = Books(sectors=UNITS)
    books.admit(first)
    books.admit(later + first)
    assert told(books) == {"workshop": 48.0, "meeting": 48.0}


def test_hours_that_are_withdrawn_are_those_of_the_sessions_that_are_gone_though_all_else_is_alike() -> None:
    few = helpers("meeting", people=12)
    books = Books(sectors=UNITS)
    books.admit(helpers("workshop", people=12) + few)
    books.admit(helpers("workshop", people=12) + [e for e in few if e.person not in {f"p{at}" for at in range(6)}])
    assert told(books) == {"workshop": 72.0, "meeting": 36.0}
