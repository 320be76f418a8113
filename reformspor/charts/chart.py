"""A Chart is a figure as data: traces, layout, key, alt text and the table of the same numbers, in no theme yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from reformspor.charts.squares import Squares
from reformspor.look import Texture

Trace = dict[str, Any]
Layout = dict[str, Any]
Pattern = Literal[
    "solid", "possible", "merged", "withheld", "lacking", "missing", "open", "frame", "line", "resting",
    "dashes", "dots", "dot", "diamond", "square", "cross", "arrow", "upright", "numbers",
]  # fmt: skip


@dataclass(frozen=True)
class KeyItem:
    """One entry of the key: a plain label, a colour token and how the mark is filled.

    `pick` is what it stands for when it can be picked (see `picking`), `chosen` whether it is. `texture` is what is
    drawn upon its colour where that is printed.
    """

    label: str
    colour: str
    pattern: Pattern = "solid"
    pick: str = ""
    chosen: bool = False
    texture: Texture = ""


@dataclass(frozen=True)
class Mark:
    """A numbered milestone drawn in the plot; its words are listed under it."""

    number: int
    date: dt.date
    title: str


@dataclass(frozen=True)
class Chart:
    """A figure before it is painted.

    `data` and `layout` are Plotly's, as plain dicts, with colour tokens (`@c1`, `@ink2`) where colours go.
    `table` holds the numbers that are drawn, with headings and codes in the reader's words; `alt` says
    what the figure shows, with numbers; both are plain text, not escaped. `height` is in pixels, and so is
    `least_width`, under which the figure scrolls inside its card instead of shrinking.
    `months` is the first and last month index of a time axis (see `months.index_of`), None elsewhere.
    A figure that would be too tall draws a part: `left_out` is the sentence that says what is not drawn, and `whole`
    makes the figure with everything in it. The table always holds it all. `newest` is true when a figure that
    scrolls is read from its right end, where the newest is; a time axis of `months` is so without saying.
    `squares` tells how a figure of squares can be set as a table. `cuts` are the places on the vertical axis, from the
    top down, where a figure of rows can be parted.
    """

    data: list[Trace]
    layout: Layout
    table: pd.DataFrame
    alt: str
    key: tuple[KeyItem, ...] = ()
    height: int = 360
    least_width: int = 0
    months: tuple[int, int] | None = None
    marks: tuple[Mark, ...] = field(default=())
    left_out: str = ""
    newest: bool = False
    whole: Callable[[], Chart] | None = field(default=None, compare=False)
    cuts: tuple[float, ...] = ()
    squares: Callable[[], Squares] | None = field(default=None, compare=False)
