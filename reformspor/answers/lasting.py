"""How long barriers wait for an answer, and stand, become Answers: curves group by group, and what each group came to.

A group with too few barriers or ends gets no curve; it stands in the table of groups, with the reason. A barrier of
several types is in the group of each of them, and once among all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from reformspor.answers.answer import Answer, Assumed
from reformspor.answers.computed import computed
from reformspor.effects.survival import (
    Curve,
    Middle,
    Seen,
    Test,
    aalen_johansen,
    at_risk,
    cut,
    is_thin,
    kaplan_meier,
    log_rank,
    middle,
    seen,
    without,
)

# Thresholds of the methods: under them a curve says more than is known. Few at risk move it far at a time.
FEWEST, ENDS, AT_RISK = 20, 10, 10
ALL = "all"
OUTCOMES = ("resolved", "partly", "rejected", "lapsed")
# One less the share Aalen and Johansen give the awaited ends, as in `effects.causes`.
AWAITED = "competing_risks"
# Days between the numbers at risk: the least of these that gives no more than five of them.
STRIDES = (7, 14, 30, 60, 90, 180, 365, 730)
MARKS = 5
Row = dict[str, Any]


@dataclass(frozen=True)
class Clock:
    """Which days of a question's rows are meant, which column says how they ended, and which ends are told apart.

    The first is the end that is awaited; those after it keep it from coming.
    """

    name: str
    days: str
    ended: str
    ends: tuple[str, ...]


ANSWERED = Clock("unanswered", "days", "ended", ("answered", "unanswered"))
CLOSED = Clock("open", "days", "closed", ("yes",))
ENDED = Clock("ends", "outcome_days", "outcome", OUTCOMES)


@dataclass(frozen=True)
class Group:
    """One group: its code, those at risk at some time, and how many were left out for having a status alone."""

    code: str
    seen: Seen
    untold: int
    never: int

    @property
    def late(self) -> int:
        """How many came in after their clock began."""
        return int((self.seen.entry > 0).sum())

    @property
    def lack(self) -> str:
        """Why it gets no curve: too few `barriers`, `ends` or at `risk` when something ended; empty when it does."""
        if self.seen.n < FEWEST:
            return "barriers"
        if self.seen.ended(1) < ENDS:
            return "ends"
        return "risk" if is_thin(self.seen, AT_RISK) else ""


def groups_of(panel: Answer, clock: Clock, by: str) -> tuple[Group, ...]:
    """All barriers, then each group by size; `by` is `level`, or `types` of which a barrier may have several."""
    rows = panel.copy_rows()
    held: dict[str, list[Row]] = {}
    for row in rows:
        for code in row[by] if by == "types" else [row[by]]:
            held.setdefault(str(code), []).append(row)
    ordered = sorted(held, key=lambda code: (-len(held[code]), code))
    return (_group(ALL, rows, clock), *(_group(code, held[code], clock) for code in ordered))


def group_answer(panel: Answer, clock: Clock, by: str, name: str, assumed: Sequence[Assumed] = ()) -> Answer:
    """A row a group: n, ended, other (by an end that is not awaited), goes_on, late, never (at risk), untold, lack,
    n_barriers (all, each once), and median, low and high in days, missing where not reached with ten at risk."""
    rows = [_summed(group, clock) for group in groups_of(panel, clock, by)] if len(panel.frame) else []
    # A barrier may be asked about at several levels, and be of several types.
    barriers = len({row["barrier_id"] for row in panel.copy_rows() if _is_ever_at_risk(row, clock)})
    frame = pd.DataFrame([row | {"n_barriers": barriers} for row in rows])
    kept = frame.astype(dict.fromkeys(("median", "low", "high"), "float64")) if len(frame) else frame
    return computed(
        [panel], name, kept, grain=("group",), values=("n",), unit="barriers", assumed=assumed, method=AWAITED
    )


def curve_answer(panel: Answer, clock: Clock, by: str, name: str, assumed: Sequence[Assumed] = ()) -> Answer:
    """A row for each group with a curve and each day: share (that still waits or stands), low, high, at_risk, ended,
    other and lost (left the day after, without any end), and `mark` where the number at risk is to be told."""
    shown = [group for group in groups_of(panel, clock, by) if not group.lack]
    cuts = {group.code: cut(awaited(group, clock), AT_RISK) for group in shown}
    stride = stride_of(max((curve.days[-1] for curve in cuts.values() if curve.days.size), default=0.0))
    rows = [row for group in shown for row in _days(group, cuts[group.code], stride)]
    return computed(
        [panel],
        name,
        _frame(rows),
        grain=("group", "day"),
        values=("share",),
        unit="share",
        assumed=assumed,
        method=AWAITED,
    )


def ends_answer(panel: Answer, name: str, assumed: Sequence[Assumed] = ()) -> Answer:
    """A row for each outcome and day: the share that had come to it, low, high, at_risk, ended, lost and mark; the
    outcome `open` is the share that had come to none. Empty where there are too few of all."""
    group = groups_of(panel, ENDED, "level")[0]
    rows: list[Row] = []
    if group.seen.n >= FEWEST and group.seen.ended() >= ENDS and not is_thin(group.seen, AT_RISK):
        curves = aalen_johansen(group.seen, tuple(range(1, len(OUTCOMES) + 1)))
        held = {OUTCOMES[cause - 1]: cut(curve, AT_RISK) for cause, curve in curves.items()}
        held["open"] = cut(kaplan_meier(group.seen), AT_RISK)
        stride = stride_of(held["open"].days[-1] if held["open"].days.size else 0.0)
        rows = [
            {**row, "outcome": code} for code, curve in held.items() for row in _days(group, curve, stride, other=False)
        ]
    frame = _frame(rows).drop(columns=["group", "other"], errors="ignore")
    return computed(
        [panel],
        name,
        frame,
        grain=("outcome", "day"),
        values=("share",),
        unit="share",
        assumed=assumed,
        method=AWAITED,
    )


def awaited(group: Group, clock: Clock) -> Curve:
    """The share that still awaits the clock's first end: one less the share Aalen and Johansen give that end, which is
    Kaplan and Meier's curve where no other end may come before it."""
    return without(aalen_johansen(group.seen, tuple(range(1, len(clock.ends) + 1)))[1])


