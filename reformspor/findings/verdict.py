"""What may be said of a change, in words no stronger than its verdict: size, method, gates, and what is against it."""

from __future__ import annotations

from datetime import date
from math import floor, log10

import pandas as pd

from reformspor.effects.gates import Condition, Gate, gates
from reformspor.effects.result import Estimate, Fact
from reformspor.effects.study import Study
from reformspor.effects.verdict import Lowering, Read, Seen, Verdict
from reformspor.findings.finding import Certainty, Finding
from reformspor.findings.labels import inside
from reformspor.words import Words

# What a register calls per cent; a difference between two of them is in percentage points.
PER_CENT = frozenset({"prosent", "percent", "per cent", "pct", "%"})
SURE: dict[str, Certainty] = {"well_founded_effect": "sure", "probable_effect": "fairly_sure"}
CLAIMS = frozenset({"association", "change", "probable_effect", "no_relevant_effect", "well_founded_effect"})
# A share among counts is told in hundredths, a chance in thousandths.
CHANCES = frozenset(
    {"p", "ri_p", "wild_p", "holm_p", "joint_p", "pretest_p", "placebo_p", "smallest_p", "placebo_share"}
)
SHARES = frozenset({"missing", "response"})


def state_verdict(study: Study, words: Words, name: str, measured_in: str | None) -> Finding:
    """The one sentence on an outcome called `name`: what its verdict allows, with the change in its own unit."""
    level = study.verdict.level
    text = words(f"verdict.level.{level}.said", change=change_said(study.main, words, name, measured_in))
    claim = level in CLAIMS
    rule = words("verdict.rule.level", version=study.verdict.version)
    return Finding(text, rule, SURE.get(level, "unsure"), not claim, 1.0 if claim else 0.0, "verdict")


def change_said(main: Estimate | None, words: Words, name: str, measured_in: str | None) -> str:
    """The change and its uncertainty: 0.8 percentage points lower sickness absence, 95% uncertainty 0.1–1.5."""
    if main is None or main.value is None:
        return words("verdict.change.unknown")
    places = decimals_told(main)
    way = "lower" if main.value < 0 else "higher"
    said = {"amount": _amount(abs(main.value), places, words, measured_in), "name": inside(name)}
    if main.low is None or main.high is None:
        return words(f"verdict.change.bare_{way}", **said)
    ends = sorted((abs(main.low), abs(main.high)))
    if main.low < 0 < main.high:
        ends, way = [abs(main.low), main.high], f"open_{way}"
        if round(main.value, places) == 0:
            # Nothing is neither lower nor higher.
            low, high = _amount(ends[0], places, words, measured_in), words.number(ends[1], places)
            return words("verdict.change.open_none", low=low, high=high, name=said["name"])
    low, high = (words.number(end, places) for end in ends)
    return words(f"verdict.change.{way}", low=low, high=high, **said)


def decimals_told(main: Estimate) -> int:
    """Decimals that tell an estimate no finer than its interval lets it be known: one more than the first digit of its
    width, at most four."""
    width = abs((main.high or 0.0) - (main.low or 0.0)) or abs(main.value or 0.0)
    return min(max(1 - floor(log10(width)), 0), 4) if width > 0 else 0


def difference_unit(measured_in: str | None, words: Words) -> str:
    """What a difference of an outcome is in."""
    held = (measured_in or "").strip()
    return words("verdict.change.points") if held.lower() in PER_CENT else held


def plainly(value: float, words: Words) -> str:
    """A number that somebody has set, with no more decimals than it has; at most four."""
    places = next((places for places in range(4) if round(float(value), places) == float(value)), 4)
    return words.number(value, places)


def smallest_said(value: float, measured_in: str | None, words: Words) -> str:
    """The smallest change that matters, as it was set, in what a difference of the outcome is in."""
    return f"{plainly(value, words)} {difference_unit(measured_in, words)}".strip()


def unit_told(unit: str, words: Words) -> str:
    """A unit as it stands after a number in a sentence: a scale is what the number is on, not what it counts."""
    return words("verdict.change.on", value="", unit=unit).strip() if any(sign.isdigit() for sign in unit) else unit


def state_lowering(verdict: Verdict, words: Words, *, free_text: bool = True) -> str | None:
    """That an analyst lowered it, from what, when and why; None when nobody has. `free_text` is whether text is shown
    that is not open to all."""
    one: Lowering | None = verdict.lowered
    if one is None:
        return None
    judged = words(f"verdict.level.{verdict.judged}.name")
    said = {
        "judged": judged,
        "role": words.code("role", one.role),
        "reason": one.reason if free_text else words("verdict.rule.reason_inside"),
    }
    return words("verdict.rule.lowered", at=words.date(date.fromisoformat(one.at[:10])), **said)


