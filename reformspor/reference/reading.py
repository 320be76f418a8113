"""A reference file is taken whole or not at all: every key is held against a short list, and all that is wrong is said.

The file is TOML and holds counts alone, so nothing in it can be about a person:

    title = "Tidstyver i forvaltninga"
    taken = 2014-11-05            # the day of the registry the counts are made from
    first = 2014-06-12            # the first and last day anything was reported, when known
    last = 2015-02-03
    reporters = "state_bodies"    # who reported: municipalities, state_bodies, mixed or other
    n_reporters = 143
    barriers = 1355               # all of them; one with several types counts once here
    with_hours = 116              # how many have a number of hours
    source = "Difi, Datahotellet"
    [types]                       # and once for each of its types here
    law = 567
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from reformspor.contract import load_contract
from reformspor.errors import nearest

LARGEST = 64 * 1024
LONGEST = 300
REPORTERS = ("municipalities", "state_bodies", "mixed", "other")
TEXTS = ("title", "source", "licence")
DAYS = ("taken", "first", "last")
COUNTS = ("barriers", "n_reporters", "with_hours")
REQUIRED = ("title", "taken", "reporters", "barriers", "source", "types")
KEYS = (*TEXTS, *DAYS, "reporters", *COUNTS, "types")
# More than any registry holds, and what a mistyped number soon passes.
MOST_BARRIERS = 10_000_000
# Keys within keys within keys cost the parser the square of their number; three texts of full stops alone have fewer.
MOST_DOTS = 1000
# How much of a wrong value is said again, and how many wrongs are said at once.
SHOWN, MOST_WRONG = 40, 50


@dataclass(frozen=True)
class Reference:
    """A registry's counts by type; `types` are of the contract's codes, in the file's order. `sha256` is the file's."""

    title: str
    taken: dt.date
    reporters: str
    barriers: int
    source: str
    types: tuple[tuple[str, int], ...]
    licence: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    n_reporters: int | None = None
    with_hours: int | None = None
    file: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Wrong:
    """One thing wrong with a file, said as `elsewhere.fault.<code>`; `near` is what may have been meant, or a limit."""

    code: str
    key: str = ""
    value: str = ""
    near: str = ""


def read_reference(content: bytes, file: str, today: dt.date) -> Reference | tuple[Wrong, ...]:
    """The reference in a file's bytes, or what is wrong with them in the order of the file's keys, fifty at most."""
    if len(content) > LARGEST:
        return (Wrong("large", value=str(len(content) // 1024), near=str(LARGEST // 1024)),)
    if content.count(b".") > MOST_DOTS:
        return (Wrong("dots", near=str(MOST_DOTS)),)
    try:
        said = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return (Wrong("no_text"),)
    # Lists within lists end the parser's patience, and a number of thousands of figures is Python's own ValueError.
    except (ValueError, RecursionError) as error:
        return (Wrong("no_toml", value=str(error)[:LONGEST]),)
    wrong = tuple(islice(_wrong(said, today), MOST_WRONG))
    if wrong:
        return wrong
    types = tuple((code, n) for code, n in said["types"].items())
    rest = {key: said[key] for key in KEYS if key in said and key != "types"}
    rest |= {key: rest[key].strip() for key in TEXTS if key in rest}
    return Reference(**rest, types=types, file=file, sha256=hashlib.sha256(content).hexdigest())


def _wrong(said: Mapping[str, Any], today: dt.date) -> Iterator[Wrong]:
    for key in said:
        if key not in KEYS:
            yield Wrong("unknown_key", key[:SHOWN], near=nearest(key, KEYS) or ", ".join(KEYS))
    for key in REQUIRED:
        if key not in said:
            yield Wrong("lacking", key)
    for key, value in said.items():
        yield from _of_kind(key, value)
    yield from _days(said, today)
    yield from _amounts(said)


def _of_kind(key: str, value: Any) -> Iterator[Wrong]:
    """Whether a value is of the kind its key asks for, and within its bounds."""
    shown = _shown(value)
    if key in TEXTS:
        if not isinstance(value, str) or not value.strip() or len(value) > LONGEST or not value.isprintable():
            yield Wrong("text", key, shown, str(LONGEST))
    elif key in DAYS:
        if not _is_day(value):
            yield Wrong("day", key, shown)
    elif key == "reporters":
        if value not in REPORTERS:
            yield Wrong("reporters", key, shown, ", ".join(REPORTERS))
    elif key in COUNTS:
        if not _is_count(value) or (key == "barriers" and value == 0):
            yield Wrong("count", key, shown)
    elif key == "types":
        yield from _types(value)


def _types(types: Any) -> Iterator[Wrong]:
    known = load_contract().codes["barrier_type"]
    if not isinstance(types, Mapping) or not types:
        yield Wrong("no_types", "types")
        return
    for code, n in types.items():
        if code not in known:
            yield Wrong("unknown_type", f"types.{code}"[:SHOWN], near=nearest(code, known) or ", ".join(known))
        elif not _is_count(n):
            yield Wrong("count", f"types.{code}", _shown(n))


def _days(said: Mapping[str, Any], today: dt.date) -> Iterator[Wrong]:
    days = {key: said[key] for key in DAYS if _is_day(said.get(key))}
    for key, day in days.items():
        if day > today:
            yield Wrong("future", key, day.isoformat())
    if "first" in days and "last" in days and days["first"] > days["last"]:
        yield Wrong("backwards", "first", days["first"].isoformat(), days["last"].isoformat())


def _amounts(said: Mapping[str, Any]) -> Iterator[Wrong]:
    """No part is more than the whole, and every barrier has a type, if only that it is not reported."""
    whole, types = said.get("barriers"), said.get("types")
    if not _is_count(whole) or whole == 0:
        return
    parts = {f"types.{code}": n for code, n in types.items()} if isinstance(types, Mapping) else {}
    for key, n in {"with_hours": said.get("with_hours"), "n_reporters": said.get("n_reporters"), **parts}.items():
        if _is_count(n) and n > whole:
            yield Wrong("more_than_all", key[:SHOWN], str(n), str(whole))
    counts = [n for n in parts.values() if _is_count(n)]
    if counts and len(counts) == len(parts) and sum(counts) < whole:
        yield Wrong("short", "types", str(sum(counts)), str(whole))


def _shown(value: Any) -> str:
    """The beginning of a value; of a list, a table and a number too long to write only that it is one."""
    if isinstance(value, list | dict):
        return "[…]" if isinstance(value, list) else "{…}"
    return "…" if isinstance(value, int) and value.bit_length() > 64 else str(value)[:SHOWN]


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_BARRIERS


def _is_day(value: Any) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
