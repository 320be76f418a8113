"""Reads `data/contract/*.toml` into a Contract, and refuses a file that contradicts itself or another."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reformspor.contract.table import KINDS, Column, Contract, Table, letters
from reformspor.errors import ReformsporError

DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "data" / "contract"
NOT_TABLES = frozenset({"codes", "forbidden"})

# The order readers meet the tables in: the required ones first, then what makes them say more.
ORDER = (
    "sessions",
    "resource_use",
    "barriers",
    "barrier_events",
    "units",
    "capacity",
    "initiatives",
    "phase_events",
    "milestones",
    "targets",
    "actions",
    "outcomes",
    "surveys",
    "indicators",
    "accounts",
)


@cache
def load_contract(folder: Path = DEFAULT_FOLDER) -> Contract:
    """The contract in `folder`, one table a file, with codes.toml and forbidden.toml beside them.

    Raises ReformsporError("contract.broken") naming file and reason when a file breaks the contract's own rules.
    """
    lists = _read(folder / "codes.toml")
    codes = {name: tuple(values) for name, values in lists["codes"].items()}
    files = sorted((file for file in folder.glob("*.toml") if file.stem not in NOT_TABLES), key=_place)
    tables = {file.stem: _table(file, codes) for file in files}
    for table in tables.values():
        _check_references(table, tables, folder)
    forbidden = _read(folder / "forbidden.toml")
    return Contract(
        tables=MappingProxyType(tables),
        codes=MappingProxyType(codes),
        labels=MappingProxyType({name: tuple(values) for name, values in lists["labels"].items()}),
        former=MappingProxyType({name: _former(folder, name, said, codes) for name, said in lists["former"].items()}),
        forbidden_parts=tuple(letters(part) for part in forbidden["parts"]),
        forbidden_words=tuple(letters(word) for word in forbidden["words"]),
    )


def _place(file: Path) -> tuple[int, str]:
    return (ORDER.index(file.stem) if file.stem in ORDER else len(ORDER), file.stem)


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)


def _table(file: Path, codes: dict[str, tuple[str, ...]]) -> Table:
    raw = _read(file)
    columns = {name: _column(file, name, dict(given), codes) for name, given in raw.pop("columns").items()}
    table = Table(
        name=file.stem,
        key=tuple(raw.pop("key")),
        required=raw.pop("required"),
        systems=tuple(raw.pop("systems")),
        columns=MappingProxyType(columns),
        of_persons=raw.pop("of_persons", False),
    )
    if raw:
        raise _broken(file, f"unknown {sorted(raw)}")
    if missing := set(table.key) - set(columns):
        raise _broken(file, f"key {sorted(missing)} is no column")
    if missing := set(table.systems) - set(codes["system"]):
        raise _broken(file, f"unknown system {sorted(missing)}")
    return table


def _column(file: Path, name: str, given: dict[str, Any], codes: dict[str, tuple[str, ...]]) -> Column:
    for limit in ("minimum", "maximum"):
        if limit in given:
            given[limit] = Decimal(given[limit])
    if given.get("type") == "yes_no":
        given["codes"] = "yes_no"
    try:
        column = Column(name=name, **given)
    except TypeError as fault:
        raise _broken(file, f"{name}: {fault}") from fault
    if column.type not in KINDS:
        raise _broken(file, f"{name}: unknown type {column.type}")
    if (column.type in ("code", "codes", "yes_no")) != (column.codes is not None):
        raise _broken(file, f"{name}: a code list belongs to codes, and only to them")
    if column.codes is not None and column.codes not in codes:
        raise _broken(file, f"{name}: unknown code list {column.codes}")
    return column


def _former(
    folder: Path, name: str, said: dict[str, list[str]], codes: dict[str, tuple[str, ...]]
) -> MappingProxyType[str, tuple[str, ...]]:
    if missing := set(said) - set(codes.get(name, ())):
        raise _broken(folder / "codes.toml", f"former words of {sorted(missing)}, which {name} has not")
    return MappingProxyType({code: tuple(words) for code, words in said.items()})


def _check_references(table: Table, tables: dict[str, Table], folder: Path) -> None:
    for column in table.columns.values():
        if column.references is not None and column.references not in tables:
            raise _broken(folder / f"{table.name}.toml", f"{column.name}: unknown table {column.references}")


def _broken(file: Path, why: str) -> ReformsporError:
    return ReformsporError("contract.broken", file=file.name, why=why)
