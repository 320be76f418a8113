"""What the estimate of cost comes to, what is not in it, and what it rests on; each sentence says it is an estimate."""

from __future__ import annotations

from math import floor
from statistics import median, quantiles
from typing import Any

from reformspor.answers import Answer
from reformspor.findings.amounts import figure_of, number, say_ends, say_pair, share_ends
from reformspor.findings.finding import (
    Certainty,
    Finding,
    Limits,
    certain_of_interval,
    nothing,
    silent,
    stated,
    too_wide,
)
from reformspor.findings.labels import inside, label_of
from reformspor.findings.money import short_ends
from reformspor.words import Words

# The share on registered hours is said when its two ends lie no further apart than this.
WIDEST = 0.15
# From here on the least it can be is worth saying by itself.
HALF = 0.5
REGISTERED = frozenset({"registered", "calendar"})
# Of fewer units a quarter is no quarter.
FEWEST = 8
NAMED = 4


def state_cost(answer: Answer, words: Words) -> Finding:
    """What the reform has cost in kroner and årsverk over the months told of.

    Rule: said whenever any hour has a rate, with both ends; the certainty is that of the interval.
    """
    row = _one(answer)
    if row is None:
        return nothing("cost.total", words)
    least, most = _ends(row, "cost")
    if most <= 0:
        return nothing("cost.total", words, "findings.cost.total.none")
    fte = _ends(row, "fte_spent")
    text = words(
        "findings.cost.total.text",
        amount=short_ends(least, most, words),
        fte=say_ends(fte[0], fte[1] - fte[0], words),
        period=words.period(row["month_from"], row["month_to"]),
    )
    return stated("cost.total", words, text, certainty=_estimated(least, most))


def state_uncosted(answer: Answer, words: Words) -> Finding:
    """How many hours are not costed, and which roles lack a rate; the answer is by role.

    Rule: said when at least an hour is, or may be, without a rate.
    """
    rows = [] if silent(answer) else answer.copy_rows()
    sure = [row for row in rows if number(row["uncosted_h"]) >= 1]
    least, most = (sum(number(row[name]) for row in rows) for name in ("uncosted_h", "uncosted_h_possible"))
    if most < 1:
        return nothing("cost.uncosted", words, "findings.cost.uncosted.none" if rows else "findings.nothing.plain")
    if not sure:
        text = words("findings.cost.uncosted.perhaps", most=say_pair(most, 0.0, words, "hours"))
        return stated("cost.uncosted", words, text, certainty="fairly_sure")
    roles = [inside(label_of(words, "role", row["role"])) for row in sure]
    amount = say_pair(least, most - least, words, "hours")
    said = words("findings.cost.uncosted.text", n=len(roles), amount=amount, roles=words.listing(roles))
    text = said[:1].upper() + said[1:]
    return stated("cost.uncosted", words, text)


def state_in_kind(answer: Answer, words: Words) -> Finding:
    """What may count as in-kind, and for which roles the rule counts less than an hour costs; the answer is by role.

    Rule: said when any role has an annual salary.
    """
    rows = [] if silent(answer) else answer.copy_rows()
    least, most = (sum(number(row[name]) for row in rows) for name in ("in_kind", "in_kind_possible"))
    if most <= 0:
        return nothing("cost.in_kind", words, "findings.cost.in_kind.none" if rows else "findings.nothing.plain")
    amount = short_ends(least, most, words)
    capped = [
        inside(label_of(words, "role", row["role"]))
        for row in rows
        if row["own_rate"] == row["own_rate_most"] is not None
        and row["counted_rate_most"] is not None
        and row["counted_rate_most"] < row["own_rate"]
    ]
    text = words("findings.cost.in_kind.text", amount=amount)
    if 0 < len(capped) <= NAMED:
        text = words("findings.cost.in_kind.capped", n=len(capped), amount=amount, roles=words.listing(capped))
    return stated("cost.in_kind", words, text, certainty=_estimated(least, most))


def state_cost_basis(answer: Answer, words: Words) -> Finding:
    """The share of the estimate that rests on registered and calendar hours.

    Rule: said when the share is known within 15 percentage points, whatever the merged part turns out to be; else the
    least it can be, when that is half or more.
    """
    limits: Limits = {"width": words.percent(WIDEST)}
    rows = [] if silent(answer) else [r for r in answer.copy_rows() if number(r["cost_possible"]) > 0]
    if not rows:
        return nothing("cost.basis", words, **limits)
    known = [row for row in rows if row["basis"] in REGISTERED]
    other = [row for row in rows if row["basis"] not in REGISTERED | {"merged", "withheld"}]
    hidden = sum(number(row["cost_possible"]) for row in rows if row["basis"] in ("merged", "withheld"))
    low = sum(number(r["cost"]) for r in known)
    low /= (low + sum(number(r["cost_possible"]) for r in other) + hidden) or 1.0
    high = sum(number(r["cost_possible"]) for r in known) + hidden
    high /= (high + sum(max(number(r["cost"]), 0.0) for r in other)) or 1.0
    if high - low > WIDEST:
        # What is surely so is said all the same, rounded down.
        share = words.percent(floor(low * 100) / 100)
        text = words("findings.cost.basis.least", share=share)
        if low < HALF:
            return nothing("cost.basis", words, "findings.cost.basis.wide", **limits)
        return stated("cost.basis", words, text, certainty="fairly_sure", **limits)
    text = words("findings.cost.basis.text", share=share_ends(low, high, words))
    return stated("cost.basis", words, text, certainty=_estimated(low, high), **limits)


