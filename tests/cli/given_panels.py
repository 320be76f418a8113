"""Panels written as files for the command, good and bad, and what the command says of them."""

import csv
import json
import math
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from reformspor.cli import main

Row = dict[str, object]
NAMES = ["--unit", "unit", "--time", "month", "--outcome", "y", "--start", "start"]


def month(place: int) -> str:
    """A month counted from January 2020."""
    return f"{2020 + place // 12}-{place % 12 + 1:02d}"


def rows(starts: Sequence[int | None], months: int = 36, change: float = 0.0, seed: int = 1) -> list[Row]:
    """Units of their own level, months that vary about it, and a lasting change from each unit's start."""
    chance = np.random.default_rng(seed)
    made: list[Row] = []
    for place, start in enumerate(starts):
        level = chance.normal(10, 1)
        for step in range(months):
            value = level + chance.normal() + (change if start is not None and step >= start else 0.0)
            begins = "" if start is None else month(start)
            made.append({"unit": f"u{place:02d}", "month": month(step), "start": begins, "y": round(value, 4)})
    return made


def changed(given: Iterable[Row], change: Callable[[int, Row], Row | None]) -> list[Row]:
    """The rows changed one by one; those that become None are left out."""
    return [row for place, one in enumerate(given) if (row := change(place, dict(one))) is not None]


def written(path: Path, given: Sequence[Row], separator: str = ",") -> Path:
    """The rows as a file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(given[0]), delimiter=separator)
        writer.writeheader()
        writer.writerows(given)
    return path


def said(capsys: Any, *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON of the command. Nothing else may be printed, and no number may be missing or infinite
    without being null."""
    code = main(["estimate", *arguments, "--json"])
    printed = capsys.readouterr()
    assert printed.err == ""
    told = json.loads(printed.out, parse_constant=lambda text: math.nan / 0)
    return code, told


def refused(told: dict[str, Any]) -> list[str]:
    """The codes of what was refused."""
    return [one["code"] for one in told["refused"]]


def value(told: dict[str, Any], what: str, at: str = "") -> dict[str, Any]:
    """One estimate, of the method itself or of one beside it."""
    every = [*told["estimates"], *(one for beside in told["beside"] for one in beside["estimates"])]
    return next(one for one in every if (one["what"], one["at"]) == (what, at))
