"""A fault's row is the file's own: the n-th row under the headings, and in a workbook also the sheet's line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reformspor.errors import Fault
from reformspor.intake.refused import RefusedRow
from reformspor.intake.typing_table import Typed


def in_file(faults: Iterable[Fault], tables: Iterable[Typed]) -> tuple[Fault, ...]:
    """Faults with the row they have in the file: rows made of one row's columns have that row's number, and
    `details["line"]` is the line a spreadsheet shows beside it."""
    moved = {each.source.file: each for each in tables if each.source.spread > 1 or each.source.first_line}
    return tuple(_placed(fault, moved[fault.file]) if fault.file in moved else fault for fault in faults)


def rows_in_file(
    rows: Iterable[RefusedRow], tables: Iterable[Typed], placed: Mapping[int, Fault]
) -> Iterator[RefusedRow]:
    """Refused rows with the row they have in the file; `placed` are faults that already have theirs, by identity."""
    moved = {each.source.file: each for each in tables if each.source.spread > 1 or each.source.first_line}
    for row in rows:
        typed = moved.get(row.file)
        if typed is None:
            yield row
            continue
        number = (row.row - 1) // typed.source.spread + 1
        yield replace(
            row, row=number, faults=tuple(placed.get(id(fault)) or _placed(fault, typed) for fault in row.faults)
        )


def _placed(fault: Fault, typed: Typed) -> Fault:
    if fault.row is None:
        return fault
    source = typed.source
    row = (fault.row - 1) // source.spread + 1
    details = fault.details | {"line": row + source.first_line - 1} if source.first_line else fault.details
    return Fault(fault.code, fault.file, row, fault.column, fault.table, fault.value, details)