def state_recorded(answer: Answer, words: Words) -> Finding:
    """The recorded cost beside the estimate for the same rows; the two are never added.

    Rule: said whenever a cost is recorded.
    """
    rows = [] if silent(answer) else answer.copy_rows()
    sums = {name: _sums(rows, name) for name in ("recorded_nok", "cost")}
    if sums["recorded_nok"][1] <= 0:
        return nothing("cost.recorded", words, "findings.cost.recorded.none")
    said = {name: short_ends(*ends, words) for name, ends in sums.items()}
    text = words("findings.cost.recorded.text", recorded=said["recorded_nok"], cost=said["cost"])
    return stated("cost.recorded", words, text, certainty=certain_of_interval(*sums["recorded_nok"]))


def state_cap(answer: Answer, words: Words) -> Finding:
    """Whether the cap on hours a person and year binds, as far as groups of people can tell.

    Rule: surely not when no year has as many hours in all; surely when there are more than all the people who can be
    behind them may count; else the highest the average a person can be is said.
    """
    rows = [] if silent(answer) else answer.copy_rows()
    if not rows:
        return nothing("cost.cap", words)
    cap = words.number(number(rows[0]["hours_cap"]))
    over = sum(number(row["over_h"]) for row in rows)
    if over >= 1:
        text = words("findings.cost.cap.over", over=say_pair(over, 0.0, words, "hours"), cap=cap)
        return stated("cost.cap", words, text)
    if not any(number(row["over_h_possible"]) for row in rows):
        return stated("cost.cap", words, words("findings.cost.cap.within", cap=cap))
    if any(row["each_most"] is None for row in rows):
        return stated("cost.cap", words, words("findings.cost.cap.unknown", cap=cap), certainty="unsure")
    most = figure_of(max(number(row["each_most"]) for row in rows), words)
    return stated("cost.cap", words, words("findings.cost.cap.mean", most=most, cap=cap), certainty="fairly_sure")


def state_cost_spread(answer: Answer, words: Words) -> Finding:
    """Where the middle unit lies, and the middle half of them, for each 100 årsverk; none is named.

    Rule: said of eight units or more with årsverk, when the two ends of the middle one are not too far apart; else what
    half of them cost at the least, which merged cost can only add to.
    """
    limits: Limits = {"fewest": FEWEST}
    rows = [] if silent(answer) else [row for row in answer.copy_rows() if row["rate_nok"] is not None]
    if len(rows) < FEWEST:
        return nothing("cost.spread", words, **limits)
    least, most = ([number(row[name]) for row in rows] for name in ("rate_nok", "rate_nok_possible"))
    middle = (median(least), median(most))
    if too_wide(*middle):
        if not middle[0]:
            return nothing("cost.spread", words, "findings.cost.spread.wide", **limits)
        amount = words("cost.short.per_100_fte", amount=short_ends(middle[0], middle[0], words))
        text = words("findings.cost.spread.least", n=len(rows), amount=amount)
        return stated("cost.spread", words, text, certainty="fairly_sure", **limits)
    half = (quantiles(least, n=4)[0], quantiles(most, n=4)[2])
    text = words(
        "findings.cost.spread.text",
        n=len(rows),
        middle=words("cost.short.per_100_fte", amount=short_ends(*middle, words)),
        half=short_ends(*half, words),
    )
    return stated("cost.spread", words, text, certainty=_estimated(*middle), **limits)


def _estimated(least: float, most: float) -> Certainty:
    """What rests on rates is never sure, however narrow its interval."""
    return "unsure" if certain_of_interval(least, most) == "unsure" else "fairly_sure"


def _one(answer: Answer) -> dict[str, Any] | None:
    rows = [] if silent(answer) else answer.copy_rows()
    return rows[0] if rows and rows[0]["month_from"] is not None and rows[0]["month_to"] is not None else None


def _ends(row: dict[str, Any], name: str) -> tuple[float, float]:
    least = number(row[name])
    return least, max(least, number(row[f"{name}_possible"]))


def _sums(rows: list[dict[str, Any]], name: str) -> tuple[float, float]:
    ends = [_ends(row, name) for row in rows]
    return sum(end[0] for end in ends), sum(end[1] for end in ends)
