"""What may be said of hours and an outcome: that they go together or do not, in which months, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reformspor.answers import Answer, Assumed
from reformspor.answers.dosed import Dosed, placed_hours
from reformspor.effects.gates import limit_of
from reformspor.effects.result import Estimate, Refusal, Result
from reformspor.effects.verdict import Verdict, judge
from reformspor.findings.finding import Finding, Limits
from reformspor.findings.labels import inside
from reformspor.findings.sensitivity import refusal_said, refusals
from reformspor.findings.verdict import held_said, unit_told
from reformspor.words import Words

# Both p values, of the regression and of the exchange, are at most this before an association is said.
CHANCE = limit_of("dose_p", "p")


def dose_assumed(words: Words) -> tuple[Assumed, ...]:
    """What the slopes suppose, each a sentence."""
    return tuple(Assumed(name, words(f"dose.assumed.{name}")) for name in ("level", "month", "straight", "kept"))


def dose_verdict(held: Dosed, found: Result, breaks: int) -> Verdict:
    """The verdict of the one ladder: association at the most, description where many months are not known."""
    cells = held.cells or 1
    used = found.facts.get("cells")
    missing = 1 - used / cells if isinstance(used, int) else None
    one = found.of("dose")
    chances = {"p": one.p if one else None, "ri_p": found.facts.get("p_exchanged")}
    return judge("dose", {"hidden": False, "missing": missing, "definition_breaks": breaks, **chances})


def state_dose(found: Result, verdict: Verdict, held: Dosed, words: Words, name: str, unit: str) -> Finding:
    """Whether the outcome `name` goes with hours in the same month; why nothing is said when it cannot be reckoned.

    Rule: said when both p values are at most five per cent; as association when the ladder allows it, else as a
    description of the months that are known.
    """
    limits: Limits = {"p": words.percent(CHANCE)}
    rule = words("dose.rule.same", **limits)
    if found.refused:
        return Finding(" ".join(refusals(found.refused, words)), rule, "sure", True, 0.0, "dose")
    one = found.of("dose")
    if one is None or one.value is None:
        return Finding(words("dose.said.none"), rule, "sure", True, 0.0, "dose")
    places = told(one, words, name, unit)
    if not is_clear(verdict):
        return Finding(words("dose.said.unclear", **places), rule, "unsure", True, 0.0, "dose")
    way = "lower" if one.value < 0 else "higher"
    if verdict.level == "association":
        return Finding(words(f"dose.said.together_{way}", **places), rule, "fairly_sure", False, 1.0, "dose")
    places |= {"known": words.number(found.facts["cells"]), "cells": words.number(held.cells)}  # type: ignore[arg-type]
    return Finding(words(f"dose.said.known_{way}", **places), rule, "unsure", False, 1.0, "dose")


def state_begun(found: Result, verdict: Verdict, words: Words, name: str, unit: str) -> Finding | None:
    """Whether hours and outcome go together among the months after the start too; None when that is not known."""
    one, whole = found.of("dose_begun"), found.of("dose")
    if one is None or one.value is None or whole is None or whole.value is None:
        return None
    clear = one.p is not None and one.p <= CHANCE
    if is_clear(verdict):
        how = "same" if clear and one.value * whole.value > 0 else "other"
    else:
        how = "alone" if clear else "neither"
    text = words(f"dose.said.begun_{how}", **told(one, words, name, unit))
    said = how in ("same", "alone")
    return Finding(text, words("dose.rule.begun", p=words.percent(CHANCE)), "unsure", not said, 1.0, "dose_begun")


def dose_level(verdict: Verdict, words: Words) -> list[str]:
    """How strongly it may be said: the level and what it means, and what keeps it from being stronger."""
    level = f"verdict.level.{verdict.level}"
    said = [words("dose.level.is", name=inside(words(f"{level}.name")))]
    if verdict.level == verdict.ceiling:
        said.append(words(f"{level}.means"))
    return [*said, *held_said(verdict, words, "dose.level.held"), words("dose.level.top")]


def is_clear(verdict: Verdict) -> bool:
    """Whether outcome and hours go together over all months, by the regression and by the exchange."""
    return "dose_p" not in verdict.unmet


def dose_minded(held: Dosed, hours: Answer, found: Result, notices: Sequence[Refusal], words: Words) -> list[str]:
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
    minded = [one for one in (*notices, *found.notices) if one.code != "dose_unknown"]
    return said + [refusal_said(one, words, "notice") for one in minded]


def told(one: Estimate, words: Words, name: str, unit: str) -> dict[str, Any]:
    """An estimate as places of a sentence: amount without its sign, the ends with theirs."""
    places = _decimals(one)
    ends = {
        end: words.signed(value, places) if (value := getattr(one, end)) is not None else "" for end in ("low", "high")
    }
    # A scale is what the number is on, not what it counts.
    unit = unit_told(unit, words)
    return {"name": inside(name), "unit": unit, "amount": words.number(abs(one.value or 0.0), places), **ends}


def _decimals(one: Estimate) -> int:
    """Two digits of the interval's width, and as many more, up to four, as keep an end from being told as nothing."""
    width = abs((one.high or 0.0) - (one.low or 0.0)) or abs(one.value or 0.0)
    least = next((places for places in range(5) if width * 10**places >= 10), 4) if width else 0
    ends = [end for end in (one.low, one.high, one.value) if end]
    return next((places for places in range(least, 4) if all(round(end, places) for end in ends)), max(least, 4))
