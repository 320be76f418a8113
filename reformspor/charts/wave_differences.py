"""Differences between two survey waves, a row a unit: a dot, its interval, and a line where nothing has changed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.answers.outcomes import JOINS, STAYS
from reformspor.answers.waves import ALL
from reformspor.charts.axes import base_layout, label_axis
from reformspor.charts.chart import Chart, KeyItem
from reformspor.charts.near import near_axis, rods
from reformspor.charts.picking import pick
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.words import Words

ROW, WRAP = 26, 34
TOGETHER = (ALL, JOINS, STAYS)
Row = dict[str, Any]


def wave_differences(answer: Answer, words: Words, indicator: str) -> Chart:
    """The rows of one indicator of `outcomes/wave_differences`: all together first, then unit by unit."""
    told = [row for row in answer.copy_rows() if row["indicator"] == indicator]
    rows = [row for row in told if row["difference"] is not None]
    at = [float(len(rows) - place) for place in range(len(rows))]
    ends = [row[name] for row in rows for name in ("difference", "low", "high")]
    layout = base_layout(
        ROW * max(len(rows), 1) + 56,
        xaxis={**near_axis([0.0, *ends], words), "tickangle": 0},
        yaxis=label_axis(at, [wrapped(row_name(row, words), WRAP, 1) for row in rows], 0.4, len(rows) + 0.6),
    )
    layout["margin"] |= {"t": 4, "r": 20}
    return Chart(
        data=_traces(rows, at, words) if rows else [],
        layout=layout,
        table=wave_table(told, words),
        alt=_alt(rows, words),
        key=_key(rows, words),
        height=layout["height"],
    )


def row_name(row: Row, words: Words) -> str:
    """All together, a group, or the unit's name."""
    if row["unit_id"] in TOGETHER:
        return words(f"outcomes.waves.{row['unit_id']}", n=row["together"])
    return str(row["unit_name"] or row["unit_id"])


def _traces(rows: list[Row], at: list[float], words: Words) -> list[dict[str, Any]]:
    edges = [(place, row["low"], row["high"]) for row, place in zip(rows, at, strict=True)]
    return [
        rods(edges, 2.5, "@ink3", upright=False),
        {
            "type": "scatter",
            "mode": "markers",
            "x": [row["difference"] for row in rows],
            "y": at,
            "marker": {
                "size": [12 if row["unit_id"] in TOGETHER else 9 for row in rows],
                "symbol": ["diamond" if row["unit_id"] in TOGETHER else "circle" for row in rows],
                "color": ["@surface" if row["weak"] else "@ink" for row in rows],
                "line": {"color": "@ink", "width": 1.5},
            },
            "customdata": ["" if row["unit_id"] in TOGETHER else pick(unit=row["unit_id"]) for row in rows],
            "hoverinfo": "text",
            "hovertext": [_hover(row, words) for row in rows],
            "meta": {"differences": True},
        },
    ]


def _hover(row: Row, words: Words) -> str:
    return stacked(
        safe(row_name(row, words)),
        safe(difference_said(row, words)),
        safe(words("outcomes.waves.answers", n=row["n"], before=row["n_before"])),
        safe(words("outcomes.waves.weak")) if row["weak"] else "",
    )


def difference_said(row: Row, words: Words) -> str:
    """The difference with its interval, in words."""
    if row["low"] is None:
        return words("outcomes.waves.alone", change=words.signed(row["difference"], 2))
    return words(
        "outcomes.waves.interval",
        change=words.signed(row["difference"], 2),
        low=words.signed(row["low"], 2),
        high=words.signed(row["high"], 2),
    )


def wave_table(rows: list[Row], words: Words) -> pd.DataFrame:
    """Every row with both means, the difference and its interval, numbers of answers and response."""
    columns = {
        "unit": [row_name(row, words) for row in rows],
        "before": [round(row["mean_before"], 2) for row in rows],
        "now": [round(row["mean"], 2) for row in rows],
        "difference": [_rounded(row["difference"]) for row in rows],
        "low": [_rounded(row["low"]) for row in rows],
        "high": [_rounded(row["high"]) for row in rows],
        "n_before": [row["n_before"] for row in rows],
        "n": [row["n"] for row in rows],
        "response_before": [_share(row["response_before"], words) for row in rows],
        "response": [_share(row["response"], words) for row in rows],
        "note": [_note(row, words) for row in rows],
    }
    return pd.DataFrame({words(f"outcomes.wave_column.{name}"): values for name, values in columns.items()})


def _note(row: Row, words: Words) -> str:
    if row["broken"]:
        return words("outcomes.waves.broken")
    return words("outcomes.waves.weak") if row["weak"] else ""


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _share(value: float | None, words: Words) -> str:
    return words("outcomes.waves.unknown") if value is None else words.percent(value)


def _key(rows: list[Row], words: Words) -> tuple[KeyItem, ...]:
    items = [KeyItem(words("outcomes.waves.key_dot"), "@ink", "dot")]
    if any(row["low"] is not None for row in rows):
        items.append(KeyItem(words("outcomes.waves.key_interval"), "@ink3", "line"))
    if any(row["weak"] for row in rows):
        items.append(KeyItem(words("outcomes.waves.weak"), "@ink", "open"))
    return tuple(items)


def _alt(rows: list[Row], words: Words) -> str:
    said = [
        words("outcomes.alt.wave", unit=row_name(row, words), said=difference_said(row, words))
        for row in rows
        if row["unit_id"] in TOGETHER
    ]
    said += [words("outcomes.alt.wave_units", n=sum(row["unit_id"] not in TOGETHER for row in rows))] if rows else []
    return " ".join(said) or words("charts.alt.nothing")
