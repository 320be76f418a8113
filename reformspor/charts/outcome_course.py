"""Outcomes over the months, a panel each: units that join against those that stay, where starts and breaks are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.answers.outcomes import JOINS, STAYS
from reformspor.charts.axes import base_layout, panel_axis, panel_name, panel_span, upright
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.months import ends_of, index_of, span_label, time_axis
from reformspor.charts.near import band, decimals_of, near_axis
from reformspor.charts.picking import pick
from reformspor.charts.text import safe, stacked, strong, wrapped
from reformspor.words import Words

# Pixels: a panel's curves, the name over it, and the months under the lowest.
PANEL, NAME, FOOT = 118, 50, 46
WRAP = 32
LOOKS = {STAYS: ("@ink3", 1.5, "dash"), JOINS: ("@ink", 2.25, "solid")}
Row = dict[str, Any]


def outcome_courses(
    answer: Answer, words: Words, register: Mapping[str, Row], starts: Sequence[dt.date | None]
) -> Chart:
    """A panel for each indicator of a course's answer; `register` is its row by code, `starts` the units' starts."""
    held: dict[str, list[Row]] = {}
    for row in answer.copy_rows():
        held.setdefault(row["indicator"], []).append(row)
    first, last = ends_of([index_of(row["month"]) for rows in held.values() for row in rows], answer)
    height = len(held) * (PANEL + NAME) + FOOT
    layout = base_layout(height, xaxis=time_axis(first, last, words), annotations=[], shapes=[])
    layout["margin"] |= {"t": 0, "b": FOOT, "r": 14}
    data: list[Trace] = []
    for place, (code, rows) in enumerate(held.items()):
        axis = panel_axis(place)
        low, top = panel_span(place, len(held), PANEL, NAME)
        known = register.get(code, {})
        ends = [row[name] for row in rows for name in ("mean", "low", "high")]
        layout[axis.replace("y", "yaxis")] = {
            **near_axis(ends, words, known.get("measured_in") or ""),
            "domain": [low, top],
        }
        # To the right, where a figure that scrolls is read from, and over the milestones' lines.
        right = {"x": 1, "xanchor": "right", "align": "right", "bgcolor": "@surface"}
        named = {**panel_name("", top), **right, "text": _named(code, known, words)}
        layout["annotations"].append(named)
        layout["shapes"] += [_break(row["month"], axis) for row in rows if row["definition_break"]]
        data += _panel(rows, axis, words)
        data += _starts(starts, (first, last), axis, layout[axis.replace("y", "yaxis")]["range"][0], words)
    layout["xaxis"]["anchor"] = panel_axis(max(len(held), 1) - 1)
    return Chart(
        data=data,
        layout=layout,
        table=_table(held, register, words),
        alt=_alt(held, register, words),
        key=_key(held, words),
        height=height,
        months=(first, last),
    )


def _named(code: str, known: Row, words: Words) -> str:
    way = known.get("direction")
    return stacked(
        strong(wrapped(known.get("name") or code, WRAP, 1)), safe(words.code("direction", way)) if way else ""
    )


def _panel(rows: list[Row], axis: str, words: Words) -> list[Trace]:
    traces: list[Trace] = []
    for group in (STAYS, JOINS):
        each = [row for row in rows if row["group"] == group]
        if not each:
            continue
        if group == STAYS:
            traces += [_band(stretch, axis) for stretch in _stretches(each)]
        traces.append(_line(each, group, axis, words))
    return traces


def _stretches(rows: list[Row]) -> list[list[Row]]:
    """The rows in stretches of one definition each."""
    stretches: list[list[Row]] = [[]]
    for row in rows:
        if row["definition_break"] and stretches[-1]:
            stretches.append([])
        stretches[-1].append(row)
    return stretches


def _band(rows: list[Row], axis: str) -> Trace:
    x = [index_of(row["month"]) for row in rows]
    return {**band(x, [row["low"] for row in rows], [row["high"] for row in rows]), "yaxis": axis}


def _line(rows: list[Row], group: str, axis: str, words: Words) -> Trace:
    """The course of one group, cut where the definition changes: what lies on either side is not the same thing."""
    points: list[Row | None] = [row for stretch in _stretches(rows) for row in (*stretch, None)][:-1]
    colour, width, dash = LOOKS[group]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [row and index_of(row["month"]) for row in points],
        "y": [row and row["mean"] for row in points],
        "yaxis": axis,
        "line": {"color": colour, "width": width, "dash": dash},
        # What may still change is a hollow mark; what is final needs none.
        "marker": {
            "size": [7 if row and row["provisional"] else 1 for row in points],
            "color": "@surface",
            "line": {"color": colour, "width": 1.5},
        },
        "connectgaps": False,
        "customdata": [pick(index_of(row["month"])) if row else "" for row in points],
        "hoverinfo": "text",
        "hovertext": [_hover(row, words) if row else "" for row in points],
        "meta": {"group": group, "indicator": rows[0]["indicator"]},
    }


def _starts(
    starts: Sequence[dt.date | None], span: tuple[int, int], axis: str, floor: float, words: Words
) -> list[Trace]:
    """A mark at the foot of the panel for each month in which units join."""
    counts: dict[int, int] = {}
    for start in starts:
        if start is not None and span[0] <= index_of(start) <= span[1]:
            counts[index_of(start)] = counts.get(index_of(start), 0) + 1
    if not counts:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": sorted(counts),
            "y": [floor] * len(counts),
            "yaxis": axis,
            "cliponaxis": False,
            "marker": {"size": 8, "color": "@accent"},
            "hoverinfo": "text",
            "hovertext": [
                safe(words("outcomes.chart.begin", month=span_label(at, at, words), n=counts[at]))
                for at in sorted(counts)
            ],
            "meta": {"starts": True},
        }
    ]


def _break(month: dt.date, axis: str) -> Layout:
    return upright(index_of(month) - 0.5, 2, "@act", "dash", f"{axis} domain")


def _hover(row: Row, words: Words) -> str:
    at = index_of(row["month"])
    value = words.number(row["mean"], 2)
    return stacked(
        safe(f"{span_label(at, at, words)}: {value}"),
        safe(words(f"outcomes.chart.of_{row['group']}", n=row["n_units"])),
        safe(words("outcomes.chart.provisional")) if row["provisional"] else "",
        safe(words("outcomes.chart.break")) if row["definition_break"] else "",
    )


def _table(held: Mapping[str, list[Row]], register: Mapping[str, Row], words: Words) -> pd.DataFrame:
    rows = [row for of_indicator in held.values() for row in of_indicator]
    yes, no = words("charts.code.any.yes"), words("charts.code.any.no")
    columns = {
        "indicator": [register.get(row["indicator"], {}).get("name") or row["indicator"] for row in rows],
        "month": [span_label(index_of(row["month"]), index_of(row["month"]), words) for row in rows],
        "group": [words(f"outcomes.group.{row['group']}") for row in rows],
        "n_units": [row["n_units"] for row in rows],
        "mean": [round(row["mean"], 3) for row in rows],
        "low": [None if row["low"] is None else round(row["low"], 3) for row in rows],
        "high": [None if row["high"] is None else round(row["high"], 3) for row in rows],
        "provisional": [yes if row["provisional"] else no for row in rows],
        "definition_break": [yes if row["definition_break"] else no for row in rows],
    }
    return pd.DataFrame({words(f"outcomes.column.{name}"): values for name, values in columns.items()})


def _alt(held: Mapping[str, list[Row]], register: Mapping[str, Row], words: Words) -> str:
    said = []
    for code, rows in held.items():
        decimals = decimals_of(row["mean"] for row in rows)
        for group in (JOINS, STAYS):
            each = [row for row in rows if row["group"] == group]
            if each:
                said.append(
                    words(
                        "outcomes.alt.course",
                        name=register.get(code, {}).get("name") or code,
                        group=words(f"outcomes.group.{group}"),
                        first=words.number(each[0]["mean"], decimals),
                        last=words.number(each[-1]["mean"], decimals),
                        month_from=words.month(each[0]["month"]),
                        month_to=words.month(each[-1]["month"]),
                    )
                )
    return " ".join(said) or words("charts.alt.nothing")


def _key(held: Mapping[str, list[Row]], words: Words) -> tuple[KeyItem, ...]:
    rows = [row for of_indicator in held.values() for row in of_indicator]
    items = [KeyItem(words("outcomes.chart.key_joins"), "@ink", "line")]
    if any(row["group"] == STAYS for row in rows):
        items.append(KeyItem(words("outcomes.chart.key_stays"), "@ink3", "dashes"))
    if any(row["low"] is not None for row in rows if row["group"] == STAYS):
        items.append(KeyItem(words("outcomes.chart.key_band"), "@s1"))
    items.append(KeyItem(words("outcomes.chart.key_start"), "@accent", "dot"))
    if any(row["provisional"] for row in rows):
        items.append(KeyItem(words("outcomes.chart.provisional"), "@ink", "open"))
    if any(row["definition_break"] for row in rows):
        items.append(KeyItem(words("outcomes.chart.break"), "@act", "upright"))
    return tuple(items)
