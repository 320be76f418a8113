"""What the last value of each unit tells, a row a unit: a mark and a word, as the control charts of many units are."""

from __future__ import annotations

import pandas as pd

from reformspor.answers import Answer
from reformspor.charts.near import decimals_of
from reformspor.findings.varied import rules_said
from reformspor.words import Words

# A mark beside its word, for those who look down a column: within the usual, over it, under it, nothing to say.
WITHIN, OVER, UNDER, NOTHING = "○", "▲", "▼", "–"


def variation_units(answer: Answer, words: Words) -> pd.DataFrame:
    """A row for each row of `varied.varied_units`, the units that stray first."""
    rows = sorted(answer.copy_rows(), key=lambda row: (not row["rules"], row["status"] == "line"))
    places = decimals_of([row[name] for row in rows for name in ("value", "low", "high")])
    columns = {
        "unit": [row["unit_name"] for row in rows],
        "month": [words.month(row["month"]) for row in rows],
        **{
            name: [None if row[name] is None else round(row[name], places) for row in rows]
            for name in ("value", "centre", "low", "high")
        },
        "variation": [_variation(row, words) for row in rows],
        "signal": [rules_said(row["rules"], words) if row["rules"] else None for row in rows],
        "n_baseline": [row["n_baseline"] for row in rows],
        "limits": [words(f"variation.status.{row['status']}") for row in rows],
        "signals_after": [row["signals_after"] if row["status"] != "line" else None for row in rows],
        "n_after": [row["n_after"] for row in rows],
    }
    return pd.DataFrame({words(f"variation.column.{name}"): held for name, held in columns.items()})


def _variation(row: dict[str, object], words: Words) -> str:
    """The mark tells which way, the word whether that is the way one wants."""
    code = str(row["variation"] or "")
    if not code:
        return f"{NOTHING} {words('variation.is.nothing')}"
    if code == "common":
        return f"{WITHIN} {words('variation.is.common')}"
    value, centre = row["value"], row["centre"]
    over = isinstance(value, float) and isinstance(centre, float) and value > centre
    return f"{OVER if over else UNDER} {words(f'variation.is.{code}')}"
