"""A matrix of two codes with the amount in each cell; our own government level stands apart from the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, label_axis
from reformspor.charts.chart import Chart, Layout, Trace
from reformspor.charts.picking import pick_by
from reformspor.charts.series import ORDER
from reformspor.charts.squares import Square, Squares
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.amounts import number, say_ends, say_pair
from reformspor.findings.labels import MISSING, family_of, folded, inside
from reformspor.words import Words

ROW = 36
# Room for headings of three lines.
HEADING = 58
OWN = "municipality"
# A column is wide enough for its longest word, in pixels, so that no heading has to stand on its side.
COLUMN, WRAP = 94, 14
LETTER = 8
GAP = 0.5
LEVELS = (
    "municipality", "intermunicipal", "county_council", "county_governor", "agency", "ministry", "state",
    "parliament", "eea", "social_partner", "vendor", MISSING,
)  # fmt: skip
# Steps of the scale on which ink or ground reads at 4.5 or more in both themes; s3 would not.
STEPS = (0, 1, 2, 4, 5)
SCALE = [[(place + end) / len(STEPS), f"@s{step}"] for place, step in enumerate(STEPS) for end in (0, 1)]

Pair = tuple[str, str]
Amounts = dict[Pair, tuple[float, float]]


@dataclass(frozen=True)
class Grid:
    """The codes down and across in reading order, their kinds, and the sure and possible amount of each cell."""

    down: tuple[str, ...]
    across: tuple[str, ...]
    kinds: Pair
    amounts: Mapping[Pair, tuple[float, float]]

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Our own level and the others, or all in one where the columns are no levels."""
        own = tuple(code for code in self.across if code == OWN)
        others = tuple(code for code in self.across if code != OWN)
        return tuple(group for group in (own, others) if group)

    @property
    def places(self) -> dict[str, float]:
        """Where each column stands; the others a little apart from our own."""
        apart = GAP if len(self.groups) == 2 else 0.0
        return {code: place + (0.0 if code == OWN else apart) for place, code in enumerate(self.across)}


def matrix(answer: Answer, words: Words, *, rows: str, columns: str, value: str, unit: str | None = None) -> Chart:
    """Cells of `value`, and of `<value>_possible` where it may be more, by the codes of `rows` and `columns`.

    A code that is not reported is kept and comes last. Cells without rows are blank. Where `columns` is a
    government level, `municipality` is set apart on the left.
    """
    unit = unit or value
    grid = _grid(answer.frame, rows, columns, value)
    top = max((sure for sure, _ in grid.amounts.values()), default=1.0)
    layout = base_layout(
        ROW * len(grid.down) + 110,
        xaxis=_top_axis(grid, words),
        yaxis=label_axis(
            [float(len(grid.down) - place) for place in range(len(grid.down))],
            [wrapped(family_of(words, rows, code), 26) for code in grid.down],
            0.3,
            len(grid.down) + 0.7,
        ),
        coloraxis={"colorscale": SCALE, "cmin": 0, "cmax": top, "showscale": False},
        annotations=_headings(grid, words),
    )
    layout["margin"] |= {"t": HEADING + 24 if len(grid.groups) == 2 else 8, "b": 8}
    return Chart(
        data=[*(_cells(grid, group, words, unit) for group in grid.groups), *_amounts(grid, top, words)],
        layout=layout,
        table=_table(grid, words, unit),
        alt=_alt(grid, words, unit),
        height=layout["height"],
        least_width=180 + _column(grid, words) * len(grid.across),
        squares=lambda: _squares(grid, top, words, unit),
    )


def _column(grid: Grid, words: Words) -> int:
    said = " ".join(family_of(words, grid.kinds[1], code) for code in grid.across)
    return min(COLUMN, max(LETTER * len(word) for word in (*said.split(), "1 000 000")))


