"""Canonical rows: a source's own columns after cleaning, every value as text."""

from __future__ import annotations

from typing import Any

import duckdb

from reformspor.intake.fields import Field, literal, quoted
from reformspor.intake.typing_table import Typed


def canonical_rows(con: duckdb.DuckDBPyConnection, typed: Typed, zone: str) -> list[dict[str, Any]]:
    """The rows of a typed table in physical order; a missing value is None."""
    fields = list(typed.source.table.fields.values())
    columns = ", ".join(_as_text(field, zone) if field.name in typed.fields else "null" for field in fields)
    rows = con.execute(f'select {columns} from {typed.name} order by "row"').fetchall()
    return [dict(zip((field.name for field in fields), row, strict=True)) for row in rows]


def _as_text(field: Field, zone: str) -> str:
    name = quoted(field.name)
    match field.type:
        case "number":
            return f"regexp_replace({name}::varchar, '\\.0*$|(\\.[0-9]*[1-9])0+$', '\\1')"
        case "timestamp" | "epoch":
            local = f"timezone({literal(zone)}, {name})"
            minutes = f"date_diff('minute', timezone('UTC', {name}), {local})"
            return (
                f"strftime({local}, '%Y-%m-%dT%H:%M:%S') || case when {minutes} < 0 then '-' else '+' end || "
                f"lpad((abs({minutes}) // 60)::varchar, 2, '0') || ':' || lpad((abs({minutes}) % 60)::varchar, 2, '0')"
            )
        case "month":
            month = f"strftime({name}, '%Y-%m')"
            return f"coalesce(day::varchar, {month})" if field.or_day else month
        case "ids" | "codes":
            return f"array_to_string({name}, ';')"
        case _:
            return f"{name}::varchar"
