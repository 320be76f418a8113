"""What the model of one outcome says, before anything is said of why: sentences made by rules from its estimates."""

from __future__ import annotations

from typing import Any

from reformspor.answers import Answer
from reformspor.effects.result import Result
from reformspor.findings.finding import Finding
from reformspor.findings.sensitivity import decimals_for
from reformspor.findings.verdict import unit_told
from reformspor.words import Words

Row = dict[str, Any]


def state_moved(answer: Answer, words: Words, unit: str) -> Finding:
    """How far the means of units that begin and of the others have moved, first year to last. Rule: twelve months at
    each end."""
    rows = [row for row in answer.copy_rows() if row["value"] is not None]
    months = sorted({row["month"] for row in rows})
    moved = {name: _moved(rows, months, name == "other") for name in ("joins", "other")}
    known = [change for change in moved.values() if change is not None]
    if len(months) < 24 or not known:
        return _nothing("moved", words, n=len(months))
    if len(known) == 1:
        change = words.signed(known[0], decimals_for(known))
        text = words("effect.said.moved_one", change=change, unit=unit_told(unit, words))
        return Finding(text, words("effect.rule.moved"), "sure", False, 1.0, "moved")
    joins, other = known
    places = decimals_for([joins, other])
    told = {"joins": words.signed(joins, places), "other": words.signed(other, places), "unit": unit_told(unit, words)}
    return _stated("moved", words, **told)


def state_events(answer: Answer, words: Words) -> Finding:
    """In how many steps before and after the start the whole band lies on one side of nothing. Rule: the band that
    holds for all steps at once."""
    rows = answer.copy_rows()
    counts = {part: _clear(rows, part) for part in ("before", "after")}
    if not counts["after"][1]:
        return _nothing("events", words)
    (before, of_before), (after, of_after) = counts["before"], counts["after"]
    places = {"after": words.number(after), "of_after": words.number(of_after), "n": of_after}
    places |= {"before": words.number(before), "of_before": words.number(of_before)}
    return _stated("events", words, **places)


def state_series(found: Result, words: Words, unit: str) -> Finding:
    """How far the level and the slope moved at the start. Rule: estimates with their intervals, whatever they are."""
    level, slope = found.of("level"), found.of("slope")
    if level is None or level.value is None or level.low is None or level.high is None:
        return _nothing("series", words)
    ends = [level.value, level.low, level.high]
    places = decimals_for(ends)
    told = {"level": words.signed(level.value, places), "unit": unit_told(unit, words)}
    told |= {"low": words.signed(level.low, places), "high": words.signed(level.high, places)}
    if slope is None or slope.value is None:
        return _stated("series_level", words, **told)
    return _stated("series", words, slope=words.signed(slope.value, decimals_for([slope.value])), **told)


def state_cohorts(answer: Answer, words: Words, unit: str) -> Finding:
    """Whether the groups that began together point the same way. Rule: two groups or more."""
    values = [row["estimate"] for row in answer.copy_rows() if not row["main"] and row["estimate"] is not None]
    if len(values) < 2:
        return _nothing("groups", words)
    places = decimals_for(values)
    ends = {"low": words.signed(min(values), places), "high": words.signed(max(values), places)}
    same = all(value > 0 for value in values) or all(value < 0 for value in values)
    return _stated(
        "groups_same" if same else "groups_differ", words, n=len(values), unit=unit_told(unit, words), **ends
    )


def _moved(rows: list[Row], months: list[Any], other: bool) -> float | None:
    """The mean of the last twelve months less that of the first, of the units that begin or of the others."""
    held = [row for row in rows if (row["state"] == "other") is other]
    first = [row["value"] for row in held if row["month"] in months[:12]]
    last = [row["value"] for row in held if row["month"] in months[-12:]]
    return sum(last) / len(last) - sum(first) / len(first) if first and last else None


def _clear(rows: list[Row], part: str) -> tuple[int, int]:
    """Steps whose band leaves nothing out of it, and steps that have a band."""
    held = [row for row in rows if row["part"] == part and row["band_low"] is not None]
    return sum(row["band_low"] > 0 or row["band_high"] < 0 for row in held), len(held)


def _stated(name: str, words: Words, **places: Any) -> Finding:
    rule = words(f"effect.rule.{name.split('_')[0]}")
    return Finding(words(f"effect.said.{name}", **places), rule, "sure", False, 1.0, name)


def _nothing(name: str, words: Words, **places: Any) -> Finding:
    text = words(f"effect.said.no_{name}", **places)
    return Finding(text, words(f"effect.rule.{name}"), "sure", True, 0.0, name)
