"""Reads `data/quality.toml` into rules, and refuses a file that contradicts itself or the contract."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from reformspor.contract import load_contract
from reformspor.errors import ReformsporError

FILE = Path(__file__).resolve().parents[2] / "data" / "quality.toml"
Measure = Literal["filled", "holds", "known", "accepted", "whole", "current", "present", "arrived"]
DIMENSIONS = ("correctness", "completeness", "consistency", "timeliness")
MEASURES = ("filled", "holds", "known", "accepted", "whole", "current", "present", "arrived")
QUALITY_TABLES = {
    "quality": (
        "source VARCHAR, rule VARCHAR, dimension VARCHAR, table_name VARCHAR, column_name VARCHAR, unit_id VARCHAR, "
        '"month" DATE, "year" INTEGER, n DOUBLE, n_met DOUBLE'
    ),
    "quality_rule": (
        "rule VARCHAR, dimension VARCHAR, good DOUBLE, watch DOUBLE, mender VARCHAR, measure VARCHAR, place INTEGER"
    ),
    "quality_history": (
        "snapshot_id VARCHAR, as_of DATE, dimension VARCHAR, table_name VARCHAR, n DOUBLE, n_met DOUBLE"
    ),
}
EVERY = "*"
SOURCE_OWNER = "source_owner"
PERSONS = "resource_use"


@dataclass(frozen=True)
class Rule:
    """One rule: what it judges and how, the shares where it is good or to be watched, and who can mend it.

    `of` and `met` are SQL over the row `this`, with other tables in braces; `days` belongs to `arrived` alone, and
    `notices` (codes of what an intake notes) to `whole`.
    """

    id: str
    dimension: str
    table: str
    measure: Measure
    good: float
    watch: float
    mender: str
    columns: tuple[str, ...] = ()
    of: str = "true"
    met: str = ""
    days: int = 0
    notices: tuple[str, ...] = ()

    @property
    def tables(self) -> frozenset[str]:
        """The tables the rule reads, its own among them."""
        return frozenset({self.table, *re.findall(r"\{(\w+)\}", f"{self.of} {self.met}")})

    @property
    def of_persons(self) -> bool:
        """Whether it reads records of persons, and may only be told coarsely."""
        return self.measure == "holds" and PERSONS in self.tables


@dataclass(frozen=True)
class Place:
    """Where a table's rows say their unit and their day: SQL over `this`, or "null"."""

    unit: str = "null"
    month: str = "null"

    def column(self, which: Literal["unit", "month"], columns: Collection[str]) -> str | None:
        """The column of the table itself that says the unit or the day, when it is one of these columns."""
        name = getattr(self, which).removeprefix("this.")
        return name if name in columns else None


@dataclass(frozen=True)
class Rules:
    """Every rule in the order of the file, and the places of the tables."""

    rules: tuple[Rule, ...]
    places: Mapping[str, Place]

    def place(self, table: str) -> Place:
        """Where a table's unit and month stand; nowhere when the file does not say."""
        return self.places.get(table, Place())


@cache
def load_rules(file: Path = FILE) -> Rules:
    """The rules of quality. Raises ReformsporError("contract.broken") naming the rule and the reason."""
    raw = tomllib.loads(file.read_text("utf-8"))
    places = {name: Place(**given) for name, given in raw.get("tables", {}).items()}
    rules = tuple(_rule(file, given) for given in raw["rules"])
    seen = [rule.id for rule in rules]
    for name in seen:
        if seen.count(name) > 1:
            raise _broken(file, f"{name}: stands twice")
    return Rules(rules, MappingProxyType(places))


def _rule(file: Path, given: dict[str, Any]) -> Rule:
    name = given.get("id", "?")
    given |= {name: tuple(given.get(name, ())) for name in ("columns", "notices")}
    try:
        rule = Rule(**given)
    except TypeError as fault:
        raise _broken(file, f"{name}: {fault}") from fault
    wrong = _wrong(rule)
    if wrong:
        raise _broken(file, f"{name}: {wrong}")
    return rule


def _wrong(rule: Rule) -> str:
    contract = load_contract()
    if rule.dimension not in DIMENSIONS:
        return f"unknown dimension {rule.dimension}"
    if rule.measure not in MEASURES:
        return f"unknown measure {rule.measure}"
    unknown = rule.tables - set(contract.tables) - {EVERY}
    if unknown:
        return f"unknown table {sorted(unknown)}"
    if rule.table != EVERY and (other := set(rule.columns) - set(contract.tables[rule.table].columns)):
        return f"unknown column {sorted(other)}"
    if not 0 <= rule.watch <= rule.good <= 1:
        return "0 <= watch <= good <= 1 does not hold"
    if (rule.measure == "holds") != bool(rule.met):
        return "`met` belongs to the measure holds, and only to it"
    if (rule.measure == "arrived") != bool(rule.days):
        return "`days` belongs to the measure arrived, and only to it"
    if (rule.measure == "whole") != bool(rule.notices):
        return "`notices` belongs to the measure whole, and only to it"
    if rule.mender not in (*contract.codes["role"], SOURCE_OWNER):
        return f"unknown mender {rule.mender}"
    return ""


def _broken(file: Path, why: str) -> ReformsporError:
    return ReformsporError("contract.broken", file=file.name, why=why)
