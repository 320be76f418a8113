"""What the tiles of cost show of a one-row answer: hours, årsverk, kroner, in-kind, and hours without a rate."""

from __future__ import annotations

from reformspor.answers import Answer
from reformspor.findings.amounts import number, say_ends
from reformspor.findings.finding import silent
from reformspor.findings.former import against_former
from reformspor.findings.glance import Glance, Tone
from reformspor.findings.money import short_ends, short_parts
from reformspor.words import Words

IN_KRONER = frozenset({"cost", "in_kind"})
UNITS = {"fte_spent": "cost.tile.fte_unit"}


def glance_estimate(answer: Answer, words: Words, name: str) -> Glance:
    """One column of the answer between its two ends, and its unit; in kroner, nothing is said where no hour has a rate.

    Hours without a rate are to be watched, since they make the estimate too low.
    """
    if silent(answer):
        return Glance("\N{EN DASH}")
    row = answer.copy_rows()[0]
    least = number(row[name])
    most = max(least, number(row[f"{name}_possible"]))
    if name in IN_KRONER:
        return Glance(*short_parts(least, most, words)) if most > 0 else Glance(words("cost.tile.none"))
    tone: Tone | None = "watch" if name == "uncosted_h" and most >= 1 else None
    return Glance(say_ends(least, most - least, words), words(UNITS.get(name, "charts.unit.hours")), tone=tone)


def lacks_rates(answer: Answer) -> bool:
    """Whether there are hours in a one-row answer and none of them has a rate, in kroner or as in-kind."""
    if silent(answer):
        return False
    row = answer.copy_rows()[0]
    return all(number(row[f"{name}_possible"]) <= 0 for name in IN_KRONER)


def estimate_shift(now: Answer, former: Answer | None, words: Words, name: str) -> str | None:
    """The column against the equally long period before; None where there is none, or no rate to reckon kroner with."""
    if name in IN_KRONER and (lacks_rates(now) or (former is not None and lacks_rates(former))):
        return None
    return against_former(now, former, words, name, written=short_ends if name in IN_KRONER else None)
