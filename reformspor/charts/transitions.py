"""From phase to phase as a table with colour: how many went each way, and which share of those who left the phase."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, label_axis
from reformspor.charts.chart import Chart, Layout, Trace
from reformspor.charts.series import ORDER
from reformspor.charts.text import safe, stacked, strong, wrapped
from reformspor.findings.amounts import number, say
from reformspor.findings.labels import label_of
from reformspor.words import Words

ROW, COLUMN, HEADING = 44, 72, 44
# Steps of the scale on which ink or ground reads at 4.5 or more in both themes.
STEPS = (0, 1, 2, 4, 5)
SCALE = [[(place + end) / len(STEPS), f"@s{step}"] for place, step in enumerate(STEPS) for end in (0, 1)]

Cells = dict[tuple[str, str], tuple[int, float]]


def transition_matrix(answer: Answer, words: Words) -> Chart:
    """Cells of n and share by from_phase (down) and to_phase (across), in the order the work goes; blank is none."""
    cells: Cells = {
        (str(row["from_phase"]), str(row["to_phase"])): (int(number(row["n"])), number(row["part"]))
        for row in answer.copy_rows()
    }
    down = _ordered({pair[0] for pair in cells})
    across = _ordered({pair[1] for pair in cells})
    layout = base_layout(
        ROW * max(len(down), 1) + HEADING + 12,
        xaxis=_top_axis(across, words),
        yaxis=label_axis(
            [float(len(down) - place) for place in range(len(down))],
            [wrapped(label_of(words, "from_phase", code), 14) for code in down],
            0.45,
            len(down) + 0.55,
        ),
    )
    layout["margin"] |= {"t": HEADING, "b": 8}
    return Chart(
        data=[_grid(cells, down, across, words), *_amounts(cells, down, across, words)] if cells else [],
        layout=layout,
        table=_table(cells, down, across, words),
        alt=_alt(cells, words),
        height=layout["height"],
        least_width=110 + COLUMN * len(across),
    )


def _ordered(codes: set[str]) -> list[str]:
    order = ("start", *ORDER["phase"])
    return sorted(codes, key=lambda code: (order.index(code) if code in order else len(order), code))


def _top_axis(across: list[str], words: Words) -> Layout:
    return {
        "type": "linear",
        "side": "top",
        "range": [-0.5, max(len(across), 1) - 0.5],
        "tickmode": "array",
        "tickvals": list(range(len(across))),
        "ticktext": [wrapped(label_of(words, "phase", code), 11, 3) for code in across],
        "tickangle": 0,
        "tickfont": {"size": 12, "color": "@ink2"},
        "ticks": "",
        "showgrid": False,
        "showline": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _grid(cells: Cells, down: list[str], across: list[str], words: Words) -> Trace:
    def each(say_cell: Any) -> list[list[Any]]:
        return [[say_cell((row, column)) for column in across] for row in down]

    return {
        "type": "heatmap",
        "x0": 0,
        "dx": 1,
        "y0": len(down),
        "dy": -1,
        "z": each(lambda pair: cells[pair][1] if pair in cells else None),
        "customdata": each(lambda pair: cells[pair][0] if pair in cells else 0),
        "meta": "customdata",
        "zmin": 0,
        "zmax": 1,
        "colorscale": SCALE,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverongaps": False,
        "hoverinfo": "text",
        "hovertext": each(lambda pair: _hover(pair, cells, words)),
    }


def _amounts(cells: Cells, down: list[str], across: list[str], words: Words) -> list[Trace]:
    """Number and share in each cell, in the ink that reads on the cell's own step."""
    held = sorted(cells.items())
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": [across.index(pair[1]) for pair, _ in held],
            "y": [len(down) - down.index(pair[0]) for pair, _ in held],
            "text": [f"{strong(str(n))}<br>{safe(words.percent(share))}" for _, (n, share) in held],
            "textfont": {"size": 12, "color": [f"@on{_step(share)}" for _, (_, share) in held]},
            "customdata": [0] * len(held),
            "meta": "customdata",
            "hoverinfo": "skip",
            "cliponaxis": False,
        }
    ]


def _step(share: float) -> int:
    return STEPS[min(len(STEPS) - 1, int(share * len(STEPS)))]


def _way(pair: tuple[str, str], words: Words) -> str:
    return words(
        "phases.cycle.change", **{"from": label_of(words, "from_phase", pair[0])}, to=label_of(words, "phase", pair[1])
    )


def _hover(pair: tuple[str, str], cells: Cells, words: Words) -> str:
    n, share = cells.get(pair, (0, 0.0))
    return stacked(safe(_way(pair, words)), safe(f"{say(n, words, 'changes')} ({words.percent(share)})"))


def _table(cells: Cells, down: list[str], across: list[str], words: Words) -> pd.DataFrame:
    held = [(row, column) for row in down for column in across if (row, column) in cells]
    share = words("questions.columns.part")
    return pd.DataFrame(
        {
            words("charts.heading.from_phase"): [label_of(words, "from_phase", row) for row, _ in held],
            words("charts.heading.to_phase"): [label_of(words, "phase", column) for _, column in held],
            words("charts.heading.changes"): [cells[pair][0] for pair in held],
            share[:1].upper() + share[1:]: [words.percent(cells[pair][1]) for pair in held],
        }
    )


def _alt(cells: Cells, words: Words) -> str:
    if not cells:
        return words("charts.alt.nothing")
    said = [f"{_way(pair, words)}: {n} ({words.percent(share)})" for pair, (n, share) in sorted(cells.items())]
    return words("phases.alt.matrix", parts="; ".join(said))
