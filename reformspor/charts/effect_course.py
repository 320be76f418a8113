"""Several units before and after their starts: every value as a point, and the mean month by month of the units that
begin and of those that do not."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout
from reformspor.charts.chart import Chart, KeyItem, Layout, Pattern, Trace
from reformspor.charts.months import ends_of, index_of, time_axis
from reformspor.charts.near import decimals_of, near_axis
from reformspor.charts.text import safe, stacked
from reformspor.words import Words

HEIGHT = 400
SMALL, LARGE = 4, 7
# How a value is drawn: of a unit before its start, after it, or of one that does not begin.
SYMBOLS = {"other": ("cross-thin", "@ink3"), "before": ("circle-open", "@accent"), "after": ("circle", "@accent")}
LINES = {"joins": ("@ink", "solid"), "other": ("@ink3", "dash")}
Row = dict[str, Any]


def effect_course(answer: Answer, words: Words, unit: str) -> Chart:
    """Rows of unit_id, unit_name, month, value, state (before, after, other) and start (a month or None); `unit` is the
    outcome's own, as plain text."""
    rows = [row for row in answer.copy_rows() if row["value"] is not None]
    places = decimals_of([row["value"] for row in rows])
    months = [index_of(row["month"]) for row in rows]
    first, last = ends_of(months, answer)
    layout = base_layout(
        HEIGHT,
        xaxis=time_axis(first, last, words),
        yaxis=near_axis([row["value"] for row in rows], words, unit),
        shapes=_starts(rows),
    )
    return Chart(
        data=_points(rows, words, unit, places) + ([] if _is_lone(rows) else _means(rows)),
        layout=layout,
        table=_table(rows, words),
        alt=_alt(rows, words, unit, places),
        key=_key(rows, words),
        height=HEIGHT,
        months=(first, last),
    )


def _starts(rows: list[Row]) -> list[Layout]:
    """A shaded area for each month units begin in: where what is before becomes after."""
    begins = sorted({index_of(row["start"]) for row in rows if row["start"] is not None})
    return [
        {
            "type": "rect",
            "xref": "x",
            "yref": "paper",
            "x0": begin - 0.5,
            "x1": begin + 0.5,
            "y0": 0,
            "y1": 1,
            "fillcolor": "@s1",
            "line": {"width": 0},
            "layer": "below",
        }
        for begin in begins
    ]


def _is_lone(rows: list[Row]) -> bool:
    """Whether it is one unit alone, whose mean would hide its values."""
    return len({row["unit_id"] for row in rows}) == 1


def _points(rows: list[Row], words: Words, unit: str, places: int) -> list[Trace]:
    made = []
    size = LARGE if _is_lone(rows) else SMALL
    for state, (symbol, colour) in SYMBOLS.items():
        held = [row for row in rows if row["state"] == state]
        if held:
            made.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "x": [index_of(row["month"]) for row in held],
                    "y": [row["value"] for row in held],
                    "marker": {"symbol": symbol, "size": size, "color": colour, "line": {"width": 1, "color": colour}},
                    "opacity": 1.0 if size > SMALL else 0.55,
                    "hoverinfo": "text",
                    "hovertext": [_hover(row, words, unit, places) for row in held],
                    "meta": {"points": state},
                }
            )
    return made


def means(rows: list[Row]) -> dict[str, dict[int, float]]:
    """The mean of each month: of the units that begin (`joins`), whenever that is, and of the `other`."""
    held: dict[str, dict[int, list[float]]] = {name: defaultdict(list) for name in LINES}
    for row in rows:
        held["other" if row["state"] == "other" else "joins"][index_of(row["month"])].append(row["value"])
    return {
        name: {month: sum(values) / len(values) for month, values in sorted(months.items())}
        for name, months in held.items()
        if months
    }


def _means(rows: list[Row]) -> list[Trace]:
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": list(months),
            "y": list(months.values()),
            "line": {"color": LINES[name][0], "width": 2.25, "dash": LINES[name][1]},
            "hoverinfo": "skip",
            "meta": {"mean": name},
        }
        for name, months in means(rows).items()
    ]


def _hover(row: Row, words: Words, unit: str, places: int) -> str:
    value = f"{words.number(row['value'], places)} {unit}"
    state = words(f"effect.state.{row['state']}")
    return stacked(*(safe(text) for text in (row["unit_name"], words.month(row["month"]), value, state)))


def _table(rows: list[Row], words: Words) -> pd.DataFrame:
    return pd.DataFrame(
        {
            words("effect.column.unit"): [row["unit_name"] for row in rows],
            words("effect.column.month"): [words.month(row["month"]) for row in rows],
            words("effect.column.state"): [words(f"effect.state.{row['state']}") for row in rows],
            words("effect.column.value"): [row["value"] for row in rows],
        }
    )


def _key(rows: list[Row], words: Words) -> tuple[KeyItem, ...]:
    states = {row["state"] for row in rows}
    patterns: dict[str, Pattern] = {"before": "open", "after": "dot", "other": "cross"}
    items = [
        KeyItem(words(f"effect.state.{state}"), SYMBOLS[state][1], pattern)
        for state, pattern in patterns.items()
        if state in states
    ]
    if states & {"before", "after"} and not _is_lone(rows):
        items.append(KeyItem(words("effect.chart.mean_joins"), "@ink", "line"))
    if "other" in states and not _is_lone(rows):
        items.append(KeyItem(words("effect.chart.mean_other"), "@ink3", "dashes"))
    if any(row["start"] is not None for row in rows):
        items.append(KeyItem(words("effect.chart.starts"), "@s1"))
    return tuple(items)


def _alt(rows: list[Row], words: Words, unit: str, places: int) -> str:
    said = []
    for name, months in means(rows).items():
        first, last = next(iter(months.values())), list(months.values())[-1]
        n = len({row["unit_name"] for row in rows if (row["state"] == "other") == (name == "other")})
        ends = {"first": words.number(first, places), "last": words.number(last, places)}
        said.append(words(f"effect.alt.mean_{name}", n=n, unit=unit, **ends))
    return " ".join(said) or words("charts.alt.nothing")