def pace_test(panel: Answer, clock: Clock) -> Test | None:
    """Whether the levels with a curve come to the awaited end at one pace; None with fewer than two of them.

    Types are not tested: a barrier may be in several of them.
    """
    groups = [group for group in groups_of(panel, clock, "level")[1:] if not group.lack]
    only = [Seen(one.seen.exit, (one.seen.cause == 1).astype("int64"), one.seen.entry) for one in groups]
    return log_rank(only) if len(only) > 1 else None


def stride_of(longest: float) -> int:
    """How many days apart the numbers at risk are told."""
    return next((days for days in STRIDES if longest / days <= MARKS), STRIDES[-1])


def _is_ever_at_risk(row: Row, clock: Clock) -> bool:
    days, before = row[clock.days], row["days_before"]
    return days is not None and (before <= 0 or before < days)


def _group(code: str, rows: Sequence[Row], clock: Clock) -> Group:
    known = [row for row in rows if row[clock.days] is not None]
    causes: Mapping[str, int] = {end: place + 1 for place, end in enumerate(clock.ends)}
    held = seen(
        [float(row[clock.days]) for row in known],
        [causes.get(str(row[clock.ended]), 0) for row in known],
        [float(row["days_before"]) for row in known],
    )
    return Group(code, held, len(rows) - len(known), len(known) - held.n)


def _summed(group: Group, clock: Clock) -> Row:
    ended = group.seen.ended(1)
    row: Row = {"group": group.code, "n": group.seen.n, "ended": ended, "other": group.seen.ended() - ended}
    row |= {"goes_on": group.seen.n - group.seen.ended(), "late": group.late, "never": group.never}
    # A falling curve's lower end comes to a half first, so it gives the least of the days.
    reached = Middle(None, None, None) if group.lack else middle(cut(awaited(group, clock), AT_RISK))
    found = {"median": reached.day, "low": reached.low, "high": reached.high}
    return row | {"untold": group.untold, **found, "lack": group.lack}


def _days(group: Group, curve: Curve, stride: int, *, other: bool = True) -> list[Row]:
    """Every day of a curve, and the days between at which the number at risk is told, from the first."""
    if not curve.days.size:
        return []
    last = float(curve.days[-1])
    marks = {float(day) for day in range(0, int(last) + 1, stride)}
    place = {float(day): at for at, day in enumerate(curve.days)}
    days = sorted(marks | set(place))
    counts = at_risk(group.seen, days)
    return [
        {
            "group": group.code,
            "day": int(day),
            "share": curve.at(day),
            **_ends(curve, day),
            "at_risk": int(count),
            "ended": int(curve.ended[place[day]]) if day in place else 0,
            "other": int(((group.seen.cause > 1) & (group.seen.exit == day)).sum()) if other else 0,
            "lost": int(curve.lost[place[day]]) if day in place else 0,
            "mark": day in marks,
        }
        for day, count in zip(days, counts, strict=True)
    ]


def _ends(curve: Curve, day: float) -> Row:
    at = int((curve.days <= day).sum()) - 1
    if at < 0:
        return {"low": curve.start, "high": curve.start}
    return {"low": float(curve.low[at]), "high": float(curve.high[at])}


def _frame(rows: list[Row]) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    # What products leave beyond the sixth decimal is the machine's.
    return frame.round({"share": 6, "low": 6, "high": 6}) if rows else frame
