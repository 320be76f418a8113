"""Ledgers of several batches with growth, corrections and erasures, made once for the tests that attack them."""

from __future__ import annotations

from functools import lru_cache

from tests.ledger.books import Books
from tests.ledger.worlds import UNITS, changed, seeds, worlds

SEEDS = seeds(1)
BATCHES = 3


@lru_cache(maxsize=2)
def grown(seed: int) -> Books:
    """A ledger of 150 small worlds after three admissions."""
    books = Books(sectors=UNITS)
    entries = worlds(seed)
    for turn in range(BATCHES):
        books.admit(entries)
        entries = changed(entries, seed + turn)
    return books