def _grid(frame: pd.DataFrame, rows: str, columns: str, value: str) -> Grid:
    amounts: Amounts = {}
    for row in frame.to_dict(orient="records"):
        pair = (folded(rows, row[rows]), folded(columns, row[columns]))
        sure = number(row[value])
        most = max(sure, number(row.get(f"{value}_possible", sure)))
        held = amounts.get(pair, (0.0, 0.0))
        amounts[pair] = (held[0] + sure, held[1] + most - sure)
    amounts = {pair: both for pair, both in amounts.items() if any(both)}
    return Grid(_down(amounts), _across(amounts, columns), (rows, columns), amounts)


def _down(amounts: Amounts) -> tuple[str, ...]:
    sums: dict[str, float] = {}
    for (row, _), (sure, possible) in amounts.items():
        sums[row] = sums.get(row, 0.0) + sure + possible / 2
    return tuple(sorted(sums, key=lambda code: (code == MISSING, -sums[code], code)))


def _across(amounts: Amounts, kind: str) -> tuple[str, ...]:
    order = LEVELS if kind == "level" else ORDER.get(kind, ())
    found = {column for _, column in amounts}
    return tuple(sorted(found, key=lambda c: (c == MISSING, order.index(c) if c in order else len(order), c)))


def _top_axis(grid: Grid, words: Words) -> Layout:
    places = grid.places
    return {
        "type": "linear",
        "side": "top",
        "range": [-0.55, max(places.values(), default=0.0) + 0.55],
        # A few columns are not drawn out to the full width.
        "domain": [0, min(1.0, 0.35 * max(len(places), 1))],
        "tickmode": "array",
        "tickvals": list(places.values()),
        "ticktext": [wrapped(family_of(words, grid.kinds[1], code), WRAP, 3) for code in grid.across],
        "tickangle": 0,
        "tickfont": {"size": 12, "color": "@ink2"},
        "ticks": "",
        "showgrid": False,
        "showline": False,
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
    }


def _cells(grid: Grid, group: tuple[str, ...], words: Words, unit: str) -> Trace:
    def each(say: Any) -> list[list[Any]]:
        return [[say((row, column)) for column in group] for row in grid.down]

    return {
        "type": "heatmap",
        "x0": grid.places[group[0]],
        "dx": 1,
        "y0": len(grid.down),
        "dy": -1,
        "z": each(lambda pair: grid.amounts[pair][0] if pair in grid.amounts else None),
        "coloraxis": "coloraxis",
        "xgap": 2,
        "ygap": 2,
        "hoverongaps": False,
        "meta": {
            "columns": [pick_by(grid.kinds[1], {}, fold=True, code=code) for code in group],
            "rows": [pick_by(grid.kinds[0], {}, fold=True, code=code) for code in grid.down],
        },
        "hoverinfo": "text",
        "hovertext": each(lambda pair: _hover(grid, pair, words, unit)),
    }


def _amounts(grid: Grid, top: float, words: Words) -> list[Trace]:
    """The amount written in each cell, in the ink that reads on the cell's own step."""
    places = grid.places
    cells = [(row, column, *both) for (row, column), both in grid.amounts.items()]
    if not cells:
        return []
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": [places[column] for _, column, _, _ in cells],
            "y": [len(grid.down) - grid.down.index(row) for row, _, _, _ in cells],
            "text": [safe(say_ends(sure, possible, words)) for _, _, sure, possible in cells],
            "textfont": {"color": [f"@on{_step(sure, top)}" for _, _, sure, _ in cells]},
            "hoverinfo": "skip",
            "cliponaxis": False,
        }
    ]


def _step(amount: float, top: float) -> int:
    return STEPS[min(len(STEPS) - 1, int(amount / top * len(STEPS)))] if top else STEPS[0]


def _hover(grid: Grid, pair: Pair, words: Words, unit: str) -> str:
    amount = say_pair(*grid.amounts.get(pair, (0.0, 0.0)), words, unit)
    return stacked(safe(_names(grid, pair, words)), safe(amount))


def _names(grid: Grid, pair: Pair, words: Words) -> str:
    return " · ".join(family_of(words, kind, code) for kind, code in zip(grid.kinds, pair, strict=True))


