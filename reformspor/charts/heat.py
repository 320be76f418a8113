"""A heat map of places and months; what was merged is one hatched block over its months, in a row of its own place."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, label_axis
from reformspor.charts.chart import Chart, KeyItem, Trace
from reformspor.charts.heat_cells import Cell, Cells, heat_cells, heat_squares, heat_table
from reformspor.charts.months import clipped, span_label, time_axis
from reformspor.charts.picking import across_and_down, pick
from reformspor.charts.rounding import STEPS, round_step
from reformspor.charts.series import fill
from reformspor.charts.strip import lanes_of
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.amounts import figure_of, say_pair
from reformspor.words import Words

ROW = 24
WRAP = 40
# More rows are no longer read as a picture, and cost every change of a filter.
MOST = 40


def heat_map(answer: Answer, words: Words, most: int = MOST) -> Chart:
    """Cells by place and month coloured by `rate`, hours a month for each 100 årsverk.

    The frame has place, place_level, unit_name, sector, month_from, month_to, hours, hours_possible and rate.
    A cell is merged when it spans several months or its place is no single unit: it is hatched and not
    coloured, since its rate would not compare with a unit's. Of more than `most` places, those with the most hours
    are drawn, in the colours they would have had among all of them, and what is not drawn is said.
    """
    cells = heat_cells(answer, words)
    first, last = clipped(cells.spans, answer)
    top = _top(cells)
    places, left_out = _drawn_places(cells, most, words)
    layout = base_layout(
        ROW * max(len(places), 1) + 60,
        barmode="overlay",
        xaxis=time_axis(first, last, words),
        yaxis=label_axis(
            [float(len(places) - row) for row in range(len(places))],
            [wrapped(name, WRAP, 1) for name in places],
            0.4,
            len(places) + 0.6,
        ),
    )
    layout["margin"]["t"] = 4
    return Chart(
        data=_traces(cells, places, (first, last), round_step(top), words),
        layout=layout,
        table=heat_table(cells, words),
        alt=" ".join(text for text in (_alt(cells, words), left_out) if text),
        key=_key(cells, top, words),
        height=layout["height"],
        least_width=240 + 8 * (last - first + 1),
        months=(first, last),
        left_out=left_out,
        whole=(lambda: heat_map(answer, words, len(cells))) if left_out else None,
        squares=lambda: heat_squares(
            cells.each(), (first, last), words, lambda cell: _shade(_number(cell.rate, round_step(top)))
        ),
    )


def _top(cells: Cells) -> float:
    """The highest rate of what is not merged; zero where there is none."""
    rates = cells.rate[~cells.merged & ~np.isnan(cells.rate)]
    return float(max(rates.max(initial=0.0), 0.0))


def _drawn_places(cells: Cells, most: int, words: Words) -> tuple[list[str], str]:
    """The places to draw, in the order of the cells, and the sentence on those that are not."""
    weight: dict[str, float] = {}
    hours = np.bincount(cells.place, cells.hours + cells.possible, len(cells.names))
    for name, amount in zip(cells.names, hours.tolist(), strict=True):
        weight[name] = weight.get(name, 0.0) + amount
    if len(weight) <= most:
        return list(weight), ""
    heaviest = set(sorted(weight, key=lambda name: -weight[name])[:most])
    rest = cells.where(~_in(cells, heaviest))
    amount = say_pair(float(rest.hours.sum()), float(rest.possible.sum()), words, "hours")
    left_out = words("charts.left_out", drawn=most, n=len(weight) - most, amount=amount)
    return [name for name in weight if name in heaviest], left_out


def _in(cells: Cells, names: Collection[str]) -> Any:
    """Which cells have one of these places."""
    return np.array([name in names for name in cells.names], dtype=bool)[cells.place] if len(cells) else cells.merged


def _traces(cells: Cells, places: list[str], span: tuple[int, int], step: float, words: Words) -> list[Trace]:
    """One picture of the cells that have their place and month to themselves, bars for the others."""
    at = {name: float(len(places) - row) for row, name in enumerate(places)}
    drawn = cells.where(_in(cells, at)).each()
    spans: dict[str, list[tuple[int, int]]] = {name: [] for name in places}
    for cell in drawn:
        spans[cell.place].append((cell.first, cell.last))
    lanes = {name: lanes_of(held) for name, held in spans.items()}
    shared = {name for name, held in lanes.items() if max(held.values(), default=0) > 0}
    plain = [cell for cell in drawn if not cell.merged and cell.place not in shared]
    beside = [[c for c in drawn if c.merged is merged and (merged or c.place in shared)] for merged in (False, True)]
    grid = [_grid(plain, at, span, step, words)] if plain else []
    return grid + [_trace(group, at, lanes, step, words) for group in beside if group]


def _grid(cells: list[Cell], at: dict[str, float], span: tuple[int, int], step: float, words: Words) -> Trace:
    """Cells that have their place and month to themselves, drawn as one picture: thousands cost no more than ten."""
    first, last = span
    rows = sorted(at.values())
    steps: list[list[int | None]] = [[None] * (last - first + 1) for _ in rows]
    hours: list[list[float | None]] = [[None] * (last - first + 1) for _ in rows]
    hover: list[list[str]] = [[""] * (last - first + 1) for _ in rows]
    row_of, labels = {middle: row for row, middle in enumerate(rows)}, dict.fromkeys(rows, "")
    labels |= {at[cell.place]: cell.label for cell in cells}
    for cell in cells:
        row, column = row_of[at[cell.place]], cell.first - first
        steps[row][column] = _number(cell.rate, step)
        hours[row][column] = cell.hours
        hover[row][column] = _hover(cell, words)
    return {
        "type": "heatmap",
        "x": list(range(first, last + 1)),
        "y": rows,
        "z": steps,
        "zmin": -0.5,
        "zmax": STEPS + 0.5,
        "colorscale": [
            [(n + edge) / (STEPS + 1), shade]
            for n, shade in enumerate(map(_shade, range(STEPS + 1)))
            for edge in (0, 1)
        ],
        "showscale": False,
        "xgap": 1,
        "ygap": 2,
        "meta": {"amounts": hours, **across_and_down(range(first, last + 1), [labels[middle] for middle in rows])},
        "hoverinfo": "text",
        "hovertext": hover,
        "hoverongaps": False,
    }


def _trace(
    cells: list[Cell], at: dict[str, float], lanes: dict[str, dict[tuple[int, int], int]], step: float, words: Words
) -> Trace:
    """Cells of one place that overlap in time share its row, each in its own lane."""
    of_place = {place: 0.9 / (max(held.values()) + 1) for place, held in lanes.items()}
    heights = [of_place[cell.place] for cell in cells]
    middles = [
        at[cell.place] - 0.45 + height * (lanes[cell.place][cell.first, cell.last] + 0.5)
        for cell, height in zip(cells, heights, strict=True)
    ]
    colours = {"color": [_shade(_number(cell.rate, step)) for cell in cells], "line": {"color": "@surface", "width": 1}}
    return {
        "type": "bar",
        "orientation": "h",
        "y": middles,
        "width": heights,
        "base": [cell.first - 0.5 for cell in cells],
        "x": [cell.last - cell.first + 1 for cell in cells],
        "customdata": [pick(cell.first, cell.last, place=cell.label) for cell in cells],
        "meta": {"amounts": [cell.hours for cell in cells]},
        "marker": fill("merged") if cells[0].merged else colours,
        "hoverinfo": "text",
        "hovertext": [_hover(cell, words) for cell in cells],
    }


def _number(rate: float | None, step: float) -> int:
    """The step of colour a rate lies in, from 1; 0 where there is no rate."""
    if rate is None:
        return 0
    return 1 + min(STEPS - 1, int(rate / step)) if step else 1


def _shade(number: int) -> str:
    return f"@s{number}" if number else "@sunken"


def _hover(cell: Cell, words: Words) -> str:
    said = words("charts.no_fte")
    if cell.rate is not None:
        said = words("charts.amount.per_100_fte", amount=figure_of(cell.rate, words), n=cell.rate)
    return stacked(
        wrapped(cell.place, 50, 2),
        safe(f"{span_label(cell.first, cell.last, words)}: {say_pair(cell.hours, cell.possible, words, 'hours')}"),
        safe(said),
        safe(words("charts.key.merged")) if cell.merged else "",
    )


def _key(cells: Cells, top: float, words: Words) -> tuple[KeyItem, ...]:
    items = []
    if top:
        step = round_step(top)
        used = min(STEPS, int(top / step) + 1)
        ends = [words.number(step * place, 0 if step == int(step) else 1) for place in range(used + 1)]
        items = [KeyItem(f"{ends[i]}\N{EN DASH}{ends[i + 1]}", f"@s{i + 1}") for i in range(used)]
        items[-1] = KeyItem(f"{items[-1].label} {words('charts.unit.hours_per_100_fte')}", items[-1].colour)
    if (np.isnan(cells.rate) & ~cells.merged).any():
        items.append(KeyItem(words("charts.no_fte"), "@sunken"))
    if cells.merged.any():
        items.append(KeyItem(words("charts.key.merged"), "@line2", "merged"))
    return tuple(items)


def _alt(cells: Cells, words: Words) -> str:
    if not len(cells):
        return words("charts.alt.nothing")
    places = len(set(cells.names))
    said = [
        words(
            "charts.alt.heat",
            n=places,
            places=places,
            hours=words.number(float(cells.hours.sum())),
            merged=words.number(float(cells.hours[cells.merged].sum())),
        )
    ]
    rated = cells.where(~np.isnan(cells.rate) & ~cells.merged)
    if len(rated):
        at = int(rated.rate.argmax())
        month = span_label(int(rated.first[at]), int(rated.last[at]), words)
        rate = words.number(float(rated.rate[at]), 1)
        said.append(words("charts.alt.heat_top", place=cells.names[rated.place[at]], month=month, rate=rate))
    return " ".join(said)
