"""What may be chosen is one readable file: each name with its kind, unit, allowed range, default, source and roles."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from reformspor.contract import load_contract

DEFAULTS = Path(__file__).resolve().parents[2] / "data" / "settings.default.toml"
Kind = Literal["number", "integer", "text", "date", "code", "roles"]
Effect = Literal["at_once", "next_admission"]
Better = Literal["higher", "lower"]
Value = float | int | str | dt.date | tuple[str, ...]
ANY_NAME = re.compile(r"[^\W_][\w-]*")


@dataclass(frozen=True)
class Definition:
    """One thing that may be chosen. `name` may hold <role>, <measure> or <source>; a resolved one holds none.

    `least` and `most` are the allowed range, both included; `among` the codes of a code; `pattern` the form of a text;
    `family` the name with its placeholder.
    """

    name: str
    group: str
    kind: Kind
    roles: tuple[str, ...]
    unit: str = ""
    least: float | None = None
    most: float | None = None
    value: Value | None = None
    source: str = ""
    effect: Effect = "at_once"
    among: tuple[str, ...] = ()
    pattern: str = ""
    family: str = ""

    @property
    def word(self) -> str:
        """The end of its keys in the words: `norm_release` for `norm.release.<role>`."""
        return "_".join(part for part in (self.family or self.name).split(".") if not part.startswith("<"))

    @property
    def of(self) -> tuple[str, str]:
        """What a resolved name is of: ("role", code), ("measure", code) or ("source", name); two empty texts else."""
        for said, part in zip(self.family.split("."), self.name.split("."), strict=False):
            if said.startswith("<"):
                return said.strip("<>"), part
        return "", ""


@dataclass(frozen=True)
class Measure:
    """Something a target or a status rule is set for: its unit, which way is better, and what a limit may be."""

    code: str
    unit: str
    better: Better
    least: float
    most: float


@dataclass(frozen=True)
class Definitions:
    """Everything that may be chosen, in the order it is shown, with the values that hold until something is."""

    known: tuple[Definition, ...]
    measures: Mapping[str, Measure]
    given: Mapping[str, Value]
    constructed: Mapping[str, Value]
    found: dict[str, Definition | None] = field(default_factory=dict, compare=False)

    def find(self, key: str) -> Definition | None:
        """What the key is, with the range of its measure and its default filled in; None when there is no such key."""
        if key not in self.found:
            self.found[key] = self._find(key)
        return self.found[key]

    def _find(self, key: str) -> Definition | None:
        parts = key.split(".")
        for one in self.known:
            names = one.name.split(".")
            if len(names) == len(parts) and all(_fits(*pair, self.measures) for pair in zip(names, parts, strict=True)):
                return self._resolved(one, key, parts)
        return None

    def _resolved(self, one: Definition, key: str, parts: list[str]) -> Definition:
        value = self.given.get(key, one.value)
        source = one.source or ("proposed" if value is not None else "")
        if "<measure>" in one.name and one.kind == "number":
            measure = self.measures[parts[1]]
            one = replace(one, unit=measure.unit, least=measure.least, most=measure.most)
        return replace(one, name=key, value=value, source=source, family=one.name)

    def known_at(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        """The names that may stand after these, placeholders written out; empty where any name may."""
        found: list[str] = []
        for one in self.known:
            names = one.name.split(".")
            if len(names) > len(parts) and all(_fits(*pair, self.measures) for pair in zip(names, parts, strict=False)):
                found += _written_out(names[len(parts)], self.measures)
        return tuple(dict.fromkeys(found))


def _fits(name: str, part: str, measures: Mapping[str, Measure]) -> bool:
    if name == "<role>":
        return part in load_contract().codes["role"]
    if name == "<measure>":
        return part in measures
    return bool(ANY_NAME.fullmatch(part)) if name == "<source>" else name == part


def _written_out(name: str, measures: Mapping[str, Measure]) -> tuple[str, ...]:
    if name == "<role>":
        return load_contract().codes["role"]
    if name == "<measure>":
        return tuple(measures)
    return () if name == "<source>" else (name,)


@cache
def load_definitions(file: Path = DEFAULTS) -> Definitions:
    """What may be chosen, as the file says it. Raises ValueError or TypeError for a file that is not whole."""
    raw = tomllib.loads(file.read_text("utf-8"))
    given = {f"status.{name}.{part}": value for name, rule in raw["status"].items() for part, value in rule.items()}
    return Definitions(
        known=tuple(_definition(name, block) for name, block in raw["settings"].items()),
        measures=MappingProxyType({code: Measure(code=code, **block) for code, block in raw["measures"].items()}),
        given=MappingProxyType(given),
        constructed=MappingProxyType(dict(raw["constructed"])),
    )


def _definition(name: str, block: dict[str, Any]) -> Definition:
    among = tuple(block.pop("among", ()))
    if "codes" in block:
        among = load_contract().codes[block.pop("codes")]
    value = block.pop("value", None)
    held = tuple(value) if isinstance(value, list) else value
    return Definition(name=name, roles=tuple(block.pop("roles")), among=among, value=held, **block)
