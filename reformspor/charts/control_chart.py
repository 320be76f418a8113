"""Control charts, a panel a unit: every value, the middle and the limits of the baseline, and the points beyond the
usual."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, panel_axis, panel_name, panel_span, upright
from reformspor.charts.chart import Chart, KeyItem, Layout, Pattern, Trace
from reformspor.charts.months import ends_of, index_of, time_axis
from reformspor.charts.near import decimals_of, near_axis
from reformspor.charts.text import safe, stacked
from reformspor.findings.varied import rules_said
from reformspor.words import Words

# Pixels: the only panel, or one of several, the name over it, and the months under them all.
ALONE, PANEL, NAME, FOOT = 330, 130, 30, 44
MOST = 6
LINES = ("centre", "low", "high")
# What a point tells: its symbol, colour and size. Shape tells good from bad where there is no colour.
POINTS: Mapping[str, tuple[str, str, int]] = {
    "": ("circle-open", "@ink3", 6),
    "improvement": ("circle", "@good", 9),
    "concern": ("square", "@act", 9),
    "high": ("diamond", "@accent", 9),
    "low": ("diamond", "@accent", 9),
}
KEYS: Mapping[str, Pattern] = {"": "open", "improvement": "dot", "concern": "solid", "high": "dot", "low": "dot"}
Row = dict[str, Any]


def control_charts(answer: Answer, words: Words, unit: str, most: int = MOST) -> Chart:
    """Rows of `varied.varied`; `unit` is the outcome's own, as plain text. Units beyond `most` stand in the table."""
    rows = answer.copy_rows()
    held: dict[str, list[Row]] = {}
    for row in rows:
        held.setdefault(row["unit_id"], []).append(row)
    # Those whose last value strays come first: they are what the reader looks for.
    shown = dict(sorted(held.items(), key=lambda item: not item[1][-1]["rules"])[:most])
    left = len(held) - len(shown)
    first, last = ends_of([index_of(row["month"]) for row in rows], answer)
    tall = ALONE if len(shown) < 2 else PANEL
    height = max(len(shown), 1) * (tall + NAME) + FOOT
    layout = base_layout(height, xaxis=time_axis(first, last, words), annotations=[], shapes=[])
    layout["margin"] |= {"t": 0, "b": FOOT}
    layout["xaxis"]["anchor"] = panel_axis(max(len(shown), 1) - 1)
    data: list[Trace] = []
    for place, of_unit in enumerate(shown.values()):
        axis = panel_axis(place)
        low, top = panel_span(place, len(shown), tall, NAME)
        drawn = [row[name] for row in of_unit for name in ("value", *LINES)]
        layout[axis.replace("y", "yaxis")] = {**near_axis(drawn, words, unit), "domain": [low, top]}
        # A figure over months is read from its right end on a phone, so that is where its names are.
        layout["annotations"] += [
            {**panel_name(of_unit[0]["unit_name"], top), "x": 1, "xanchor": "right", "bgcolor": "@surface"}
        ]
        layout["shapes"] += _shapes(of_unit, axis)
        data += _lines(of_unit, axis) + _points(of_unit, axis, words, unit)
    return Chart(
        data=data,
        layout=layout,
        table=control_table(rows, words),
        alt=_alt(held, words, unit),
        key=_key(rows, words),
        height=height,
        months=(first, last),
        left_out=words("variation.chart.more_units", n=left) if left else "",
        whole=partial(control_charts, answer, words, unit, len(held)) if left else None,
    )


def _shapes(rows: list[Row], axis: str) -> list[Layout]:
    """The baseline as a tinted stretch, and a line where the unit begins."""
    common = {"xref": "x", "yref": f"{axis} domain", "y0": 0, "y1": 1}
    made: list[Layout] = []
    for stretch in sorted({row["stretch"] for row in rows}):
        base = [index_of(row["month"]) for row in rows if row["stretch"] == stretch and row["baseline"]]
        if base:
            ends = {"x0": base[0] - 0.5, "x1": base[-1] + 0.5}
            made.append(
                {**common, **ends, "type": "rect", "fillcolor": "@sunken", "line": {"width": 0}, "layer": "below"}
            )
    begun = next((index_of(row["month"]) for row in rows if row["after"]), None)
    if begun is not None and not rows[0]["after"]:
        made.append(upright(begun - 0.5, 1.5, "@ink", yref=f"{axis} domain"))
    return made


