"""Any figure against the equally long period before: its own question asked of both, whole and code by code.

Both answers are such as anyone may ask for at the level, so a comparison shows nothing that they do not. What lies
between two ends before or now, changes by something between two ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from reformspor.answers import Answer
from reformspor.findings.finding import silent
from reformspor.findings.former import Ends, before_records, told_before
from reformspor.findings.parties import party_share
from reformspor.findings.reps_glance import on_top_ends
from reformspor.findings.together import (
    NONE,
    SHARES,
    Codes,
    columns_of,
    gathers,
    grouped,
    label,
    part,
    values_of,
    whole,
)
from reformspor.scope import Scope, uses

# What comes of a barrier with time: how long each has been followed differs between periods.
FOLLOWED = ("barriers/response", "barriers/response_by_owner", "barriers/time_to_answer", "barriers/time_to_end")
# What was measured: a period against the one before tells neither the reform's part nor chance's.
MEASURED = ("outcomes/dose", "outcomes/panel", "outcomes/starts", "outcomes/waves")
# Why a question is held against no earlier period; the words are `compare.why.<code>`.
WHY: Mapping[str, str] = {
    "archive/barriers": "snapshot",
    "archive/events": "snapshot",
    "barriers/ageing": "read",
    "barriers/cumulative_flow": "in_all",
    "barriers/history": "one",
    "capacity/concentration": "years",
    "capacity/effort_by_kind": "basis",
    "capacity/need": "both",
    "capacity/support_ratio": "quarters",
    "data/accounts": "years",
    "data/changes": "snapshot",
    "data/coverage": "snapshot",
    "data/event_order": "snapshot",
    "data/files": "snapshot",
    "data/locked_changes": "snapshot",
    "data/loss": "snapshot",
    "data/meta": "snapshot",
    "data/quality_history": "snapshots",
    "data/tables_present": "snapshot",
    "data/targets": "targets",
    "data/texts": "snapshot",
    "data/waiting": "snapshot",
    "dossier/sessions": "one",
    "outcomes/held": "snapshot",
    "outcomes/indicators": "snapshot",
    "outcomes/missing": "snapshot",
    **dict.fromkeys(MEASURED, "measured"),
    **dict.fromkeys(FOLLOWED, "followed"),
    "overview/freshness": "today",
    "overview/helper_fill": "both",
    "scenario/backtest": "tested",
    "scenario/effort": "basis",
    "scenario/forecast": "both",
    "scenario/forecast_groups": "ahead",
    "scenario/helpers": "basis",
    "scenario/pace": "basis",
    "sessions/listing": "nearest",
    "sessions/open_follow_ups": "today",
    "sessions/unstaffed": "ahead",
    "sessions/unstaffed_sessions": "ahead",
    "union_reps/next_quarter": "ahead",
}
# What a study finds is a comparison itself.
EFFECTS = (
    *("course", "series", "events", "groups", "calendar", "changes", "gates", "expected", "variation"),
    *("estimators", "left_out", "bounds", "relative_bounds", "placebos", "draws", "comparisons", "stretches"),
    *("unshifted", "variation_units"),
)
# The same for rows that a method computed; what is not here stands on what was supposed.
COMPUTED: Mapping[str, str] = {
    **dict.fromkeys((f"effect/{name}" for name in EFFECTS), "measured"),
    **dict.fromkeys(("dose/covered", "dose/points", "dose/slopes"), "whole"),
    "durations/answer_by_level": "followed",
    "durations/answer_by_type": "followed",
    "durations/answer_levels": "followed",
    "durations/answer_types": "followed",
    "durations/end_by_level": "followed",
    "durations/end_by_type": "followed",
    "durations/end_levels": "followed",
    "durations/end_types": "followed",
    "durations/ends": "followed",
    "elsewhere/types": "elsewhere",
    "outcomes/baseline": "measured",
    "outcomes/course": "measured",
    "outcomes/wave_differences": "measured",
}
# Wholes that are a share of their parts.
WHOLES: Mapping[str, tuple[str, Callable[[Answer], Ends | None]]] = {
    "sessions/by_parties": ("took_part", party_share),
    "union_reps/on_top_by_year": ("share_least", on_top_ends),
    "union_reps/parties_by_phase": ("took_part", party_share),
    "union_reps/parties_by_quarter": ("took_part", party_share),
}


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
        return COMPUTED.get(answer.name, "supposed")
    if answer.scope.text or answer.scope.barriers or answer.scope.owners:
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
    if before_records(former):
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
    for value in [] if "rule" in now.question.grain else values_of(now):
        before, after = (whole(one, value) for one in (former, now))
        found.append(Compared(value, (), before, after, share=value in SHARES))
    return [one for one in found if one.change is not None and (one.before, one.now) != (NONE, NONE)]


def _apart(now: Answer, former: Answer) -> list[Compared]:
    """Every value of every code, in the order of the answer, the codes that are gone last."""
    columns = columns_of(now)
    if not columns:
        return []
    groups = [grouped(one.copy_rows(), columns) for one in (former, now)]
    counted = now.question.people != "ledger"
    found = []
    for codes in dict.fromkeys([*groups[1], *groups[0]]):
        rows = [group.get(codes, []) for group in groups]
        labels = tuple(label(column, (rows[1] or rows[0])[0]) for column in columns)
        for value in values_of(now):
            before, after = (part(group, codes, value, counts=counted) for group in groups)
            if before is None and after is None:
                continue
            found.append(Compared(value, codes, before, after, labels, value in SHARES, gathers(codes)))
    return found
