"""How far an answer hangs on what was chosen, in sentences made by rules; none of them says why anything changed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reformspor.answers import Answer
from reformspor.effects.bacon import FORBIDDEN
from reformspor.effects.gates import limit_of
from reformspor.effects.result import Refusal, Result
from reformspor.effects.study import Study
from reformspor.findings.finding import Finding
from reformspor.findings.verdict import unit_told
from reformspor.words import Words

Row = dict[str, Any]


def decimals_for(values: Iterable[float | None]) -> int:
    """As many decimals as tell values of this size to three digits, or to two when all are less than one; at most
    four."""
    largest = max((abs(value) for value in values if value is not None), default=0.0)
    digits = 2 if largest >= 1 else 1
    return 0 if largest <= 0 else min(4, max(0, digits - math.floor(math.log10(largest))))


def refusal_said(one: Refusal, words: Words, kind: str = "refused") -> str:
    """Why something was not reckoned (or, as a `notice`, what to mind), in words."""
    places = {name: _said(value, words) for name, value in one.places.items()}
    if near := places.get("nearest"):
        places["nearest"] = words("estimate.said.meant", nearest=near)
    return words(f"effects.{kind}.{one.code}", **places).strip()


def refusals(refused: Sequence[Refusal], words: Words) -> list[str]:
    """Why there is nothing to tell."""
    return [refusal_said(one, words) for one in refused]


def refused_said(study: Study, words: Words) -> list[str]:
    """Why the method the design is read by gives nothing; nothing when it does."""
    first = next(iter(study.results.values()), None)
    return refusals(first.refused, words) if first else []


def notices_said(results: Sequence[Result | None], words: Words) -> list[str]:
    """What to mind about some results, each once."""
    said = [refusal_said(one, words, "notice") for result in results if result for one in result.notices]
    return list(dict.fromkeys(said))


def state_estimators(answer: Answer, words: Words, unit: str) -> Finding:
    """Whether the methods point the same way. Rule: of those that gave an estimate, two at least."""
    values = [row["estimate"] for row in answer.copy_rows() if row["estimate"] is not None]
    if len(values) < 2:
        return _nothing("estimators", words, n=len(values))
    places = decimals_for(values)
    ends = {
        "low": words.signed(min(values), places),
        "high": words.signed(max(values), places),
        "unit": unit_told(unit, words),
    }
    same = all(value > 0 for value in values) or all(value < 0 for value in values)
    return _stated("estimators", words, "same" if same else "differ", n=len(values), **ends)


def state_left_out(answer: Answer, words: Words, unit: str, names: Mapping[str, str]) -> Finding:
    """Whether the sign holds without each unit. Rule: it does when every estimate has the sign of that with all."""
    rows = answer.copy_rows()
    whole = next((row["estimate"] for row in rows if row["code"] == ""), None)
    left = [row for row in rows if row["code"] and row["estimate"] is not None]
    if whole is None or not left:
        return _nothing("left_out", words)
    places = decimals_for([whole, *(row["estimate"] for row in left)])
    turned = [row["code"] for row in left if row["estimate"] * whole <= 0]
    if turned:
        listed = words.listing([names.get(code, code) for code in turned])
        return _stated("left_out", words, "turned", n=len(turned), units=listed)
    ends = {
        pick: words.signed(end(row["estimate"] for row in left), places) for pick, end in (("low", min), ("high", max))
    }
    return _stated("left_out", words, "held", n=len(left), unit=unit_told(unit, words), **ends)


def state_bounds(found: Result, words: Words, unit: str) -> Finding:
    """How far trends may bend before the interval covers nothing. Rule: the largest M asked whose interval does not."""
    facts, at = found.facts, found.facts.get("breakdown")
    if found.refused:
        return _refused("bounds", found, words)
    if at is None:
        return _stated("bounds", words, "none")
    ratio = facts.get("breakdown_ratio")
    places = decimals_for([float(at)])
    told = words.number(float(ratio), 1) if isinstance(ratio, float) else words.number(None)
    return _stated("bounds", words, "some", m=words.number(float(at), places), unit=unit_told(unit, words), ratio=told)


def state_relative(found: Result, words: Words) -> Finding:
    """How many times more the trends may part than before. Rule: the largest Mbar asked whose interval leaves nothing
    out of it."""
    at = found.facts.get("breakdown")
    if found.refused:
        return _refused("relative", found, words)
    return _stated("relative", words, "none" if at is None else "some", m=words.number(float(at or 0.0), 1))


def state_placebos(found: Result, words: Words) -> Finding:
    """Where the true start lies among other dates. Rule: twenty others at least, and the first twentieth stands out."""
    if found.refused:
        return _refused("placebos", found, words)
    n, rank = int(found.facts.get("n") or 0), int(found.facts.get("rank") or 0)
    share = float(found.facts.get("share") or 1.0)
    if not found.facts.get("enough"):
        return _stated("placebos", words, "few", n=n, rank=words.number(rank), of=words.number(n + 1))
    key = "out" if share <= limit_of("placebo_dates", "placebo_share") else "in"
    return _stated("placebos", words, key, n=n, rank=words.number(rank), of=words.number(n + 1))


def state_draws(found: Result, answer: Answer, words: Words) -> Finding:
    """How many of the ways the starts could have fallen give as much. Rule: counted, the way it happened among them."""
    if found.refused or answer.state != "ok":
        return _refused("draws", found, words)
    rows = answer.copy_rows()
    n, large = sum(row["n"] for row in rows), sum(row["n"] for row in rows if row["as_large"])
    p = words.number(large / n, 3 if large / n >= 0.001 else 4)
    return _stated("draws", words, "some", n=n, large=words.number(large), p=p)


def state_comparisons(found: Result, words: Words) -> Finding:
    """What part of a two-way estimate comes from comparing with those that had begun. Rule: five per cent is much."""
    if found.refused:
        return _refused("comparisons", found, words)
    share = float(found.facts.get("forbidden") or 0.0)
    return _stated("comparisons", words, "much" if share > FORBIDDEN else "little", share=words.percent(share))


def state_drift(found: Result, words: Words, unit: str) -> Finding:
    """How large a drift the test before the start could have missed. Rule: half the estimate is too much."""
    ratio, size = found.facts.get("drift_ratio"), found.facts.get("extrapolated")
    if found.refused:
        return _refused("drift", found, words)
    if not isinstance(ratio, float) or not isinstance(size, float):
        return _nothing("drift", words)
    said = {
        "size": words.number(abs(size), decimals_for([size])),
        "unit": unit_told(unit, words),
        "share": words.percent(ratio),
    }
    return _stated("drift", words, "much" if ratio >= limit_of("pretest_power", "drift_ratio") else "little", **said)


def state_control(found: Result, words: Words) -> Finding:
    """Whether an outcome the reform should not touch moved. Rule: p under .10 is movement."""
    if found.refused:
        return _refused("control", found, words)
    one = found.of("att_simple")
    p = words.number(one.p, 2) if one and one.p is not None else words.number(None)
    if not found.facts.get("nothing"):
        return _stated("control", words, "moved", p=p)
    return _stated("control", words, "silent" if found.facts.get("could_show") else "deaf", p=p)


def _said(value: Any, words: Words) -> Any:
    """A place of a refusal as its words take it: lists are told as lists."""
    if isinstance(value, list | tuple):
        return words.listing([str(one) for one in value])
    return value


def _stated(name: str, words: Words, key: str, **places: Any) -> Finding:
    text = words(f"sensitivity.said.{name}.{key}", **places)
    return Finding(text, words(f"sensitivity.rule.{name}"), "sure", False, 1.0, name)


def _nothing(name: str, words: Words, **places: Any) -> Finding:
    text = words(f"sensitivity.said.{name}.nothing", **places)
    return Finding(text, words(f"sensitivity.rule.{name}"), "sure", True, 0.0, name)


def _refused(name: str, found: Result, words: Words) -> Finding:
    why = refusal_said(found.refused[0], words) if found.refused else words("effect.chart.none")
    return Finding(why, words(f"sensitivity.rule.{name}"), "sure", True, 0.0, name)
