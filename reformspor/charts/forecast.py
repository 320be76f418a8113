"""What was measured is a line; what is carried on from it is dashed with a hatched interval, dotted where untried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, panel_axis, panel_name, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.months import ends_of, index_of, span_label, time_axis
from reformspor.charts.text import safe, stacked
from reformspor.findings.amounts import number, say
from reformspor.findings.scenario import group_label
from reformspor.look import token
from reformspor.words import Words

PANEL, GAP, HEAD = 150, 44, 26
Row = dict[str, Any]


def forecast_line(answer: Answer, words: Words, group: str) -> Chart:
    """One group of roles: a row a month with kind (measured or forecast), hours, low, high and tried."""
    rows = _rows(answer, group)
    first, last = _ends(rows, answer)
    layout = base_layout(
        360,
        xaxis=time_axis(first, last, words),
        yaxis=value_axis(_top(rows), words, words("charts.unit.hours")),
        shapes=_border(rows, "y", "paper", 0, 1),
        annotations=_borders_name(rows, words),
    )
    return Chart(
        data=_traces(rows, words, group, "y"),
        layout=layout,
        table=_table({group: rows}, words),
        alt=_alt(rows, words, group),
        key=_key({group: rows}, words, "@ink"),
        height=layout["height"],
        months=(first, last),
    )


def forecast_panels(answer: Answer, words: Words, groups: Sequence[str]) -> Chart:
    """A panel for each group, each with its own axis: what is compared is the course, not the size."""
    held = {group: rows for group in groups if (rows := _rows(answer, group))}
    height = max(len(held) * (PANEL + GAP) + HEAD, 120)
    every = [row for rows in held.values() for row in rows]
    first, last = _ends(every, answer)
    layout = base_layout(height, xaxis=time_axis(first, last, words), shapes=[], annotations=[])
    layout["margin"]["t"] = HEAD
    data = []
    for place, (group, rows) in enumerate(held.items()):
        axis = panel_axis(place)
        top = 1 - place / len(held) - (GAP - HEAD) / height
        bottom = 1 - (place + 1) / len(held) + HEAD / height
        layout[axis.replace("y", "yaxis")] = {
            **value_axis(_top(rows), words, words("charts.unit.hours")),
            "domain": [bottom, top],
        }
        layout["xaxis"]["anchor"] = axis
        layout["shapes"] += _border(rows, axis, "paper", bottom, top)
        layout["annotations"].append(panel_name(group_label(words, group), top))
        data += _traces(rows, words, group, axis)
    return Chart(
        data=data,
        layout=layout,
        table=_table(held, words),
        alt=" ".join(_alt(rows, words, group) for group, rows in held.items()) or words("charts.alt.nothing"),
        key=_key(held, words, "@ink2"),
        height=height,
    )


def _rows(answer: Answer, group: str) -> list[Row]:
    return [row for row in answer.copy_rows() if row["role_group"] == group]


def _ends(rows: list[Row], answer: Answer) -> tuple[int, int]:
    return ends_of([index_of(row["month"]) for row in rows], answer)


def _top(rows: list[Row]) -> float:
    return max((max(number(row["hours"]), number(row["high"])) for row in rows), default=1.0) or 1.0


def _colour(group: str) -> str:
    return "@ink" if group == "all" else f"@{token('role', 'other_all' if group == 'rest' else group)}"


def _traces(rows: list[Row], words: Words, group: str, axis: str) -> list[Trace]:
    known = [row for row in rows if row["kind"] == "measured"]
    ahead = [row for row in rows if row["kind"] == "forecast"]
    colour = _colour(group)
    line = {"type": "scatter", "mode": "lines", "yaxis": axis}
    traces: list[Trace] = []
    for tried in (True, False):
        traces += _band([row for row in ahead if bool(row["tried"]) is tried], axis, tried)
    traces.append({**line, **_points(known, words, group), "line": {"color": colour, "width": 2}})
    for tried, dash in ((True, "dash"), (False, "dot")):
        part = [row for row in ahead if bool(row["tried"]) is tried]
        if part:
            drawn = {"color": colour, "width": 2, "dash": dash}
            marks = {"symbol": "circle-open", "size": 6, "color": colour}
            traces.append(
                {**line, **_points(part, words, group), "mode": "lines+markers", "line": drawn, "marker": marks}
            )
    return traces


def _band(rows: list[Row], axis: str, tried: bool) -> list[Trace]:
    if not rows:
        return []
    months = [index_of(row["month"]) for row in rows]
    # A single month still has a width.
    edges = [months[0] - 0.5, *months, months[-1] + 0.5]
    high = [rows[0]["high"], *(row["high"] for row in rows), rows[-1]["high"]]
    low = [rows[0]["low"], *(row["low"] for row in rows), rows[-1]["low"]]
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "yaxis": axis,
            "x": [*edges, *reversed(edges)],
            "y": [*high, *reversed(low)],
            "fill": "toself",
            "fillcolor": "@surface",
            "fillpattern": {
                "shape": "/" if tried else ".",
                "fgcolor": "@ink3",
                "bgcolor": "@surface",
                "size": 7,
                "solidity": 0.16,
            },
            "line": {"color": "@ink3", "width": 1},
            "hoverinfo": "skip",
            "meta": "customdata",
            "customdata": [],
        }
    ]


def _points(rows: list[Row], words: Words, group: str) -> Trace:
    return {
        "x": [index_of(row["month"]) for row in rows],
        "y": [number(row["hours"]) for row in rows],
        "hoverinfo": "text",
        "hovertext": [_hover(row, words, group) for row in rows],
    }


def _hover(row: Row, words: Words, group: str) -> str:
    month = index_of(row["month"])
    lines = [
        f"{group_label(words, group)}, {span_label(month, month, words)}",
        say(number(row["hours"]), words, "hours"),
    ]
    if row["kind"] == "forecast":
        lines.append(_interval(row, words))
    return stacked(*map(safe, lines))


def _interval(row: Row, words: Words) -> str:
    said = words("scenario.chart.interval", low=number(row["low"]), high=number(row["high"]))
    return said if row["tried"] else f"{said} {words('scenario.chart.untried')}"


def _border(rows: list[Row], axis: str, ref: str, low: float, high: float) -> list[Layout]:
    """A line between what was measured and what is carried on."""
    ahead = [index_of(row["month"]) for row in rows if row["kind"] == "forecast"]
    if not ahead:
        return []
    at = min(ahead) - 0.5
    line = {"color": "@line2", "width": 1}
    return [{"type": "line", "xref": "x", "yref": ref, "x0": at, "x1": at, "y0": low, "y1": high, "line": line}]


def _borders_name(rows: list[Row], words: Words) -> list[Layout]:
    ahead = [index_of(row["month"]) for row in rows if row["kind"] == "forecast"]
    if not ahead:
        return []
    return [
        {
            "x": min(ahead) - 0.5,
            "y": 1,
            "yref": "paper",
            "xanchor": "right",
            "yanchor": "top",
            "xshift": -6,
            "text": safe(words("scenario.chart.forecast_from")),
            "showarrow": False,
            # Over the milestones' lines, which may run just here.
            "bgcolor": "@surface",
            "font": {"color": "@ink2"},
        }
    ]


def _key(held: dict[str, list[Row]], words: Words, colour: str) -> tuple[KeyItem, ...]:
    ahead = [row for rows in held.values() for row in rows if row["kind"] == "forecast"]
    items = [KeyItem(words("scenario.chart.measured"), colour, "line")]
    if ahead:
        items.append(KeyItem(words("scenario.chart.forecast_key"), "@ink2", "possible"))
    if any(not row["tried"] for row in ahead):
        items.append(KeyItem(words("scenario.chart.untried_key"), "@ink3", "resting"))
    return tuple(items)


def _table(held: dict[str, list[Row]], words: Words) -> pd.DataFrame:
    rows = [(group, row) for group, of_it in held.items() for row in of_it]
    ahead = [row if row["kind"] == "forecast" else None for _, row in rows]
    return pd.DataFrame(
        {
            words("scenario.column.role_group"): [group_label(words, group) for group, _ in rows],
            words("charts.heading.month"): [
                span_label(index_of(row["month"]), index_of(row["month"]), words) for _, row in rows
            ],
            words("scenario.column.kind"): [words(f"scenario.kind.{row['kind']}") for _, row in rows],
            words("charts.heading.hours"): [round(number(row["hours"]), 1) for _, row in rows],
            words("scenario.column.low"): [None if row is None else round(number(row["low"]), 1) for row in ahead],
            words("scenario.column.high"): [None if row is None else round(number(row["high"]), 1) for row in ahead],
        }
    )


def _alt(rows: list[Row], words: Words, group: str) -> str:
    known = [row for row in rows if row["kind"] == "measured"]
    ahead = [row for row in rows if row["kind"] == "forecast"]
    if not known:
        return words("charts.alt.nothing")
    first, last = index_of(known[0]["month"]), index_of(known[-1]["month"])
    said = [
        words(
            "scenario.chart.alt_measured",
            group=group_label(words, group),
            period=span_label(first, last, words),
            year=say(sum(number(row["hours"]) for row in known[-12:]), words, "hours"),
        )
    ]
    if ahead:
        top = max(ahead, key=lambda row: number(row["hours"]))
        said.append(
            words(
                "scenario.chart.alt_forecast",
                year=say(sum(number(row["hours"]) for row in ahead), words, "hours"),
                month=span_label(index_of(top["month"]), index_of(top["month"]), words),
                low=number(top["low"]),
                high=number(top["high"]),
            )
        )
    return " ".join(said)
