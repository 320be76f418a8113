"""The frame round a figure: what it says, what it measures, its key and controls, the plot or its table, its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd
import streamlit as st

from reformspor.answers import Answer
from reformspor.charts import Chart, KeyItem
from reformspor.look import Theme
from reformspor.page.about import about, asks, measure
from reformspor.page.downloads import downloads
from reformspor.page.foot import foot
from reformspor.page.markup import Markup, tag, write
from reformspor.page.plot import plot
from reformspor.page.said import capital
from reformspor.page.states import state
from reformspor.page.tables import table
from reformspor.words import Words

if TYPE_CHECKING:
    from reformspor.findings import Finding

FIGURE, TABLE = "figure", "table"


@dataclass(frozen=True)
class Reader:
    """Whom a figure is drawn for: language, colours, the names of places, and how deep its heading stands."""

    words: Words
    theme: Theme
    places: dict[str, str]
    heading: Literal["h2", "h3"] = "h2"


def figure(reader: Reader, answer: Answer, chart: Chart | None, finding: Finding | None, key: str) -> None:
    """One figure in its card."""
    words = reader.words
    headline, subtitle = headline_of(words, answer, finding), subtitle_of(reader, answer)
    drawn = chart if answer.state == "ok" else None
    with st.container(key=f"card_{key}"):
        write(_head(reader.heading, headline, subtitle, drawn))
        if drawn is None:
            _controls(reader, answer, None, finding, headline, subtitle, key, choice=False)
            write(state(words, answer, reader.places))
        elif _controls(reader, answer, drawn, finding, headline, subtitle, key, choice=True) == TABLE:
            table(words, drawn.table, headline, key)
        else:
            plot(words, reader.theme, drawn, key)
            write(_marks(words, drawn))
        write(foot(words, answer))


def listing(reader: Reader, answer: Answer, frame: pd.DataFrame, heading: str | None, key: str) -> None:
    """A table in the same frame as a figure."""
    words = reader.words
    headline, subtitle = heading or asks(words, answer), subtitle_of(reader, answer)
    with st.container(key=f"card_{key}"):
        write(_head(reader.heading, headline, subtitle, None))
        _controls(reader, answer, None, None, headline, subtitle, key, choice=False)
        if answer.state == "ok":
            table(words, frame, headline, key)
        else:
            write(state(words, answer, reader.places))
        write(foot(words, answer))


def headline_of(words: Words, answer: Answer, finding: Finding | None) -> str:
    """What the figure shows: the finding, or what was asked when there is none."""
    said = finding is not None and finding.alone and answer.state == "ok"
    return capital(finding.text) if finding is not None and said else asks(words, answer)


def subtitle_of(reader: Reader, answer: Answer) -> str:
    """Measure and scope, dry."""
    scope = answer.scope.sentence(reader.words, reader.places)
    said = measure(reader.words, answer)
    return f"{said} {scope[:1].upper()}{scope[1:]}." if said else f"{scope[:1].upper()}{scope[1:]}."


def _head(level: str, headline: str, subtitle: str, chart: Chart | None) -> Markup:
    keys = [_key_item(item) for item in chart.key] if chart is not None else []
    return tag(
        "div",
        tag(level, headline, cls="rs-headline"),
        tag("p", subtitle, cls="rs-sub"),
        tag("ul", *keys, cls="rs-key") if keys else None,
    )


def _key_item(item: KeyItem) -> Markup:
    name = item.colour.lstrip("@")
    mark = tag("i", cls=f"rs-{name} rs-{item.pattern}", aria_hidden="true")
    return tag("li", mark, item.label)


def _marks(words: Words, chart: Chart) -> Markup | None:
    if not chart.marks:
        return None
    items = [
        tag(
            "li",
            tag("b", str(mark.number)),
            tag("span", f"{mark.title}, {words.month_short(mark.date)} {mark.date.year}"),
        )
        for mark in chart.marks
    ]
    folded = tag("summary", words("page.marks", n=len(items)))
    return tag("details", folded, tag("ol", *items, cls="rs-marks"), cls="rs-marks-fold")


def _controls(
    reader: Reader,
    answer: Answer,
    chart: Chart | None,
    finding: Finding | None,
    headline: str,
    subtitle: str,
    key: str,
    *,
    choice: bool,
) -> str:
    words = reader.words
    shown = FIGURE
    with st.container(key=f"controls_{key}", horizontal=True, vertical_alignment="center", gap="small"):
        if choice:
            chosen = st.segmented_control(
                words("page.views.label"),
                [FIGURE, TABLE],
                default=FIGURE,
                required=True,
                format_func=lambda code: words(f"page.views.{code}"),
                label_visibility="collapsed",
                key=f"view_{key}",
            )
            shown = chosen or FIGURE
        if answer.state == "ok":
            downloads(words, answer, chart, headline, subtitle, reader.places, key)
        with st.popover(words("page.about.label"), type="tertiary", key=f"about_{key}"):
            write(about(words, answer, finding))
    return shown
