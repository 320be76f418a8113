"""Rows that were written in their order are numbered by where they lie, until one of them is to go."""

from __future__ import annotations

import duckdb

from reformspor.intake.fields import quoted


def number_by_place(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Make the table `schema.name` a view of its rows with `row`, the place each was written in (1 = first).

    To write ten million numbers takes as long as all checks of two columns. No row may be taken away while they are
    not written: those behind it could move up.
    """
    schema, name, rows = _names(table)
    con.execute(f"alter table {table} rename to {rows}")
    kind = "temp view" if schema == "temp" else "view"
    con.execute(f'create {kind} {schema}.{name} as select *, rowid + 1 as "row" from {schema}.{rows}')


def number_for_good(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Write the numbers of a table's rows into a column `row`, while all of them lie where they were written."""
    con.execute(f'alter table {table} add column "row" bigint')
    con.execute(f'update {table} set "row" = rowid + 1')


def number_for_good_again(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Make a view of `number_by_place` the table it was, with its numbers written."""
    schema, name, rows = _names(table)
    con.execute(f"drop view {schema}.{name}")
    con.execute(f"alter table {schema}.{rows} rename to {name}")
    number_for_good(con, table)


def _names(table: str) -> tuple[str, str, str]:
    schema, name = table.split(".", 1)
    name = name.strip('"')
    return schema, quoted(name), quoted(f"{name} rows")
