"""What a table and a column promise, as frozen things that admission, the demo and the templates all read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal[
    "id", "ids", "text", "free_text", "date", "month", "timestamp", "number", "integer", "code", "codes", "yes_no"
]
Privacy = Literal["open", "personal", "free_text"]

KINDS: tuple[Kind, ...] = (
    "id",
    "ids",
    "text",
    "free_text",
    "date",
    "month",
    "timestamp",
    "number",
    "integer",
    "code",
    "codes",
    "yes_no",
)
LISTS: frozenset[Kind] = frozenset({"ids", "codes"})


@dataclass(frozen=True)
class Column:
    """One column: its type, what it may hold, and who may see it.

    `codes` names the code list of a code, codes or yes_no column. `references` names the table whose
    key the values must stand in. `or_day` is true for a month that may also be given as a day, and
    `derived` for a column that admission fills and no file supplies.
    """

    name: str
    type: Kind
    codes: str | None = None
    required: bool = False
    references: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int | None = None
    privacy: Privacy = "open"
    or_day: bool = False
    derived: bool = False

    @property
    def is_list(self) -> bool:
        """Whether a value holds several codes or ids, separated by `;` or `|`."""
        return self.type in LISTS


@dataclass(frozen=True)
class Table:
    """One table: its columns in order, its key (empty when rows have none) and where it comes from."""

    name: str
    key: tuple[str, ...]
    required: bool
    systems: tuple[str, ...]
    columns: Mapping[str, Column]
    of_persons: bool = False

    @property
    def title_key(self) -> str:
        """Where the words for the table's title stand."""
        return f"contract.{self.name}.title"


@dataclass(frozen=True)
class Contract:
    """All tables, all code lists, the labels that only pooling makes, the words codes had before by list and code,
    and the headings no table may have."""

    tables: Mapping[str, Table]
    codes: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, tuple[str, ...]]
    former: Mapping[str, Mapping[str, tuple[str, ...]]]
    forbidden_parts: tuple[str, ...]
    forbidden_words: tuple[str, ...]

    def forbids(self, heading: str) -> bool:
        """Whether a heading would bring in which union someone belongs to."""
        plain = letters(heading)
        return plain in self.forbidden_words or any(part in plain for part in self.forbidden_parts)


def letters(heading: str) -> str:
    """A heading in lower case with its letters only, as forbidden headings are compared."""
    return "".join(sign for sign in heading.casefold() if sign.isalpha())


def duckdb_type(column: Column) -> str:
    """The DuckDB type a column is stored as; a month is the DATE of its first day."""
    match column.type:
        case "date" | "month":
            return "DATE"
        case "timestamp":
            return "TIMESTAMPTZ"
        case "integer":
            return "BIGINT"
        case "number":
            return f"DECIMAL(18,{2 if column.decimals is None else column.decimals})"
        case "ids" | "codes":
            return "VARCHAR[]"
        case _:
            return "VARCHAR"
