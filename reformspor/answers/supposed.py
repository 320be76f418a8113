"""What was measured and planned is the scenario a reader begins with, and scenarios become an Answer's rows.

The first weeks are those of capacity/need, so a scenario nobody has changed says what the page Capacity says. Only what
the ledger surely places in the scope counts as measured; what may be on top is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from reformspor.answers.answer import Answer, Assumed
from reformspor.answers.computed import computed, spanning
from reformspor.effects.scenario import (
    MONTHS,
    Circumstances,
    Planned,
    Rates,
    Scenario,
    Span,
    first_break,
    first_monday,
    season_of,
    weeks,
    year,
)
from reformspor.scope.state import months_between

HELPER = "helper"
NORM = "norm.hours_per_fte"
WORK, REST = ("prepare", "conduct", "follow_up"), "rest"
Row = dict[str, Any]


@dataclass(frozen=True)
class Measured:
    """The measured scenario and its circumstances, and what it is measured from.

    `sessions` held in `months` months; `hours` and `hours_possible` of all roles in them; `available` helpers' hours a
    month, None where no capacity is known; `people` the band helpers lie in (None for an open upper end); `outside`
    helpers' hours a month for no session, which the scenario begins without; `uncosted` the share of hours whose roles
    have no rate.
    """

    scenario: Scenario
    circumstances: Circumstances
    sessions: int
    months: int
    hours: float
    hours_possible: float
    available: float | None
    people: tuple[int, int | None] | None
    outside: float
    uncosted: float


def measured(pace: Answer, effort: Answer, helpers: Answer, kinds: Answer, need: Answer) -> Measured | None:
    """What the questions answered, as a scenario; None where no session was held in the last twelve months.

    `kinds` and `need` are capacity/effort_by_kind and capacity/need of helpers.
    """
    held = pace.copy_rows()
    lately = held[-MONTHS:]
    sessions = sum(int(row["n"]) for row in lately)
    if not sessions:
        return None
    rows = effort.copy_rows()
    own = [row for row in rows if row["role"] == HELPER]
    theirs = [row for row in rows if row["role"] != HELPER]
    norm = next(float(str(one.value)) for one in effort.provenance.settings if one.key == NORM)
    available, people = _capacity(helpers.copy_rows())
    count = _middle(people)
    start = first_monday(pace.provenance.as_of)
    scenario = Scenario(
        sessions=round(sessions / len(lately), 1),
        **_of_a_session(kinds, own, sessions),
        others=round(_sum(theirs) / sessions, 1),
        helpers=count,
        release=round(100 * available * MONTHS / (count * norm), 1) if available and count else 0.0,
        joining=0,
        joins=start,
    )
    return Measured(
        scenario=scenario,
        circumstances=Circumstances(
            start=start,
            units=int(lately[-1]["units"]),
            season=season_of([(row["month"], float(row["n"])) for row in held]),
            norm_hours=norm,
            rates=Rates(_rate(own), _rate(theirs)),
            plan=_plan(need, scenario),
            planned_at=scenario,
        ),
        sessions=sessions,
        months=len(lately),
        hours=_sum(rows),
        hours_possible=sum(float(row["hours_possible"] or 0) for row in rows),
        available=available,
        people=people,
        outside=max((_sum(own) - sessions * scenario.helper_hours) / len(lately), 0.0),
        uncosted=_uncosted(rows),
    )


def _of_a_session(kinds: Answer, own: list[Row], sessions: int) -> dict[str, float]:
    """Helpers' hours for a session of any kind, by what they went to; `rest` is what is not told apart.

    Where hours are not told by the kind of session, all that helpers did is taken to be for the sessions.
    """
    whole = next((row for row in kinds.copy_rows() if row["kind"] == "all"), None)
    if whole is None:
        return {
            code: round(_sum(row for row in own if row["activity"] == code) / sessions, 1) for code in (*WORK, REST)
        }
    told = {code: round(max(float(whole[code]), 0.0), 1) for code in WORK}
    return told | {REST: round(max(float(whole["per_session"]) - sum(told.values()), 0.0), 1)}


def _plan(need: Answer, scenario: Scenario) -> tuple[Planned, ...]:
    """The coming whole weeks up to the first whose need is not known."""
    weeks: list[Planned] = []
    for row in need.copy_rows():
        if row["span"] != "week" or not row["whole"]:
            continue
        if pd.isna(row["need"]):
            break
        known = not pd.isna(row["available"])
        held, hours = float(row["n_sessions"]), float(row["need"])
        weeks.append(
            Planned(
                row["day_from"],
                held,
                hours / scenario.helper_hours if scenario.helper_hours else held,
                (float(row["available"]), float(row["available_possible"])) if known else None,
            )
        )
    return tuple(weeks)


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
    said = computed(panels, "scenario/weeks", _frame(rows), grain=grain, values=values, unit="hours", assumed=assumed)
    return spanning(said, "week_to")


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
    said = computed(
        panels, "scenario/outcome", _frame(rows), grain=("scenario",), values=values, unit="hours", assumed=assumed
    )
    last = given.end - dt.timedelta(days=1)
    ahead = replace(said.scope, first=given.start.replace(day=1), last=last.replace(day=1))
    return replace(said, scope=ahead)


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