def _lines(rows: list[Row], axis: str) -> list[Trace]:
    made: list[Trace] = []
    for name in LINES:
        width, dash = (1.75, "solid") if name == "centre" else (1.5, "dash")
        # Every stretch has its own middle and limits, and no line joins them.
        for stretch in sorted({row["stretch"] for row in rows}):
            part = [row for row in rows if row["stretch"] == stretch and row[name] is not None]
            if part:
                made.append(
                    {
                        "type": "scatter",
                        "mode": "lines",
                        "yaxis": axis,
                        "x": [index_of(row["month"]) for row in part],
                        "y": [row[name] for row in part],
                        "line": {"width": width, "color": "@ink2", "shape": "hvh", "dash": dash},
                        "hoverinfo": "skip",
                        "meta": {"line": name},
                    }
                )
    return made


def _points(rows: list[Row], axis: str, words: Words, unit: str) -> list[Trace]:
    places = decimals_of([row[name] for row in rows for name in ("value", *LINES)])
    made = []
    for signal, (symbol, colour, size) in POINTS.items():
        held = [row for row in rows if row["signal"] == signal]
        if held:
            made.append(
                {
                    "type": "scatter",
                    "mode": "markers",
                    "yaxis": axis,
                    "x": [index_of(row["month"]) for row in held],
                    "y": [row["value"] for row in held],
                    "marker": {
                        "symbol": symbol,
                        "size": size,
                        "color": colour,
                        "line": {"width": 1.5, "color": colour},
                    },
                    "hoverinfo": "text",
                    "hovertext": [_hover(row, words, unit, places) for row in held],
                    "meta": {"points": signal or "usual"},
                }
            )
    return made


def _hover(row: Row, words: Words, unit: str, places: int) -> str:
    said = [row["unit_name"], words.month(row["month"]), f"{words.number(row['value'], places)} {unit}"]
    if row["low"] is not None:
        ends = {name: words.number(row[name], places) for name in ("low", "high")}
        said.append(words("variation.chart.usual", **ends))
    if row["rules"]:
        said.append(rules_said(row["rules"], words))
    return stacked(*(safe(text) for text in said))


def control_table(rows: list[Row], words: Words) -> pd.DataFrame:
    """Every value with its middle and limits, whether it is in the baseline, and the rules it breaks."""
    places = decimals_of([row[name] for row in rows for name in ("value", *LINES)]) + 2
    columns: dict[str, list[Any]] = {
        "unit": [row["unit_name"] for row in rows],
        "month": [words.month(row["month"]) for row in rows],
        **{
            name: [None if row[name] is None else round(row[name], places) for row in rows]
            for name in ("value", *LINES)
        },
        "baseline": [words(f"variation.in_baseline.{'yes' if row['baseline'] else 'no'}") for row in rows],
        "signal": [rules_said(row["rules"], words) if row["rules"] else None for row in rows],
    }
    return pd.DataFrame({words(f"variation.column.{name}"): held for name, held in columns.items()})


def _key(rows: list[Row], words: Words) -> tuple[KeyItem, ...]:
    there = {row["signal"] for row in rows}
    items = [
        KeyItem(words(f"variation.signal.{signal or 'usual'}"), POINTS[signal][1], KEYS[signal])
        for signal in POINTS
        if signal in there
    ]
    items.append(KeyItem(words("variation.chart.centre"), "@ink2", "line"))
    if any(row["low"] is not None for row in rows):
        items.append(KeyItem(words("variation.chart.limits"), "@ink2", "dashes"))
    items.append(KeyItem(words("variation.chart.baseline"), "@sunken"))
    if any(row["after"] for row in rows):
        items.append(KeyItem(words("variation.chart.start"), "@ink", "upright"))
    return tuple(items)


def _alt(held: Mapping[str, list[Row]], words: Words, unit: str) -> str:
    said = []
    for rows in held.values():
        last = rows[-1]
        places = decimals_of([row[name] for row in rows for name in ("value", *LINES)])
        ends = {name: words.number(last[name], places) if last[name] is not None else "" for name in LINES}
        told = {"unit_name": last["unit_name"], "month": words.month(last["month"]), "unit": unit}
        value = words.number(last["value"], places)
        n = sum(bool(row["rules"]) for row in rows)
        kind = "limits" if last["low"] is not None else "line"
        said.append(words(f"variation.alt.{kind}", value=value, n=n, of=len(rows), **told, **ends))
    return " ".join(said) or words("charts.alt.nothing")
