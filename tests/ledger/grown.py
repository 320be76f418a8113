"""Ledgers of several batches with growth, corrections and erasures, made once for the tests that look through them."""

from __future__ import annotations

import tempfile
from functools import lru_cache

from tests.ledger.books import Books, Entry
from tests.ledger.worlds import UNITS, changed, seeds, worlds

SEEDS = seeds(1)
BATCHES = 3


@lru_cache(maxsize=2)
def turns(seed: int) -> list[tuple[Books, list[Entry]]]:
    """A ledger of 150 small worlds as it stood after each of three admissions, with what was sent."""
    books = Books(sectors=UNITS)
    entries = worlds(seed)
    found = []
    for turn in range(BATCHES):
        books.admit(entries)
        found.append((copied(books) if turn + 1 < BATCHES else books, entries))
        entries = changed(entries, seed + turn)
    return found


def grown(seed: int) -> Books:
    """The ledger after the last of them."""
    return turns(seed)[-1][0]


def copied(books: Books) -> Books:
    """The same ledger in a database of its own."""
    other = Books(books.settings)
    with tempfile.TemporaryDirectory() as folder:
        kept = f"attach '{folder}/ledger.duckdb' as kept; copy from database {{}} to {{}}; detach kept"
        books.con.execute(kept.format("memory", "kept"))
        other.con.execute(kept.format("kept", "memory"))
    return other
