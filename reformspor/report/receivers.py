"""Reads `data/receivers.toml`: whom a presentation may be for, and which slides it begins with."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reformspor.report.order import Item
from reformspor.report.slide_list import read_slide

FILE = Path(__file__).resolve().parents[2] / "data" / "receivers.toml"


@dataclass(frozen=True)
class Receiver:
    """The code of whom slides are for, and the slides to begin with, one figure an item."""

    code: str
    slides: tuple[Item, ...]


@cache
def receivers() -> dict[str, Receiver]:
    """Every receiver by its code, in the order of the file. Raises ValueError for a slide that is not one."""
    with FILE.open("rb") as file:
        held = tomllib.load(file)
    return {code: Receiver(code, tuple(read_slide(one) for one in said["slides"])) for code, said in held.items()}
