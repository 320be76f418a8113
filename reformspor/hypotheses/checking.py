"""Whether what somebody wants to register can be held against numbers at all; everything that is wrong, at once."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from reformspor.contract import load_contract
from reformspor.effects.hypothesis import COVERED, Comparison, Design, Direction, Hypothesis
from reformspor.errors import nearest
from reformspor.hypotheses.register import Register
from reformspor.intake.persons import points_at_person

# What each method may be held against: a single series has only its own past.
AGAINST: dict[str, tuple[str, ...]] = {"its": ("before",), "did": ("not_yet", "never")}
FURTHEST = 240
LONGEST_TEXT = 1000
START = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?|Q[1-4])?|\d+")


@dataclass(frozen=True)
class Wrong:
    """One thing that is wrong: a code of the words, and what it names."""

    code: str
    places: Mapping[str, Any] = field(default_factory=dict)


def faults_of(one: Hypothesis, register: Register, known: Collection[str] = ()) -> tuple[Wrong, ...]:
    """Everything that is wrong with a hypothesis; `known` are the indicators there are, when there are any."""
    found = [*_named(one, known), *_numbered(one)]
    if one.drawn and register.drawn(one.drawn) is None:
        found.append(Wrong("drawn", {"value": one.drawn}))
    if one.former and register.find(one.former) is None:
        found.append(Wrong("former", {"value": one.former}))
    return tuple(found)


def roles() -> tuple[str, ...]:
    """The roles a line may be signed by."""
    return tuple(code for code in load_contract().codes["role"] if code != "not_reported")


def role_fault(role: str) -> tuple[Wrong, ...]:
    """What is wrong with a role: that there is none, or none such."""
    if role in roles():
        return ()
    return (Wrong("role", {"value": role, "near": nearest(role, roles()) or ", ".join(roles())}),)


def texts_fault(*texts: str) -> tuple[Wrong, ...]:
    """What is wrong with texts that are to stand for good: that one is long, or points at a person."""
    found = []
    if any(len(text) > LONGEST_TEXT for text in texts):
        found.append(Wrong("long", {"most": LONGEST_TEXT}))
    if any(points_at_person(text[:LONGEST_TEXT]) for text in texts):
        found.append(Wrong("person"))
    return tuple(found)


def _named(one: Hypothesis, known: Collection[str]) -> list[Wrong]:
    found = []
    if not one.outcome.strip():
        found.append(Wrong("outcome"))
    elif known and one.outcome not in known:
        near = nearest(one.outcome, known) or ", ".join(sorted(known))
        found.append(Wrong("outcome_unknown", {"value": one.outcome, "near": near}))
    for name, allowed in (
        ("direction", get_args(Direction)),
        ("method", get_args(Design)),
        ("comparison", AGAINST.get(one.method, get_args(Comparison))),
    ):
        value = getattr(one, name)
        if value not in allowed:
            found.append(Wrong("choice", {"field": name, "value": str(value), "near": ", ".join(allowed)}))
    if one.control and one.control == one.outcome:
        found.append(Wrong("control"))
    if one.start and not START.fullmatch(one.start):
        found.append(Wrong("start", {"value": one.start}))
    if COVERED.fullmatch(one.because):
        # Nobody is to say what their own hypothesis is known by.
        found.append(Wrong("covered"))
    return [*found, *texts_fault(one.outcome, one.family, one.control, one.because, *one.units)]


def _numbered(one: Hypothesis) -> list[Wrong]:
    found = []
    if not _is_number(one.smallest) or not math.isfinite(one.smallest) or one.smallest <= 0:
        found.append(Wrong("smallest", {"value": str(one.smallest)}))
    window = one.window
    if len(window) != 2 or not all(_is_whole(step) for step in window) or not 0 <= window[0] <= window[1] <= FURTHEST:
        found.append(Wrong("window", {"value": "..".join(str(step) for step in window), "most": FURTHEST}))
    if not _is_whole(one.anticipation) or not 0 <= one.anticipation <= FURTHEST:
        found.append(Wrong("anticipation", {"value": str(one.anticipation), "most": FURTHEST}))
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
