"""Other orders of joining as a table: what each finds, and in how many ways it can fall."""

from __future__ import annotations

from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.words import Words

# Beyond this the number of ways says no more than that there are many.
COUNTED = 1_000_000


def orders_table(answer: Answer, words: Words) -> pd.DataFrame:
    """Rows of `planning/orders`, the chosen one first."""
    rows = answer.copy_rows()
    columns: dict[str, list[Any]] = {
        "order": [words(f"planning.order.{row['order']}") for row in rows],
        "treated": [row["n_treated"] for row in rows],
        "n_steps": [row["n_steps"] for row in rows],
        "smallest": [None if row["smallest"] is None else round(row["smallest"], 3) for row in rows],
        "assignments": [_ways(row["assignments"], words) for row in rows],
        "smallest_p": [p_said(row["smallest_p"], words) for row in rows],
        "lack": [words(f"planning.lack.{row['lack']}") if row["lack"] else "" for row in rows],
    }
    if not any(columns["lack"]):
        del columns["lack"]
    return pd.DataFrame({words(f"planning.column.{name}"): values for name, values in columns.items()})


def p_said(p: float, words: Words) -> str:
    """A p value with four decimals, or that it is less than they tell."""
    return f"< {words.number(0.0001, 4)}" if p < 0.0001 else words.number(p, 4)


def _ways(count: float, words: Words) -> str:
    return f"> {words.number(COUNTED)}" if count > COUNTED else words.number(count)
