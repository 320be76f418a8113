"""The codebook of a package, made from the tables themselves: name, type, how many, missing, range and codes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from reformspor.intake.guarding import guarded
from reformspor.replication.described import Described, codes_in, column_means

HEADS = ("table", "column", "name", "meaning", "type", "n", "missing", "lowest", "highest", "codes")


def codebook(of: Described) -> bytes:
    """One row for each column of each table, CSV in UTF-8."""
    rows = []
    for table in of.tables:
        for column in table.columns:
            name, meaning = column_means(table, column, of.words)
            codes = "; ".join(f"{code} = {word}" for code, word, _ in codes_in(table, column, of.words))
            said = (table.name, column.name, name, meaning, column.kind)
            rows.append((*said, column.filled, table.rows - column.filled, column.low, column.high, codes))
    return as_csv(HEADS, rows)


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as CSV; a text that a spreadsheet would run has an apostrophe before it, a number has none."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([one if _is_number(one) else guarded(str(one)) for one in row] for row in rows)
    return out.getvalue().encode("utf-8")


def _is_number(value: object) -> bool:
    try:
        float(str(value))
    except ValueError:
        return False
    return True
