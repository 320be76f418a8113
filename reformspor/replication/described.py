"""Everything the files about a package tell of: what it holds, whose it is, of which snapshot, and in which words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reformspor.contract import load_contract
from reformspor.dictionary.tables import codes_of, column_name
from reformspor.disclosure import Rule
from reformspor.replication.figures import Figure
from reformspor.replication.package import Told
from reformspor.replication.tables import WITHHELD, Column, Table
from reformspor.words import Words

# Terms a municipality may give its data: the name a machine knows, and where they are written.
TERMS = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "NLOD-2.0": "https://data.norge.no/nlod/no/2.0",
    "MIT": "https://opensource.org/license/mit",
}
# Of whom the municipality's own served tables are said to hold something, in the words of the contract.
CONTRACT = "contract"


@dataclass(frozen=True)
class Described:
    """`shared` is the municipality whose figures these are; with closed data the tables are the twin's. `day` is when
    the package was made, `terms` a key of TERMS or empty, `own` the list of the house's figures where data are closed.
    """

    words: Words
    told: Told
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    day: dt.date
    municipality: str
    terms: str = ""
    waiting_hours: float = 0.0
    refused: int = 0
    k: int = 5
    p: int = 10
    own: tuple[Figure, ...] = ()

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What the snapshot says of itself."""
        return self.told.manifest

    @property
    def constructed(self) -> bool:
        """Whether the numbers in the package are constructed."""
        return bool(self.manifest["constructed"])

    @property
    def rule(self) -> Rule:
        """The rule the tables were written by."""
        return Rule.of(self.told.level)

    @property
    def name(self) -> str:
        """A short name a machine can use, which says when the data are constructed."""
        start = "konstruert-" if self.constructed else ""
        said = f"{start}reformspor-{self.manifest['id']}-{self.told.level}".lower()
        return re.sub(r"[^a-z0-9._-]+", "-", said)

    @property
    def title(self) -> str:
        """What a person calls it."""
        key = "replication.title_constructed" if self.constructed else "replication.title"
        return self.words(key, municipality=self.municipality, day=self.as_of)

    @property
    def as_of(self) -> dt.date:
        """The day the export was taken."""
        return dt.date.fromisoformat(str(self.manifest["as_of"]))

    @property
    def summary(self) -> str:
        """What it is in one or two sentences."""
        said = self.words("replication.summary", level=self.words(f"replication.level.{self.told.level}"))
        if self.told.closed:
            return f"{said} {self.words('replication.closed.summary')}"
        return f"{said} {self.words('frame.badge_more')}" if self.constructed else said


def table_means(table: Table, words: Words) -> str:
    """What a row of a table is."""
    if table.name in load_contract().tables and table.name not in ("resource_use", "capacity"):
        return words(f"contract.{table.name}.grain")
    key = f"replication.table.{table.name}"
    return words(key) if words.has(key) else table.name


def column_means(table: Table, column: Column, words: Words) -> tuple[str, str]:
    """What a column is called, and what it means; the meaning is empty where nothing but its name says it."""
    known = load_contract().tables.get(table.name)
    if known is not None and column.name in known.columns:
        meaning = words(f"contract.{table.name}.columns.{column.name}.meaning")
        return column_name(known, known.columns[column.name], words), meaning
    own = f"replication.column.{column.name}"
    if column.name == WITHHELD and known is not None:
        return words("replication.column.few"), words("replication.few_means")
    for key in (own, f"questions.columns.{column.name}"):
        if words.has(key):
            return words(key), ""
    return column.name, ""


def codes_in(table: Table, column: Column, words: Words) -> tuple[tuple[str, str, str], ...]:
    """Each code that may stand in a column, with its word and its meaning; none where any text may."""
    known = load_contract().tables.get(table.name)
    held = known.columns.get(column.name) if known is not None else None
    return codes_of(held.codes, words, pooled=False) if held is not None and held.codes else ()
