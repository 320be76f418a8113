"""Numbers keep within their field's range and dates within the time the export can speak of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from reformspor.intake.fields import Field, literal, quoted
from reformspor.intake.typing_table import Typed
from reformspor.intake.verdicts import Bench

YEAR = dt.timedelta(days=365)


def check_ranges(bench: Bench, typed: Typed) -> None:
    """Name every number outside its range and every date before the project or after its latest day."""
    checks: list[tuple[Field, str, dict[str, Any]]] = []
    for name in typed.fields:
        field = typed.source.table.fields[name]
        if field.minimum is not None or field.maximum is not None:
            checks.append((field, _outside(field), {"span": _span(field)}))
        if field.latest is not None:
            checks.append(_dates(bench, field))
    if not checks:
        return
    counts = ", ".join(f"count(*) filter (where {wrong})" for _, wrong, _ in checks)
    found = bench.con.execute(f"select {counts} from {typed.name}").fetchall()[0]
    for (field, wrong, details), n in zip(checks, found, strict=True):
        if n:
            sql = f'select "row", {quoted(field.name)} as value from {typed.name} where {wrong}'
            code = "outside_time" if field.latest is not None else "range"
            bench.refuse(typed, field.name, code, sql, **details)


def _outside(field: Field) -> str:
    name = quoted(field.name)
    parts = []
    if field.minimum is not None:
        parts.append(f"{name} < {field.minimum}")
    if field.maximum is not None:
        parts.append(f"{name} > {field.maximum}")
    return f"({' or '.join(parts)})"


def _span(field: Field) -> str:
    if field.maximum is None:
        return f"≥ {field.minimum}"
    return f"≤ {field.maximum}" if field.minimum is None else f"{field.minimum}–{field.maximum}"


def _dates(bench: Bench, field: Field) -> tuple[Field, str, dict[str, Any]]:
    frame = bench.frame
    last = frame.as_of if field.latest == "as_of" else frame.as_of + YEAR
    value = (
        quoted(field.name)
        if field.type in ("date", "month")
        else f"timezone({literal(frame.zone)}, {quoted(field.name)})::date"
    )
    day = f"coalesce(day, {value})" if field.or_day else value
    wrong = f"({day} < date '{frame.earliest}' or {day} > date '{last}')"
    return field, wrong, {"low": frame.earliest, "high": last}
