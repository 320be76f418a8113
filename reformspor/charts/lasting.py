"""Curves of what still waits or stands, a panel a group: steps, their interval, those lost sight of, and how many are
at risk under each. The course of all together is thin and dashed behind each group's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.answers.lasting import ALL
from reformspor.charts.axes import base_layout, panel_axis, panel_name, panel_span, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.text import safe, stacked
from reformspor.findings.amounts import number
from reformspor.findings.lasting import group_name
from reformspor.words import Words

# Pixels: a panel's curve, the name over it, and the numbers under it.
PANEL, NAME, UNDER, FOOT = 132, 30, 34, 40
Row = dict[str, Any]


def lasting_curves(answer: Answer, words: Words, kind: str) -> Chart:
    """A panel for each group of a curve's answer (group, day, share, low, high, at_risk, ended, other, lost, mark);
    `kind` is `level` or `type`."""
    held: dict[str, list[Row]] = {}
    for row in answer.copy_rows():
        held.setdefault(row["group"], []).append(row)
    last = max((row["day"] for rows in held.values() for row in rows), default=1)
    height = len(held) * (PANEL + NAME + UNDER) + FOOT
    layout = base_layout(height, xaxis=_days(held, last, words), annotations=[], shapes=[])
    layout["margin"] |= {"t": 0, "b": FOOT, "r": 20}
    data: list[Trace] = []
    for place, (group, rows) in enumerate(held.items()):
        axis = panel_axis(place)
        low, top = panel_span(place, len(held), PANEL, NAME, UNDER)
        layout[axis.replace("y", "yaxis")] = {**_share_axis(words), "domain": [low, top]}
        layout["annotations"] += [panel_name(group_name(words, kind, group), top), *_numbers(rows, low, words)]
        behind = held.get(ALL, []) if group != ALL else []
        data += _panel(rows, behind, axis, group, words)
    layout["xaxis"]["anchor"] = panel_axis(max(len(held), 1) - 1)
    return Chart(
        data=data,
        layout=layout,
        table=curve_table(held, words, kind),
        alt=_alt(held, words, kind),
        key=_key(held, words),
        height=height,
    )


def _share_axis(words: Words) -> Layout:
    axis = value_axis(100, words)
    return {**axis, "range": [0, 102], "tickvals": [0, 50, 100], "ticktext": ["0", "50", safe(words.percent(1.0))]}


def _days(held: Mapping[str, list[Row]], last: int, words: Words) -> Layout:
    """Days since the clock began, at the days the numbers at risk are told."""
    marks = sorted({row["day"] for rows in held.values() for row in rows if row["mark"]}) or [0]
    names = [words.number(day) for day in marks]
    names[-1] = words("durations.chart.days", n=marks[-1])
    return {
        "type": "linear",
        "range": [-last * 0.02, last * 1.04],
        "tickmode": "array",
        "tickvals": marks,
        "ticktext": names,
        "ticks": "",
        "showgrid": True,
        "gridcolor": "@line",
        "zeroline": False,
        "fixedrange": True,
        # The numbers at risk stand between the lowest curve and its days.
        "ticklabelstandoff": 20,
    }


def _numbers(rows: list[Row], low: float, words: Words) -> list[Layout]:
    common = {"yref": "paper", "y": low, "yanchor": "top", "showarrow": False, "font": {"color": "@ink2", "size": 12}}
    marks = [row for row in rows if row["mark"]]
    return [{**common, "x": row["day"], "yshift": -3, "text": safe(words.number(row["at_risk"]))} for row in marks]


def _panel(rows: list[Row], behind: list[Row], axis: str, group: str, words: Words) -> list[Trace]:
    days, shares = [row["day"] for row in rows], [_percent(row["share"]) for row in rows]
    common = {"type": "scatter", "yaxis": axis, "x": days, "y": shares}
    said = {"hoverinfo": "text", "hovertext": [_hover(row, words) for row in rows]}
    step = {"width": 2.25, "color": "@ink", "shape": "hv"}
    traces = [_band(rows, axis)]
    if behind:
        thin = {"width": 1.25, "color": "@ink3", "shape": "hv", "dash": "dash"}
        traces.append(
            {
                **common,
                "x": [row["day"] for row in behind],
                "y": [_percent(row["share"]) for row in behind],
                "mode": "lines",
                "line": thin,
                "hoverinfo": "skip",
                "meta": {"behind": True},
            }
        )
    traces.append({**common, **said, "mode": "lines", "line": step, "meta": {"curve": group}})
    lost = [row for row in rows if row["lost"]]
    if lost:
        marker = {"symbol": "line-ns-open", "size": 8, "color": "@ink", "line": {"width": 1.5, "color": "@ink"}}
        at = {"x": [row["day"] for row in lost], "y": [_percent(row["share"]) for row in lost]}
        marks = {"mode": "markers", "marker": marker, "hoverinfo": "skip", "meta": {"lost": group}}
        traces.append({**common, **at, **marks})
    return traces


def _band(rows: list[Row], axis: str) -> Trace:
    """The interval as an area with the curve's own steps."""
    over, under = ([*_steps(rows, end)] for end in ("high", "low"))
    edge = [*over, *reversed(under)]
    return {
        "type": "scatter",
        "mode": "lines",
        "yaxis": axis,
        "x": [x for x, _ in edge],
        "y": [y for _, y in edge],
        "fill": "toself",
        "fillcolor": "@s1",
        "line": {"width": 0, "color": "@s1"},
        "hoverinfo": "skip",
        "meta": {"band": True},
    }


