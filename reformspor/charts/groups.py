"""What each group of curves came to, also those too few for a curve, with the reason: a table in the reader's words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.answers.lasting import AT_RISK, ENDS, FEWEST
from reformspor.findings.lasting import group_name, interval_said
from reformspor.words import Words

Row = dict[str, Any]


def lasting_groups(answer: Answer, words: Words, kind: str, ended: str) -> pd.DataFrame:
    """A row for each group (see `group_answer`); `ended` is `answered` or `closed`, what the awaited end is called.

    Columns that hold only noughts are left out, save the counts every group has.
    """
    rows = answer.copy_rows()
    columns: dict[str, list[Any]] = {
        f"durations.column.{kind}": [group_name(words, kind, row["group"]) for row in rows],
        "durations.column.n": [row["n"] for row in rows],
        f"durations.column.{ended}": [row["ended"] for row in rows],
        "durations.column.other": [row["other"] for row in rows],
        "durations.column.goes_on": [row["goes_on"] for row in rows],
        "durations.column.late": [row["late"] for row in rows],
        "durations.column.untold": [row["untold"] for row in rows],
        "durations.column.median": [_median(row, words) for row in rows],
        "durations.column.why": [_why(row, words) for row in rows],
    }
    seldom = ("other", "late", "untold")
    gone = [f"durations.column.{name}" for name in seldom if not any(row[name] for row in rows)]
    return pd.DataFrame({words(key): values for key, values in columns.items() if key not in gone})


def _median(row: Row, words: Words) -> str | None:
    if row["lack"]:
        return None
    if row["median"] is None:
        return words("durations.interval.not_reached")
    days = words("durations.interval.days", n=row["median"], days=words.number(row["median"]))
    return f"{days} ({interval_said(row, words)})"


def _why(row: Row, words: Words) -> str | None:
    return words(f"durations.lack.{row['lack']}", least=FEWEST, ends=ENDS, risk=AT_RISK) if row["lack"] else None
