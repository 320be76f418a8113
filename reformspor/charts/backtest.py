"""How much the forecast would have missed by, month for month ahead, beside the same month the year before."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import base_layout, value_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.text import safe, stacked
from reformspor.findings.amounts import number, say
from reformspor.findings.scenario import NAIVE, group_label, model_label
from reformspor.words import Words

AHEAD = 12
Row = dict[str, Any]


def backtest_lines(answer: Answer, words: Words, group: str) -> Chart:
    """Mean error by months ahead of the model in use and of the naive one; the table has the counts and the cover."""
    rows = [row for row in answer.copy_rows() if row["role_group"] == group and row["horizon"]]
    used = [row for row in rows if row["used"]]
    naive = [row for row in rows if row["model"] == NAIVE and not row["used"]]
    top = max((number(row["mae"]) for row in (*used, *naive)), default=1.0) or 1.0
    layout = base_layout(
        280, xaxis=_axis(words), yaxis=value_axis(top, words, words("charts.unit.hours")), annotations=[]
    )
    lines = [("solid", "@ink", used), ("dash", "@ink3", naive)]
    return Chart(
        data=[_line(words, dash, colour, held) for dash, colour, held in lines if held],
        layout=layout,
        table=_by_horizon(used, naive, words),
        alt=_alt(used, naive, words, group),
        key=tuple(_key(words, dash, colour, held[0]) for dash, colour, held in lines if held),
        height=layout["height"],
    )


def _key(words: Words, dash: str, colour: str, row: Row) -> KeyItem:
    return KeyItem(model_label(words, row["model"]), colour, "dashes" if dash == "dash" else "line")


def backtest_table(answer: Answer, words: Words, group: str) -> pd.DataFrame:
    """Every model over all distances, for one group of roles: counts, errors and how often the interval held."""
    rows = [row for row in answer.copy_rows() if row["role_group"] == group and not row["horizon"]]
    yes, no = words("charts.code.any.yes"), words("charts.code.any.no")
    found: dict[str, list[Any]] = {
        "model": [model_label(words, row["model"]) for row in rows],
        "used": [yes if row["used"] else no for row in rows],
        "origins": [row["origins"] for row in rows],
        "n": [row["n"] for row in rows],
    }
    return pd.DataFrame(_headed(found, words) | _scores(rows, words))


def group_table(answer: Answer, tested: Answer, words: Words) -> pd.DataFrame:
    """Each group of roles: whether it can be carried on or why not, what of its hours carries a month, and how far the
    forecast in use has missed."""
    rows = answer.copy_rows()
    errors = {row["role_group"]: row for row in tested.copy_rows() if row["used"] and not row["horizon"]}
    held = [errors.get(row["role_group"], dict.fromkeys(("mae", "relative", "coverage"))) for row in rows]
    found: dict[str, list[Any]] = {
        "role_group": [group_label(words, row["role_group"]) for row in rows],
        "state": [words(f"scenario.state.{row['state']}") for row in rows],
        "model": [model_label(words, row["model"]) if row["model"] else None for row in rows],
        "mae": [None if one["mae"] is None else round(number(one["mae"]), 1) for one in held],
        "relative": [words.percent(one["relative"]) for one in held],
        "coverage": [words.percent(one["coverage"]) for one in held],
        "months": [row["months"] for row in rows],
        "hours_kept": [round(number(row["hours"])) for row in rows],
        "hours_small": [round(number(row["hours_small"])) for row in rows],
        "hours_pooled": [round(number(row["hours_pooled"])) for row in rows],
        "hours_shared": [round(number(row["hours_shared"])) for row in rows],
    }
    if not any(number(row["hours_small"]) for row in rows):
        del found["hours_small"]
    return pd.DataFrame(_headed(found, words))


def _headed(found: dict[str, list[Any]], words: Words) -> dict[str, list[Any]]:
    return {words(f"scenario.column.{name}"): values for name, values in found.items()}


def _scores(rows: list[Row], words: Words) -> dict[str, list[Any]]:
    return {
        words("scenario.column.mae"): [round(number(row["mae"]), 1) for row in rows],
        words("scenario.column.relative"): [words.percent(row["relative"]) for row in rows],
        words("scenario.column.mase"): [words.number(row["mase"], 2) for row in rows],
        words("scenario.column.coverage"): [words.percent(row["coverage"]) for row in rows],
        words("scenario.column.scored"): [row["scored"] for row in rows],
    }


def _by_horizon(used: list[Row], naive: list[Row], words: Words) -> pd.DataFrame:
    rows = sorted([*used, *naive], key=lambda row: (row["horizon"], not row["used"]))
    return pd.DataFrame(
        {
            words("scenario.column.horizon"): [row["horizon"] for row in rows],
            words("scenario.column.model"): [model_label(words, row["model"]) for row in rows],
            words("scenario.column.n"): [row["n"] for row in rows],
            **_scores(rows, words),
        }
    )


def _axis(words: Words) -> Layout:
    ticks = [1, 3, 6, 9, 12]
    return {
        "type": "linear",
        "range": [0.6, AHEAD + 0.4],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": [words("scenario.chart.ahead", n=tick) for tick in ticks],
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": "@line2",
        "fixedrange": True,
    }


def _line(words: Words, dash: str, colour: str, rows: list[Row]) -> Trace:
    ordered = sorted(rows, key=lambda row: row["horizon"])
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [row["horizon"] for row in ordered],
        "y": [number(row["mae"]) for row in ordered],
        "line": {"color": colour, "width": 2, "dash": dash},
        "marker": {"symbol": "circle" if dash == "solid" else "circle-open", "size": 7, "color": colour},
        "hoverinfo": "text",
        "hovertext": [
            stacked(
                safe(model_label(words, row["model"])),
                safe(
                    words("scenario.chart.hover_error", n=row["horizon"], mae=say(number(row["mae"]), words, "hours"))
                ),
                safe(words("scenario.chart.hover_errors", n=row["n"])),
            )
            for row in ordered
        ],
    }


def _alt(used: list[Row], naive: list[Row], words: Words, group: str) -> str:
    if not used:
        return words("charts.alt.nothing")
    near, far = (pick(used, key=lambda row: row["horizon"]) for pick in (min, max))
    said = [
        words(
            "scenario.chart.alt_backtest",
            group=group_label(words, group),
            near=say(number(near["mae"]), words, "hours"),
            far=say(number(far["mae"]), words, "hours"),
            n=far["horizon"],
        )
    ]
    if naive:
        mean = sum(number(row["mae"]) * row["n"] for row in naive) / sum(row["n"] for row in naive)
        said.append(words("scenario.chart.alt_naive", mae=say(mean, words, "hours")))
    return " ".join(said)
