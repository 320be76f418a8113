"""A change is the chosen period against the equally long one before it, and is said only when it is clear."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from reformspor.answers import Answer
from reformspor.findings.amounts import say, say_pair
from reformspor.findings.finding import (
    Certainty,
    Finding,
    Limits,
    certain_of_count,
    certain_of_interval,
    nothing,
    silent,
    stated,
    too_wide,
)
from reformspor.words import Words

# A change is clear when it is at least this share of the former amount, and at least this many.
SHARE, LEAST = 0.10, 5


@dataclass(frozen=True)
class Two:
    """An amount between two ends in the recent period and in the one before, and the months of the recent."""

    now: tuple[float, float]
    before: tuple[float, float]
    months: tuple[dt.date, dt.date]

    @property
    def least(self) -> float:
        """The change that is sure: positive when even the lowest now is over the highest before."""
        if self.now[0] > self.before[1]:
            return self.now[0] - self.before[1]
        if self.now[1] < self.before[0]:
            return self.now[1] - self.before[0]
        return 0.0


def spans(answer: Answer, value: str) -> Two | None:
    """The recent period and the one before, from the column `span`; None when one of them is missing or empty."""
    rows = {row["span"]: row for row in answer.copy_rows() if row["span"] in ("recent", "before")}
    if set(rows) != {"recent", "before"}:
        return None
    months = (rows["recent"]["month_from"], rows["recent"]["month_to"])
    two = Two(_ends(rows["recent"], value), _ends(rows["before"], value), months)
    return two if two.before[1] > 0 else None


def state_change(answer: Answer, words: Words, *, value: str, what: str) -> Finding:
    """`what` (sessions, hours, barriers) against the equally long period before.

    Rule: said when the two differ by 10 per cent and by 5 or more, whatever the uncertain part turns out to be.
    """
    name = f"change.{what}"
    limits: Limits = {"share": words.percent(SHARE), "least": LEAST}
    two = None if silent(answer) else spans(answer, value)
    if two is None:
        return nothing(name, words, "findings.nothing.no_former", **limits)
    size = abs(two.least)
    if too_wide(*two.now) or too_wide(*two.before):
        return nothing(name, words, f"findings.{name}.wide", **limits)
    said = {"now": _said(two.now, words, what), "period": words.period(*two.months)}
    if size < LEAST or size / two.before[1] < SHARE:
        return nothing(name, words, f"findings.{name}.same", **limits, **said, before=_said(two.before, words, what))
    text = words(
        f"findings.{name}.{'up' if two.least > 0 else 'down'}",
        **said,
        change=words.percent(size / (two.before[1] if two.least > 0 else two.before[0])),
    )
    return stated(name, words, text, certainty=_certainty(two, what), strength=size / two.before[1] / SHARE, **limits)


def _ends(row: dict[str, Any], value: str) -> tuple[float, float]:
    least = float(row[value] or 0)
    most = row.get(f"{value}_possible")
    return least, max(least, float(least if most is None else most))


def _said(ends: tuple[float, float], words: Words, what: str) -> str:
    return say_pair(ends[0], ends[1] - ends[0], words, what) if what == "hours" else say(ends[0], words, what)


def _certainty(two: Two, what: str) -> Certainty:
    if what == "hours":
        return certain_of_interval(*two.now)
    return certain_of_count(min(two.now[0], two.before[0]))
