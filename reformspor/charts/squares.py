"""Figures of squares: where each row of the table stands in the figure's grid, so that a grid can be set as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Square(NamedTuple):
    """One square: its row, the columns from `first` to `last`, and the row `at` of the figure's table it is of.

    `of` are the headings of the table whose cells are told in it, `shade` its colour token, `sign` what stands in it
    besides. With `merged` rows of the data were merged in it, and it is hatched. A square of several columns may reach
    out over the grid's first and last: what is told in it is of all of `when`.
    """

    down: int
    first: int
    last: int
    at: int
    of: tuple[str, ...]
    shade: str
    sign: str = ""
    merged: bool = False
    when: str = ""


@dataclass(frozen=True)
class Squares:
    """The grid: names of its rows, headings of its columns, its squares, and what the signs in it mean.

    A heading is what several columns beside each other stand under (empty when nothing), and the column's own.
    `timed` says that columns are in time, the newest last, `steady` that a square tells of a state that lasts.
    `names` is what the rows are, `measure` what is told in the squares, `joined` stands between two numbers of one.
    """

    name: str
    names: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    held: tuple[Square, ...]
    measure: str = ""
    signs: tuple[tuple[str, str], ...] = ()
    joined: str = "\N{EN DASH}"
    timed: bool = False
    steady: bool = False
