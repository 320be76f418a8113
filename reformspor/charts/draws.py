"""What the same numbers would have given if the starts had fallen otherwise: a heap of such estimates, and where among
them the one that happened lies."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, upright, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.near import decimals_of, near_axis, unit_over
from reformspor.charts.text import safe, stacked
from reformspor.words import Words

HEIGHT = 300
Row = dict[str, Any]


def draws_heap(answer: Answer, words: Words, unit: str) -> Chart:
    """Rows of low, high, n (how many estimates lie between) and as_large (whether all of them are at least as far from
    nothing as what happened), and happened, the same in every row. `unit` is the outcome's own."""
    rows = answer.copy_rows()
    happened = rows[0]["happened"] if rows else None
    ends = [row[name] for row in rows for name in ("low", "high")]
    places = decimals_of([*ends, happened])
    layout = base_layout(
        HEIGHT,
        xaxis={**near_axis([*ends, happened], words), "showgrid": False, "tickangle": 0},
        yaxis=value_axis(max((row["n"] for row in rows), default=1), words, words("effect.chart.ways"), whole=True),
        bargap=0.06,
    )
    layout["shapes"], layout["annotations"] = _line(happened, words, places)
    layout["annotations"] += [unit_over(unit)] if rows else []
    layout["margin"] |= {"t": 34, "b": 30}
    return Chart(
        data=_bars(rows, words, places),
        layout=layout,
        table=_table(rows, words, places),
        alt=_alt(rows, words, unit, places),
        key=_key(words),
        height=HEIGHT,
    )


def _bars(rows: list[Row], words: Words, places: int) -> list[Trace]:
    made = []
    for as_large in (False, True):
        held = [row for row in rows if row["as_large"] is as_large]
        if held:
            made.append(
                {
                    "type": "bar",
                    "x": [(row["low"] + row["high"]) / 2 for row in held],
                    "width": [row["high"] - row["low"] for row in held],
                    "y": [row["n"] for row in held],
                    "marker": {
                        "color": "@act" if as_large else "@muted",
                        "line": {"color": "@surface", "width": 1},
                        "pattern": {"shape": "/" if as_large else "", "fgcolor": "@surface", "size": 6},
                    },
                    "hoverinfo": "text",
                    "hovertext": [_hover(row, words, places) for row in held],
                    "meta": {"as_large": as_large},
                }
            )
    return made


def _line(happened: float | None, words: Words, places: int) -> tuple[list[Layout], list[Layout]]:
    if happened is None:
        return [], []
    note = {
        "x": happened,
        # Towards the middle, so that nothing is cut where it lies at an end.
        "xanchor": "left" if happened < 0 else "right",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": safe(words("effect.chart.happened", value=words.signed(happened, places))),
        "showarrow": False,
        "font": {"color": "@ink", "size": 12},
    }
    return [upright(happened, 2, "@ink")], [note]


def _hover(row: Row, words: Words, places: int) -> str:
    ends = {name: words.signed(row[name], places + 1) for name in ("low", "high")}
    return stacked(safe(words("effect.chart.from_to", **ends)), safe(words("effect.chart.n_ways", n=row["n"])))


def _table(rows: list[Row], words: Words, places: int) -> pd.DataFrame:
    yes, no = words("charts.code.any.yes"), words("charts.code.any.no")
    columns: dict[str, list[Any]] = {
        words("effect.column.from"): [round(row["low"], places + 2) for row in rows],
        words("effect.column.to"): [round(row["high"], places + 2) for row in rows],
        words("effect.column.n_ways"): [row["n"] for row in rows],
        words("effect.column.as_large"): [yes if row["as_large"] else no for row in rows],
    }
    return pd.DataFrame(columns)


def _key(words: Words) -> tuple[KeyItem, ...]:
    return (
        KeyItem(words("effect.chart.smaller"), "@muted"),
        KeyItem(words("effect.chart.as_large"), "@act"),
        KeyItem(words("effect.chart.what_happened"), "@ink", "upright"),
    )


def _alt(rows: list[Row], words: Words, unit: str, places: int) -> str:
    if not rows:
        return words("charts.alt.nothing")
    n, large = sum(row["n"] for row in rows), sum(row["n"] for row in rows if row["as_large"])
    happened = words.signed(rows[0]["happened"], places)
    return words("effect.alt.draws", n=n, large=words.number(large), happened=happened, unit=unit)
