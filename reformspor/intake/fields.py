"""What a source's own tables and fields promise, whether they come from the contract or from a profile."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reformspor.intake.combined import Combined
    from reformspor.intake.layout import Layout

Kind = Literal[
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
    "clock_range",
    "epoch",
]
Bound = Literal["as_of", "year_after"]


@dataclass(frozen=True)
class Field:
    """One field of a source's own table.

    `codes` are the values as they stay after cleaning, `words` other accepted spellings (folded) with
    the code each means, or for a text the broken spellings known in this source with the right one.
    `latest` says how far after the export's own day a date may lie. `personal` values stand in no
    message. `quiet` words are the source's own way of saying a code, so no notice is due. `form` names how the
    source writes a date or number that could be read in two ways.
    """

    name: str
    type: Kind
    required: bool = False
    codes: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    references: str | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int = 2
    longest: int = 10_000
    latest: Bound | None = None
    personal: bool = False
    masked: bool = False
    or_day: bool = False
    headings: tuple[str, ...] = ()
    quiet: bool = False
    form: str = ""

    @property
    def is_list(self) -> bool:
        """Whether one value holds several ids or codes."""
        return self.type in ("ids", "codes")

    @property
    def sql_type(self) -> str:
        """The DuckDB type a clean value is kept as."""
        kinds = {
            "date": "DATE",
            "month": "DATE",
            "timestamp": "TIMESTAMPTZ",
            "epoch": "TIMESTAMPTZ",
            "integer": "BIGINT",
            "number": f"DECIMAL({18 if self.decimals <= 6 else 38},{self.decimals})",
            "ids": "VARCHAR[]",
            "codes": "VARCHAR[]",
        }
        return kinds.get(self.type, "VARCHAR")

    @property
    def kept_type(self) -> str:
        """The DuckDB type a typed table holds the value in: a code costs a byte, and is read as text again."""
        if self.type == "code" and self.codes and set(self.words.values()) <= set(self.codes):
            return f"ENUM({listed(dict.fromkeys(self.codes))})"
        return self.sql_type


@dataclass(frozen=True)
class OwnTable:
    """A table as the source has it: its fields, its key, its file names and what may be missing.

    `fixed` gives the text every row has in a field that the source lacks, and `combined` the fields that several
    columns of the file make. A table `beside` another stands in the same rows of the same file, and `shared` are the
    headings that tables beside one another use. A `strict` table answers to the headings
    its fields list and to no others, not even the fields' own names. `marked` is the field whose value says that a
    row is the template's example.
    """

    name: str
    fields: Mapping[str, Field]
    key: tuple[str, ...] = ()
    required: bool = False
    may_be_empty: bool = True
    files: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    ignores_rest: bool = False
    person: tuple[str, ...] = ()
    sum_line: Literal["refuse", "check"] = "refuse"
    layout: Layout | None = None
    fixed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    combined: Mapping[str, Combined] = field(default_factory=lambda: MappingProxyType({}))
    beside: str = ""
    shared: tuple[str, ...] = ()
    strict: bool = False
    marked: str = ""


@dataclass(frozen=True)
class Limits:
    """How large an export may be before it is refused unread: rows a table, bytes unpacked, signs a text."""

    rows: int = 200_000_000
    unpacked: int = 16 * 1024**3
    text: int = 20_000


@dataclass(frozen=True)
class Frame:
    """What a value is read against: the source's time zone, its day, and the first day it may speak of."""

    zone: str
    as_of: dt.date
    earliest: dt.date
    text_public: bool


def fold(heading: str) -> str:
    """A heading or word as it is compared: composed letters, lower case, one form of separator."""
    text = unicodedata.normalize("NFC", heading).casefold().strip().strip("\ufeff")
    return " ".join(text.replace("_", " ").replace("\u00a0", " ").split())


def quoted(name: str) -> str:
    """An identifier as SQL takes it, whatever signs it holds."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def listed(texts: Iterable[str]) -> str:
    """Texts as a comma-separated run of SQL literals."""
    return ", ".join(literal(text) for text in texts)
