"""A cell of a table that leads to a page, so that each thing in a list has an address of its own."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Way:
    """What the cell says, the page it leads to, and what its address says besides what the reader has chosen."""

    text: str
    page: str
    codes: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return self.text


def leading(table: pd.DataFrame, page: str, code: str) -> pd.DataFrame:
    """The listing with each cell of its first column leading to a page, with the cell itself under `code`."""
    if table.empty:
        return table
    first = table.columns[0]
    ways = [Way(str(value), page, ((code, str(value)),)) for value in table[first]]
    return table.assign(**{str(first): pd.Series(ways, table.index, dtype=object)})
