"""A store answers SQL over one admitted snapshot, read-only, and knows which exports it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

import duckdb
import numpy as np
import pandas as pd

Config = dict[str, str | bool | int | float | list[str]]
# No way out of the file to other files, the network, extensions or Python's own variables.
LOCKED: Config = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
}

FILTER = re.compile(r"\(\s*\$(\w+)::[A-Z]+(?:\[\])?\s+is\s+null\s+or\s")
UNREAD = r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|/\*[\s\S]*?\*/"
SIGNS = re.compile(rf"{UNREAD}|[()]")
NAMED = re.compile(rf"{UNREAD}|\$(\w+)")
WHOLE = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
BROKEN = frozenset({"FLOAT", "DOUBLE", "HUGEINT", "UBIGINT", "UHUGEINT"})


@dataclass(frozen=True)
class Limits:
    """The most that answering may take of the machine: MiB of memory for the engine, and threads for all questions."""

    memory_mib: int = 1024
    threads: int = 2


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
    def open(cls, served: Path, limits: Limits | None = None) -> DuckStore:
        """Open a served file read-only within limits, with no way out to other files or the network.

        Raises duckdb.Error when the file is damaged or is no DuckDB file.
        """
        held = limits or Limits()
        config: Config = LOCKED | {"memory_limit": f"{held.memory_mib}MiB", "threads": held.threads}
        connection = duckdb.connect(str(served), read_only=True, config=config)
        # All who have this file open in a process share one engine, and it may be locked already.
        if connection.execute("select current_setting('lock_configuration')").fetchone() != (True,):
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
        open_filters = frozenset(name for name, value in params.items() if value is None)
        statement = _statement(without_filters(sql, open_filters))
        return _frame(cursor.execute(statement, {name: params[name] for name in statement.named_parameters}))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _frame(result: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Rows as a frame: whole numbers, floats and truths typed, all else Python's own objects with None for missing."""
    kinds = {column[0]: str(column[1]) for column in result.description or []}
    return pd.DataFrame({name: _column(values, kinds[name]) for name, values in result.fetchnumpy().items()})


def _column(given: Any, kind: str) -> Any:
    missing, values = np.ma.getmaskarray(given), np.ma.getdata(given)
    if kind in BROKEN or kind.startswith("DECIMAL"):
        return np.where(missing, np.nan, values.astype("float64"))
    if kind in WHOLE:
        whole = values.astype("int64")
        return pd.arrays.IntegerArray(whole, missing) if missing.any() else whole
    if kind == "BOOLEAN":
        return pd.arrays.BooleanArray(values.astype("bool"), missing) if missing.any() else values.astype("bool")
    if kind.endswith("[]"):
        values = _lists(values)
    said = values.astype("datetime64[D]" if kind == "DATE" else values.dtype).astype(object)
    said[missing] = None
    return pd.Series(said, dtype="object")


def _lists(values: Any) -> Any:
    plain = np.empty(len(values), dtype=object)
    plain[:] = [value.tolist() if isinstance(value, np.ndarray) else value for value in values]
    return plain


def named_parameters(sql: str) -> frozenset[str]:
    """The names of the parameters a statement binds; those in texts and comments are none.

    Read here and not by the engine's parser, which takes half a second for all questions as a process starts.
    """
    return frozenset(found[1] for found in NAMED.finditer(sql) if found[1])


@lru_cache(maxsize=4096)
def without_filters(sql: str, unset: frozenset[str]) -> str:
    """The statement with every `($name::TYPE is null or …)` of a parameter that is not set replaced by `true`.

    It means the same: the engine would find it out for itself, but to plan what is never asked for takes it longer than
    to answer.
    """
    kept, at = [], 0
    while (found := FILTER.search(sql, at)) is not None:
        end = _closing(sql, found.start())
        if end is None:
            break
        inside = without_filters(sql[found.end() : end], unset)
        kept += [sql[at : found.start()], "true" if found[1] in unset else f"({inside})"]
        at = end + 1
    return "".join([*kept, sql[at:]])


def _closing(sql: str, start: int) -> int | None:
    """Where the bracket that opens at `start` is closed; brackets in texts and comments are none."""
    depth = 0
    for found in SIGNS.finditer(sql, start):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if depth == 0:
            return found.start()
    return None


# Reading the text of a question can take longer than answering it.
@lru_cache(maxsize=1024)
def _statement(sql: str) -> duckdb.Statement:
    statements = duckdb.extract_statements(sql)
    if len(statements) != 1:
        raise ValueError(f"one statement expected, {len(statements)} found")
    return statements[0]
