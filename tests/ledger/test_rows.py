"""Released rows and waiting records are the export, every row is safe in every measure, and old rows stay."""

from __future__ import annotations

from collections import Counter
from typing import Any

import duckdb
import pytest

from reformspor.ledger import Settings
from tests.ledger.books import FOREVER, MARGINS, Books, Entry, Line, by_row, is_safe
from tests.ledger.grown import SEEDS, turns
from tests.ledger.worlds import UNITS, changed, seeds, worlds


def net(books: Books) -> Counter[tuple[str | None, int, int, int]]:
    """What the ledger holds, waiting or released, with each correction taken off the record it corrects."""
    held: Counter[tuple[str | None, int, int, int]] = Counter()
    for line in books.lines():
        sign = -1 if line.corrects is not None else 1
        held[(line.person, line.heads, sign * line.hours, sign * line.cost)] += sign
    return +held


def sent(entries: list[Entry]) -> Counter[tuple[str | None, int, int, int]]:
    return Counter((e.person, e.heads, e.hours, e.cost * 100) for e in entries)


def check_partition(books: Books, entries: list[Entry]) -> None:
    assert net(books) == sent(entries)
    rows = {row["row_id"]: row for row in books.rows()}
    members = by_row(books.lines())
    assert set(rows) == set(members)
    for row_id, lines in members.items():
        assert sum(line.hours for line in lines) == rows[row_id]["hours"] * 100
        assert sum(line.cost for line in lines) == (rows[row_id]["cost_nok"] or 0) * 100


def check_safe(books: Books) -> None:
    for row_id, lines in by_row(books.lines()).items():
        assert is_safe(lines, "hours"), row_id
        assert is_safe(lines, "cost"), row_id


def check_margins(books: Books) -> None:
    folds = books.folds()
    codes = {
        (margin, code): name
        for margin, code, name in books.con.execute("select kind, id, code from ledger.label").fetchall()
    }
    shown = {
        (row["row_id"], row["margin"], row["code"]): row["hours"]
        for row in books.table("select * from ledger.released_margin")
    }
    seen = set()
    for row_id, lines in by_row(books.lines()).items():
        for at, margin in enumerate(MARGINS):
            parts: dict[int, list[Line]] = {}
            for line in lines:
                parts.setdefault(folds[(row_id, margin, (line.kinds >> 5 * at) & 31)], []).append(line)
            for part, members in parts.items():
                name = {30: "merged", 31: "withheld"}.get(part) or codes[(margin, part)]
                assert shown[(row_id, margin, name)] * 100 == sum(line.hours for line in members)
                assert is_safe(members), (row_id, margin, name)
                seen.add((row_id, margin, name))
            assert 31 not in parts or len(parts) == 1
    assert seen == set(shown)


def check_effort(books: Books) -> None:
    """The parts of a bundle are the records of its rows, each part safe, and add up to the rows."""
    bundles, effort = books.bundles(), books.effort()
    parts: dict[tuple[int, int], list[Line]] = {}
    total: Counter[int] = Counter()
    for row_id, lines in by_row(books.lines()).items():
        for line in lines if row_id in bundles else []:
            bundle = bundles[row_id]
            parts.setdefault((bundle, effort[(bundle, line.session_kind)]), []).append(line)
            total[bundle] += line.hours
    for (bundle, shown), members in parts.items():
        assert shown == 31 or is_safe(members), (bundle, shown)
    split: dict[tuple[int, int, int | None], list[Line]] = {}
    parts_of = books.parts()
    for line in books.lines():
        if line.id in parts_of:
            split.setdefault(parts_of[line.id], []).append(line)
    for part, members in split.items():
        assert is_safe(members), part
    told: Counter[int] = Counter()
    for row in books.table("select * from ledger.released_effort"):
        told[row["bundle"]] += row["hours"] * 100
    assert {bundle: hours for bundle, hours in told.items() if hours} == {b: h for b, h in total.items() if h}
    in_bundles = {row["row_id"] for row in books.rows("role_level = 'role'")}
    assert set(bundles) == in_bundles


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_lost_or_counted_twice_and_every_row_and_part_is_safe_through_batches_and_corrections(
    seed: int,
) -> None:
    before: list[dict[str, Any]] = []
    for books, entries in turns(seed):
        check_partition(books, entries)
        check_safe(books)
        check_margins(books)
        check_effort(books)
        rows = books.rows()
        assert rows[: len(before)] == before
        before = rows


@pytest.mark.parametrize("seed", seeds(0))
def test_every_order_of_pooling_releases_only_safe_rows(seed: int) -> None:
    for order in ("reps_helpers", "unit"):
        books = Books(Settings(order=order, retention_days=FOREVER), UNITS)
        entries = worlds(seed, 60)
        for turn in range(2):
            books.admit(entries)
            check_partition(books, entries)
            check_safe(books)
            check_margins(books)
            check_effort(books)
            entries = changed(entries, seed + turn)


@pytest.mark.parametrize("seed", seeds(0))
def test_the_same_export_again_adds_a_batch_without_rows(seed: int) -> None:
    books = Books(sectors=UNITS)
    entries = worlds(seed, 60)
    books.admit(entries)
    rows, lines = books.rows(), books.lines()
    again = books.admit(list(reversed(entries)))
    assert (again.new, again.rows, again.taken_back, again.records) == (0, 0, 0, 0)
    assert (books.rows(), books.lines()) == (rows, lines)
    assert books.con.execute("select max(batch) from ledger.batch").fetchall() == [(2,)]


def test_a_source_without_entry_ids_is_compared_by_whole_records() -> None:
    entries = [e.but(entry_id=None) for e in worlds(7, 10)]
    books = Books(sectors=UNITS)
    books.admit(entries)
    assert books.admit(entries).new == 0
    assert books.admit(entries + entries[:3]).new == 3
    check_partition(books, entries + entries[:3])


def test_a_batch_that_fails_leaves_the_ledger_as_it_was() -> None:
    books = Books(sectors=UNITS)
    entries = worlds(3, 5)
    books.admit(entries)
    rows, lines = books.rows(), books.lines()
    books.con.execute("drop table ledger.released_fifth; create view ledger.released_fifth as select 1 as one")
    with pytest.raises(duckdb.Error):
        books.admit(worlds(4, 5))
    assert (books.rows(), books.lines()) == (rows, lines)
