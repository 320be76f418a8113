"""Odd and hostile exports of our own, each with the verdict that trust demands; the shared cases have others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import clean

Make = Callable[[Path], None]
Where = tuple[str, int | None, str | None]


@dataclass(frozen=True)
class Case:
    """An export and its verdict: `where` must be among its faults, `never` in no message, and where `same` is said
    the rows are those of the clean export."""

    name: str
    verdict: str
    make: Make
    where: Where | None = None
    never: tuple[str, ...] = ()
    same: bool = False


def cell(table: str, row: int, column: str, text: str) -> Make:
    """The clean export with one value changed."""

    def make(folder: Path) -> None:
        tables = deepcopy(clean.SIMPLE)
        tables[table][row][tables[table][0].index(column)] = text
        clean.write(folder, tables)

    return make


def lines(table: str, change: Callable[[list[str]], Sequence[str]]) -> Make:
    """The clean export with the lines of one table changed."""

    def make(folder: Path) -> None:
        clean.write(folder)
        text = clean.text_of(clean.SIMPLE[table])
        (folder / f"{table}.csv").write_bytes("".join(change(text.splitlines(keepends=True))).encode("utf-8"))

    return make


def raw(table: str, change: Callable[[bytes], bytes]) -> Make:
    """The clean export with the bytes of one table changed."""

    def make(folder: Path) -> None:
        clean.write(folder)
        file = folder / f"{table}.csv"
        file.write_bytes(change(file.read_bytes()))

    return make


def use(row: int, column: str, text: str, verdict: str = "reject", **more: object) -> Case:
    """A case of one value in the hours."""
    where = ("resource_use.csv", row, column) if verdict == "reject" else None
    name = f"use {row} {column} {text!r:.40} {len(text)}"
    return Case(name, verdict, cell("resource_use", row, column, text), where, **more)  # type: ignore[arg-type]


def session(row: int, column: str, text: str, verdict: str = "reject", **more: object) -> Case:
    """A case of one value in the sessions."""
    where = ("sessions.csv", row, column) if verdict == "reject" else None
    name = f"session {row} {column} {text!r:.40} {len(text)}"
    return Case(name, verdict, cell("sessions", row, column, text), where, **more)  # type: ignore[arg-type]


def barrier(row: int, column: str, text: str, verdict: str = "reject", **more: object) -> Case:
    """A case of one value in the barriers."""
    where = ("barriers.csv", row, column) if verdict == "reject" else None
    name = f"barrier {row} {column} {text!r:.40} {len(text)}"
    return Case(name, verdict, cell("barriers", row, column, text), where, **more)  # type: ignore[arg-type]
