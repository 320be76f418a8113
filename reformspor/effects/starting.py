"""When each unit began: from a column that says so in every row, from one that is 1 once it has, or from one text."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.cells import INFINITE, code_of, is_missing, text_of
from reformspor.effects.result import Refusal
from reformspor.effects.steps import Steps, moment_of

YES = frozenset(("1", "true", "t", "yes", "ja"))
NO = frozenset(("0", "false", "f", "no", "nei"))
NEVER = frozenset(("never", "aldri", "0", "false"))
NAMED = 5


@dataclass(frozen=True)
class Starts:
    """The place of each unit's first step under the reform, or why it cannot be told."""

    places: tuple[int | None, ...]
    refused: tuple[Refusal, ...] = ()
    notices: tuple[Refusal, ...] = ()


def starts_of(
    cells: Sequence[Any], groups: NDArray[np.int64], at: NDArray[np.int64], units: Sequence[str], steps: Steps
) -> Starts:
    """The starts from a column: `groups` and `at` are the unit and the step of each row.

    A column of 0 and 1 that changes within a unit tells when it is under the reform; every other one tells the time.
    """
    texts, rows = _coded(cells)
    known = {text for text in texts if not is_missing(text)}
    said = _by_unit(texts, rows, groups)
    changes = any(len([text for text in own if not is_missing(text)]) > 1 for own in said.values())
    if known <= YES | NO and changes:
        under = np.asarray([math.nan if is_missing(text) else float(text in YES) for text in texts])
        return _from_status(under[rows], groups, at, units, steps)
    for group, own in said.items():
        if len({_time_of(text) for text in own}) > 1:
            return _none(Refusal("start_differs", {"unit": units[group]}))
    places: list[int | None] = []
    unread = []
    for group, unit in enumerate(units):
        try:
            places.append(_placed(said[group][0], steps))
        except ValueError:
            unread.append(unit)
    if unread:
        return _none(Refusal("start_unread", {"unit": unread[0], "n": len(unread)}))
    told = _told(places, len(steps.times))
    among = steps.kind == "number" and steps.first <= 0
    zero = (Refusal("zero_is_never"),) if among and "0" in known else ()
    return replace(told, notices=told.notices + zero)


def start_at(text: str, units: Sequence[str], steps: Steps) -> Starts:
    """One start for all the units, from its text."""
    try:
        place = _placed(text.lower(), steps)
    except ValueError:
        place = None
    if place is None:
        return _none(Refusal("start_text", {"start": text[:40]}))
    if not 0 < place < len(steps.times):
        return _none(Refusal("start_outside", {"start": text[:40]}))
    return Starts((place,) * len(units))


def _coded(cells: Sequence[Any]) -> tuple[list[str], NDArray[np.int64]]:
    """The texts a column holds, in lower case, and which of them each row has."""
    codes: dict[Any, int] = {}
    rows = np.fromiter((codes.setdefault(cell, len(codes)) for cell in cells), "int64", len(cells))
    return [code_of(text_of(cell)) for cell in codes], rows


def _by_unit(texts: Sequence[str], rows: NDArray[np.int64], groups: NDArray[np.int64]) -> dict[int, list[str]]:
    """The texts of each unit, each once."""
    held: dict[int, list[str]] = {}
    for pair in np.unique(groups * len(texts) + rows).tolist():
        held.setdefault(pair // len(texts), []).append(texts[pair % len(texts)])
    return held


def _from_status(
    said: NDArray[np.float64],
    groups: NDArray[np.int64],
    at: NDArray[np.int64],
    units: Sequence[str],
    steps: Steps,
) -> Starts:
    under = np.full((len(units), len(steps.times)), np.nan)
    under[groups, at] = said
    begun = under == 1
    starts = [int(row.argmax()) if row.any() else None for row in begun]
    left = [
        units[place] for place, start in enumerate(starts) if start is not None and (under[place, start:] == 0).any()
    ]
    if left:
        named = ", ".join(left[:NAMED]) + (" …" if len(left) > NAMED else "")
        return _none(Refusal("leaves", {"units": named, "n": len(left)}))
    unsure = sum(1 for place, start in enumerate(starts) if start and math.isnan(under[place, start - 1]))
    told = _told(starts, len(steps.times))
    return Starts(told.places, notices=told.notices + _counted("start_unsure", unsure))


def _time_of(text: str) -> Any:
    """What a start's text comes to, so that 2004 and 2004.0 are one."""
    return None if is_missing(text) or text in NEVER | INFINITE else moment_of(text) or text


def _placed(text: str, steps: Steps) -> int | None:
    """The first step at or after a start, which may lie before or after all of them; None for never.

    Raises ValueError for a text that is no time, or has no place among the steps.
    """
    moment = _time_of(text)
    if moment is None or moment == ("number", 0):
        return None
    if not isinstance(moment, tuple):
        raise ValueError("no time")
    return math.ceil(steps.place(moment))


def _told(places: Sequence[int | None], n: int) -> Starts:
    """The places as the panel holds them, with what is told of those outside it."""
    after = sum(1 for place in places if place is not None and place >= n)
    before = sum(1 for place in places if place is not None and place <= 0)
    kept = tuple(None if place is None or place >= n else max(place, 0) for place in places)
    return Starts(kept, notices=_counted("starts_after", after) + _counted("always", before))


def _counted(code: str, n: int) -> tuple[Refusal, ...]:
    return (Refusal(code, {"n": n}),) if n else ()


def _none(refusal: Refusal) -> Starts:
    return Starts((), refused=(refusal,))
