"""One example row for each table, marked as an example by the key it begins with, so that it is never admitted."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from reformspor.contract.dress import dressed
from reformspor.contract.loading import load_contract
from reformspor.contract.table import Column, Table
from reformspor.words import LANGUAGES, Words, speak

OSLO = ZoneInfo("Europe/Oslo")
DAY = dt.date(2025, 3, 12)


def example_marks() -> tuple[str, ...]:
    """What the key of an example row begins with, in every language."""
    return tuple(dict.fromkeys(speak(lang)("demo.example.mark") for lang in LANGUAGES))


def marked_column(table: Table) -> Column:
    """The column whose value marks the table's example: its id in the key, else its first id, else its first text."""
    columns = [column for column in table.columns.values() if column.name != "municipality_id"]
    ids = [column for column in columns if column.type == "id"]
    texts = [column for column in columns if column.required and column.type in ("text", "free_text")]
    return next((column for column in ids if column.name in table.key), (ids + texts)[0])


def example_rows(words: Words) -> dict[str, dict[str, Any]]:
    """The example of each table: codes, typed values, and texts in the language of `words`; its ids carry the mark."""
    return {name: _marked(name, _worded(name, row, words), words) for name, row in _ROWS.items()}


def asked_for(table: Table) -> list[Column]:
    """The columns a file may supply: all but those admission derives."""
    return [column for column in table.columns.values() if not column.derived]


@cache
def example_texts(table: str, lang: str) -> tuple[str, ...]:
    """The example row of a table as it is written, a text for each column that is asked for."""
    contract, words = load_contract(), speak(lang)
    row = example_rows(words)[table]
    columns = asked_for(contract.tables[table])
    return tuple(dressed(contract, column, words, [row.get(column.name)])[0] for column in columns)


def _worded(table: str, row: dict[str, Any], words: Words) -> dict[str, Any]:
    texts = {column: f"demo.example.{table}.{column}" for column in _TEXTS.get(table, ())}
    return row | {column: words(key) for column, key in texts.items()}


def _marked(name: str, row: dict[str, Any], words: Words) -> dict[str, Any]:
    table, mark = load_contract().tables[name], words("demo.example.mark")
    ids = {column for column in row if table.columns[column].type in ("id", "ids")}
    ids = {column for column in ids if table.columns[column].privacy != "personal"} | {marked_column(table).name}
    values = {column: row[column] for column in ids}
    return row | {
        column: [mark + one for one in value] if isinstance(value, list) else mark + value
        for column, value in values.items()
    }


_TEXTS: dict[str, tuple[str, ...]] = {
    "sessions": ("title", "purpose"),
    "barriers": ("title", "description", "wanted_action", "next_step", "owner_org"),
    "barrier_events": ("note",),
    "units": ("name",),
    "initiatives": ("title", "goal"),
    "phase_events": ("reason",),
    "milestones": ("title",),
    "actions": ("title",),
    "indicators": ("name", "unit", "definition", "revision_policy"),
    "accounts": ("account_text", "unit_text", "service_text"),
}

