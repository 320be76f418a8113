"""The catalogue holds the words of one language as flat keys, and fails when one is missing."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("nn", "nb", "en")
PLURALS = frozenset({"one", "other", "zero"})
HERE = Path(__file__).parent


class MissingWord(KeyError):
    """A key that the language's files do not hold."""


@cache
def catalogue(lang: str) -> dict[str, str | dict[str, str]]:
    """All words of a language: flat key `theme.table.key` to a text, or to its plural forms.

    Raises MissingWord for a language that is not one of LANGUAGES.
    """
    if lang not in LANGUAGES:
        raise MissingWord(lang)
    flat: dict[str, str | dict[str, str]] = {}
    for file in sorted((HERE / lang).glob("*.toml")):
        _flatten(file.stem, tomllib.loads(file.read_text("utf-8")), flat)
    return flat


def _flatten(prefix: str, node: dict[str, Any], flat: dict[str, str | dict[str, str]]) -> None:
    for key, value in node.items():
        name = f"{prefix}.{key}"
        if isinstance(value, dict) and not _is_plural(value):
            _flatten(name, value, flat)
        else:
            flat[name] = value


def _is_plural(node: dict[str, Any]) -> bool:
    return "other" in node and "one" in node and set(node) <= PLURALS
