"""What leadership needs first, at a glance: helpers lacking, hours beyond release, cost, and what waits on somebody."""

from __future__ import annotations

from typing import Any

from reformspor.answers import Answer
from reformspor.choices.said import value_said
from reformspor.findings.amounts import number, say
from reformspor.findings.capacity import first_gap
from reformspor.findings.finding import silent
from reformspor.findings.former import Ends, total
from reformspor.findings.glance import Glance
from reformspor.findings.labels import inside
from reformspor.findings.reps_glance import beyond_ends
from reformspor.words import Words

NONE = "\N{EN DASH}"
# What a municipality registers as it goes.
CORE = ("sessions", "resource_use", "barriers")
OVERDUE, OPEN = "overdue", ("overdue", "open", "open_no_date")
# Lifted to its owner, and nobody there has said anything yet.
WAITS = "raised"
# Of an earlier day, a source that only tells today's status does not tell.
UNTOLD = "not_reported"


def gap_ends(answer: Answer) -> Ends | None:
    """Helper places lacking at the planned sessions of the coming eight weeks (sessions/unstaffed)."""
    return None if silent(answer) else _known(sum(number(row["gap"]) for row in answer.copy_rows()))


def glance_gap(answer: Answer, words: Words, need: Answer | None = None) -> Glance:
    """How many helpers lack, at how many of the planned sessions, week by week, and the first week the hours of those
    there are run out (`need`, capacity/need)."""
    ends = gap_ends(answer)
    if ends is None:
        return Glance(NONE)
    rows = answer.copy_rows()
    lacking, planned = (sum(number(row[name]) for row in rows) for name in ("n_unstaffed", "n_sessions"))
    said = words("status.gap.at", n=lacking, lacking=words.number(lacking), sessions=say(planned, words, "sessions"))
    short = first_gap(need) if need is not None and not silent(need) else None
    if short is not None:
        said = f"{said} · {words('status.gap.hours', day=short)}"
    unit = words("status.gap.unit", n=ends[0])
    return Glance(words.number(ends[0]), unit, said, tuple(number(row["gap"]) for row in rows))


def beyond_share(answer: Answer) -> Ends | None:
    """Hours beyond the release as a share of it (union_reps/release_by_month); None where no release is told."""
    beyond, given = beyond_ends(answer), total(answer, "release_h")
    if beyond is None or given is None or given[0] <= 0:
        return None
    return beyond[0] / given[1], beyond[1] / given[0]


def cost_said(answer: Answer, words: Words) -> str:
    """That the cost is an estimate, and the hours no rate is set for."""
    without = total(answer, "uncosted_h") or (0.0, 0.0)
    said = [words("status.cost.estimate")]
    if not silent(answer) and without[0] >= 1:
        said.append(words("status.cost.without", hours=say(without[0], words, "hours")))
    return " · ".join(said)


def late_ends(answer: Answer) -> Ends | None:
    """Follow-ups past their date (sessions/follow_ups_by_state)."""
    return None if silent(answer) else _known(_of(answer, "state", (OVERDUE,)))


def glance_late(answer: Answer, words: Words) -> Glance:
    """How many follow-ups are late, of how many that are open."""
    ends = late_ends(answer)
    if ends is None:
        return Glance(NONE)
    still = _of(answer, "state", OPEN)
    unit = words("status.late.unit", n=ends[0])
    return Glance(words.number(ends[0]), unit, words("status.late.of", n=still, open=words.number(still)))


def waiting_ends(answer: Answer) -> Ends | None:
    """Barriers lifted to their owner without an answer yet (barriers/status_now), and those that may have been so."""
    if silent(answer):
        return None
    least = _of(answer, "status", (WAITS,))
    return least, least + _of(answer, "status", (UNTOLD,))


def glance_waiting(answer: Answer, words: Words) -> Glance:
    """How many barriers wait for their owner's answer."""
    ends = waiting_ends(answer)
    if ends is None:
        return Glance(NONE)
    return Glance(words.number(ends[0]), words("charts.unit.barriers"), words("status.waiting.for"))


def median_ends(answer: Answer) -> Ends | None:
    """The median age in days of the barriers that stand open (overview/open_barriers)."""
    rows = [] if silent(answer) else [row for row in answer.copy_rows() if row["span"] == "recent"]
    return _known(number(rows[0]["median_days"])) if rows and rows[0]["median_days"] is not None else None


def late_days(answer: Answer) -> Ends | None:
    """Days beyond its own rhythm of the core table that is furthest beyond it (overview/freshness)."""
    row = _furthest_behind(answer)
    return None if row is None else _known(number(row["late_days"]))


def glance_freshness(answer: Answer, words: Words) -> Glance:
    """How late the core table is that is furthest behind its own rhythm, and what that rhythm is."""
    row = _furthest_behind(answer)
    if row is None:
        return Glance(NONE)
    days, usual = (value_said(words, int(number(row[name])), "days") for name in ("days", "usual_days"))
    table = inside(words(f"contract.{row['table_name']}.title"))
    late = number(row["late_days"])
    return Glance(
        words.number(late),
        words("findings.glance.days_late", n=late),
        words("status.furthest", table=table, days=days, usual=usual),
    )


def _furthest_behind(answer: Answer) -> dict[str, Any] | None:
    """A table in which little happens may be long without a row, and not be behind."""
    rows = [] if silent(answer) else [row for row in answer.copy_rows() if row["table_name"] in CORE]
    return max(rows, key=lambda row: number(row["days"]) - number(row["usual_days"]), default=None)


def _known(value: float) -> Ends:
    return value, value


def _of(answer: Answer, column: str, codes: tuple[str, ...]) -> float:
    return sum(number(row["n"]) for row in answer.copy_rows() if row[column] in codes)
