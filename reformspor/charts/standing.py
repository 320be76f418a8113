"""Rules of quality as bars, the worst first, and as a table that says each rule, its limits and who can mend it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.axes import bare_axis, base_layout, label_axis
from reformspor.charts.chart import Chart, KeyItem, Layout, Trace
from reformspor.charts.text import safe, stacked, wrapped
from reformspor.findings.amounts import number
from reformspor.findings.labels import label_of, opening
from reformspor.findings.standing import trial_said
from reformspor.words import Words

ROW = 54
HALF = 0.3
MOST = 12
Row = dict[str, Any]


def rule_bars(answer: Answer, words: Words) -> Chart:
    """A bar of what was not passed for each of the twelve rules and columns that stand worst; the table has them all.

    The frame has dimension, table_name, rule, column_name, n, n_unmet, met_share, standing, good_from, watch_from,
    mender and measure, worst first. A short line at each bar is how much may fail while all is good. Whether a file
    left nothing out is yes or no, and stands in the table alone.
    """
    rows = answer.copy_rows()
    tried = [row for row in rows if row["measure"] != "whole"]
    shown = [row for row in tried if row["standing"] != "good"][:MOST] or tried[: MOST // 2]
    top = max((max(_failed(row), 1 - number(row["good_from"])) for row in shown), default=0.0) or 0.01
    places = [float(len(shown) - place) for place in range(len(shown))]
    layout = base_layout(
        max(110, ROW * len(shown) + 16),
        barmode="overlay",
        xaxis=bare_axis(0, top * 2.15),
        yaxis=label_axis(places, [_label(words, row) for row in shown], 0.4, len(shown) + 0.6),
        annotations=[_value(words, row, at) for row, at in zip(shown, places, strict=True)],
        shapes=[_limit(row, at) for row, at in zip(shown, places, strict=True)],
    )
    layout["margin"]["t"] = 4
    return Chart(
        data=[_bars(words, shown, places)] if shown else [],
        layout=layout,
        table=rule_table(answer, words),
        alt=_alt(words, shown, len(rows)),
        key=_key(words, shown),
        height=layout["height"],
        least_width=300,
    )


def rule_table(answer: Answer, words: Words) -> pd.DataFrame:
    """Every rule that was tried: where, what, how it stands, its limits, how it is reckoned and who can mend it."""
    rows = answer.copy_rows()
    said: dict[str, list[Any]] = {
        _head(words, "questions.columns.standing"): [words(f"quality.standing.{row['standing']}") for row in rows],
        _head(words, "questions.columns.table_name"): [
            label_of(words, "table_name", row["table_name"]) for row in rows
        ],
        _head(words, "questions.columns.column_name"): [_column(words, row) for row in rows],
        _head(words, "quality.chart.rules"): [words(f"quality.rule.{row['rule']}") for row in rows],
        _head(words, "questions.columns.met_share"): [_share(words, number(row["met_share"])) for row in rows],
        _head(words, "quality.chart.n"): [_whole(number(row["n"])) for row in rows],
        _head(words, "questions.columns.mender"): [mender(words, row["mender"]) for row in rows],
        _head(words, "questions.columns.good_from"): [words.percent(row["good_from"]) for row in rows],
        _head(words, "questions.columns.watch_from"): [words.percent(row["watch_from"]) for row in rows],
        _head(words, "questions.columns.dimension"): [words(f"quality.dimension.{row['dimension']}") for row in rows],
    }
    return pd.DataFrame(said)


def rule_choices(answer: Answer, words: Words) -> dict[str, str]:
    """For a choice among the rules that were tried: each rule's id to its words, the worst first."""
    return {row["rule"]: words(f"quality.rule.{row['rule']}") for row in answer.copy_rows()}