def method_said(study: Study, words: Words) -> str:
    """How it was reckoned, in plain words."""
    held = study.measured
    places = {"before": held.get("n_pre") or 0, "after": held.get("n_post") or 0, "treated": held.get("n_treated") or 0}
    said = words(f"verdict.method.{study.design}", donors=held.get("donors") or 0, **places)
    if study.window is None or study.main is None:
        return said
    return f"{said} {words('verdict.method.window', first=study.window[0], last=study.window[1])}"


def assumes_said(study: Study, words: Words) -> str:
    """What would have to be true."""
    return words(f"verdict.assumes.{study.design}")


def counter_said(study: Study, words: Words) -> tuple[str, ...]:
    """What else could explain it, the strongest first."""
    return tuple(words(f"verdict.counter.{code}") for code in study.counter)


def near_said(study: Study, words: Words) -> str:
    """The registered events within three months of the start."""
    if not study.near:
        return words("verdict.events.none")
    return words("verdict.events.some", n=len(study.near), names=words.listing(study.near))


def lifts(verdict: Verdict, words: Words) -> tuple[str, ...]:
    """What would have to hold for a stronger verdict, a sentence each; why nothing would, at the top of the design."""
    if verdict.level == "no_relevant_effect" or verdict.level == gates().levels[-1]:
        return (words("verdict.gates.reached"),)
    if verdict.judged == verdict.ceiling:
        return (words("verdict.gates.top"),)
    return tuple(words(f"verdict.gate.{code}.lift") for code in verdict.holding)


def held_said(verdict: Verdict, words: Words, key: str) -> list[str]:
    """What keeps a verdict from being stronger, a sentence each; `key` is the sentence's, of a gate's name and why."""
    held = (f"verdict.gate.{code}" for code in verdict.holding)
    return [words(key, name=inside(words(f"{gate}.name")), why=words(f"{gate}.why")) for gate in held]


def gates_table(verdict: Verdict, words: Words) -> pd.DataFrame:
    """A row for each gate: its name, limit, what was measured, whether it is met, and what it allows at most if not."""
    headings = [words(f"verdict.gates.{name}") for name in ("gate", "asked", "value", "met", "for")]
    asked = {gate.code: asked_said(gate, words) for gate in gates().of(verdict.design)}
    rows = [_row(one, asked.get(one.code, ""), words) for one in verdict.gates]
    return pd.DataFrame(rows, columns=headings)


def asked_said(gate: Gate, words: Words) -> str:
    """The limits of a gate's conditions; where there are several ways to meet it, one or the other."""
    ways = ["; ".join(_limit(one, words) for one in way) for way in gate.ways]
    return f" {words('verdict.gates.or')} ".join(ways)


def value_said(measure: str, value: Fact, words: Words) -> str:
    """A measured value in the words of its measure."""
    if value is None:
        return words("verdict.gates.unmeasured")
    if isinstance(value, bool):
        return words("verdict.gates.yes" if value else "verdict.gates.no")
    if isinstance(value, str):
        return value
    if measure in SHARES:
        return words.percent(value, 1 if 0 < value < 0.1 else 0)
    if measure in CHANCES:
        # No chance is nothing, and one that is told in thousandths must not be rounded to it.
        return words.number(value, 3) if value >= 0.001 or value == 0 else f"< {words.number(0.001, 3)}"
    return words.number(value, 0 if isinstance(value, int) or value == int(value) else 2)


def _row(one: Seen, asked: str, words: Words) -> tuple[str, ...]:
    name, cap = words(f"verdict.gate.{one.code}.name"), words(f"verdict.level.{one.caps}.name")
    value = "; ".join(_named(read, one, words) for read in one.reads)
    met = words("verdict.gates.yes" if one.met else "verdict.gates.no")
    return name, asked, value, met, cap


def _limit(read: Condition, words: Words) -> str:
    name = words(f"verdict.measure.{read.measure}")
    if read.asks == "is":
        return f"{name}: {words('verdict.gates.yes' if read.limit else 'verdict.gates.no')}"
    return f"{name} {words(f'verdict.gates.{read.asks}', limit=_plainly(read, words))}"


def _plainly(read: Condition, words: Words) -> str:
    """A limit with no more decimals than it has."""
    if read.measure in SHARES:
        return words.percent(read.limit)
    return plainly(read.limit, words)


def _named(read: Read, one: Seen, words: Words) -> str:
    value = value_said(read.measure, read.value, words)
    return value if len(one.reads) == 1 else f"{words(f'verdict.measure.{read.measure}')}: {value}"


def _amount(value: float, places: int, words: Words, measured_in: str | None) -> str:
    unit = difference_unit(measured_in, words)
    number = words.number(value, places)
    return words("verdict.change.amount", value=number, unit=unit_told(unit, words)) if unit else number
