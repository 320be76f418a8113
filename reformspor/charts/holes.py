"""A grid of what was not passed, by table or unit and month, or by snapshot: the darker a cell, the larger the hole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, label_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.months import index_of, month_columns, span_label, time_axis
from reformspor.charts.picking import pick
from reformspor.charts.squares import Square, Squares
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.amounts import number
from reformspor.findings.labels import MISSING, label_of, opening
from reformspor.words import Words

ROW = 26
WRAP, LONG = 34, 44
# The upper ends of the steps of colour, as shares that were not passed; none at all is a step of its own.
STEPS = (0.0, 0.02, 0.05, 0.10, 0.25)
SHADES = ("@sunken", "@s1", "@s2", "@s3", "@s4", "@s5")


@dataclass(frozen=True)
class Hole:
    """One cell: its row and columns (places on the axis), the trials made, and the share that was not passed."""

    row: str
    first: int
    last: int
    when: str
    n: float
    share: float
    unit: str | None = None


def holes_by_month(answer: Answer, words: Words, *, by: str) -> Chart:
    """Cells by `by` and month; a cell that was judged for a whole year is one block over its twelve months.

    The frame has `by`, met_share, n, and either month or month_from and month_to.
    """
    holes = [_of_month(words, by, row) for row in answer.copy_rows()]
    first = min((hole.first for hole in holes), default=index_of(answer.provenance.as_of))
    last = min(max((hole.last for hole in holes), default=first), index_of(answer.provenance.as_of))
    axis = time_axis(first, last, words)
    return _chart(holes, words, by, axis, (first, last), months=(first, last))


def holes_by_snapshot(answer: Answer, words: Words) -> Chart:
    """Cells by dimension and table, a column for each snapshot of the source, oldest first."""
    rows = answer.copy_rows()
    order = list(dict.fromkeys((row["as_of"], row["snapshot_id"]) for row in rows))
    place = {one: at for at, one in enumerate(order)}
    holes = [_of_snapshot(words, row, place[row["as_of"], row["snapshot_id"]]) for row in rows]
    holed = {hole.row for hole in holes if hole.share > 0}
    axis = {
        "type": "linear",
        "range": [-0.5, len(order) - 0.5],
        "domain": [0, min(1.0, 0.2 + 0.2 * max(len(order), 1))],
        "tickangle": 0,
        "tickmode": "array",
        "tickvals": [at for at in place.values() if (len(order) - 1 - at) % max(1, len(order) // 8) == 0],
        "ticktext": [
            f"{day.day}{'' if words.lang == 'en' else '.'} {words.month_short(day)}<br>{day.year}"
            for (day, _), at in place.items()
            if (len(order) - 1 - at) % max(1, len(order) // 8) == 0
        ],
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }
    whole = _chart(holes, words, "snapshot", axis, (0, len(order) - 1), months=None)
    if not holed:
        return whole
    # What has never failed is in the table, and need not be looked for among what has.
    drawn = _chart([h for h in holes if h.row in holed], words, "snapshot", axis, (0, len(order) - 1), months=None)
    return replace(drawn, table=whole.table)


def _of_month(words: Words, by: str, row: dict[str, Any]) -> Hole:
    ends = (row["month"], row["month"]) if "month" in row else (row["month_from"], row["month_to"])
    first, last = index_of(ends[0]), index_of(ends[1])
    when = span_label(first, last, words)
    unit = row["unit_id"] if by == "unit_name" and row["unit_id"] != MISSING else None
    return Hole(_row(words, by, row), first, last, when, number(row["n"]), 1 - number(row["met_share"]), unit)


def _row(words: Words, by: str, row: dict[str, Any]) -> str:
    if by == "unit_name" and row[by] == MISSING:
        return label_of(words, "sector", MISSING)
    return label_of(words, by, row[by]) if by == "table_name" else str(row[by])


def _of_snapshot(words: Words, row: dict[str, Any], at: int) -> Hole:
    dimension, table = words(f"quality.dimension.{row['dimension']}"), label_of(words, "table_name", row["table_name"])
    when = words("quality.chart.at_snapshot", date=row["as_of"])
    return Hole(f"{dimension}: {table}", at, at, when, number(row["n"]), 1 - number(row["met_share"]))


def _chart(
    holes: list[Hole],
    words: Words,
    by: str,
    axis: Layout,
    span: tuple[int, int],
    *,
    months: tuple[int, int] | None,
) -> Chart:
    rows = list(dict.fromkeys(hole.row for hole in holes))
    at = {name: float(len(rows) - place) for place, name in enumerate(rows)}
    layout = base_layout(
        ROW * max(len(rows), 1) + 60,
        barmode="overlay",
        xaxis=axis,
        yaxis=label_axis(
            list(at.values()), [wrapped(name, WRAP if months else LONG, 1) for name in rows], 0.4, len(rows) + 0.6
        ),
    )
    layout["margin"]["t"] = 4
    wide = [hole for hole in holes if hole.first != hole.last]
    narrow = [hole for hole in holes if hole.first == hole.last]
    return Chart(
        data=[
            *([_grid(narrow, at, span, words, bool(months))] if narrow else []),
            *([_blocks(wide, at, span, words, bool(months))] if wide else []),
        ],
        layout=layout,
        table=_table(holes, words, by),
        alt=_alt(holes, len(rows), words),
        key=_key(holes, words),
        height=layout["height"],
        least_width=240 + (8 if months else 76) * (span[1] - span[0] + 1),
        months=months,
        squares=(lambda: _squares(holes, span, words, by)) if months else None,
    )


def _squares(holes: list[Hole], span: tuple[int, int], words: Words, by: str) -> Squares:
    """The share that was passed in each square; what was judged for a whole year is one square over its months."""
    names = list(dict.fromkeys(hole.row for hole in holes))
    down = {name: place for place, name in enumerate(names)}
    table = _table(holes[:1], words, by).columns
    return Squares(
        name=table[0],
        names=tuple(names),
        columns=month_columns(*span, words),
        held=tuple(
            Square(
                down[hole.row],
                hole.first - span[0],
                hole.last - span[0],
                at,
                (table[3],),
                SHADES[_step(hole.share)],
                when=hole.when if hole.first != hole.last else "",
            )
            for at, hole in enumerate(holes)
            if hole.first <= span[1] and hole.last >= span[0]
        ),
        measure=table[3],
        timed=True,
    )


def _grid(holes: list[Hole], at: dict[str, float], span: tuple[int, int], words: Words, in_time: bool) -> Trace:
    """Every cell of one month as one picture, so that thousands cost no more than ten."""
    first, last = span
    rows = sorted(at.values())
    width = last - first + 1
    steps: list[list[int | None]] = [[None] * width for _ in rows]
    hover: list[list[str]] = [[""] * width for _ in rows]
    number_of, units = {middle: row for row, middle in enumerate(rows)}, {hole.row: hole.unit for hole in holes}
    downward = [pick(unit=units.get(name)) for name, _ in sorted(at.items(), key=lambda one: one[1])]
    for hole in holes:
        if first <= hole.first <= last:
            row, column = number_of[at[hole.row]], hole.first - first
            steps[row][column] = _step(hole.share)
            hover[row][column] = _hover(hole, words)
    return {
        "type": "heatmap",
        "x": list(range(first, last + 1)),
        "y": rows,
        "z": steps,
        "zmin": -0.5,
        "zmax": len(SHADES) - 0.5,
        "colorscale": [[(n + edge) / len(SHADES), shade] for n, shade in enumerate(SHADES) for edge in (0, 1)],
        "showscale": False,
        "xgap": 1,
        "ygap": 2,
        "meta": {"columns": [pick(month) for month in range(first, last + 1)], "rows": downward} if in_time else None,
        "hoverinfo": "text",
        "hovertext": hover,
        "hoverongaps": False,
    }


def _blocks(holes: list[Hole], at: dict[str, float], span: tuple[int, int], words: Words, in_time: bool) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [at[hole.row] for hole in holes],
        "width": [0.9] * len(holes),
        "base": [max(hole.first, span[0]) - 0.5 for hole in holes],
        "x": [min(hole.last, span[1]) - max(hole.first, span[0]) + 1 for hole in holes],
        "customdata": [pick(hole.first, hole.last, unit=hole.unit) if in_time else "" for hole in holes],
        "marker": {
            "color": [SHADES[_step(hole.share)] for hole in holes],
            "line": {"color": "@surface", "width": 2},
        },
        "hoverinfo": "text",
        "hovertext": [_hover(hole, words) for hole in holes],
    }


def _step(share: float) -> int:
    return next((step for step, top in enumerate(STEPS) if share <= top + 1e-9), len(STEPS))


def _hover(hole: Hole, words: Words) -> str:
    said = words("quality.chart.unpassed", share=hole.share) if hole.share > 0 else words("quality.chart.clean")
    return stacked(wrapped(hole.row, 50, 2), safe(hole.when), safe(said))


def _key(holes: list[Hole], words: Words) -> tuple[KeyItem, ...]:
    used = {_step(hole.share) for hole in holes}
    names = [
        words("quality.chart.clean"),
        *(words("quality.chart.up_to", share=top) for top in STEPS[1:]),
        words("quality.chart.over", share=STEPS[-1]),
    ]
    return tuple(KeyItem(name, SHADES[step]) for step, name in enumerate(names) if step in used)


def _table(holes: list[Hole], words: Words, by: str) -> pd.DataFrame:
    kind = {"table_name": "table_name", "unit_name": "unit_name"}.get(by, "dimension")
    heads = [words(f"questions.columns.{kind}"), words("charts.heading.period"), words("quality.chart.n")]
    heads += [words("questions.columns.met_share")]
    rows = [(hole.row, hole.when, _whole(hole.n), words.percent(1 - hole.share, 1)) for hole in holes]
    return pd.DataFrame(rows, columns=[opening(head) for head in heads])


def _whole(amount: float) -> float:
    return int(amount) if amount == int(amount) else round(amount, 1)


def _alt(holes: list[Hole], rows: int, words: Words) -> str:
    if not holes:
        return words("charts.alt.nothing")
    worst = max(holes, key=lambda hole: (hole.share * hole.n, hole.row))
    where = " ".join(part for part in (worst.row, worst.when) if part)
    return words("quality.alt.heat", rows=rows, worst=where, share=worst.share)
