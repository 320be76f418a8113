"""Where each method comes from, as it is cited in every language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("sources.toml")


@cache
def sources() -> dict[str, list[str]]:
    """The papers and books of each method, by its code."""
    return tomllib.loads(FILE.read_text("utf-8"))
