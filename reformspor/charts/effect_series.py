"""One series before and after a start: its points, the line fitted to them, and the line it would have followed with
where that may lie."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, upright
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.months import ends_of, index_of, time_axis
from reformspor.charts.near import band, decimals_of, near_axis
from reformspor.charts.text import safe, stacked
from reformspor.words import Words

HEIGHT = 400
COLUMNS = ("value", "fitted", "counterfactual", "low", "high", "control")
SYMBOLS = {"before": "circle-open", "after": "circle", "left_out": "cross-thin"}
Row = dict[str, Any]


def effect_series(answer: Answer, words: Words, unit: str) -> Chart:
    """Rows of month, value, state (before, after or left_out), fitted, counterfactual, low, high and control; `unit` is
    the outcome's own, as plain text. Where there was no model only the points are drawn."""
    rows = answer.copy_rows()
    places = decimals_of([row[name] for row in rows for name in COLUMNS])
    months = [index_of(row["month"]) for row in rows]
    first, last = ends_of(months, answer)
    drawn = [row[name] for row in rows for name in COLUMNS]
    layout = base_layout(HEIGHT, xaxis=time_axis(first, last, words), yaxis=near_axis(drawn, words, unit))
    layout["shapes"], layout["annotations"] = _start(rows, words)
    layout["margin"]["t"] = 34
    return Chart(
        data=_lines(rows, months) + _points(rows, words, unit, places),
        layout=layout,
        table=_table(rows, words, places),
        alt=_alt(rows, words, unit, places),
        key=_key(rows, words),
        height=HEIGHT,
        months=(first, last),
    )


def _start(rows: list[Row], words: Words) -> tuple[list[Layout], list[Layout]]:
    begun = next((index_of(row["month"]) for row in rows if row["state"] != "before"), None)
    if begun is None:
        return [], []
    at = begun - 0.5
    note = {
        "x": at,
        "y": 0,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": "left",
        "xshift": 4,
        "text": safe(words("effect.chart.start")),
        "showarrow": False,
        "bgcolor": "@surface",
        "font": {"color": "@ink", "size": 12},
    }
    return [upright(at, 1.5, "@ink")], [note]


def _lines(rows: list[Row], months: list[int]) -> list[Trace]:
    column = {name: [row[name] for row in rows] for name in COLUMNS}
    made: list[Trace] = []
    if any(value is not None for value in column["counterfactual"]):
        made.append(band(months, column["low"], column["high"]))
        made.append(_line(months, column["counterfactual"], "counterfactual", "@ink2", "dash"))
    if any(value is not None for value in column["control"]):
        made.append(_line(months, column["control"], "control", "@c4", "dot"))
    if any(value is not None for value in column["fitted"]):
        # The line may leap at the start, so it is drawn in two.
        for begun in (False, True):
            part = [row["fitted"] if (row["state"] == "after") is begun else None for row in rows]
            made.append(_line(months, part, "fitted", "@ink", "solid"))
    return made


def _line(months: list[int], values: list[Any], name: str, colour: str, dash: str) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": months,
        "y": values,
        "line": {"color": colour, "width": 2, "dash": dash},
        "hoverinfo": "skip",
        "connectgaps": False,
        "meta": {"line": name},
    }


def _points(rows: list[Row], words: Words, unit: str, places: int) -> list[Trace]:
    made = []
    for state, symbol in SYMBOLS.items():
        held = [row for row in rows if row["state"] == state and row["value"] is not None]
        if held:
            colour = "@ink3" if state == "left_out" else "@accent"
            marker = {"symbol": symbol, "size": 7, "color": colour, "line": {"width": 1.5, "color": colour}}
            made.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "x": [index_of(row["month"]) for row in held],
                    "y": [row["value"] for row in held],
                    "marker": marker,
                    "hoverinfo": "text",
                    "hovertext": [_hover(row, words, unit, places) for row in held],
                    "meta": {"points": state},
                }
            )
    return made


def _hover(row: Row, words: Words, unit: str, places: int) -> str:
    said = [words.month(row["month"]), f"{words.number(row['value'], places)} {unit}"]
    if row["counterfactual"] is not None:
        said.append(words("effect.chart.would", value=words.number(row["counterfactual"], places)))
    return stacked(*(safe(text) for text in said))


def _table(rows: list[Row], words: Words, places: int) -> pd.DataFrame:
    kept = [name for name in COLUMNS if name == "value" or any(row[name] is not None for row in rows)]
    columns: dict[str, list[Any]] = {
        words("effect.column.month"): [words.month(row["month"]) for row in rows],
        words("effect.column.state"): [words(f"effect.state.{row['state']}") for row in rows],
    }
    for name in kept:
        told = [None if row[name] is None else round(row[name], places + 2) for row in rows]
        columns[words(f"effect.column.{name}")] = told
    return pd.DataFrame(columns)


def _key(rows: list[Row], words: Words) -> tuple[KeyItem, ...]:
    states = {row["state"] for row in rows}
    items = [KeyItem(words("effect.state.before"), "@accent", "open")] if "before" in states else []
    items += [KeyItem(words("effect.state.after"), "@accent", "dot")] if "after" in states else []
    items += [KeyItem(words("effect.state.left_out"), "@ink3", "cross")] if "left_out" in states else []
    if any(row["fitted"] is not None for row in rows):
        items.append(KeyItem(words("effect.column.fitted"), "@ink", "line"))
    if any(row["counterfactual"] is not None for row in rows):
        items.append(KeyItem(words("effect.column.counterfactual"), "@ink2", "dashes"))
        items.append(KeyItem(words("effect.chart.band"), "@s1"))
    if any(row["control"] is not None for row in rows):
        items.append(KeyItem(words("effect.column.control"), "@c4", "dots"))
    return tuple(items)


def _alt(rows: list[Row], words: Words, unit: str, places: int) -> str:
    said = []
    for state in ("before", "after"):
        held = [row["value"] for row in rows if row["state"] == state and row["value"] is not None]
        if held:
            mean = words.number(sum(held) / len(held), places)
            said.append(words(f"effect.alt.{state}", n=len(held), mean=mean, unit=unit))
    end = next((row for row in reversed(rows) if row["counterfactual"] is not None), None)
    if end is not None:
        given = "value" if end["fitted"] is None else "fitted"
        ends = {name: words.number(end[name], places) for name in (given, "counterfactual", "low", "high")}
        said.append(words(f"effect.alt.end_{given}", month=words.month(end["month"]), **ends))
    return " ".join(said) or words("charts.alt.nothing")
