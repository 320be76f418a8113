"""A matrix of two codes with the number in each cell; our own government level stands apart from those we must ask."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, label_axis
from reformspor.charts.chart import Chart, Layout, Trace
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.amounts import number, say
from reformspor.findings.labels import MISSING, label_of
from reformspor.words import Words

ROW = 28
OWN = ("municipality",)
GAP = 0.5
LEVELS = (
    "municipality", "intermunicipal", "county_council", "county_governor", "agency", "ministry", "state",
    "parliament", "eea", "social_partner", "vendor", MISSING,
)  # fmt: skip
SCALE = [[0.0, "@s0"], [0.25, "@s1"], [0.5, "@s2"], [0.75, "@s3"], [1.0, "@s4"]]

Counts = dict[tuple[str, str], float]


def matrix(answer: Answer, words: Words, *, rows: str, columns: str, value: str, unit: str | None = None) -> Chart:
    """Cells of `value` by the codes of `rows` and `columns`; a row that is not reported is kept and comes last.

    `columns` is a government level: `municipality` is set apart on the left. Cells without rows are blank.
    """
    unit = unit or value
    counts = _counts(answer.frame, rows, columns, value)
    across = _columns(counts)
    down = _rows(counts)
    places = _places(across)
    top = max(counts.values(), default=1)
    layout = base_layout(
        ROW * len(down) + 150,
        xaxis=_top_axis(across, places, words),
        yaxis=label_axis(
            [float(len(down) - i) for i in range(len(down))],
            [wrapped(label_of(words, _kind(rows), code), 26) for code in down],
            0.3,
            len(down) + 0.7,
        ),
        coloraxis={"colorscale": SCALE, "cmin": 0, "cmax": top, "showscale": False},
        annotations=_groups(across, places, words),
    )
    layout["margin"] |= {"t": 8, "b": 30}
    return Chart(
        data=[_cells(group, down, places, counts, words, (rows, columns), unit) for group in _split(across)],
        layout=layout,
        table=_table(across, down, counts, words, rows, columns),
        alt=_alt(counts, words, rows, columns, unit),
        height=layout["height"],
    )


def _kind(column: str) -> str:
    return {"owner_level": "level", "barrier_type": "type"}.get(column, column)


def _counts(frame: pd.DataFrame, rows: str, columns: str, value: str) -> Counts:
    counts: Counts = defaultdict(float)
    for row in frame.to_dict(orient="records"):
        pair = tuple(MISSING if pd.isna(row[c]) or row[c] == "" else str(row[c]) for c in (rows, columns))
        counts[pair[0], pair[1]] += number(row[value])
    return {pair: amount for pair, amount in counts.items() if amount}


def _columns(counts: Counts) -> list[str]:
    found = {column for _, column in counts}
    return sorted(found, key=lambda code: (LEVELS.index(code) if code in LEVELS else len(LEVELS) - 1.5, code))


def _rows(counts: Counts) -> list[str]:
    sums: dict[str, float] = defaultdict(float)
    for (row, _), amount in counts.items():
        sums[row] += amount
    return sorted(sums, key=lambda code: (code == MISSING, -sums[code], code))


def _split(across: list[str]) -> list[list[str]]:
    own = [code for code in across if code in OWN]
    others = [code for code in across if code not in OWN]
    return [group for group in (own, others) if group]


def _places(across: list[str]) -> dict[str, float]:
    apart = GAP if len(_split(across)) == 2 else 0.0
    return {code: place + (0.0 if code in OWN else apart) for place, code in enumerate(across)}


def _top_axis(across: list[str], places: dict[str, float], words: Words) -> Layout:
    last = max(places.values(), default=0.0)
    return {
        "type": "linear",
        "side": "top",
        "range": [-0.55, last + 0.55],
        "tickmode": "array",
        "tickvals": [places[code] for code in across],
        "ticktext": [wrapped(label_of(words, "level", code), 12, 3) for code in across],
        "autotickangles": [0, -90],
        "ticks": "",
        "showgrid": False,
        "showline": False,
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
    }


def _cells(
    group: list[str],
    down: list[str],
    places: dict[str, float],
    counts: Counts,
    words: Words,
    names: tuple[str, str],
    unit: str,
) -> Trace:
    return {
        "type": "heatmap",
        "x0": places[group[0]],
        "dx": 1,
        "y0": len(down),
        "dy": -1,
        "z": [[counts.get((row, column)) for column in group] for row in down],
        "text": [
            [words.number(counts[row, column]) if (row, column) in counts else "" for column in group] for row in down
        ],
        "texttemplate": "%{text}",
        "coloraxis": "coloraxis",
        "xgap": 2,
        "ygap": 2,
        "hoverongaps": False,
        "hoverinfo": "text",
        "hovertext": [[_hover(row, column, counts, words, names, unit) for column in group] for row in down],
    }


def _hover(row: str, column: str, counts: Counts, words: Words, names: tuple[str, str], unit: str) -> str:
    pair = [label_of(words, _kind(name), code) for name, code in zip(names, (row, column), strict=True)]
    return stacked(safe(" · ".join(pair)), safe(say(counts.get((row, column), 0), words, unit)))


def _groups(across: list[str], places: dict[str, float], words: Words) -> list[Layout]:
    groups = _split(across)
    if len(groups) < 2:
        return []
    return [
        {
            "x": places[group[0]] - 0.5 if heading == "lift" else places[group[0]] + 0.5,
            "xanchor": "left" if heading == "lift" else "right",
            "y": 0,
            "yref": "paper",
            "yanchor": "top",
            "yshift": -4,
            "text": safe(words(f"charts.{heading}")),
            "showarrow": False,
            "font": {"color": "@ink2"},
        }
        for heading, group in zip(("own", "lift"), groups, strict=True)
    ]


def _table(across: list[str], down: list[str], counts: Counts, words: Words, rows: str, columns: str) -> pd.DataFrame:
    table: dict[str, list[Any]] = {words(f"charts.heading.{rows}"): [label_of(words, _kind(rows), c) for c in down]}
    for column in across:
        amounts = [counts.get((row, column), 0.0) for row in down]
        table[label_of(words, _kind(columns), column)] = [int(a) if a == int(a) else a for a in amounts]
    return pd.DataFrame(table)


def _alt(counts: Counts, words: Words, rows: str, columns: str, unit: str) -> str:
    largest = sorted(counts.items(), key=lambda item: -item[1])[:5]
    parts = [
        f"{label_of(words, _kind(rows), row)} · {label_of(words, _kind(columns), column)}: {say(amount, words, unit)}"
        for (row, column), amount in largest
    ]
    own = sum(amount for (_, column), amount in counts.items() if column in OWN)
    return words(
        "charts.alt.matrix", parts="; ".join(parts), own=words.number(own), total=words.number(sum(counts.values()))
    )
