"""A constructed table is a list of values a column, in the contract's order."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from reformspor.contract import load_contract

Table = dict[str, list[Any]]


def as_table(name: str, rows: Sequence[dict[str, Any]]) -> Table:
    """Rows as columns of the contract table `name`; a column no row has is left out. Raises KeyError on a stray one."""
    columns = load_contract().tables[name].columns
    used = {column for row in rows for column in row}
    if stray := used - set(columns):
        raise KeyError(f"{name}: {sorted(stray)}")
    return {column: [row.get(column) for row in rows] for column in columns if column in used}


def hundredths(whole: int) -> Decimal:
    """A decimal of so many hundredths."""
    return Decimal(whole).scaleb(-2)
