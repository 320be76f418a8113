"""Tables about outcomes in the reader's words: the register, the baseline by group, and what is held back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.answers.outcomes import JOINS, SIZES, STAYS
from reformspor.charts.near import decimals_of
from reformspor.findings.labels import label_of, opening
from reformspor.findings.verdict import smallest_said
from reformspor.words import Words

Row = dict[str, Any]


def indicator_register(answer: Answer, words: Words) -> pd.DataFrame:
    """What is measured, who answers for it, and how much there is of it; what nobody has told is said to be so."""
    untold = words("outcomes.untold")
    rows = answer.copy_rows()
    columns = {
        "indicator": [row["name"] or row["indicator"] for row in rows],
        "measured_in": [row["measured_in"] or untold for row in rows],
        "direction": [opening(words.code("direction", row["direction"])) for row in rows],
        "smallest": [_smallest(row, words) or untold for row in rows],
        "definition": [row["definition"] or untold for row in rows],
        "owner": [label_of(words, "role", row["owner_role"]) if row["owner_role"] else untold for row in rows],
        "revised": [row["revision_policy"] or untold for row in rows],
        "source": [row["source"] or untold for row in rows],
        "n_values": [row["n_values"] for row in rows],
        "n_waves": [row["n_waves"] for row in rows],
        "n_units": [row["n_units"] for row in rows],
        "period": [words.period(row["month_from"], row["month_to"]) if row["month_from"] else untold for row in rows],
        "n_provisional": [row["n_provisional"] for row in rows],
        "n_breaks": [row["n_breaks"] for row in rows],
    }
    return pd.DataFrame({words(f"outcomes.column.{name}"): values for name, values in columns.items()})


def _smallest(row: Row, words: Words) -> str | None:
    smallest = row["smallest_relevant"]
    return None if smallest is None else smallest_said(smallest, row["measured_in"], words)


def baseline_table(answer: Answer, words: Words, register: Mapping[str, Row]) -> pd.DataFrame:
    """A row for each measure and group: units, mean, spread, and the standardised difference to those that stay."""
    rows = answer.copy_rows()
    held: dict[str, list[float]] = {}
    for row in rows:
        held.setdefault(row["measure"], []).append(row["mean"])
    places = {measure: decimals_of(means) for measure, means in held.items()}
    columns = {
        "measure": [_measure(row["measure"], words, register) for row in rows],
        "group": [group_name(row["group"], words) for row in rows],
        "n_units": [row["n_units"] for row in rows],
        "mean": [round(row["mean"], max(places[row["measure"]], 1)) for row in rows],
        "sd": [None if row["sd"] is None else round(row["sd"], 2) for row in rows],
        "apart": [None if row["apart"] is None else round(row["apart"], 2) for row in rows],
    }
    return pd.DataFrame({words(f"outcomes.column.{name}"): values for name, values in columns.items()})


def _measure(code: str, words: Words, register: Mapping[str, Row]) -> str:
    if code in SIZES:
        return opening(words(f"questions.columns.{code}"))
    return str(register.get(code, {}).get("name") or code)


def group_name(group: str, words: Words) -> str:
    """Those that stay, those that join, or those that join in one month."""
    if group in (JOINS, STAYS):
        return words(f"outcomes.group.{group}")
    return words("outcomes.group.cohort", month=words.month(dt.date.fromisoformat(group)))


def held_table(answer: Answer, words: Words, register: Mapping[str, Row]) -> pd.DataFrame:
    """How many values are held back, by table, indicator and reason."""
    rows = answer.copy_rows()
    columns = {
        "table": [label_of(words, "table_name", row["table_name"]) for row in rows],
        "indicator": [register.get(row["indicator"], {}).get("name") or row["indicator"] for row in rows],
        "why": [opening(words(f"outcomes.held_for.{row['held_for']}")) for row in rows],
        "n_values": [row["n"] for row in rows],
    }
    return pd.DataFrame({words(f"outcomes.column.{name}"): values for name, values in columns.items()})
