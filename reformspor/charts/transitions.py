"""From phase to phase as a table with colour: how many went each way, and which share of those who left the phase."""

from __future__ import annotations

from typing import Any

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, label_axis
from reformspor.charts.chart import Chart, Layout, Trace
from reformspor.charts.phase_changes import Changes, Pair, change_table, changes_of, ordered, said_change
from reformspor.charts.squares import Square, Squares
from reformspor.charts.text import safe, stacked, strong, wrapped
from reformspor.findings.amounts import say
from reformspor.findings.labels import label_of, opening
from reformspor.words import Words

ROW, COLUMN, HEADING = 44, 72, 44
# Steps of the scale on which ink or ground reads at 4.5 or more in both themes.
STEPS = (0, 1, 2, 4, 5)
SCALE = [[(place + end) / len(STEPS), f"@s{step}"] for place, step in enumerate(STEPS) for end in (0, 1)]


def transition_matrix(answer: Answer, words: Words) -> Chart:
    """Cells of n and share by from_phase (down) and to_phase (across), in the order the work goes; blank is none."""
    cells = changes_of(answer)
    down, across = (ordered({pair[end] for pair in cells}) for end in (0, 1))
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
        table=change_table(cells, words),
        alt=_alt(cells, words),
        height=layout["height"],
        least_width=110 + COLUMN * len(across),
        squares=lambda: _squares(cells, down, across, words),
    )


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


def _grid(cells: Changes, down: list[str], across: list[str], words: Words) -> Trace:
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


def _amounts(cells: Changes, down: list[str], across: list[str], words: Words) -> list[Trace]:
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


def _hover(pair: Pair, cells: Changes, words: Words) -> str:
    n, share = cells.get(pair, (0, 0.0))
    return stacked(safe(said_change(pair, words)), safe(f"{say(n, words, 'changes')} ({words.percent(share)})"))


def _squares(cells: Changes, down: list[str], across: list[str], words: Words) -> Squares:
    """Number and share in each square, in the order of the table's rows."""
    of = (words("charts.heading.changes"), opening(words("questions.columns.part")))
    held = [(row, column) for row in down for column in across if (row, column) in cells]
    return Squares(
        name=words("charts.heading.from_phase"),
        names=tuple(label_of(words, "from_phase", code) for code in down),
        columns=tuple((words("charts.heading.to_phase"), label_of(words, "phase", code)) for code in across),
        held=tuple(
            Square(
                down.index(row),
                across.index(column),
                across.index(column),
                at,
                of,
                f"@s{_step(cells[row, column][1])}",
            )
            for at, (row, column) in enumerate(held)
        ),
        measure=words.listing([one.lower() for one in of]),
        joined=" \N{MIDDLE DOT} ",
    )


def _alt(cells: Changes, words: Words) -> str:
    if not cells:
        return words("charts.alt.nothing")
    said = [f"{said_change(pair, words)}: {n} ({words.percent(share)})" for pair, (n, share) in sorted(cells.items())]
    return words("phases.alt.matrix", parts="; ".join(said))
