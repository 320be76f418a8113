"""What is read off an answer for each measure a target may be set for, and which figures are of which measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from reformspor.answers import Answer
from reformspor.choices import load_definitions
from reformspor.findings.amounts import number, say_ends
from reformspor.findings.capacity import fill_ends
from reformspor.findings.finding import silent
from reformspor.findings.former import Ends, Goal, Written, against_target, say_goal, total
from reformspor.findings.money import short_ends
from reformspor.findings.needs import beyond_share, gap_ends, late_days, late_ends, median_ends, waiting_ends
from reformspor.findings.parties import party_share
from reformspor.findings.reps_glance import on_top_ends
from reformspor.scope.state import months_between
from reformspor.words import Words

Read = Callable[[Answer], Ends | None]


@dataclass(frozen=True)
class Aimed:
    """A figure of a measure: along which axis its values lie, and how large one of the measure is drawn there.

    Where its values are not the measure's own, `axis` is empty: the target is said and not drawn. `recent` is whether
    the measure is of the months that are compared; what waits or is late is so whenever it came.
    """

    measure: str
    axis: Literal["", "x", "y"] = ""
    scale: float = 1.0
    recent: bool = True


# The figures of a measure, by the question they are drawn from.
FIGURES: Mapping[str, Aimed] = {
    "barriers/status_now": Aimed("barriers_waiting", recent=False),
    "barriers/stock_flow_by_month": Aimed("open_barriers", "y"),
    "cost/by_role_month": Aimed("cost_month", "y"),
    "cost/total": Aimed("cost_month"),
    "overview/freshness": Aimed("data_days"),
    "overview/helper_fill": Aimed("helper_fill"),
    "resources/hours_by_role_month": Aimed("hours_month", "y"),
    "resources/support_ratio": Aimed("support_ratio", "x"),
    "sessions/follow_ups_by_state": Aimed("follow_ups_late", recent=False),
    "sessions/held_by_month": Aimed("sessions_month", "y"),
    "sessions/unstaffed": Aimed("helper_gap"),
    "union_reps/on_top_by_year": Aimed("on_top_share", "x", 100.0),
    # Their bars are shares of all sessions, and the measure of those that say: a line would lie at another height.
    "union_reps/parties_by_phase": Aimed("parties_took_part"),
    "union_reps/parties_by_quarter": Aimed("parties_took_part"),
    "union_reps/release_by_month": Aimed("beyond_release"),
}


def ends_of(measure: str, answer: Answer) -> Ends | None:
    """The measure as the answer tells it, least and most; None when it does not."""
    return None if silent(answer) else READ[measure](answer)


def state_target(measure: str, answer: Answer, goal: Goal | None, words: Words, *, named: bool = False) -> str | None:
    """The target in words: what it is, whether it is met, how far it is, and who set it; None without one.

    With `named` it says what the target is of, for where the measure's own number does not stand beside it.
    """
    ends = ends_of(measure, answer)
    if goal is None or ends is None:
        return None
    unit = load_definitions().measures[measure].unit
    said = against_target(ends, goal, words, share=unit == "share", written=WRITTEN.get(unit))
    if named:
        return words("compare.target.named", what=words.code("measure", measure), said=said)
    return words("compare.target.month", said=said) if unit.endswith("_month") else said


def goal_said(measure: str, goal: Goal, words: Words) -> str:
    """The target alone, as the label of a line."""
    unit = load_definitions().measures[measure].unit
    written = WRITTEN.get(unit)
    if written is not None:
        return words("compare.target.line", goal=written(goal.value, goal.value, words))
    return words("compare.target.line", goal=say_goal(goal.value, words, share=unit == "share"))


def _monthly(name: str) -> Read:
    """An amount as the mean of the months of its period."""

    def read(answer: Answer) -> Ends | None:
        rows = answer.copy_rows()
        recent = [row for row in rows if row.get("span") == "recent"]
        if recent:
            first, last = recent[0]["month_from"], recent[0]["month_to"]
            least = number(recent[0][name])
            ends: Ends | None = (least, max(least, number(recent[0].get(f"{name}_possible"))))
        else:
            scope = answer.scope.recent(answer.provenance.as_of)
            first, last, ends = scope.first, scope.last, total(answer, name)
        if ends is None or first is None or last is None:
            return None
        months = months_between(first, last) + 1
        return ends[0] / months, ends[1] / months

    return read


def _recent(name: str) -> Read:
    """What the recent period of a total has."""

    def read(answer: Answer) -> Ends | None:
        rows = [row for row in answer.copy_rows() if row.get("span") == "recent" and row.get(name) is not None]
        return (number(rows[0][name]),) * 2 if rows else None

    return read


def _open_now(answer: Answer) -> Ends | None:
    """Barriers open at the end: of a total, or of the newest month."""
    rows = answer.copy_rows()
    if rows and "open_n" in rows[-1]:
        least = number(rows[-1]["open_n"])
        return least, max(least, number(rows[-1].get("open_at_most")))
    return _recent("n")(answer)


def _unstaffed(answer: Answer) -> Ends | None:
    return (sum(number(row["n_unstaffed"]) for row in answer.copy_rows()),) * 2


def _support(answer: Answer) -> Ends | None:
    """The ratio of the newest year; None where one of its ends is not known."""
    last = answer.copy_rows()[-1]
    if last["ratio_least"] is None or last["ratio_most"] is None:
        return None
    return number(last["ratio_least"]), number(last["ratio_most"])


def _days(least: float, most: float, words: Words) -> str:
    return words("choices.unit.days", value=say_ends(least, most - least, words), n=most)


READ: Mapping[str, Read] = {
    "barrier_days": median_ends,
    "barriers_waiting": waiting_ends,
    "beyond_release": beyond_share,
    "cost_month": _monthly("cost"),
    "data_days": late_days,
    "follow_ups_late": late_ends,
    "helper_fill": fill_ends,
    "helper_gap": gap_ends,
    "hours_month": _monthly("hours"),
    "on_top_share": on_top_ends,
    "open_barriers": _open_now,
    "parties_took_part": party_share,
    "sessions_month": _monthly("n"),
    "support_ratio": _support,
    "unstaffed_sessions": _unstaffed,
}
WRITTEN: Mapping[str, Written] = {"days": _days, "nok_month": short_ends}
