"""The automatic codebook: every column that was delivered, its type and range, its rows, and how many are empty."""

from __future__ import annotations

import pandas as pd

from reformspor.answers import Answer
from reformspor.contract import Column, Table, load_contract
from reformspor.dictionary.tables import column_name, range_said, type_said
from reformspor.snapshot.schema import THROUGH_LEDGER
from reformspor.words import Words

HEADS = ("table", "column", "code", "type", "range", "n", "missing", "kept")


def codebook_table(coverage: Answer, files: Answer, words: Words) -> pd.DataFrame:
    """A row for each column of the tables that were delivered (`data/files`), in the contract's order.

    Of tables of persons the rows and what is missing are not told by column: only released groups are.
    """
    counted = {(row["table_name"], row["column_name"]): row for row in coverage.copy_rows()}
    delivered = {str(row["table_name"]) for row in files.copy_rows()}
    rows = [
        _row(table, column, counted.get((table.name, column.name)), words)
        for table in load_contract().tables.values()
        if table.name in delivered
        for column in table.columns.values()
        if column.name != "municipality_id"
    ]
    return pd.DataFrame(rows, columns=[words(f"application.codebook.{head}") for head in HEADS])


def _row(table: Table, column: Column, counted: dict[str, object] | None, words: Words) -> list[str]:
    n, missing = ("", "")
    if counted is not None:
        n, missing = words.number(int(str(counted["n"]))), words.percent(float(str(counted["missing_share"])), 1)
    return [
        words(table.title_key),
        column_name(table, column, words),
        column.name,
        type_said(column, words),
        range_said(column, words) or (words(f"dictionary.list.{column.codes}") if column.codes else ""),
        n,
        missing,
        words(f"application.codebook.{_kept(table, column)}"),
    ]


def _kept(table: Table, column: Column) -> str:
    """Who sees it: what comes through the ledger is only in sums, save what never leaves the private file."""
    through = table.of_persons or table.name in THROUGH_LEDGER
    return "ledger" if through and column.privacy != "personal" else column.privacy
