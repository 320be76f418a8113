"""The forests of one outcome: by method, by the unit left out, by how far trends may part, and by group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.chart import Chart
from reformspor.charts.forest import Branch, chance, forest
from reformspor.charts.near import decimals_of
from reformspor.words import Words

Row = dict[str, Any]
ENDS = ("estimate", "low", "high")


def methods_forest(answer: Answer, words: Words, unit: str) -> Chart:
    """Rows of code (a method), estimate, low, high, p, n, what, said and main."""
    branches = [
        Branch(
            words(f"sensitivity.method.{row['code']}"),
            row["estimate"],
            row["low"],
            row["high"],
            p=row["p"],
            note=row["said"] or words(f"effect.what.{row['what']}"),
            main=row["main"],
        )
        for row in answer.copy_rows()
    ]
    return forest(branches, words, unit, named="sensitivity.column.method")


def units_forest(answer: Answer, words: Words, unit: str, names: Mapping[str, str]) -> Chart:
    """Rows of code (the unit left out, empty for none), estimate and begins."""
    branches = [
        Branch(words("sensitivity.row.all"), row["estimate"], main=True)
        if not row["code"]
        else Branch(
            words("sensitivity.row.without", unit=names.get(row["code"], row["code"])),
            row["estimate"],
            note=words("effect.chart.begins") if row["begins"] else "",
        )
        for row in answer.copy_rows()
    ]
    keys = ("sensitivity.row.all", "effect.chart.one_out")
    return forest(branches, words, unit, named="effect.column.unit", keys=keys)


def bounds_forest(answer: Answer, words: Words, unit: str, *, relative: bool = False) -> Chart:
    """Rows of m (None for the estimate as it is), estimate, low, high and share; with `relative`, m is how many times
    the most the difference did before the start."""
    rows = answer.copy_rows()
    places = min(decimals_of([row["m"] for row in rows]), 2)
    branches = [
        Branch(_bend(row, words, places, relative), row["estimate"], row["low"], row["high"], main=row["m"] is None)
        for row in rows
    ]
    keys = ("sensitivity.row.straight", "effect.chart.bent")
    return forest(branches, words, unit, named="effect.column.m", keys=keys)


def groups_forest(answer: Answer, words: Words, unit: str) -> Chart:
    """Rows of code (the month the units began, or a mean of all), estimate, low, high, p, n and main."""
    branches = [
        Branch(
            _group(row, words),
            row["estimate"],
            row["low"],
            row["high"],
            p=row["p"],
            note=words("effect.chart.units", n=row["n"] or 0),
            main=row["main"],
        )
        for row in answer.copy_rows()
    ]
    keys = ("effect.what.att_group", "effect.chart.began_together")
    return forest(branches, words, unit, named="effect.column.group", keys=keys)


def changes_table(answer: Answer, words: Words) -> pd.DataFrame:
    """Rows of code (what a model tells), estimate, low, high and p, as a table."""
    rows = answer.copy_rows()
    places = decimals_of([row[name] for row in rows for name in ENDS])
    told = {name: [_signed(row[name], words, places) for row in rows] for name in ENDS}
    return pd.DataFrame(
        {
            words("effect.column.what"): [words(f"effect.what.{row['code']}") for row in rows],
            **{words(f"effect.column.{name}"): values for name, values in told.items()},
            words("effect.column.p"): [chance(row["p"], words) for row in rows],
        }
    )


def comparisons_table(answer: Answer, words: Words) -> pd.DataFrame:
    """Rows of kind, share and mean: what a two-way estimate is made of."""
    rows = answer.copy_rows()
    places = decimals_of([row["mean"] for row in rows])
    return pd.DataFrame(
        {
            words("sensitivity.column.kind"): [words(f"sensitivity.row.{row['kind']}") for row in rows],
            words("sensitivity.column.share"): [words.percent(row["share"]) for row in rows],
            words("sensitivity.column.mean"): [_signed(row["mean"], words, places) for row in rows],
        }
    )


def _bend(row: Row, words: Words, places: int, relative: bool) -> str:
    if row["m"] is None:
        return words("sensitivity.row.straight")
    if relative:
        return words("sensitivity.row.times", m=words.number(row["m"], 1))
    m = words.number(row["m"], places)
    if row["share"] is None:
        return words("sensitivity.row.bend", m=m)
    return words("sensitivity.row.bend_share", m=m, share=words.number(row["share"], 1))


def _group(row: Row, words: Words) -> str:
    if row["main"]:
        return words(f"effect.what.{row['code']}")
    month = row["month"]
    return words("effect.chart.began", when=words.month(month) if month is not None else row["code"])


def _signed(value: float | None, words: Words, places: int) -> str:
    return words.number(None) if value is None else words.signed(value, places)
