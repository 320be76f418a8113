"""Units by months in a few states: where figures are missing or held back, and when each unit was under the reform."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, label_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Pattern, Trace
from reformspor.charts.months import ends_of, index_of, month_columns, span_label, time_axis
from reformspor.charts.picking import pick
from reformspor.charts.squares import Square, Squares
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.labels import opening
from reformspor.words import Words

ROW, WRAP = 22, 34
# From light to dark, so that greyscale keeps them apart; held back has a sign of its own too.
MISSING = {"missing": "@sunken", "held": "@line2", "provisional": "@s2", "told": "@s4"}
COURSE = {"before": "@sunken", "exploring": "@s2", "under": "@s4"}
# Where a square is too small for words, its state is a sign.
SIGNS = {
    "missing": "\N{EN DASH}", "held": "\N{MULTIPLICATION SIGN}", "provisional": "\N{WHITE CIRCLE}",
    "told": "\N{BLACK CIRCLE}", "before": "\N{EN DASH}", "exploring": "\N{WHITE CIRCLE}", "under": "\N{BLACK CIRCLE}",
}  # fmt: skip
BREAK = "|"
# Pixels the names and each month take at least before the figure scrolls. When units began is a staircase, and a phone
# that showed the last months alone would show none of it.
LEAST = {"missing": (240, 8), "course": (190, 2)}
Row = dict[str, Any]


@dataclass(frozen=True)
class Cell:
    """One unit in one month: its row's name and code, the month's index, the state, and what more is said of it."""

    name: str
    unit: str
    month: int
    state: str
    more: str = ""
    broken: bool = False


def missing_map(answer: Answer, words: Words) -> Chart:
    """The answer to `outcomes/missing` of one indicator: told, provisional, held back or missing."""
    cells = [
        Cell(
            name=str(row["unit_name"] or row["unit_id"]),
            unit=row["unit_id"],
            month=index_of(row["month"]),
            state=_state(row),
            more=words(f"outcomes.held_for.{row['state']}") if row["held"] else "",
            broken=row["definition_break"],
        )
        for row in answer.copy_rows()
    ]
    counted = {state: sum(cell.state == state for cell in cells) for state in MISSING}
    alt = words("outcomes.alt.missing", n=len(cells), **counted) if cells else words("charts.alt.nothing")
    return _grid(answer, cells, words, "missing", MISSING, alt)


def start_map(answer: Answer, words: Words, first: dt.date, last: dt.date) -> Chart:
    """The answer to `outcomes/starts` from the month `first` to `last`, in the order units begin."""
    cells = [
        Cell(str(row["unit_name"] or row["unit_id"]), row["unit_id"], month, _course(row, month))
        for row in answer.copy_rows()
        if row["how"] in ("registered", "tried", "never")
        for month in range(index_of(first), index_of(last) + 1)
    ]
    begun = len({cell.unit for cell in cells if cell.state == "under"})
    alt = words("outcomes.alt.starts", n=len({cell.unit for cell in cells}), begun=begun)
    return _grid(answer, cells, words, "course", COURSE, alt if cells else words("charts.alt.nothing"))


def _state(row: Row) -> str:
    if row["told"]:
        return "provisional" if row["provisional"] else "told"
    return "held" if row["held"] else "missing"


def _course(row: Row, month: int) -> str:
    if row["start"] is not None and month >= index_of(row["start"]):
        return "under"
    explored = row["explored_from"] is not None and month >= index_of(row["explored_from"])
    return "exploring" if explored else "before"


def _grid(answer: Answer, cells: Sequence[Cell], words: Words, kind: str, shades: dict[str, str], alt: str) -> Chart:
    units = list(dict.fromkeys((cell.unit, cell.name) for cell in cells))
    at = {unit: float(len(units) - place) for place, (unit, _) in enumerate(units)}
    first, last = ends_of([cell.month for cell in cells], answer)
    layout: Layout = base_layout(
        ROW * max(len(units), 1) + 60,
        xaxis=time_axis(first, last, words),
        yaxis=label_axis(list(at.values()), [wrapped(name, WRAP, 1) for _, name in units], 0.4, len(units) + 0.6),
    )
    layout["margin"]["t"] = 4
    used = [state for state in shades if any(cell.state == state for cell in cells)]
    return Chart(
        data=[_picture(cells, at, (first, last), words, kind, shades), *_signs(cells, at)] if cells else [],
        layout=layout,
        table=_table(cells, words, kind),
        alt=alt,
        key=(
            *(KeyItem(words(f"outcomes.{kind}.{state}"), shades[state], _pattern(state)) for state in reversed(used)),
            *((KeyItem(words("outcomes.chart.break"), "@act", "upright"),) if any(c.broken for c in cells) else ()),
        ),
        height=layout["height"],
        least_width=LEAST[kind][0] + LEAST[kind][1] * (last - first + 1),
        months=(first, last),
        squares=lambda: _squares(cells, (first, last), words, kind, shades),
    )


def _pattern(state: str) -> Pattern:
    return "withheld" if state == "held" else "solid"


def _picture(
    cells: Sequence[Cell], at: dict[str, float], span: tuple[int, int], words: Words, kind: str, shades: dict[str, str]
) -> Trace:
    """Every cell as one picture, so that thousands cost no more than ten."""
    rows, order = sorted(at.values()), list(shades)
    place = {middle: number for number, middle in enumerate(rows)}
    width = span[1] - span[0] + 1
    states: list[list[int | None]] = [[None] * width for _ in rows]
    hover: list[list[str]] = [[""] * width for _ in rows]
    for cell in cells:
        row, column = place[at[cell.unit]], cell.month - span[0]
        states[row][column] = order.index(cell.state)
        hover[row][column] = stacked(
            safe(f"{cell.name}, {span_label(cell.month, cell.month, words)}"),
            safe(words(f"outcomes.{kind}.{cell.state}")),
            safe(cell.more),
            safe(words("outcomes.chart.break")) if cell.broken else "",
        )
    downward = {middle: unit for unit, middle in at.items()}
    return {
        "type": "heatmap",
        "x": list(range(span[0], span[1] + 1)),
        "y": rows,
        "z": states,
        "zmin": -0.5,
        "zmax": len(order) - 0.5,
        "colorscale": [
            [(number + edge) / len(order), shade] for number, shade in enumerate(shades.values()) for edge in (0, 1)
        ],
        "showscale": False,
        "xgap": 1,
        "ygap": 2,
        "meta": {
            "columns": [pick(month) for month in range(span[0], span[1] + 1)],
            "rows": [pick(unit=downward[middle]) for middle in rows],
        },
        "hoverinfo": "text",
        "hovertext": hover,
        "hoverongaps": False,
    }


def _signs(cells: Sequence[Cell], at: dict[str, float]) -> list[Trace]:
    """A sign in each cell that is held back, and an upright line where the definition changes."""
    looks = (
        ("x-thin", {"size": 7, "line": {"width": 1.5, "color": "@surface"}}, [c for c in cells if c.state == "held"]),
        ("line-ns", {"size": 16, "line": {"width": 3, "color": "@act"}}, [c for c in cells if c.broken]),
    )
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [cell.month - (0.5 if symbol == "line-ns" else 0) for cell in held],
            "y": [at[cell.unit] for cell in held],
            "marker": {"symbol": symbol, **marker},
            "hoverinfo": "skip",
            "meta": {"sign": symbol},
        }
        for symbol, marker, held in looks
        if held
    ]


def _table(cells: Sequence[Cell], words: Words, kind: str) -> pd.DataFrame:
    """A row for each stretch of months in one state, which is what a reader looks for."""
    rows = _stretches(cells)
    columns = {
        "questions.columns.unit_name": [cell.name for cell, _ in rows],
        "charts.heading.period": [span_label(cell.month, last, words) for cell, last in rows],
        "outcomes.column.months": [last - cell.month + 1 for cell, last in rows],
        "questions.columns.state": [words(f"outcomes.{kind}.{cell.state}") for cell, _ in rows],
        "outcomes.column.why": [cell.more for cell, _ in rows],
    }
    if not any(cell.more for cell, _ in rows):
        del columns["outcomes.column.why"]
    return pd.DataFrame({opening(words(key)): values for key, values in columns.items()})


def _stretches(cells: Sequence[Cell]) -> list[tuple[Cell, int]]:
    """The first cell of each stretch, and its last month."""
    rows: list[tuple[Cell, int]] = []
    for cell in cells:
        if rows and (same := rows[-1][0]).unit == cell.unit and (same.state, same.more) == (cell.state, cell.more):
            rows[-1] = (same, cell.month)
        else:
            rows.append((cell, cell.month))
    return rows


def _squares(cells: Sequence[Cell], span: tuple[int, int], words: Words, kind: str, shades: dict[str, str]) -> Squares:
    """A square for each month, told by the sign of its state."""
    units = list(dict.fromkeys((cell.unit, cell.name) for cell in cells))
    down = {unit: place for place, (unit, _) in enumerate(units)}
    held, broken = list[Square](), {(cell.unit, cell.month) for cell in cells if cell.broken}
    for at, (cell, last) in enumerate(_stretches(cells)):
        for month in range(cell.month, last + 1):
            sign = SIGNS[cell.state] + (BREAK if (cell.unit, month) in broken else "")
            column = month - span[0]
            held.append(Square(down[cell.unit], column, column, at, (), shades[cell.state], sign))
    used = [state for state in reversed(list(shades)) if any(cell.state == state for cell in cells)]
    signs = [(SIGNS[state], words(f"outcomes.{kind}.{state}")) for state in used]
    return Squares(
        name=opening(words("questions.columns.unit_name")),
        names=tuple(name for _, name in units),
        columns=month_columns(*span, words),
        held=tuple(held),
        signs=(*signs, *([(BREAK, words("outcomes.chart.break"))] if broken else ())),
        timed=True,
        steady=kind == "course",
    )
