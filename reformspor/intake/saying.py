"""A fault is said in the reader's language with its place and remedy, the same in the view, the command and a file."""

from __future__ import annotations

from typing import Any

from reformspor.contract.titles import title_of
from reformspor.errors import Fault
from reformspor.words import Words


def say(fault: Fault, words: Words) -> str:
    """A fault with its place, in a workbook also as the sheet's own line, and its remedy."""
    said, remedy = words(f"faults.{fault.code}.said", **_places(fault, words)), remedy_of(fault, words)
    line = words("mapping.line", line=fault.details["line"]) if "line" in fault.details else ""
    return " ".join(part for part in (said, line, remedy) if part)


def reason_of(fault: Fault, words: Words) -> str:
    """What is wrong, without the place it stands in."""
    said = words(f"faults.{fault.code}.said", **_places(fault, words))
    bare = said.split(": ", 1)[-1]
    return bare[:1].upper() + bare[1:]


def remedy_of(fault: Fault, words: Words) -> str:
    """What to do about it; empty when there is nothing to do."""
    key = f"faults.{fault.code}.remedy"
    return words(key, **_places(fault, words)) if words.has(key) else ""


def example_of(fault: Fault, words: Words) -> str:
    """Where one fault stands and what stands there: by the line a spreadsheet shows beside it, else by its row."""
    line = fault.details.get("line")
    place = words("desk.groups.line", line=line) if line else words("desk.groups.row", row=fault.row or "")
    return f"{place}: {fault.value}" if fault.value else place


def column_title(table: str | None, column: str, words: Words) -> str:
    """A column's name in the reader's language; a column of a foreign table keeps its own."""
    key = f"contract.{table}.columns.{column}.name"
    return words(key) if words.has(key) else column


def place_of(file: str, table: str | None, column: str | None, words: Words) -> str:
    """Where something stands: the table by its title, the file, and the column."""
    parts = [title_of(table, words) if table else "", file, column_title(table, column, words) if column else ""]
    return " · ".join(part for part in parts if part)


def _file(file: str, table: str | None, words: Words) -> str:
    """A file as its sender knows it; of a table that stands beside another in it, with the table's title."""
    own = next((sign for sign in (" [", " → ") if table and file.endswith(f"{sign}{table}]")), None)
    return file if own is None or table is None else f"{file.removesuffix(f'{table}]')}{title_of(table, words)}]"


def _places(fault: Fault, words: Words) -> dict[str, Any]:
    return {
        "file": _file(fault.file, fault.table, words),
        "row": fault.row if fault.row is not None else "",
        "column": column_title(fault.table, fault.column, words) if fault.column else "",
        "value": fault.value if fault.value is not None else "",
        "table": fault.table or "",
    } | fault.details
