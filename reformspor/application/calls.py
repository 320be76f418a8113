"""What a call for applications asks for, held in a data file: sections, what fills each, and what the applicant writes.

Calls change from year to year. A municipality puts its own files in the data folder's `applications/`; one of the same
name takes the place of ours.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reformspor.contract import load_contract
from reformspor.words import LANGUAGES, Words, speak

FOLDER = Path(__file__).resolve().parents[2] / "data" / "application"
OWN = "applications"
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
# What the data can fill a section with, each by a function of `page.filling` of the same name.
FILLS = (
    "barriers",
    "response",
    "load",
    "gaps",
    "sources",
    "design",
    "register",
    "volume",
    "completeness",
    "codebook",
    "plan",
    "privacy",
    "hours",
    "in_kind",
    "packages",
    "capacity",
    "risks",
    "sample",
    "reach",
    "spread",
)
LONGEST_FILE, MOST_SECTIONS, MOST_ASKS, MOST_PACKAGES = 200_000, 40, 200, 20


@dataclass(frozen=True)
class Section:
    """A section: its name, what it is filled with from the data, and what the applicant must write."""

    key: str
    fills: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Call:
    """One kind of call. `packages` are work packages and `roles` those whose hours are planned in them.

    `texts` are the file's own words by `section.<key>`, `ask.<key>`, `package.<key>`, `name` and `about`, each by
    language; what it has no words for, the words files have.
    """

    code: str
    sections: tuple[Section, ...]
    packages: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    texts: Mapping[str, Mapping[str, str]] | None = None

    def said(self, words: Words, what: str) -> str:
        """The text of `section.need`, `ask.challenge`, `package.spread`, `name` or `about` in the reader's language."""
        own = (self.texts or {}).get(what)
        if own is not None:
            return own[words.lang]
        return words(f"application.call.{self.code}.{what}" if "." not in what else f"application.{what}")

    @property
    def asks(self) -> tuple[str, ...]:
        """Everything the applicant must write, in the order it stands."""
        return tuple(ask for section in self.sections for ask in section.asks)


class CallFault(ValueError):
    """What is wrong with a call's file: a code of the words and what it names."""

    def __init__(self, code: str, **places: Any) -> None:
        super().__init__(code)
        self.code, self.places = code, places


@cache
def our_calls() -> tuple[Call, ...]:
    """The calls that come with the program, by the order of their files' names."""
    return tuple(read_call(file.stem, file.read_text("utf-8")) for file in sorted(FOLDER.glob("[0-9]*_*.toml")))


def load_calls(data_folder: Path) -> tuple[tuple[Call, ...], tuple[tuple[str, CallFault], ...]]:
    """Every call that can be chosen, and the files of the municipality's own that cannot be read with why not."""
    found = {call.code: call for call in our_calls()}
    wrong: list[tuple[str, CallFault]] = []
    own = data_folder / OWN
    for file in sorted(own.glob("*.toml")) if own.is_dir() else ():
        try:
            if file.stat().st_size > LONGEST_FILE:
                raise CallFault("long", most=LONGEST_FILE)
            call = read_call(file.stem, file.read_text("utf-8-sig"))
            found[call.code] = call
        except CallFault as fault:
            wrong.append((file.name, fault))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
            wrong.append((file.name, CallFault("unread")))
    return tuple(found.values()), tuple(wrong)


def read_call(stem: str, text: str) -> Call:
    """The call of a file by its name (leading digits only order the files) and text.

    Raises CallFault for what cannot be used, and tomllib.TOMLDecodeError for what is not TOML. A section, field or work
    package the words files do not know must be named in the file, in all three languages.
    """
    code, said = re.sub(r"^\d+_", "", stem), tomllib.loads(text)
    if unknown := set(said) - {"sections", "packages", "roles", "texts"}:
        raise CallFault("unknown", name=min(unknown))
    if not NAME.fullmatch(code):
        raise CallFault("name", name=code[:40])
    sections = tuple(_section(one) for one in _tables(said.get("sections", []), MOST_SECTIONS))
    roles, packages = _names(said.get("roles", []), MOST_PACKAGES), _names(said.get("packages", []), MOST_PACKAGES)
    for role in roles:
        if role not in load_contract().codes["role"]:
            raise CallFault("role", name=role)
    call = Call(code, sections, packages, roles, _texts(said.get("texts", {})))
    _check(call)
    return call


def _section(said: Mapping[str, Any]) -> Section:
    if unknown := set(said) - {"key", "fills", "asks"}:
        raise CallFault("unknown", name=min(unknown))
    [key] = _names([said.get("key")], 1)
    fills, asks = _names(said.get("fills", []), len(FILLS)), _names(said.get("asks", []), MOST_ASKS)
    for fill in fills:
        if fill not in FILLS:
            raise CallFault("fill", name=fill, known=", ".join(FILLS))
    return Section(key, fills, asks)


def _tables(said: Any, most: int) -> list[dict[str, Any]]:
    if not isinstance(said, list) or not said or not all(isinstance(one, dict) for one in said):
        raise CallFault("sections")
    if len(said) > most:
        raise CallFault("many", most=most)
    return said


def _names(said: Any, most: int) -> tuple[str, ...]:
    if not isinstance(said, list) or len(said) > most:
        raise CallFault("many", most=most)
    for name in said:
        if not isinstance(name, str) or not NAME.fullmatch(name):
            raise CallFault("name", name=str(name)[:40])
    return tuple(said)


def _texts(said: Any) -> dict[str, dict[str, str]]:
    """Tables of texts by language, flattened to `section.need` and the like."""
    found: dict[str, dict[str, str]] = {}
    if not isinstance(said, dict):
        raise CallFault("texts", name="texts")
    for name, held in said.items():
        for key, texts in ({name: held} if name in ("name", "about") else _within(name, held)).items():
            if not isinstance(texts, dict) or set(texts) != set(LANGUAGES):
                raise CallFault("texts", name=key)
            if not all(isinstance(text, str) and text.strip() for text in texts.values()):
                raise CallFault("texts", name=key)
            found[key] = dict(texts)
    return found


def _within(name: str, held: Any) -> dict[str, Any]:
    if name not in ("section", "ask", "package") or not isinstance(held, dict):
        raise CallFault("texts", name=name)
    return {f"{name}.{key}": texts for key, texts in held.items()}


def _check(call: Call) -> None:
    """Nothing stands twice, and everything has its words. Raises CallFault."""
    for names in ([one.key for one in call.sections], call.asks, call.packages, call.roles):
        if twice := [name for name in names if list(names).count(name) > 1]:
            raise CallFault("twice", name=twice[0])
    words, held = speak(LANGUAGES[0]), call.texts or {}
    wanted = [
        *(f"section.{one.key}" for one in call.sections),
        *(f"ask.{one}" for one in call.asks),
        *(f"package.{one}" for one in call.packages),
    ]
    for what in wanted:
        if what not in held and not words.has(f"application.{what}"):
            raise CallFault("texts", name=what)
    for what in ("name", "about"):
        if what not in held and not words.has(f"application.call.{call.code}.{what}"):
            raise CallFault("texts", name=what)
