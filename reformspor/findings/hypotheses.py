"""The register in words: each hypothesis as it was written, how it stands, and whether the register holds together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from reformspor.effects.draw import NEVER
from reformspor.findings.labels import inside
from reformspor.hypotheses import KeptDraw, Register, Registered, Wrong
from reformspor.words import Words

# So much of a hash is enough to find it by, and fits a table.
SHORT = 8
NO_NAMES: Mapping[str, str] = MappingProxyType({})


def status_of(one: Registered) -> str:
    """How a hypothesis stands: in_time, late, replaced or not_whole."""
    if not one.whole:
        return "not_whole"
    if one.replaced:
        return "replaced"
    return "in_time" if one.in_time else "late"


def outcome_said(code: str, names: Mapping[str, str]) -> str:
    """An outcome's name with its code, or the code alone where it has none yet."""
    return f"{names[code]} ({code})" if code in names else code


def at_said(at: str, words: Words) -> str:
    """A moment of the log in the reader's words, in UTC as it was written; as it stands where it is none."""
    try:
        return f"{words.time(dt.datetime.fromisoformat(at))} UTC"
    except ValueError:
        return at


def hypothesis_said(
    one: Registered,
    words: Words,
    names: Mapping[str, str] = NO_NAMES,
    *,
    is_open: bool = True,
    free_text: bool = True,
) -> tuple[str, ...]:
    """What a hypothesis says, when and by whom, and how it stands, each a sentence. `names` are the outcomes' names,
    `is_open` is whether its outcome has been opened by now, `free_text` whether text that is not open is shown."""
    said = one.hypothesis
    lines = [
        words(
            "hypotheses.said.line",
            outcome=outcome_said(said.outcome, names),
            direction=words(f"hypotheses.direction.{said.direction}"),
            smallest=f"{said.smallest:g}" if words.lang == "en" else f"{said.smallest:g}".replace(".", ","),
            first=str(said.window[0]),
            last=str(said.window[1]),
            method=words(f"hypotheses.method.{said.method}"),
            comparison=words(f"hypotheses.comparison.{said.comparison}"),
        )
    ]
    if said.units:
        lines.append(words("hypotheses.said.units", n=len(said.units), names=", ".join(said.units)))
    if said.start:
        lines.append(words("hypotheses.said.start", start=said.start))
    if said.anticipation:
        lines.append(words("hypotheses.said.anticipation", n=said.anticipation))
    if said.control:
        lines.append(words("hypotheses.said.control", name=outcome_said(said.control, names)))
    if said.drawn:
        lines.append(words("hypotheses.said.drawn", hash=said.drawn[:SHORT]))
    if said.family:
        lines.append(words("hypotheses.said.family", name=said.family))
    if said.because and free_text:
        lines.append(words("hypotheses.said.because", why=f"{said.because.rstrip('.')}."))
    elif said.because:
        lines.append(words("hypotheses.said.because_inside"))
    role = words.code("role", said.role)
    lines.append(words("hypotheses.said.when", at=at_said(said.at, words), role=inside(role), hash=one.hash[:SHORT]))
    return (*lines, stands_said(one, words, is_open=is_open))


def stands_said(one: Registered, words: Words, *, is_open: bool = True) -> str:
    """How a hypothesis stands, as a sentence."""
    status = status_of(one)
    if status == "late" and one.opened is not None:
        return words("hypotheses.said.late", at=at_said(one.opened.at, words))
    if status == "replaced":
        return words("hypotheses.said.replaced", hash=one.replaced[:SHORT])
    if status == "in_time" and not is_open:
        return words("hypotheses.said.unopened")
    return words(f"hypotheses.said.{status}")


def register_said(register: Register, words: Words) -> tuple[str, ...]:
    """Whether the register holds together, and the seal that lets others see that it still does."""
    n = len(register.hypotheses) + len(register.openings) + len(register.draws) + len(register.lowered)
    if register.broken > 0:
        return (words("hypotheses.broken", line=register.broken),)
    if register.broken < 0:
        return (words("hypotheses.cut"),)
    if not n:
        return (words("hypotheses.none"),)
    seal = (words("hypotheses.seal", seal=register.seal),) if register.seal else ()
    return (words("hypotheses.holds", n=n), *seal)


def register_table(register: Register, words: Words, names: Mapping[str, str] = NO_NAMES) -> pd.DataFrame:
    """Every hypothesis, the newest first, those that were replaced too."""
    rows = register.hypotheses[::-1]
    columns = {
        "outcome": [outcome_said(one.hypothesis.outcome, names) for one in rows],
        "expected": [words(f"hypotheses.direction.{one.hypothesis.direction}") for one in rows],
        "smallest": [one.hypothesis.smallest for one in rows],
        "window": [f"{one.hypothesis.window[0]}\N{EN DASH}{one.hypothesis.window[1]}" for one in rows],
        "method": [words(f"hypotheses.method.{one.hypothesis.method}") for one in rows],
        "registered": [at_said(one.hypothesis.at, words) for one in rows],
        "role": [words.code("role", one.hypothesis.role) for one in rows],
        "status": [_status_said(one, register, words) for one in rows],
        "hash": [one.hash[:SHORT] for one in rows],
    }
    return pd.DataFrame({words(f"hypotheses.column.{name}"): values for name, values in columns.items()})


def draw_table(one: KeptDraw, words: Words, names: dict[str, str]) -> pd.DataFrame:
    """Every unit of a draw in the order of the lot, and when it joins; `names` are the units' names."""
    strata = dict(one.order.strata)
    columns = {
        "place": list(range(1, len(one.order.order) + 1)),
        "unit": [names.get(unit, unit) for unit, _ in one.order.order],
        "step": [words("planning.never") if step == NEVER else step for _, step in one.order.order],
        "stratum": [strata.get(unit, "") for unit, _ in one.order.order],
    }
    if not strata:
        del columns["stratum"]
    return pd.DataFrame({words(f"planning.column.{name}"): values for name, values in columns.items()})


def draw_said(one: KeptDraw, words: Words) -> str:
    """When an order was drawn, by whom, from what, and whether drawing anew gives the same."""
    same = words("planning.drawn.same" if one.repeats else "planning.drawn.other")
    same = same if one.whole or not one.repeats else words("hypotheses.said.not_whole")
    role = inside(words.code("role", one.role))
    places = {"at": at_said(one.at, words), "role": role, "seed": one.order.seed, "hash": one.hash[:SHORT]}
    ways = one.order.assignments
    said = words("planning.drawn.said", n=len(one.order.units), algorithm=one.order.algorithm, **places)
    many = words("planning.drawn.many") if ways >= 1_000_000 else words("planning.drawn.ways", n=ways)
    return " ".join((said, many, same))


def wrong_said(one: Wrong, words: Words) -> str:
    """One thing that is wrong with what somebody wanted to register."""
    places = dict(one.places)
    if one.code == "choice":
        places["field"] = words(f"hypotheses.desk.{places['field']}")
    return words(f"hypotheses.fault.{one.code}", **places)


def _status_said(one: Registered, register: Register, words: Words) -> str:
    status = status_of(one)
    if status == "in_time" and register.opened(one.hypothesis.outcome) is None:
        return words("hypotheses.status.unopened")
    return words(f"hypotheses.status.{status}")
