"""The native profile: an export whose tables, headings and codes are the contract's own, in any of its languages."""

from __future__ import annotations

import datetime as dt
from functools import cache
from types import MappingProxyType

from reformspor.contract import Column, Contract, Table, load_contract
from reformspor.contract.examples import marked_column
from reformspor.intake.facts import Day, Events, Held, Meeting
from reformspor.intake.fields import Bound, Field, OwnTable, fold
from reformspor.intake.profile import Profile
from reformspor.words import LANGUAGES, speak

# Hours, barriers and events have happened; sessions may be planned for a year; plans and capacity for ever.
LATEST: dict[tuple[str, str], Bound] = {
    ("sessions", "date"): "year_after",
    ("resource_use", "period"): "as_of",
    ("barriers", "reported_date"): "as_of",
    ("barrier_events", "at"): "as_of",
    ("phase_events", "at"): "as_of",
    ("outcomes", "period"): "as_of",
    ("surveys", "period"): "as_of",
    ("actions", "done"): "as_of",
}
FILLED = ("sessions", "resource_use")
# How the templates themselves are written, in each language: read as it stands, so there is nothing to tell.
OWN_DRESS = frozenset(
    ("heading_name", "code_word", "code_spelling", "separator", "dotted_date", "decimal_comma", "local_time")
)


@cache
def native(required: bool = True) -> Profile:
    """The profile of the contract itself; without `required`, no table need be there (a single file)."""
    contract = load_contract()
    return Profile(
        name="",
        tables=MappingProxyType({name: _table(table, contract, required) for name, table in contract.tables.items()}),
        supplies=MappingProxyType({}),
        codes=MappingProxyType({}),
        earliest=dt.date(2010, 1, 1),
        native=True,
        meetings=(Meeting("sessions", "date", "start", "end", "duration_h"),),
        held=(Held("sessions", "status", "held", "date"),),
        days=(Day("resource_use", "person_key", "day", "hours", "headcount"),),
        events=(
            Events("barrier_events", "barrier_id", "at", "from_status", "to_status", "barriers", "reported_date"),
            Events("phase_events", "initiative_id", "at", "from_phase", "to_phase", "initiatives", "started"),
        ),
    )


def _table(table: Table, contract: Contract, required: bool) -> OwnTable:
    fields = {column.name: _field(table, column, contract) for column in table.columns.values() if not column.derived}
    return OwnTable(
        name=table.name,
        fields=MappingProxyType(fields),
        key=table.key,
        required=required and table.required,
        may_be_empty=table.name not in FILLED,
        files=(table.name, *_spoken(table.title_key)),
        marked=marked_column(table).name,
    )


def _field(table: Table, column: Column, contract: Contract) -> Field:
    codes = contract.codes[column.codes] if column.codes else ()
    former = contract.former.get(column.codes or "", {})
    words = {
        fold(word): code
        for code in codes
        for word in (*former.get(code, ()), *_spoken(f"codes.{column.codes}.{code}"))
        if fold(word) != code
    }
    return Field(
        name=column.name,
        type="code" if column.type == "yes_no" else column.type,
        required=column.required,
        codes=codes,
        words=MappingProxyType(words),
        references=column.references,
        minimum=column.minimum,
        maximum=column.maximum,
        decimals=2 if column.decimals is None else column.decimals,
        latest=LATEST.get((table.name, column.name)),
        personal=column.privacy == "personal",
        masked=column.privacy != "open",
        or_day=column.or_day,
        headings=tuple(_spoken(f"contract.{table.name}.columns.{column.name}.name")),
    )


def _spoken(key: str) -> list[str]:
    found = [speak(lang)(key) for lang in LANGUAGES if speak(lang).has(key)]
    return list(dict.fromkeys(found))
