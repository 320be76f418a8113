"""What goes with one more hour per årsverk: in the same month, before and after it, and unit by unit what is known."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.chart import Chart
from reformspor.charts.forest import Branch, forest
from reformspor.words import Words

Row = dict[str, Any]


def dose_slopes(answer: Answer, words: Words, unit: str) -> Chart:
    """Rows of slope, at, estimate, low, high, p and n; `unit` is that of a difference of the outcome."""
    rows = sorted(answer.copy_rows(), key=_order)
    return forest([_branch(row, words) for row in rows], words, unit, named="dose.heading.slopes")


def dose_covered(answer: Answer, words: Words) -> pd.DataFrame:
    """Rows of unit_name, known, unknown and hours as a table."""
    rows = answer.copy_rows()
    return pd.DataFrame(
        {
            words("dose.column.unit"): [row["unit_name"] for row in rows],
            words("dose.column.known"): [row["known"] for row in rows],
            words("dose.column.unknown"): [row["unknown"] for row in rows],
            words("dose.column.hours"): [round(row["hours"], 1) for row in rows],
        }
    )


def slope_name(row: Row, words: Words) -> str:
    """What a slope is of, in words."""
    if row["slope"] != "dose_lag":
        return words(f"dose.slope.{row['slope']}")
    at = int(row["at"])
    return words("dose.lag.now") if at == 0 else words(f"dose.lag.{'ago' if at > 0 else 'ahead'}", n=abs(at))


def _order(row: Row) -> tuple[int, float]:
    """The same month first, then months after it and before it as they come, and the sum last."""
    places = {"dose": 0, "dose_begun": 1, "dose_lag": 2, "dose_sum": 3}
    return places[row["slope"]], float(row["at"] or 0)


def _branch(row: Row, words: Words) -> Branch:
    told = {name: row[name] for name in ("estimate", "low", "high", "p")}
    return Branch(slope_name(row, words), **told, main=row["slope"] == "dose")