def _headings(grid: Grid, words: Words) -> list[Layout]:
    """Over the columns, what our own level and the others mean for who acts."""
    if len(grid.groups) < 2:
        return []
    common = {"y": 1, "yref": "paper", "yanchor": "bottom", "yshift": HEADING, "showarrow": False, "xanchor": "left"}
    heads = zip(grid.groups, ("charts.own", "charts.lift"), strict=True)
    return [
        {**common, "x": grid.places[group[0]] - 0.5, "text": safe(words(key)), "font": {"color": "@ink"}}
        for group, key in heads
    ]


def _table(grid: Grid, words: Words, unit: str) -> pd.DataFrame:
    """Codes down and across; one row a cell instead, with both ends, where some amounts are not sure."""
    heading = words(f"charts.heading.{grid.kinds[0]}")
    if any(possible for _, possible in grid.amounts.values()):
        return _long_table(grid, words, unit, heading)
    columns: dict[str, list[Any]] = {heading: [family_of(words, grid.kinds[0], code) for code in grid.down]}
    for column in grid.across:
        amounts = [grid.amounts.get((row, column), (0.0, 0.0))[0] for row in grid.down]
        columns[family_of(words, grid.kinds[1], column)] = [
            int(amount) if amount == int(amount) else round(amount, 2) for amount in amounts
        ]
    return pd.DataFrame(columns)


def _long_table(grid: Grid, words: Words, unit: str, heading: str) -> pd.DataFrame:
    pairs = _in_order(grid)
    measure = words(f"charts.heading.{unit}")
    return pd.DataFrame(
        {
            heading: [family_of(words, grid.kinds[0], row) for row, _ in pairs],
            words(f"charts.heading.{grid.kinds[1]}"): [family_of(words, grid.kinds[1], column) for _, column in pairs],
            measure: [round(grid.amounts[pair][0], 2) for pair in pairs],
            words("charts.heading.up_to", measure=inside(measure)): [
                round(sum(grid.amounts[pair]), 2) for pair in pairs
            ],
        }
    )


def _in_order(grid: Grid) -> list[Pair]:
    return [(row, column) for row in grid.down for column in grid.across if (row, column) in grid.amounts]


def _squares(grid: Grid, top: float, words: Words, unit: str) -> Squares:
    """A square for each cell there is; of some that are not sure, both ends are told."""
    across = {code: family_of(words, grid.kinds[1], code) for code in grid.across}
    measure = words(f"charts.heading.{unit}")
    of = (measure, words("charts.heading.up_to", measure=inside(measure)))
    spread = any(possible for _, possible in grid.amounts.values())
    places = {code: place for place, code in enumerate(grid.across)}
    rows = {code: place for place, code in enumerate(grid.down)}
    return Squares(
        name=words(f"charts.heading.{grid.kinds[0]}"),
        names=tuple(family_of(words, grid.kinds[0], code) for code in grid.down),
        columns=tuple(("", across[code]) for code in grid.across),
        held=tuple(
            Square(
                rows[row],
                places[column],
                places[column],
                at if spread else rows[row],
                of if spread else (across[column],),
                f"@s{_step(grid.amounts[row, column][0], top)}",
            )
            for at, (row, column) in enumerate(_in_order(grid))
        ),
        measure=measure,
    )


def _alt(grid: Grid, words: Words, unit: str) -> str:
    largest = sorted(grid.amounts.items(), key=lambda item: (-item[1][0], item[0]))[:5]
    parts = [f"{_names(grid, pair, words)}: {say_pair(*both, words, unit)}" for pair, both in largest]
    said = words("charts.alt.matrix", parts="; ".join(parts))
    if len(grid.groups) < 2:
        return said
    own = sum(sure for (_, column), (sure, _) in grid.amounts.items() if column == OWN)
    whole = sum(sure for sure, _ in grid.amounts.values())
    return f"{said} {words('charts.alt.matrix_own', own=words.number(own), total=words.number(whole))}"
