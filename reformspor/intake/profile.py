"""A profile says how a foreign system's export is read and what it means in the contract's tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reformspor.intake.combined import combined_from
from reformspor.intake.facts import Day, Events, Held, Meeting
from reformspor.intake.fields import Field, Limits, OwnTable, fold

FOLDER = Path(__file__).parent / "profiles"
Expression = str | Mapping[str, str]


@dataclass(frozen=True)
class Supply:
    """How one contract table is made: the query its rows come from, and an expression for each column."""

    source: str
    columns: Mapping[str, Expression]


@dataclass(frozen=True)
class Said:
    """A notice with a number the profile always gives, counted by a query over its own tables."""

    code: str
    table: str
    count: str


@dataclass(frozen=True)
class Profile:
    """A source's own tables, what must agree in them, and the contract tables they supply.

    `text_public` says that the source's texts are already published. `native` profiles have the
    contract's own tables and need no mapping. `rhythm` is how often exports come; empty where nothing is declared.
    """

    name: str
    tables: Mapping[str, OwnTable]
    supplies: Mapping[str, Supply]
    codes: Mapping[str, Mapping[str, str]]
    zone: str = "Europe/Oslo"
    earliest: dt.date = dt.date(2010, 1, 1)
    text_public: bool = False
    native: bool = False
    ignored_files: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    meetings: tuple[Meeting, ...] = ()
    days: tuple[Day, ...] = ()
    events: tuple[Events, ...] = ()
    held: tuple[Held, ...] = ()
    said: tuple[Said, ...] = ()
    rhythm: str = ""


def profile_from(name: str, raw: dict[str, Any]) -> Profile:
    """The profile that a TOML file with tables of its own states."""
    limits = Limits(**raw.get("limits", {}))
    return Profile(
        name=name,
        tables=MappingProxyType({key: _table(key, given, limits) for key, given in raw["tables"].items()}),
        supplies=MappingProxyType({key: _supply(given) for key, given in raw["supplies"].items()}),
        codes=MappingProxyType(raw.get("codes", {})),
        zone=raw.get("zone", "Europe/Oslo"),
        earliest=raw.get("earliest", dt.date(2010, 1, 1)),
        text_public=raw.get("text_public", False),
        ignored_files=tuple(raw.get("ignored_files", ())),
        limits=limits,
        meetings=tuple(Meeting(**given) for given in raw.get("meetings", ())),
        days=tuple(Day(**given) for given in raw.get("days", ())),
        events=tuple(Events(**given) for given in raw.get("events", ())),
        said=tuple(Said(**given) for given in raw.get("said", ())),
        rhythm=raw.get("rhythm", ""),
    )


def _table(name: str, given: dict[str, Any], limits: Limits) -> OwnTable:
    fields = {key: _field(key, dict(each), limits) for key, each in given.pop("fields").items()}
    combined = combined_from(given.pop("joined", {}), given.pop("ticked", {}))
    tuples = {key: tuple(value) for key, value in given.items() if isinstance(value, list)}
    own = MappingProxyType(fields)
    return OwnTable(name=name, fields=own, combined=MappingProxyType(combined), **{**given, **tuples})


def _field(name: str, given: dict[str, Any], limits: Limits) -> Field:
    words = {fold(word): code for word, code in given.pop("words", {}).items()}
    for bound in ("minimum", "maximum"):
        if bound in given:
            given[bound] = Decimal(given[bound])
    for listed in ("codes", "headings"):
        given[listed] = tuple(given.get(listed, ()))
    return Field(name=name, words=MappingProxyType(words), **{"longest": limits.text, **given})


def _supply(given: dict[str, Any]) -> Supply:
    return Supply(given["from"], MappingProxyType(given["columns"]))
