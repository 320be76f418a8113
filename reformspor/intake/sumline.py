"""What stands under a table is no row: a totals line, which can be held against the rows, or a closing remark."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb

from reformspor.intake.numbers import read_plain
from reformspor.intake.tally import Tally

if TYPE_CHECKING:
    from reformspor.intake.sources import Source

WORDS = frozenset(
    {"sum", "total", "totalt", "totalsum", "i alt", "til saman", "til sammen", "sum totalt", "grand total"}
)


def is_sum(record: Sequence[str]) -> bool:
    """Whether a record's first filled field says that the rest are totals."""
    first = next((field for field in record if field.strip()), "")
    return first.strip().rstrip(":").strip().casefold() in WORDS


def is_footer(record: Sequence[str]) -> bool:
    """Whether the last record of a table of several columns is a remark: some words in the first, and nothing more."""
    filled = [field for field in record if field.strip()]
    return len(record) > 3 and len(filled) == 1 and record[0] == filled[0] and len(filled[0].split()) > 1


def judge_sum(con: duckdb.DuckDBPyConnection, typed: str, source: Source, faults: Tally, notices: Tally) -> None:
    """Refuse a totals line, or where the source says so check it against the rows and leave it out with a notice."""
    if source.sum_line is None:
        return
    table = source.table
    if table.sum_line == "refuse":
        faults.add("sum_row", source.file, source.read, table=table.name)
        return
    for name, field in table.fields.items():
        at = source.match.places.get(name)
        if at is None or field.type not in ("number", "integer") or at >= len(source.sum_line):
            continue
        said = read_plain(source.sum_line[at])
        if said is None:
            continue
        real = Decimal(con.execute(f'select coalesce(sum("{name}"), 0) from {typed}').fetchall()[0][0])
        if said != real:
            faults.add("sum_differs", source.file, source.read, name, table=table.name, said=said, real=real)
    notices.add("sum_dropped", source.file, source.read, table=table.name)