def rule_explained(answer: Answer, words: Words, rule: str) -> pd.DataFrame:
    """One rule as two columns, what and which: its words, how it is reckoned, its limits and who can mend it."""
    row = next(row for row in answer.copy_rows() if row["rule"] == rule)
    said = {
        "quality.chart.rules": words(f"quality.rule.{rule}"),
        "questions.columns.dimension": words(f"quality.dimension.{row['dimension']}"),
        "quality.chart.sentence": words(f"quality.measure.{row['measure']}"),
        "questions.columns.good_from": words.percent(row["good_from"]),
        "questions.columns.watch_from": words.percent(row["watch_from"]),
        "questions.columns.mender": mender(words, row["mender"]),
    }
    heads = [_head(words, f"questions.columns.{name}") for name in ("key", "value")]
    return pd.DataFrame([(_head(words, key), text) for key, text in said.items()], columns=heads)


def mender(words: Words, code: str) -> str:
    """Who can mend it: the word of a role, or of whoever answers for the source."""
    key = f"quality.mender.{code}"
    return words(key) if words.has(key) else label_of(words, "role", code)


def _head(words: Words, key: str) -> str:
    return opening(words(key))


def _column(words: Words, row: Row) -> str:
    key = f"contract.{row['table_name']}.columns.{row['column_name']}.name"
    return words(key) if row["column_name"] and words.has(key) else words("quality.chart.whole_table")


def _label(words: Words, row: Row) -> str:
    return wrapped(trial_said(words, row), 24, 3)


def _failed(row: Row) -> float:
    return 1 - number(row["met_share"])


def _bars(words: Words, rows: list[Row], places: list[float]) -> Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [_failed(row) for row in rows],
        "y": places,
        "width": 2 * HALF,
        "marker": {"color": [f"@{row['standing']}" for row in rows], "line": {"width": 0}},
        "hoverinfo": "text",
        "hovertext": [
            stacked(
                wrapped(words(f"quality.rule.{row['rule']}"), 50, 2),
                safe(words("quality.chart.passed", share=number(row["met_share"]), n=_whole(number(row["n"])))),
                safe(mender(words, row["mender"])),
            )
            for row in rows
        ],
    }


def _value(words: Words, row: Row, at: float) -> Layout:
    standing = words(f"quality.standing.{row['standing']}")
    said = f"{_share(words, _failed(row))} · {standing}"
    common = {"showarrow": False, "xanchor": "left", "xshift": 6, "font": {"color": "@ink"}}
    return {**common, "x": max(_failed(row), 1 - number(row["good_from"])), "y": at, "text": safe(said)}


def _limit(row: Row, at: float) -> Layout:
    good = 1 - number(row["good_from"])
    return {
        "type": "line",
        "x0": good,
        "x1": good,
        "y0": at - HALF - 0.1,
        "y1": at + HALF + 0.1,
        "line": {"color": "@ink2", "width": 2},
    }


def _share(words: Words, share: float) -> str:
    """Never all or nothing while a little of the other is left."""
    if 0 < share < 0.1 or 0.99 <= share < 1:
        return words.percent(min(max(share, 0.001), 0.999), 1)
    return words.percent(share)


def _whole(amount: float) -> float:
    return int(amount) if amount == int(amount) else round(amount, 1)


def _key(words: Words, rows: list[Row]) -> tuple[KeyItem, ...]:
    found = [name for name in ("act", "watch", "good") if any(row["standing"] == name for row in rows)]
    items = [KeyItem(words(f"quality.standing.{name}"), f"@{name}") for name in found]
    return (*items, KeyItem(words("quality.chart.limit"), "@ink2", "line")) if items else ()


def _alt(words: Words, rows: list[Row], total: int) -> str:
    worst = [row for row in rows if row["standing"] != "good"]
    if not worst:
        return words("quality.alt.all_good", total=total)
    parts = [
        words(
            "quality.alt.bar",
            name=trial_said(words, row),
            share=number(row["met_share"]),
            standing=words(f"quality.standing.{row['standing']}").lower(),
        )
        for row in worst
    ]
    return words("quality.alt.bars", n=len(worst), total=total, parts="; ".join(parts))
