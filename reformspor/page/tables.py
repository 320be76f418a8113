"""A table as plain markup: readable by a screen reader, on paper and on a phone, where it scrolls inside its card."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pandas as pd
import streamlit as st

from reformspor.page.markup import Markup, tag, write
from reformspor.words import Words

ROWS_A_PAGE = 50


def table(words: Words, frame: pd.DataFrame, caption: str, key: str) -> None:
    """Show a frame whose headings are in words, fifty rows at a time."""
    pages = max(1, math.ceil(len(frame) / ROWS_A_PAGE))
    page = 1
    place = st.container()
    if pages > 1:
        with st.container(key=f"controls_pages_{key}"):
            page = st.pagination(pages, key=f"page_{key}") or 1
    with place:
        start = (min(page, pages) - 1) * ROWS_A_PAGE
        write(markup(words, frame.iloc[start : start + ROWS_A_PAGE], caption))


def markup(words: Words, frame: pd.DataFrame, caption: str) -> Markup:
    """The table with a caption for those who cannot see it; the region can be scrolled by keyboard."""
    numeric = [_is_number(frame[column]) for column in frame.columns]
    heads = [
        tag("th", str(name), scope="col", cls="rs-n" if number else "")
        for name, number in zip(frame.columns, numeric, strict=True)
    ]
    rows = [tag("tr", *_cells(words, row, numeric)) for row in frame.itertuples(index=False, name=None)]
    inner = tag(
        "table",
        tag("caption", caption, cls="rs-sr"),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *rows),
        cls="rs-table",
    )
    return tag("div", inner, cls="rs-scroll", tabindex="0", role="region", aria_label=caption)


def _cells(words: Words, row: tuple[Any, ...], numeric: list[bool]) -> list[Markup]:
    return [
        tag(
            "th" if place == 0 else "td",
            said(words, value),
            cls="rs-n" if numeric[place] else "",
            scope="row" if place == 0 else None,
        )
        for place, value in enumerate(row)
    ]


def said(words: Words, value: Any) -> str:
    """A cell as the reader's language writes it."""
    if isinstance(value, list | tuple):
        return words.listing([str(item) for item in value])
    if value is None or pd.isna(value):
        return "\N{EN DASH}"
    if isinstance(value, pd.Timestamp | dt.datetime):
        return words.date(value.date())
    if isinstance(value, dt.date):
        return words.date(value)
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float) or hasattr(value, "as_tuple"):
        whole = float(value) == round(float(value))
        return words.number(value, 0 if whole else 1)
    return str(value)


def _is_number(column: pd.Series) -> bool:
    return bool(pd.api.types.is_numeric_dtype(column)) and not bool(pd.api.types.is_bool_dtype(column))
