"""An answer's rows as a CSV of codes, for a program to read: the same columns and figures as the question gives."""

from __future__ import annotations

import csv
import io
from typing import Any

from reformspor.answers.answer import Answer


def rows_csv(answer: Answer) -> bytes:
    """UTF-8, commas, a point in decimals; values of a list between semicolons.

    Constructed numbers must say so wherever they end up, so the label is a column of the rows themselves.
    """
    extra = ["constructed"] if answer.provenance.constructed else []
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*answer.frame.columns, *extra])
    for row in answer.copy_rows():
        writer.writerow([*(_cell(value) for value in row.values()), *(["yes"] if extra else [])])
    return out.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return ";".join(str(part) for part in value)
    return value
