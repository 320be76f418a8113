"""A table as plain markup: readable by a screen reader, on paper and on a phone, where it scrolls inside its card."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from numbers import Number
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from reformspor.charts import Way
from reformspor.page.markup import Markup, tag
from reformspor.words import Words

ROWS_A_PAGE = 20
# A checksum.
CODE = re.compile(r"[0-9a-f]{40,}")
# A number, or a share of a hundred, as any of the languages writes it.
FIGURE = re.compile(r"[-+\u2212]?\d[\d\s\u00a0\u202f.,\u2013]*%?")
# Longer texts get a wider column; from this size on, decimals of a number tell nothing.
LONG, LARGE, SMALL = 28, 200, 10


def pages_of(frame: pd.DataFrame) -> int:
    """How many pages a table fills; an empty one fills one."""
    return max(1, math.ceil(len(frame) / ROWS_A_PAGE))


def page_of(
    words: Words, frame: pd.DataFrame, caption: str, page: int, address: Mapping[str, str] | None = None
) -> Markup:
    """One page of a frame whose headings are in words, twenty rows; a page that is not there is the nearest.

    `address` is the reader's, which cells that lead somewhere keep.
    """
    start = (max(1, min(page, pages_of(frame))) - 1) * ROWS_A_PAGE
    return markup(words, frame.iloc[start : start + ROWS_A_PAGE], caption, address)


def markup(words: Words, frame: pd.DataFrame, caption: str, address: Mapping[str, str] | None = None) -> Markup:
    """The table with a caption for those who cannot see it; the region can be scrolled by keyboard."""
    columns = [_column(frame[column], names=place == 0) for place, column in enumerate(frame.columns)]
    heads = [
        tag("th", str(name), scope="col", cls=column.look) for name, column in zip(frame.columns, columns, strict=True)
    ]
    rows = [tag("tr", *_cells(words, row, columns, address or {})) for row in frame.itertuples(index=False, name=None)]
    inner = tag(
        "table",
        tag("caption", caption, cls="rs-sr"),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
        cls="rs-table",
    )
    return scrolling(words, inner, caption)


def scrolling(words: Words, table: Markup, label: str, cls: str = "") -> Markup:
    """A table that scrolls inside its card when it is wider, by keyboard too; the browser shows the hint then."""
    hint = tag("p", words("page.table.wide"), cls="rs-wide-hint", hidden="")
    inner = tag("div", table, cls=f"rs-scroll {cls}".strip(), tabindex="0", role="region", aria_label=label)
    return tag("div", hint, tag("div", inner, cls="rs-edges"), cls="rs-wide")


@dataclass(frozen=True)
class _Column:
    """How a column is set: its class, and how many decimals its numbers have."""

    look: str
    decimals: int | None


def _column(values: pd.Series, *, names: bool) -> _Column:
    """`names` says that the column names its rows: what looks like a figure there, such as a year, is none."""
    known = [value for value in values.tolist() if value is not None and not _absent(value)]
    numbers = [float(value) for value in known if _is_figure(value)]
    # A column of numbers stays one for what is said where there is none, such as that a role has no rate.
    if _is_number(values) or len(numbers) > len(known) / 2:
        whole = all(value == round(value) for value in numbers)
        large = max((abs(value) for value in numbers), default=0.0) >= LARGE
        return _Column("rs-n", 0 if whole or large else max(_decimals(value) for value in numbers))
    if known and all(isinstance(value, dt.date) for value in known):
        return _Column("rs-d", None)
    texts = [value for value in known if isinstance(value, str)]
    if texts and all(CODE.fullmatch(text) for text in texts):
        return _Column("rs-code", None)
    figures = [text for text in texts if FIGURE.fullmatch(text) and not names]
    # A column of figures stays one for a dash or a week among them.
    if len(figures) > len(texts) / 2 and not any(len(text) > 2 * LONG for text in texts):
        return _Column("rs-n", None)
    return _Column("rs-long" if any(len(text) > LONG for text in texts) else "", None)


def _cells(words: Words, row: tuple[Any, ...], columns: list[_Column], address: Mapping[str, str]) -> list[Markup]:
    return [
        tag(
            "th" if place == 0 else "td",
            _way(value, address) if isinstance(value, Way) else said(words, value, columns[place].decimals),
            cls=columns[place].look,
            scope="row" if place == 0 else None,
        )
        for place, value in enumerate(row)
    ]


def _way(way: Way, address: Mapping[str, str]) -> Markup:
    return tag("a", way.text, href=f"/{way.page}?{urlencode({**address, **dict(way.codes)})}")


def said(words: Words, value: Any, decimals: int | None = None) -> str:
    """A cell as the reader's language writes it."""
    if isinstance(value, list | tuple):
        return words.listing([str(item) for item in value])
    if _absent(value):
        return "\N{EN DASH}"
    if isinstance(value, pd.Timestamp | dt.datetime):
        return words.date(value.date())
    if isinstance(value, dt.date):
        return words.date(value)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float) or hasattr(value, "as_tuple"):
        if decimals is None:
            decimals = 0 if float(value) == round(float(value)) else _decimals(float(value))
        # Among large numbers a small one keeps its decimal: 0,6 is not 1.
        small = decimals == 0 and abs(float(value)) < SMALL and float(value) != round(float(value))
        return words.number(value, 1 if small else decimals)
    return str(value)


def _decimals(value: float) -> int:
    """One decimal; two for a small number written with two, or where one would be far off: 0,08 is not 0,1."""
    off = abs(value - round(value, 1))
    written = abs(value) < SMALL and off > 1e-9 and abs(value - round(value, 2)) < 1e-9
    return 2 if written or off > abs(value) / 10 else 1


def _absent(value: Any) -> bool:
    return value is None or (not isinstance(value, list | tuple) and bool(pd.isna(value)))


def _is_figure(value: Any) -> bool:
    """A number, whatever stands for those that are missing beside it."""
    return isinstance(value, Number) and not isinstance(value, bool)


def _is_number(column: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(column)) and not bool(pd.api.types.is_bool_dtype(column))
