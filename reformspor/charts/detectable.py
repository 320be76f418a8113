"""The smallest change a plan can find, by units or months: a line for each correlation, and a ring for the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Pattern, Trace
from reformspor.charts.text import safe, stacked
from reformspor.words import Words

HEIGHT = 320
# Told apart in grey and by how they are drawn; one the reader has set stands after the three.
LINES: tuple[tuple[str, str, Pattern], ...] = (
    ("@c1", "solid", "line"),
    ("@c3", "dash", "dashes"),
    ("@c4", "dot", "dots"),
    ("@ink2", "dashdot", "dashes"),
)
Row = dict[str, Any]


def detectable_lines(answer: Answer, words: Words, by: str, relevant: float) -> Chart:
    """Rows of `planning/by_units` or `planning/by_months`, `by` being `units` or `months`; `relevant` is the smallest
    change that matters, drawn across."""
    held: dict[float, list[Row]] = {}
    for row in answer.copy_rows():
        held.setdefault(row["rho"], []).append(row)
    known = [row["smallest"] for rows in held.values() for row in rows if row["smallest"] is not None]
    top = max([*known, relevant], default=1.0)
    layout = base_layout(
        HEIGHT,
        xaxis=_axis(sorted({row[by] for rows in held.values() for row in rows}), words, by),
        yaxis=value_axis(top, words),
        shapes=[_across(relevant)],
    )
    data = [_line(rows, by, place, words) for place, rows in enumerate(held.values())]
    chosen = [row for rows in held.values() for row in rows if row["chosen"] and row["smallest"] is not None]
    return Chart(
        data=[*data, *(_ring(row, by, words) for row in chosen)],
        layout=layout,
        table=_table(held, words, by),
        alt=_alt(held, words, by),
        key=_key(held, words, relevant, has_ring=bool(chosen)),
        height=HEIGHT,
    )


def _axis(values: list[int], words: Words, by: str) -> Layout:
    # Two that stand too near one another to be named both.
    gap = (values[-1] - values[0]) * 0.11 if values else 0
    named: list[int] = []
    for value in values:
        if not named or (value - named[-1] >= gap and (value == values[-1] or values[-1] - value >= 2 * gap)):
            named.append(value)
    names = [words.number(value) for value in named]
    if names:
        names[-1] = words(f"planning.chart.{by}", n=named[-1])
    return {
        "type": "linear",
        "range": [values[0] - 1, values[-1] * 1.09] if values else [0, 1],
        "tickmode": "array",
        "tickvals": named,
        "ticktext": [safe(name) for name in names],
        "tickangle": 0,
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": "@line2",
        "fixedrange": True,
    }


def _line(rows: list[Row], by: str, place: int, words: Words) -> Trace:
    colour, dash, _ = LINES[min(place, len(LINES) - 1)]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": safe(_rho(rows[0], words)),
        "x": [row[by] for row in rows],
        "y": [row["smallest"] for row in rows],
        "line": {"color": colour, "width": 2.25, "dash": dash},
        "marker": {"color": colour, "size": 5},
        "connectgaps": False,
        "hoverinfo": "text",
        "hovertext": [_hover(row, by, words) for row in rows],
        "meta": {"rho": rows[0]["rho"]},
    }


def _ring(row: Row, by: str, words: Words) -> Trace:
    marker = {"symbol": "circle-open", "size": 15, "color": "@ink", "line": {"width": 2.5, "color": "@ink"}}
    held = {"x": [row[by]], "y": [row["smallest"]], "hoverinfo": "text", "hovertext": [_hover(row, by, words)]}
    return {"type": "scatter", "mode": "markers", "marker": marker, **held, "meta": {"chosen": True}}


def _across(relevant: float) -> Layout:
    line = {"color": "@ink2", "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": relevant, "y1": relevant, "line": line}


def _hover(row: Row, by: str, words: Words) -> str:
    return stacked(
        safe(words(f"planning.chart.{by}", n=row[by])),
        safe(_rho(row, words)),
        safe(words("planning.chart.smallest", size=_size(row, words))),
    )


def _rho(row: Row, words: Words) -> str:
    return words("planning.chart.rho", rho=words.number(row["rho"], 2))


def _size(row: Row, words: Words) -> str:
    return words("planning.none") if row["smallest"] is None else words.number(row["smallest"], 2)


def _table(held: Mapping[float, list[Row]], words: Words, by: str) -> pd.DataFrame:
    rows = [row for rows in held.values() for row in rows]
    columns: dict[str, list[Any]] = {
        by: [row[by] for row in rows],
        "rho": [row["rho"] for row in rows],
        "treated": [row["n_treated"] for row in rows],
        "smallest": [None if row["smallest"] is None else round(row["smallest"], 4) for row in rows],
        "lack": [words(f"planning.lack.{row['lack']}") if row["lack"] else "" for row in rows],
    }
    if not any(columns["lack"]):
        del columns["lack"]
    return pd.DataFrame({words(f"planning.column.{name}"): values for name, values in columns.items()})


def _key(held: Mapping[float, list[Row]], words: Words, relevant: float, *, has_ring: bool) -> tuple[KeyItem, ...]:
    items = [
        KeyItem(_rho(rows[0], words), *_styled(LINES[min(place, len(LINES) - 1)]))
        for place, rows in enumerate(held.values())
    ]
    ring = [KeyItem(words("planning.chart.chosen"), "@ink", "open")] if has_ring else []
    matters = words("planning.chart.relevant", size=words.number(relevant, 2))
    return (*items, *ring, KeyItem(matters, "@ink2", "line"))


def _styled(line: tuple[str, str, Pattern]) -> tuple[str, Pattern]:
    return line[0], line[2]


def _alt(held: Mapping[float, list[Row]], words: Words, by: str) -> str:
    said = []
    for rows in held.values():
        told = [words("planning.alt.point", n=words.number(row[by]), size=_size(row, words)) for row in rows]
        said.append(words(f"planning.alt.{by}", rho=words.number(rows[0]["rho"], 2), points=", ".join(told)))
    return " ".join(said) or words("charts.alt.nothing")
