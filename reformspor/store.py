"""A store answers SQL over one admitted snapshot, read-only, and knows which exports it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from math import nan
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pandas as pd

# No way out of the file to other files, the network, extensions or Python's own variables.
LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "memory_limit": "1GB",
    "threads": "2",
}

WHOLE = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
BROKEN = frozenset({"FLOAT", "DOUBLE", "HUGEINT", "UBIGINT", "UHUGEINT"})


class Store(Protocol):
    """All that a question needs of an engine."""

    @property
    def exports(self) -> tuple[str, ...]:
        """Names of the tables that hold at least one row."""

    def run(self, sql: str, params: Mapping[str, Any]) -> pd.DataFrame:
        """Rows of `sql` with its named parameters bound; parameters the SQL lacks are left out."""


class DuckStore:
    """A store over one DuckDB database; every question gets a cursor of its own."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    @classmethod
    def open(cls, served: Path) -> DuckStore:
        """Open a served file read-only, with no way out to other files or the network.

        Raises duckdb.Error when the file is damaged or is no DuckDB file.
        """
        connection = duckdb.connect(str(served), read_only=True, config=LOCKED)
        connection.execute("set lock_configuration = true")
        return cls(connection)

    @cached_property
    def exports(self) -> tuple[str, ...]:
        """Names of the tables that hold at least one row, in alphabetical order."""
        cursor = self._connection.cursor()
        names = [row[0] for row in cursor.execute("select table_name from duckdb_tables() order by 1").fetchall()]
        return tuple(name for name in names if cursor.execute(f'select 1 from "{name}" limit 1').fetchone() is not None)

    def run(self, sql: str, params: Mapping[str, Any]) -> pd.DataFrame:
        """Rows of `sql`; dates come as Python dates, decimals are summed exactly in SQL and come as floats."""
        cursor = self._connection.cursor()
        statement = _statement(sql)
        return _frame(cursor.execute(statement, {name: params[name] for name in statement.named_parameters}))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _frame(result: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Rows as a frame: whole numbers, floats and truths typed, all else Python's own objects with None for missing."""
    described = result.description or []
    rows = result.fetchall()
    columns = zip(*rows, strict=True) if rows else ((),) * len(described)
    return pd.DataFrame(
        {column[0]: _series(values, str(column[1])) for column, values in zip(described, columns, strict=True)}
    )


def _series(values: Sequence[Any], kind: str) -> pd.Series:
    if kind in WHOLE:
        return pd.Series(values, dtype="Int64" if None in values else "int64")
    if kind in BROKEN or kind.startswith("DECIMAL"):
        return pd.Series([nan if value is None else float(value) for value in values], dtype="float64")
    if kind == "BOOLEAN":
        return pd.Series(values, dtype="boolean" if None in values else "bool")
    return pd.Series(values, dtype="object")


def named_parameters(sql: str) -> frozenset[str]:
    """The names of the parameters a statement binds, read by the engine's own parser."""
    return frozenset(_statement(sql).named_parameters)


# Reading the text of a question can take longer than answering it.
@lru_cache(maxsize=1024)
def _statement(sql: str) -> duckdb.Statement:
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1:
        raise ValueError(f"one statement expected, {len(statements)} found")
    return statements[0]
