"""The longest tables of a document give their first rows where all cells together would be more than it can hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reformspor.report.fitting import Fitted
from reformspor.words import Words

# Of each table so many rows are printed, whatever that comes to.
LEAST_ROWS = 12
# A table is not cut for the sake of fewer rows than this.
LEAST_CUT = 8


def shortened(tables: Sequence[Fitted], most: int) -> list[Fitted]:
    """The same tables, of at most `most` cells together, or each of its least rows where even that is more.

    All that are cut have about as many cells left.
    """
    least, highest = 0, max((_cells(one, len(one.rows)) for one in tables), default=0)
    while least < highest:
        each = (least + highest + 1) // 2
        if sum(_cells(one, _kept(one, each)) for one in tables) <= most:
            least = each
        else:
            highest = each - 1
    return [_first(one, _kept(one, least)) for one in tables]


def more_said(words: Words, table: Fitted) -> str:
    """How many rows there are, and where; empty when all are printed."""
    shown = len(table.rows)
    return words("paper.more", shown=shown, all=shown + table.more) if table.more else ""


def _kept(table: Fitted, cells: int) -> int:
    """How many of its rows come to so many cells."""
    rows = max(LEAST_ROWS, cells // _wide(table) - 1)
    return rows if rows + LEAST_CUT <= len(table.rows) else len(table.rows)


def _cells(table: Fitted, rows: int) -> int:
    return _wide(table) * (rows + 1)


def _wide(table: Fitted) -> int:
    """How many cells a row has in all its parts."""
    return max(1, sum(len(part.columns) for part in table.parts))


def _first(table: Fitted, rows: int) -> Fitted:
    return replace(table, rows=table.rows[:rows], more=table.more + len(table.rows) - rows)
