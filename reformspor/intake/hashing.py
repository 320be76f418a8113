"""What may repeat or add up too far is found by hashes, so that only those few rows are looked at closely."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import duckdb
import numpy as np
import numpy.typing as npt

# So many rows are held outside the database at a time, and so many hashes or sums.
SLICE, HELD, SUMS = 2_000_000, 16_000_000, 1 << 23
MIDDLE = np.uint64(1 << 63)


def repeated_hashes(con: duckdb.DuckDBPyConnection, table: str, key: str, where: str) -> npt.NDArray[np.uint64]:
    """The hashes that stand more than once for the SQL columns `key` among the rows of `table` where `where` holds.

    A hash that repeats is not yet a key that does. `table` has its rows numbered in `row`.
    """
    found = [np.empty(0, np.uint64)]
    parts = -(-_last(con, table) // HELD)
    for part in range(parts):
        mine = where if parts == 1 else f"{where} and hash({key}) % {parts} = {part}"
        slices = [each["hash"] for each in _slices(con, table, f"hash({key}) as hash", mine)]
        hashes = np.concatenate([np.empty(0, np.uint64), *slices])
        del slices
        halves = [hashes[hashes < MIDDLE], hashes[hashes >= MIDDLE]]
        del hashes
        with ThreadPoolExecutor(len(halves)) as sorters:
            found += sorters.map(_repeated, halves)
    return np.concatenate(found)


def _repeated(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Each hash that stands more than once, as an array of its own; `hashes` is put in order."""
    hashes.sort()
    return np.unique(hashes[1:][hashes[1:] == hashes[:-1]])


def heavy_sums(con: duckdb.DuckDBPyConnection, table: str, key: str, amount: str, most: float, where: str) -> str:
    """SQL that holds for every row of `table` whose `key` may have amounts above `most` in all, and for few others.

    `where` is what the rows must meet; amounts below zero count as none, so that they hide nothing.
    """
    size = 1 << min(SUMS, max(64, 2 * _last(con, table))).bit_length() - 1
    sums = np.zeros(size)
    place = f"(hash({key}) & {size - 1})::bigint"
    for each in _slices(con, table, f"{place} as place, greatest({amount}, 0)::double as amount", where):
        np.add.at(sums, each["place"].astype(np.int64, copy=False), each["amount"])
    heavy = np.flatnonzero(sums > most - 1e-6)
    if not len(heavy):
        return "false"
    con.register("heavy_frame__", {"place": heavy})
    con.execute("create or replace temp table heavy__ as select place from heavy_frame__")
    con.unregister("heavy_frame__")
    return f"{where} and {place} in (select place from heavy__)"


def _slices(
    con: duckdb.DuckDBPyConnection, table: str, columns: str, where: str
) -> Iterator[dict[str, npt.NDArray[np.generic]]]:
    last = _last(con, table)
    for start in range(0, last, SLICE):
        within = f'"row" > {start} and "row" <= {start + SLICE}'
        found = con.execute(f"select {columns} from {table} where {within} and {where}").fetchnumpy()
        yield {name: np.asarray(column) for name, column in found.items()}


def _last(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(con.execute(f'select coalesce(max("row"), 0) from {table}').fetchall()[0][0])
