"""How the rows of an answer become one number, whole and code by code, whatever the question is about.

What a column is, its name says: hours and counts add up, a share or a middle does not, and a stock is that of the
newest row. Rows that gather several codes may hold hours of each of them, which widens what is known of each.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from reformspor.answers import Answer
from reformspor.findings.amounts import number
from reformspor.findings.former import Ends, added
from reformspor.findings.labels import FAMILY, ROLES_ALONE
from reformspor.questions import Question

Codes = tuple[tuple[str, str], ...]
Row = dict[str, Any]

TIME = frozenset({"span", "day", "day_from", "month", "month_from", "month_to", "quarter", "year", "from_date", "at"})
# Rows of these are told one by one, so it is they that are counted.
TOLD = {"barrier_id": "barriers", "initiative_id": "initiatives"}
# How things stand today: those of an earlier period have had longer to change.
TODAY = frozenset({
    "n_open", "answered", "joined", "conditional", "refused", "tried", "solved", "median_days",
})  # fmt: skip
TODAY_CODES = frozenset({("barriers/status_now", "status"), ("sessions/follow_ups_by_state", "state")})
# Wholes and former amounts that stand in an answer beside what it is about.
BESIDE = frozenset({
    "n_before", "hours_before", "n_barriers", "n_sessions", "n_units", "est_hours", "unknown_hours",
})  # fmt: skip
# How it stands at the end of the period; rows of time are not added.
AT_THE_END = frozenset({"open_n", "n_active", "n_started"})
# Of these, rows do not add up to anything.
APART = frozenset({
    "days", "load_least", "median", "median_days", "part", "rate", "rate_nok", "ratio_least", "rounds", "share_least",
})  # fmt: skip
# Every row of a code bears the middle of them all. Kaplan and Meier count a stay that goes on only for as long as it
# has been seen, so those of an earlier period are not longer for having had more time.
MIDDLES = {"phases/time_in_phase": "median_days"}
# A share of rows, from how many there are and how many are not so.
UNMET = {"met_share": ("n", "n_unmet")}
SHARES = frozenset({"met_share", "part", "share_least"})
UPPER = {
    "open_n": "open_at_most", "load_least": "load_most", "ratio_least": "ratio_most", "share_least": "share_most",
}  # fmt: skip
NONE: Ends = (0.0, 0.0)
ANY = frozenset({"several", "merged", "withheld", "municipality"})


def whole(answer: Answer, value: str) -> Ends | None:
    """One value of all rows; None when they do not add up."""
    question, rows = answer.question, answer.copy_rows()
    if value in TOLD.values():
        return _counted(rows, value, question)
    if value in MIDDLES.values() or (value in APART and len(rows) > 1):
        return None
    # What may belong to one row may belong to others too.
    if question.shared and len(rows) > 1:
        return None
    told = f"n_{question.unit}"
    if value == "n" and told in answer.frame.columns:
        most = max((number(row[told]) for row in rows), default=0.0)
        return most, most
    # A thing may be of several types, and is then in several rows.
    if "type" in question.grain or "source_type" in question.grain:
        return None
    return _together(rows, value)


def part(groups: dict[Codes, list[Row]], codes: Codes, value: str, *, counts: bool) -> Ends | None:
    """One value of one code, with what other rows may hold of it; `counts` says that no row is no thing."""
    rows = groups.get(codes, [])
    if value in MIDDLES.values():
        return _together(rows[:1], value)
    if not rows:
        return NONE if counts and value not in APART and value not in UNMET else None
    if value in TOLD.values():
        return _counted(rows, value)
    if value in APART and len(rows) > 1:
        return None
    ends = _together(rows, value)
    if ends is None or value in APART or value in UNMET:
        return ends
    held = [_together(rows, value) for other, rows in groups.items() if other != codes and _covers(other, codes)]
    wider = [more for more in held if more is not None]
    # Hours that were taken back may be of this code too.
    return ends[0] + sum(min(more[0], 0.0) for more in wider), ends[1] + sum(max(more[1], 0.0) for more in wider)


def _together(rows: list[Row], value: str) -> Ends | None:
    """The rows' values added, or the last of them; None when no row has one."""
    if value in UNMET:
        n, unmet = (sum(number(row[name]) for row in rows) for name in UNMET[value])
        return (1 - unmet / n, 1 - unmet / n) if n else None
    upper = UPPER.get(value, f"{value}_possible")
    if value in AT_THE_END:
        rows = [row for row in rows if row.get(value) is not None or row.get(upper) is not None][-1:]
    return added(rows, value, upper)


def _counted(rows: list[Row], value: str, question: Question | None = None) -> Ends:
    """How many different things the rows tell of; a row may name a barrier beside the initiative it is of."""
    name, told = next(name for name, things in TOLD.items() if things == value), f"n_{value}"
    # A list that is cut tells how many there are in all.
    if question is not None and rows and told in rows[0]:
        return (most := max(number(row[told]) for row in rows)), most
    n = float(len({row[name] for row in rows}))
    return n, n


def values_of(answer: Answer) -> list[str]:
    """The values that are compared: things that are told one by one are counted first."""
    if answer.name in MIDDLES:
        return [MIDDLES[answer.name]]
    told = [TOLD[name] for name in answer.question.grain if name in TOLD]
    numbers = [
        value
        for value in answer.question.values
        if value in answer.frame.columns
        and value not in TODAY | BESIDE
        and value not in UPPER.values()
        and not (told and value in APART | {"n_stops"})
    ]
    return [*told, *numbers]


def columns_of(answer: Answer) -> list[str]:
    """The columns of codes that an answer is split by; how things stand today is none of them."""
    return [
        name
        for name in answer.question.grain
        if name in answer.frame.columns
        and name not in TIME
        and name not in TOLD
        and (answer.name, name) not in TODAY_CODES
    ]


def grouped(rows: list[Row], columns: list[str]) -> dict[Codes, list[Row]]:
    """The rows of each combination of codes, in the order of the answer."""
    found: dict[Codes, list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple((name, str(row[name]) if row[name] is not None else "") for name in columns)].append(row)
    return dict(found)


def _covers(wide: Codes, narrow: Codes) -> bool:
    """Whether hours of one row may be of the other: in every column its code, or one that holds it."""
    return all(_holds(name, code, of) for (name, code), (_, of) in zip(wide, narrow, strict=True))


def _holds(name: str, code: str, of: str) -> bool:
    if code == of or code in ANY:
        return True
    if name == "role" and code.endswith("_all"):
        return code == FAMILY.get(of, of if of in ROLES_ALONE else "other_all")
    # Which units a sector has, the answer does not tell.
    return name == "place" and code.startswith("sector:") and of.startswith("unit:")


def gathers(codes: Codes) -> bool:
    """Whether the codes are of a row that holds what others may."""
    return any(code in ANY or code.endswith("_all") or code.startswith("sector:") for _, code in codes)


def label(column: str, row: Row) -> str:
    """The name of a unit, else the code."""
    named = row.get("unit_name") if column in ("unit_id", "place") else None
    return str(named or ("" if row[column] is None else row[column]))
