"""What was measured the last twelve months is the scenario a reader begins with, and scenarios become an Answer's rows.

Only what the ledger surely places in the twelve months and the scope counts as measured; what may be on top is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reformspor.answers.answer import Answer, Assumed
from reformspor.answers.computed import computed
from reformspor.effects.scenario import (
    MONTHS,
    Circumstances,
    Rates,
    Scenario,
    Span,
    first_break,
    season_of,
    weeks,
    year,
)
from reformspor.scope.state import add_months, months_between

HELPER = "helper"
NORM = "norm.hours_per_fte"
WORK = ("prepare", "conduct", "follow_up", "rest")
Row = dict[str, Any]


@dataclass(frozen=True)
class Measured:
    """The measured scenario and its circumstances, and what it is measured from.

    `sessions` held in `months` months; `hours` and `hours_possible` of all roles in them; `available` helpers' hours a
    month, None where no capacity is known; `people` the band helpers lie in (None for an open upper end); `uncosted`
    the share of hours whose roles have no rate.
    """

    scenario: Scenario
    circumstances: Circumstances
    sessions: int
    months: int
    hours: float
    hours_possible: float
    available: float | None
    people: tuple[int, int | None] | None
    uncosted: float


def measured(pace: Answer, effort: Answer, helpers: Answer) -> Measured | None:
    """What the three questions answered, as a scenario; None where no session was held."""
    held = pace.copy_rows()
    lately = held[-MONTHS:]
    sessions = sum(int(row["n"]) for row in lately)
    if not sessions:
        return None
    rows = effort.copy_rows()
    own = [row for row in rows if row["role"] == HELPER]
    theirs = [row for row in rows if row["role"] != HELPER]
    norm = next((float(str(one.value)) for one in effort.provenance.settings if one.key == NORM), 1750.0)
    available, people = _capacity(helpers.copy_rows())
    count = _middle(people)
    start = add_months(held[-1]["month"], 1)
    worked = {code: _sum(row for row in own if row["activity"] == code) / sessions for code in WORK}
    return Measured(
        scenario=Scenario(
            sessions=sessions / len(lately),
            **worked,
            others=_sum(theirs) / sessions,
            helpers=count,
            release=100 * available * MONTHS / (count * norm) if available and count else 0.0,
            joining=0,
            joins=start,
        ),
        circumstances=Circumstances(
            start=start,
            units=int(lately[-1]["units"]),
            season=season_of([(row["month"], float(row["n"])) for row in held]),
            norm_hours=norm,
            rates=Rates(_rate(own), _rate(theirs)),
        ),
        sessions=sessions,
        months=len(lately),
        hours=_sum(rows),
        hours_possible=sum(float(row["hours_possible"] or 0) for row in rows),
        available=available,
        people=people,
        uncosted=_uncosted(rows),
    )


def weeks_answer(
    panels: Sequence[Answer],
    scenarios: Mapping[str, Scenario],
    given: Circumstances,
    assumed: Sequence[Assumed],
    *,
    has_capacity: bool,
) -> Answer:
    """Each scenario week by week: hours needed and there, and the gap. Columns scenario, week_from, week_to, sessions,
    hours, others, available_h, gap; the last two are missing where nothing is known of helpers."""
    rows = [
        {
            "scenario": name,
            "week_from": span.first,
            "week_to": span.end - dt.timedelta(days=1),
            **_amounts(span, known=has_capacity or one.helpers > 0),
        }
        for name, one in scenarios.items()
        for span in weeks(one, given)
    ]
    grain, values = ("scenario", "week_from"), ("hours", "available_h", "gap")
    return computed(panels, "scenario/weeks", _frame(rows), grain=grain, values=values, unit="hours", assumed=assumed)


def outcome_answer(
    panels: Sequence[Answer],
    scenarios: Mapping[str, Scenario],
    given: Circumstances,
    assumed: Sequence[Assumed],
    *,
    has_capacity: bool,
) -> Answer:
    """The year of each scenario, and last the second less the first (`difference`).

    Columns scenario, sessions, hours, others, available_h, gap, cost, cost_possible, breaks (the first day of the first
    week with a gap). Without a known capacity, available_h, gap and breaks are missing.
    """
    rows = [_outcome(name, one, given, has_capacity) for name, one in scenarios.items()]
    if len(rows) == 2:
        rows.append(_difference(*rows))
    values = ("hours", "gap", "cost")
    return computed(
        panels, "scenario/outcome", _frame(rows), grain=("scenario",), values=values, unit="hours", assumed=assumed
    )


def _outcome(name: str, scenario: Scenario, given: Circumstances, has_capacity: bool) -> Row:
    whole, broken = year(scenario, given), first_break(weeks(scenario, given))
    known = has_capacity or scenario.helpers > 0
    row: Row = {"scenario": name, **_amounts(whole, known=known)}
    row |= {"cost": whole.cost[0] if whole.cost else None, "cost_possible": whole.cost[1] if whole.cost else None}
    return row | {"breaks": broken.first if broken and known else None}


def _difference(one: Row, other: Row) -> Row:
    """What the second has over the first. Of a cost between two ends, the ends of each are compared: both scenarios are
    costed with the same rates."""
    amounts = [name for name in one if name not in ("scenario", "breaks")]
    found = {name: None if one[name] is None or other[name] is None else other[name] - one[name] for name in amounts}
    return {"scenario": "difference", **found, "breaks": None}


def _amounts(span: Span, *, known: bool) -> Row:
    return {
        "sessions": span.sessions,
        "hours": span.hours,
        "others": span.others,
        "available_h": span.available if known else None,
        "gap": span.gap if known else None,
    }


def _frame(rows: list[Row]) -> pd.DataFrame:
    """Amounts as numbers, days and names as they are."""
    frame = pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype="object") for name in rows[0]})
    kept = ("scenario", "week_from", "week_to", "breaks")
    numbers = [name for name in frame.columns if name not in kept]
    # What is left of adding and multiplying beyond the sixth decimal is the machine's, and nobody's number.
    return frame.astype(dict.fromkeys(numbers, "float64")).round(dict.fromkeys(numbers, 6))


def _capacity(rows: list[Row]) -> tuple[float | None, tuple[int, int | None] | None]:
    """Hours a month, and the band of people, from the cells that lie surely inside."""
    sure = [row for row in rows if row["available_h"] == row["available_h_possible"]]
    if not sure:
        return None, None
    months = months_between(min(row["month_from"] for row in sure), max(row["month_to"] for row in sure)) + 1
    latest = max(sure, key=lambda row: row["month_from"])
    high = latest["people_high"]
    people = (int(latest["people_low"]), None if high is None else int(high))
    return sum(float(row["available_h"]) for row in sure) / months, people


def _middle(people: tuple[int, int | None] | None) -> int:
    """A number of helpers to begin with. Hours are what is known; people are known as a band only."""
    if people is None:
        return 0
    low, high = people
    return low if high is None else round((low + high) / 2)


def _sum(rows: Iterable[Row]) -> float:
    """Sure hours; a correction larger than what it corrects leaves none."""
    return max(sum(float(row["hours"] or 0) for row in rows), 0.0)


def _rate(rows: list[Row]) -> tuple[float, float] | None:
    """The mean rate of these hours, least and most; hours without a rate count as nothing."""
    hours = [(max(float(row["hours"] or 0), 0.0), row["rate_low"], row["rate_high"]) for row in rows]
    total = sum(amount for amount, _, _ in hours)
    if not total or all(high is None for _, _, high in hours):
        return None
    return (
        sum(amount * float(low or 0) for amount, low, _ in hours) / total,
        sum(amount * float(high or 0) for amount, _, high in hours) / total,
    )


def _uncosted(rows: list[Row]) -> float:
    total = _sum(rows)
    return _sum(row for row in rows if row["rate_high"] is None) / total if total else 0.0
