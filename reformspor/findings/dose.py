"""What may be said of hours and an outcome: that they go together or do not, in which months, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reformspor.answers import Answer, Assumed
from reformspor.answers.dosed import Dosed, placed_hours
from reformspor.effects.result import Estimate, Result
from reformspor.effects.verdict import Verdict, judge
from reformspor.findings.finding import Finding, Limits
from reformspor.findings.labels import inside
from reformspor.words import Words

# Both p values, of the regression and of the exchange, are at most this before an association is said.
CHANCE = 0.05
# What a register calls per cent; a difference between two of them is in percentage points.
PER_CENT = frozenset({"prosent", "percent", "per cent", "pct", "%"})


def dose_assumed(words: Words) -> tuple[Assumed, ...]:
    """What the slopes suppose, each a sentence."""
    return tuple(Assumed(name, words(f"dose.assumed.{name}")) for name in ("level", "month", "straight", "kept"))


def dose_verdict(held: Dosed, found: Result, breaks: int) -> Verdict:
    """The verdict of the one ladder: association at the most, description where many months are not known."""
    cells = held.cells or 1
    used = found.facts.get("cells")
    missing = 1 - used / cells if isinstance(used, int) else None
    return judge("dose", {"hidden": False, "missing": missing, "definition_breaks": breaks})


def difference_unit(measured_in: str | None, words: Words) -> str:
    """What a difference of an outcome is in."""
    held = (measured_in or "").strip()
    return words("verdict.change.points") if held.lower() in PER_CENT else held


def state_dose(found: Result, verdict: Verdict, held: Dosed, words: Words, name: str, unit: str) -> Finding:
    """Whether the outcome `name` goes with hours in the same month; why nothing is said when it cannot be reckoned.

    Rule: said when both p values are at most five per cent; as association when the ladder allows it, else as a
    description of the months that are known.
    """
    limits: Limits = {"p": words.percent(CHANCE)}
    rule = words("dose.rule.same", **limits)
    if found.refused:
        return Finding(refusal(found, words), rule, "sure", True, 0.0, "dose")
    one = found.of("dose")
    if one is None or one.value is None:
        return Finding(words("dose.said.none"), rule, "sure", True, 0.0, "dose")
    places = told(one, words, name, unit)
    exchanged = found.facts.get("p_exchanged")
    clear = (one.p or 0.0) <= CHANCE and isinstance(exchanged, float) and exchanged <= CHANCE
    if not clear:
        return Finding(words("dose.said.unclear", **places), rule, "unsure", True, 0.0, "dose")
    way = "lower" if one.value < 0 else "higher"
    if verdict.level == "association":
        return Finding(words(f"dose.said.together_{way}", **places), rule, "fairly_sure", False, 1.0, "dose")
    places |= {"known": words.number(found.facts["cells"]), "cells": words.number(held.cells)}  # type: ignore[arg-type]
    return Finding(words(f"dose.said.known_{way}", **places), rule, "unsure", False, 1.0, "dose")


def state_begun(found: Result, words: Words, name: str, unit: str) -> Finding | None:
    """Whether hours and outcome go together among the months after the start too; None when that is not known."""
    one, whole = found.of("dose_begun"), found.of("dose")
    if one is None or one.value is None or whole is None or whole.value is None:
        return None
    same = (one.p or 0.0) <= CHANCE and one.value * whole.value > 0
    text = words(f"dose.said.begun_{'same' if same else 'other'}", **told(one, words, name, unit))
    return Finding(text, words("dose.rule.begun", p=words.percent(CHANCE)), "unsure", not same, 1.0, "dose_begun")


def dose_minded(held: Dosed, hours: Answer, found: Result, words: Words) -> list[str]:
    """Sentences on the hours that could not be placed, the months left out, and what else to mind."""
    kept, whole = placed_hours(hours)
    said = []
    if whole > 0:
        share = {"kept": words.number(kept), "whole": words.number(whole), "share": words.percent(kept / whole)}
        said.append(words("dose.minded.placed", **share))
    said.append(words("dose.minded.known", known=words.number(held.known), cells=words.number(held.cells)))
    lags = found.all_of("dose_lag")
    if lags and lags[0].n is not None:
        said.append(words("dose.minded.lags", n=lags[0].n))
    exchanged = found.facts.get("p_exchanged")
    if isinstance(exchanged, float):
        draws = found.facts["draws"]
        said.append(words("dose.minded.exchanged", p=words.number(exchanged, 3), draws=words.number(draws)))  # type: ignore[arg-type]
    return said + [_noticed(one.code, one.places, words) for one in found.notices if one.code != "dose_unknown"]


def told(one: Estimate, words: Words, name: str, unit: str) -> dict[str, Any]:
    """An estimate as places of a sentence: amount without its sign, the ends with theirs."""
    places = _decimals(one)
    ends = {
        end: words.signed(value, places) if (value := getattr(one, end)) is not None else "" for end in ("low", "high")
    }
    return {"name": inside(name), "unit": unit, "amount": words.number(abs(one.value or 0.0), places), **ends}


def refusal(found: Result, words: Words) -> str:
    """Why there is no estimate."""
    return " ".join(_refused(one.code, one.places, words) for one in found.refused)


def _refused(code: str, places: Mapping[str, Any], words: Words) -> str:
    return words(f"effects.refused.{code}", **places)


def _noticed(code: str, places: Mapping[str, Any], words: Words) -> str:
    return words(f"effects.notice.{code}", **places)


def _decimals(one: Estimate) -> int:
    """Two digits of the interval's width."""
    width = abs((one.high or 0.0) - (one.low or 0.0)) or abs(one.value or 0.0)
    return next((places for places in range(5) if width * 10**places >= 10), 5) if width else 0