_ROWS: dict[str, dict[str, Any]] = {
    "sessions": {
        "session_id": "S0001",
        "date": DAY,
        "start": dt.datetime(2025, 3, 12, 9, 0, tzinfo=OSLO),
        "end": dt.datetime(2025, 3, 12, 12, 0, tzinfo=OSLO),
        "kind": "workshop",
        "parties_took_part": "yes",
        "initiative_id": "T01",
        "phase": "explore",
        "unit_id": "0310",
        "sector": "health_care",
        "format": "physical",
        "status": "held",
        "n_participants": 9,
        "levels_present": ["municipality", "agency"],
        "n_external": 1,
        "helper_needed": 2,
        "helper_staffed": 1,
        "outcome": "clarified",
        "follow_up_due": dt.date(2025, 4, 9),
        "barrier_ids": ["B001"],
    },
    "resource_use": {
        "entry_id": "F000001",
        "session_id": "S0001",
        "initiative_id": "T01",
        "period": DAY.isoformat(),
        "unit_id": "0310",
        "role": "helper",
        "activity": "prepare",
        "headcount": 1,
        "hours": Decimal("2.5"),
        "basis": "registered",
        "on_top": "yes",
        "paid_by": "ordinary",
        "cost_nok": Decimal("1350"),
        "person_key": "p0001",
    },
    "barriers": {
        "barrier_id": "B001",
        "reported_date": dt.date(2025, 2, 3),
        "reported_by_unit": "0310",
        "initiative_id": "T01",
        "sector": "health_care",
        "types": ["reporting_req", "digital"],
        "owner_level": "agency",
        "steering_instrument": "reporting",
        "who_feels_it": "employees",
        "est_hours": Decimal("6"),
        "est_unit": "per_week",
        "est_basis": "estimated",
        "burden_hours": Decimal("0.5"),
        "burden_rate_nok": Decimal("450"),
        "burden_per_year": Decimal("52"),
        "burden_affected": Decimal("12"),
        "severity": 3,
        "remedy": ["remove_reporting"],
        "answer_by": dt.date(2025, 6, 1),
        "public": "open",
    },
    "barrier_events": {
        "event_id": "H0001",
        "barrier_id": "B001",
        "at": dt.date(2025, 2, 3),
        "to_status": "reported",
        "actor_level": "municipality",
        "status_only": "no",
    },
    "units": {
        "unit_id": "0310",
        "sector": "health_care",
        "reform_start_date": dt.date(2025, 1, 1),
        "treated": "yes",
        "headcount": 55,
        "fte": Decimal("46.2"),
    },
    "capacity": {
        "period": DAY.replace(day=1),
        "unit_id": "0310",
        "role": "helper",
        "available_h": Decimal("30"),
        "persons": 2,
        "planned_h": Decimal("24.5"),
        "norm_h_per_fte": Decimal("1750"),
    },
    "initiatives": {
        "initiative_id": "T01",
        "unit_id": "0310",
        "owner_role": "leader",
        "trust_dimension": "staff",
        "started": dt.date(2025, 1, 15),
    },
    "phase_events": {"initiative_id": "T01", "at": dt.date(2025, 1, 15), "to_phase": "explore", "round": 1},
    "milestones": {"date": dt.date(2025, 1, 1), "kind": "start", "public": "open"},
    "targets": {"measure": "helper_fill", "month": DAY.replace(day=1), "unit_id": "0310", "value": Decimal("0.95")},
    "actions": {
        "action_id": "P0001",
        "session_id": "S0001",
        "kind": "follow_up",
        "owner_role": "helper",
        "due": dt.date(2025, 4, 9),
    },
    "outcomes": {
        "unit_id": "0310",
        "period": DAY.replace(day=1),
        "indicator": "doc_share",
        "value": Decimal("18.5"),
        "numerator": Decimal("1295"),
        "denominator": Decimal("7000"),
        "n_persons": 55,
        "provisional": "no",
        "definition_break": "no",
    },
    "surveys": {
        "wave": "R2025A",
        "period": DAY.replace(day=1),
        "unit_id": "0310",
        "indicator": "say_in_work",
        "mean": Decimal("3.9"),
        "sd": Decimal("0.8"),
        "n_answers": 41,
        "n_invited": 55,
        "provisional": "no",
        "definition_break": "no",
    },
    "indicators": {
        "indicator": "doc_share",
        "direction": "lower",
        "health": "no",
        "smallest_relevant": Decimal("1"),
        "owner_role": "leader",
    },
    "accounts": {
        "account": "010100",
        "unit_id": "0310",
        "service": "2530",
        "year": 2025,
        "kind": "budget",
        "amount_nok": Decimal("1250000"),
    },
}
