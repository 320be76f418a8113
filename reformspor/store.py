"""A store answers SQL over one admitted snapshot, read-only, and knows which exports it holds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
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
        wanted = named_parameters(sql)
        return cursor.execute(sql, {name: params[name] for name in wanted}).df(date_as_object=True)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def named_parameters(sql: str) -> frozenset[str]:
    """The names of the parameters a statement binds, read by the engine's own parser."""
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1:
        raise ValueError(f"one statement expected, {len(statements)} found")
    return frozenset(statements[0].named_parameters)