def _steps(rows: list[Row], end: str) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for row in rows:
        value = _percent(row["share"] if row[end] is None else row[end])
        if points:
            points.append((row["day"], points[-1][1]))
        points.append((row["day"], value))
    return points


def _percent(share: Any) -> float:
    return round(100 * number(share), 2)


def _hover(row: Row, words: Words) -> str:
    return stacked(
        safe(words("durations.chart.at_day", n=row["day"])),
        safe(words("durations.chart.share", share=words.percent(row["share"]), interval=_interval(row, words))),
        safe(words("durations.chart.risk", n=row["at_risk"])),
    )


def _interval(row: Row, words: Words) -> str:
    if row["low"] is None or row["high"] is None:
        return words("durations.chart.no_interval")
    return f"{words.number(100 * row['low'])}\N{EN DASH}{words.percent(row['high'])}"


def curve_table(held: Mapping[str, list[Row]], words: Words, kind: str) -> pd.DataFrame:
    """Every day of every group: the share in per cent, its interval, and the counts."""
    rows = [row for of_group in held.values() for row in of_group]
    columns = {
        f"durations.column.{kind}": [group_name(words, kind, row["group"]) for row in rows],
        "durations.column.day": [row["day"] for row in rows],
        "durations.column.share": [_percent(row["share"]) for row in rows],
        "durations.column.low": [None if row["low"] is None else _percent(row["low"]) for row in rows],
        "durations.column.high": [None if row["high"] is None else _percent(row["high"]) for row in rows],
        "durations.column.at_risk": [row["at_risk"] for row in rows],
        "durations.column.ended": [row["ended"] for row in rows],
        "durations.column.other": [row["other"] for row in rows],
        "durations.column.lost": [row["lost"] for row in rows],
    }
    if not any(row["other"] for row in rows):
        del columns["durations.column.other"]
    return pd.DataFrame({words(key): values for key, values in columns.items()})


def _key(held: Mapping[str, list[Row]], words: Words) -> tuple[KeyItem, ...]:
    items = [KeyItem(words("durations.chart.curve"), "@ink", "line"), KeyItem(words("durations.chart.band"), "@s1")]
    if len(held) > 1:
        items.append(KeyItem(words("durations.chart.behind"), "@ink3", "dashes"))
    if any(row["lost"] for rows in held.values() for row in rows):
        items.append(KeyItem(words("durations.chart.lost"), "@ink", "upright"))
    return (*items, KeyItem(words("durations.chart.numbers"), "@ink2", "numbers"))


def _alt(held: Mapping[str, list[Row]], words: Words, kind: str) -> str:
    said = []
    for group, rows in held.items():
        told = [
            words(
                "durations.alt.point",
                n=row["day"],
                share=words.percent(row["share"]),
                risk=words.number(row["at_risk"]),
            )
            for row in rows
            if row["mark"]
        ]
        said.append(words("durations.alt.curve", group=group_name(words, kind, group), points=", ".join(told)))
    return " ".join(said) or words("charts.alt.nothing")
