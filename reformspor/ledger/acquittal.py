"""A margin that is not linked to those before it may still be harmless, and a search of the row's people tells.

The new margin's parts are put on two sides in every way. A difference of shown parts then picks one side of each cross
of the parts already shown, and holds the people of what it picked. When no choice holds one to four people (for k = 5),
nobody is singled out. The search gives up a choice as soon as it holds k people, so it is short.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import duckdb

from reformspor.ledger.crossing import unlinked
from reformspor.ledger.settings import Settings

# Rows with more people in crosses than this are nearly always linked, and would be slow to search.
WIDEST = 600
TAKEN_BACK = -1


def harmful(con: duckdb.DuckDBPyConnection, at: int, settings: Settings) -> None:
    """Make `unlinked` as crossing.unlinked does, without the rows that a search of their people acquits."""
    unlinked(con, at, settings)
    acquitted = f"select row_id from crossed group by row_id having count(*) <= {WIDEST}"
    asked = con.execute(f"select row_id from unlinked where row_id in ({acquitted})").fetchall()
    guilty = search(con, at, settings, "row_id in (select row_id from unlinked)")
    con.execute(
        "delete from unlinked where row_id in (select unnest(?::bigint[]))",
        [[row_id for (row_id,) in asked if row_id not in guilty]],
    )


def search(con: duckdb.DuckDBPyConnection, at: int, settings: Settings, where: str) -> set[int]:
    """The rows of `crossed` (of those `where` chooses) in which margin number `at` singles somebody out."""
    before = ", ".join(f"m{i}" for i in range(at))
    found = con.execute(f"select row_id, {before}, m{at}, pid, heads from crossed where {where}").fetchall()
    rows: dict[int, list[tuple[int | None, ...]]] = defaultdict(list)
    for row_id, *cross in found:
        rows[row_id].append(tuple(cross))
    return {row_id for row_id, crosses in rows.items() if len(crosses) > WIDEST or singles_out(crosses, settings.k)}


def singles_out(crosses: Iterable[tuple[int | None, ...]], k: int) -> bool:
    """Whether some difference of parts holds at least one and fewer than k people.

    `crosses` are (parts already shown …, the new margin's part, person or None, heads or None). A person below zero is
    shaken, or stands for records that a correction cancels: they hide nobody, but may not be left alone either.
    """
    people: dict[int | None, int] = {}
    sides: dict[tuple[int | None, ...], dict[int | None, int]] = defaultdict(lambda: defaultdict(int))
    for *shown, part, person, heads in crosses:
        # Unknown people are the same few in every record that has no more heads than them.
        if person is not None and person < 0:
            bits = 1
        elif person is None:
            bits = ((1 << min(heads or 1, k)) - 1) << 1
        else:
            bits = 1 << (people.setdefault(person, len(people)) + k + 1)
        sides[tuple(shown)][part] |= bits
    parts = sorted({part for cross in sides.values() for part in cross}, key=str)
    for chosen in range(1, 1 << (len(parts) - 1)):
        one = {part for at, part in enumerate(parts) if chosen >> at & 1}
        pairs = [(_union(cross, one), _union(cross, set(cross) - one)) for cross in sides.values()]
        if _holds_few([pair for pair in pairs if any(pair)], 0, k):
            return True
    return False


def _union(cross: dict[int | None, int], parts: set[int | None]) -> int:
    held = 0
    for part in parts & set(cross):
        held |= cross[part]
    return held


def _holds_few(pairs: Sequence[tuple[int, int]], held: int, k: int) -> bool:
    """Whether one side of each pair can be chosen so that one to k - 1 people are held, besides those `held`."""
    # Unknown people may be the known ones: the larger number counts, not the sum.
    unknown, known = (held >> 1) & ((1 << k) - 1), held >> (k + 1)
    if max(unknown.bit_count(), known.bit_count()) >= k:
        return False
    if not pairs:
        return held > 0
    first, *rest = pairs
    # A side that adds nobody is never a worse choice, once somebody is held.
    free = [side for side in first if held and side | held == held]
    return any(_holds_few(rest, held | side, k) for side in free[:1] or set(first))
