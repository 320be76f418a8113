"""Any figure against the equally long period before: its own question asked of both, whole and code by code.

Both answers are such as anyone may ask for at the level, so a comparison shows nothing that they do not. What lies
between two ends before or now, changes by something between two ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from reformspor.answers import Answer
from reformspor.findings.amounts import number
from reformspor.findings.finding import silent
from reformspor.findings.former import Ends, told_before
from reformspor.findings.labels import FAMILY, ROLES_ALONE
from reformspor.findings.parties import party_share
from reformspor.findings.reps_glance import on_top_ends
from reformspor.questions import Question
from reformspor.scope import Scope, uses

Codes = tuple[tuple[str, str], ...]
Row = dict[str, Any]

# Why a question is held against no earlier period; the words are `compare.why.<code>`.
WHY: Mapping[str, str] = {
    "barriers/ageing": "today",
    "barriers/history": "one",
    "capacity/concentration": "years",
    "capacity/effort_by_kind": "basis",
    "capacity/need": "ahead",
    "data/accounts": "years",
    "data/changes": "snapshot",
    "data/coverage": "snapshot",
    "data/files": "snapshot",
    "data/locked_changes": "snapshot",
    "data/loss": "snapshot",
    "data/meta": "snapshot",
    "data/quality_history": "snapshots",
    "data/tables_present": "snapshot",
    "data/targets": "targets",
    "data/texts": "snapshot",
    "data/waiting": "snapshot",
    "overview/freshness": "today",
    "overview/helper_fill": "ahead",
    "scenario/backtest": "tested",
    "scenario/effort": "basis",
    "scenario/forecast": "ahead",
    "scenario/forecast_groups": "ahead",
    "scenario/helpers": "basis",
    "scenario/pace": "basis",
    "sessions/listing": "nearest",
    "sessions/open_follow_ups": "today",
    "sessions/unstaffed": "ahead",
    "sessions/unstaffed_sessions": "ahead",
    "union_reps/next_quarter": "ahead",
}
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
# A share of rows, from how many there are and how many are not so.
UNMET = {"met_share": ("n", "n_unmet")}
SHARES = frozenset({"met_share", "part", "share_least"})
UPPER = {
    "open_n": "open_at_most", "load_least": "load_most", "ratio_least": "ratio_most", "share_least": "share_most",
}  # fmt: skip
# Wholes that are a share of their parts.
WHOLES: Mapping[str, tuple[str, Callable[[Answer], Ends | None]]] = {
    "union_reps/on_top_by_year": ("share_least", on_top_ends),
    "union_reps/parties_by_phase": ("took_part", party_share),
    "union_reps/parties_by_quarter": ("took_part", party_share),
}
NONE: Ends = (0.0, 0.0)
ANY = frozenset({"several", "merged", "withheld", "municipality"})


@dataclass(frozen=True)
class Compared:
    """One number before and now, each between two ends; without codes it is of the whole answer.

    An end is None where the answer has no such row: of hours that is no zero, since they may lie in another row.
    `gathered` is a row that holds what others may, as hours of several roles: it has no change of its own.
    """

    value: str
    codes: Codes
    before: Ends | None
    now: Ends | None
    labels: tuple[str, ...] = ()
    share: bool = False
    gathered: bool = False

    @property
    def change(self) -> Ends | None:
        """The least and the most it may have changed by."""
        if self.before is None or self.now is None or self.gathered:
            return None
        return self.now[0] - self.before[1], self.now[1] - self.before[0]


@dataclass(frozen=True)
class Comparison:
    """A figure's numbers before and now, wholes first; `why` is the code of the reason when there are none.

    `implied` is what of the period the reader has not chosen: all of it, or one of its ends.
    """

    now: Answer
    former: Answer | None = None
    rows: tuple[Compared, ...] = ()
    why: str = ""
    implied: Literal["", "all", "end"] = ""

    @property
    def wholes(self) -> tuple[Compared, ...]:
        """What is said of the answer as a whole."""
        return tuple(row for row in self.rows if not row.codes)


def why_not(answer: Answer) -> str:
    """Why a figure is held against no earlier period, known without asking; empty when it is held against one."""
    if answer.question.panel:
        return "supposed"
    if answer.scope.text or answer.scope.barriers:
        return "one"
    if answer.name in WHY:
        return WHY[answer.name]
    return "" if uses(answer.question.parameters, "period") else "unheeded"


def compare(answer: Answer, ask: Callable[[str, Scope], Answer]) -> Comparison:
    """A figure's own question in the period it speaks of and in the equally long one before it.

    `ask` answers a question within a scope, at the figure's own level. Where no period is chosen the twelve last whole
    months are compared, as the tiles do.
    """
    if why := why_not(answer):
        return Comparison(answer, why=why)
    scope = answer.scope.recent(answer.provenance.as_of)
    former = scope.former()
    assert former is not None
    if scope == answer.scope:
        return compared(answer, ask(answer.name, former))
    open_ended = answer.scope.first is None and answer.scope.last is None
    held = compared(ask(answer.name, scope), ask(answer.name, former))
    return replace(held, implied="all" if open_ended else "end")


def compared(now: Answer, former: Answer | None) -> Comparison:
    """What two answers to one question, of periods that follow one another, have before and now."""
    why = why_not(now) or _nothing(now, former)
    if why or former is None:
        return Comparison(now, former, (), why or "unheeded")
    rows = (*_wholes(now, former), *_apart(now, former))
    return Comparison(now, former, rows, "" if rows else "uneven")


def _nothing(now: Answer, former: Answer | None) -> str:
    """Why there is nothing to compare in the answers themselves."""
    if former is None:
        return "unheeded"
    if silent(now):
        return "hidden" if now.state == "hidden" else "nothing_now"
    begins, first = former.provenance.begins, former.scope.first
    if begins is not None and first is not None and first < begins.replace(day=1):
        return "begins"
    if silent(former):
        return "hidden" if former.state == "hidden" else "nothing_before"
    return "" if told_before(now, former) else "unheeded"


def _wholes(now: Answer, former: Answer) -> list[Compared]:
    found = []
    if now.name in WHOLES:
        value, ends = WHOLES[now.name]
        found.append(Compared(value, (), ends(former), ends(now), share=True))
    # One row is judged by several rules, so the rules' rows do not add up.
    for value in [] if "rule" in now.question.grain else _values(now):
        before, after = (_whole(one, value) for one in (former, now))
        found.append(Compared(value, (), before, after, share=value in SHARES))
    return [one for one in found if one.change is not None and (one.before, one.now) != (NONE, NONE)]


def _whole(answer: Answer, value: str) -> Ends | None:
    """One value of all rows; None when they do not add up."""
    question, rows = answer.question, answer.copy_rows()
    if value in TOLD.values():
        return _counted(rows, question)
    if value in APART and len(rows) > 1:
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


def _apart(now: Answer, former: Answer) -> list[Compared]:
    """Every value of every code, in the order of the answer, the codes that are gone last."""
    columns = _columns(now)
    if not columns:
        return []
    groups = [_grouped(one.copy_rows(), columns) for one in (former, now)]
    counted = now.question.people != "ledger"
    found = []
    for codes in dict.fromkeys([*groups[1], *groups[0]]):
        rows = [group.get(codes, []) for group in groups]
        labels = tuple(_label(column, (rows[1] or rows[0])[0]) for column in columns)
        for value in _values(now):
            before, after = (_part(group, codes, value, counts=counted) for group in groups)
            if before is None and after is None:
                continue
            found.append(Compared(value, codes, before, after, labels, value in SHARES, _gathers(codes)))
    return found


def _part(groups: dict[Codes, list[Row]], codes: Codes, value: str, *, counts: bool) -> Ends | None:
    """One value of one code, with what other rows may hold of it; `counts` says that no row is no thing."""
    rows = groups.get(codes, [])
    if not rows:
        return NONE if counts and value not in APART and value not in UNMET else None
    if value in TOLD.values():
        return _counted(rows)
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
    known = [row for row in rows if row.get(value) is not None or row.get(upper) is not None]
    if value in AT_THE_END:
        known = known[-1:]
    if not known:
        return None
    least = sum(number(row.get(value) or 0) for row in known)
    most = sum(number(row[value] if row.get(upper) is None else row[upper]) for row in known)
    return least, max(least, most)


def _counted(rows: list[Row], question: Question | None = None) -> Ends:
    names = [name for name in TOLD if any(name in row for row in rows)]
    told = f"n_{TOLD[names[0]]}" if names else ""
    # A list that is cut tells how many there are in all.
    if question is not None and rows and told in rows[0]:
        return (most := max(number(row[told]) for row in rows)), most
    n = float(len({row[name] for name in names[:1] for row in rows}))
    return n, n


def _values(answer: Answer) -> list[str]:
    """The values that are compared: things that are told one by one are counted first."""
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


def _columns(answer: Answer) -> list[str]:
    return [
        name
        for name in answer.question.grain
        if name in answer.frame.columns
        and name not in TIME
        and name not in TOLD
        and (answer.name, name) not in TODAY_CODES
    ]


def _grouped(rows: list[Row], columns: list[str]) -> dict[Codes, list[Row]]:
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


def _gathers(codes: Codes) -> bool:
    return any(code in ANY or code.endswith("_all") or code.startswith("sector:") for _, code in codes)


def _label(column: str, row: Row) -> str:
    """The name of a unit, else the code."""
    named = row.get("unit_name") if column in ("unit_id", "place") else None
    return str(named or ("" if row[column] is None else row[column]))
