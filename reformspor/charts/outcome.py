"""Two scenarios beside one another, a line for each measure, and what the second has over the first."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.weeks import named_week
from reformspor.findings.amounts import number
from reformspor.words import Words

MEASURES = ("sessions", "hours", "others", "available_h", "gap", "breaks", "cost")


def scenario_table(answer: Answer, words: Words) -> pd.DataFrame:
    """A row a measure and a column a scenario; what is not known is a dash, and a cost may lie between two ends."""
    rows = answer.copy_rows()
    table = {words("scenario.column.measure"): [words(f"scenario.measure.{name}") for name in MEASURES]}
    for row in rows:
        table[_head(row["scenario"], words)] = [_said(row, name, words) for name in MEASURES]
    return pd.DataFrame(table)


def _head(scenario: str, words: Words) -> str:
    if scenario == "difference":
        return words("scenario.column.difference")
    return words("scenario.name", name=scenario.upper())


def _said(row: dict[str, Any], name: str, words: Words) -> str:
    is_difference = row["scenario"] == "difference"
    if name == "breaks":
        return _week(row, words)
    if row[name] is None:
        return "\N{EN DASH}"
    say = words.signed if is_difference else words.number
    if name != "cost":
        return say(round(number(row[name])))
    ends = sorted((number(row["cost"]), number(row["cost_possible"])))
    least, most = (say(round(end, -3)) for end in ends)
    return least if least == most else f"{least} \N{EN DASH} {most}"


def _week(row: dict[str, Any], words: Words) -> str:
    if row["scenario"] == "difference" or row["gap"] is None:
        return "\N{EN DASH}"
    return named_week(row["breaks"], words) if row["breaks"] else words("scenario.never")
