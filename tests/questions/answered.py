"""An example is passed when the question's rows, said as text, are those the example promises, in that order."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import duckdb

from reformspor.store import named_parameters
from tests.questions.example import Case, Example
from tests.questions.given import bound

Posed = list[tuple[Case, dict[str, object]]]


def posed(example: Example, con: duckdb.DuckDBPyConnection) -> Posed:
    """Each case of an example with the parameters its scope and settings bind, in the store that holds its rows."""
    return [(case, bound(con, case.scope, settings=case.settings)) for case in example.cases]


def failure(cases: Posed, sql: str, con: duckdb.DuckDBPyConnection) -> str | None:
    """What is wrong with the rows that `sql` answers to the cases; None when all is right."""
    for case, values in cases:
        try:
            result = con.execute(sql, {name: values[name] for name in named_parameters(sql)})
            columns = tuple(column[0] for column in result.description or ())
            rows = result.fetchall()
        except duckdb.Error as error:
            return f"scope {case.scope!r}: {error}"
        wrong = _difference(case, columns, rows)
        if wrong:
            return f"scope {case.scope!r}: {wrong}"
    return None


def _difference(case: Case, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str | None:
    if columns != case.columns:
        return f"columns {columns}"
    if len(rows) != len(case.rows):
        return f"{len(rows)} rows, {len(case.rows)} promised: {[[said(v) for v in row] for row in rows]}"
    for number, (row, promised) in enumerate(zip(rows, case.rows, strict=True), start=1):
        for column, value in zip(columns, row, strict=True):
            if not same(value, promised[column]):
                return f"row {number}, {column}: {said(value)!r}, promised {promised[column]!r}"
    return None


def same(value: Any, promised: str) -> bool:
    """Whether a value is the promised text; an example writes at most four decimals."""
    if isinstance(value, float | Decimal) and promised:
        return abs(float(value) - float(promised)) < 0.000051
    return said(value) == promised


def said(value: Any) -> str:
    """A value as an example writes it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, dt.datetime):
        return f"not a date: {value}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{float(value):g}" if isinstance(value, float | Decimal) else str(value)
