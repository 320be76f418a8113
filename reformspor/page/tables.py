"""A table as plain markup: readable by a screen reader, on paper and on a phone, where it scrolls inside its card."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from reformspor.charts import Way
from reformspor.page.markup import Markup, tag
from reformspor.report.cells import Column, column_of, said
from reformspor.words import Words

ROWS_A_PAGE = 20
# How a column is set, by what it holds.
LOOKS = {"text": "", "long": "rs-long", "number": "rs-n", "date": "rs-d", "code": "rs-code"}


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
    columns = [column_of(frame[column], names=place == 0) for place, column in enumerate(frame.columns)]
    heads = [
        tag("th", str(name), scope="col", cls=LOOKS[column.kind])
        for name, column in zip(frame.columns, columns, strict=True)
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


def _cells(words: Words, row: tuple[Any, ...], columns: list[Column], address: Mapping[str, str]) -> list[Markup]:
    return [
        tag(
            "th" if place == 0 else "td",
            _way(value, address) if isinstance(value, Way) else said(words, value, columns[place].decimals),
            cls=LOOKS[columns[place].kind],
            scope="row" if place == 0 else None,
        )
        for place, value in enumerate(row)
    ]


def _way(way: Way, address: Mapping[str, str]) -> Markup:
    return tag("a", way.text, href=f"/{way.page}?{urlencode({**address, **dict(way.codes)})}")
