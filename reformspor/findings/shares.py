"""A share is said when one category clearly leads or few carry half; never for what is merged or missing."""

from __future__ import annotations

from dataclasses import dataclass

from reformspor.answers import Answer
from reformspor.findings.amounts import number, say, say_pair
from reformspor.findings.finding import (
    Finding,
    Limits,
    certain_of_count,
    certain_of_interval,
    nothing,
    silent,
    stated,
)
from reformspor.findings.labels import MISSING, family_of, folded, inside
from reformspor.words import Words

# The largest leads when it has this part of the whole, or this many times the second.
LEADS, TIMES = 0.40, 1.5
# Nothing is said of a share whose ends lie further apart than this.
WIDEST = 0.15
# Few carry much when at most this part of the categories holds half of the whole.
FEW, HALF, FEWEST = 1 / 4, 0.5, 8
# Of fewer than this, what is counted is told as a count and not as per cent.
FEWEST_SHARED = 10
COUNTED = frozenset({"sessions", "barriers", "initiatives"})
# What a share is a share of, where its name does not say it.
UNITS = {
    "roles": "hours",
    "activities": "hours",
    "outcomes": "sessions",
    "instruments": "barriers",
    "phases": "sessions",
    "cost_roles": "nok_estimate",
    "cost_activities": "nok_estimate",
}
HIDDEN = frozenset({"several", "merged", "withheld"})
UNNAMED = frozenset({MISSING, "several", "merged", "withheld", "other_all"})


@dataclass(frozen=True)
class Part:
    """One category: its code, least and most."""

    code: str
    least: float
    most: float


def parts_of(answer: Answer, by: str, kind: str, value: str) -> list[Part]:
    """Categories with their sums, largest first; a missing code is a category of its own."""
    sums: dict[str, list[float]] = {}
    for row in answer.copy_rows():
        held = sums.setdefault(folded(kind, row[by]), [0.0, 0.0])
        least = number(row[value])
        held[0] += least
        held[1] += max(least, number(row.get(f"{value}_possible", least)))
    parts = [Part(code, least, most) for code, (least, most) in sums.items() if most]
    return sorted(parts, key=lambda part: (-part.least, part.code))


def state_largest(
    answer: Answer, words: Words, *, by: str, value: str, what: str, kind: str | None = None, total: str | None = None
) -> Finding:
    """The largest category of `what`, with its share.

    Rule: said when the largest has 40 per cent of the whole, or half as much again as the second; of fewer than
    ten things as a count. `total` is a column with the size of the whole, where a thing may be counted in several
    categories.
    """
    kind, name = kind or by, f"largest.{what}"
    limits: Limits = {"share": words.percent(LEADS), "times": words.number(TIMES, 1)}
    parts = [] if silent(answer) else parts_of(answer, by, kind, value)
    named = [part for part in parts if part.code not in UNNAMED]
    # That the only category is all of it is no finding.
    if not named or len(parts) < 2:
        return nothing(name, words, **limits)
    whole = _whole(answer, parts, total)
    first, second = named[0], named[1] if len(named) > 1 else None
    low, high = first.least / whole[1], min(1.0, first.most / whole[0]) if whole[0] else 1.0
    if high - low > WIDEST:
        return nothing(name, words, f"findings.{name}.wide", **limits)
    leads = second is None or first.least >= TIMES * second.most
    # Of two that are equal neither is the largest.
    tied = second is not None and second.most >= first.least and second.least >= first.most
    if tied or (low < LEADS and not leads):
        return nothing(name, words, f"findings.{name}.none", **limits)
    few = whole[1] < FEWEST_SHARED and _unit(what) in COUNTED
    text = words(
        "findings.largest.counted" if few else f"findings.{name}.text",
        n=words.number(first.least),
        whole=say(whole[0], words, _unit(what)),
        label=family_of(words, kind, first.code),
        inside=inside(family_of(words, kind, first.code)),
        share=_share(low, high, parts, whole, words),
        amount=say_pair(first.least, first.most - first.least, words, _unit(what)),
    )
    sure = certain_of_interval(low, high) if first.most > first.least else certain_of_count(whole[0])
    return stated(name, words, text, certainty=sure, strength=low / LEADS, **limits)


def state_few(answer: Answer, words: Words, *, by: str, value: str, what: str) -> Finding:
    """How few categories hold half of the whole.

    Rule: said of eight categories or more, when a quarter of them or fewer hold half.
    """
    name = f"few.{what}"
    limits: Limits = {"fewest": FEWEST, "share": words.percent(FEW)}
    parts = [] if silent(answer) else [p for p in parts_of(answer, by, by, value) if p.code not in UNNAMED]
    if len(parts) < FEWEST:
        return nothing(name, words, **limits)
    whole, held, count = sum(part.least for part in parts), 0.0, 0
    for part in parts:
        held, count = held + part.least, count + 1
        if held >= HALF * whole:
            break
    if whole == 0 or count / len(parts) > FEW:
        return nothing(name, words, f"findings.{name}.none", **limits)
    text = words(f"findings.{name}.text", n=count, all=len(parts), share=words.percent(held / whole))
    return stated(name, words, text, certainty=certain_of_count(whole), strength=FEW * len(parts) / count, **limits)


def state_levels(answer: Answer, words: Words, *, value: str = "n_open") -> Finding:
    """How much of what stands open the municipality can solve itself, and what the state's bodies own.

    Rule: said when at least ten open barriers have a known owner.
    """
    limits: Limits = {"least": 10}
    parts = [] if silent(answer) else parts_of(answer, "level", "level", value)
    known = {part.code: part.least for part in parts if part.code != MISSING}
    whole = sum(known.values())
    if whole < 10:
        return nothing("levels", words, **limits)
    state = sum(known.get(code, 0.0) for code in ("county_governor", "agency", "ministry", "state", "parliament"))
    own = known.get("municipality", 0.0)
    text = words(
        "findings.levels.text",
        state=words.percent(state / whole),
        own=words.percent(own / whole),
        whole=say(whole, words, "barriers"),
    )
    strength = 2 * max(state, whole - own) / whole
    return stated("levels", words, text, certainty=certain_of_count(whole), strength=strength, **limits)


def _share(low: float, high: float, parts: list[Part], whole: tuple[float, float], words: Words) -> str:
    """A share, or at least how much: what is merged or not shown by part may be of the same category."""
    hidden = sum(part.most for part in parts if part.code in HIDDEN)
    most = min(1.0, high + hidden / whole[1])
    said = words.percent(low)
    return said if said == words.percent(most) else words("charts.at_least", least=said)


def _whole(answer: Answer, parts: list[Part], total: str | None) -> tuple[float, float]:
    if total is not None:
        size = max((number(row[total]) for row in answer.copy_rows()), default=0.0)
        return size, size or 1.0
    least = sum(part.least for part in parts)
    # What is possible for one category is often sure for another, so the whole is not the sum of upper ends.
    most = least + max((part.most - part.least for part in parts), default=0.0)
    return least, most or 1.0


def _unit(what: str) -> str:
    return UNITS.get(what, what)
