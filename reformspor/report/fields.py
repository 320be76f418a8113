"""Which fields may be about persons, where each is kept and who sees it: read from the contract, not retyped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reformspor.contract import Column, Contract, Table, load_contract
from reformspor.snapshot.schema import THROUGH_LEDGER
from reformspor.words import Words

# Where a field ends up: never out of the private folder, only through the ledger, or once somebody has read it.
Kept = Literal["private", "ledger", "few", "text"]


@dataclass(frozen=True)
class FieldRow:
    """One field: its table and name in words, and how it is kept."""

    table: str
    name: str
    kept: Kept


def kept_as(table: Table, column: Column) -> Kept | None:
    """How a field is kept; None when it says nothing of persons."""
    # What points at a record, a session or an initiative is no label of a released group.
    points = table.of_persons and column.type == "id" and column.references != "units"
    if column.privacy == "personal" or points:
        return "private"
    if table.of_persons:
        return "ledger"
    if table.name in THROUGH_LEDGER:
        return "few"
    return "text" if column.privacy == "free_text" else None


def field_rows(words: Words, contract: Contract | None = None) -> list[FieldRow]:
    """Every field that may be about persons, table by table, in the reader's words."""
    return [
        FieldRow(
            words(table.title_key),
            words(f"contract.{table.name}.columns.{column.name}.name"),
            kept,
        )
        for table in (contract or load_contract()).tables.values()
        for column in table.columns.values()
        if column.name != "municipality_id"
        for kept in [kept_as(table, column)]
        if kept is not None
    ]


def n_open_columns(contract: Contract | None = None) -> int:
    """How many fields of the contract say nothing of persons."""
    tables = (contract or load_contract()).tables.values()
    return sum(kept_as(table, column) is None for table in tables for column in table.columns.values())
