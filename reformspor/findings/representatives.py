"""What the hours of the representatives say: release over months, on top, the load on each, and the plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

from reformspor.answers import Answer
from reformspor.findings.amounts import number, say_pair
from reformspor.findings.finding import Finding, Limits, certain_of_interval, nothing, silent, stated
from reformspor.findings.former import Ends
from reformspor.findings.labels import FAMILY, inside, label_of
from reformspor.words import Words

# The months that are looked back on, and how many must be told of.
MONTHS, TOLD = 12, 3
FAMILY_OF_ALL = "union_rep_all"


def representatives_of(roles: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds of union representatives among the chosen roles; all of them when none is chosen."""
    known = tuple(role for role, family in FAMILY.items() if family == FAMILY_OF_ALL)
    return tuple(role for role in roles if role in known) or known


def state_months_beyond(answer: Answer, words: Words) -> Finding:
    """In how many of the last twelve months the hours surely were over the release time.

    Rule: a month counts when its hours surely are over its highest release; at least three months must be told of.
    Hours are those of roles whose release is told in the same month, so that neither is held against another's.
    """
    limits: Limits = {"least": TOLD}
    rows = [] if silent(answer) else answer.copy_rows()
    told = dict(sorted(_months(rows).items())[-MONTHS:])
    over = sum(1 for used, given in told.values() if used[0] > given[1])
    if len(told) < TOLD:
        return nothing("months_beyond", words, **limits)
    if not over:
        held = all(used[1] <= given[0] for used, given in told.values())
        return nothing("months_beyond", words, f"findings.months_beyond.{'within' if held else 'wide'}", **limits)
    text = words("findings.months_beyond.text", over=words.number(over), months=words.number(len(told)), n=over)
    return stated("months_beyond", words, text, strength=over / len(told) * 3, **limits)


def _months(rows: list[dict[str, Any]]) -> dict[dt.date, tuple[Ends, Ends]]:
    """By month whose release is told, the least and most hours used and released, all roles together."""
    months: dict[dt.date, tuple[Ends, Ends]] = {}
    for month in {row["month_from"] for row in rows if row["release_h"] is not None and _single(row)}:
        mine = [row for row in rows if row["month_from"] == month and _single(row)]
        told = [row for row in mine if row["release_h"] is not None]
        # What is pooled over roles or months may have been used in this month by those whose release is told.
        perhaps = [row for row in rows if row not in told and row["month_from"] <= month <= row["month_to"]]
        least = sum(number(row["hours"]) for row in told) + sum(min(number(row["hours"]), 0.0) for row in perhaps)
        most = sum(number(row["hours_possible"]) for row in (*told, *perhaps))
        given = tuple(sum(number(row[name]) for row in told) for name in ("release_h", "release_h_possible"))
        months[month] = ((least, most), (given[0], given[1]))
    return months


def _single(row: dict[str, Any]) -> bool:
    return bool(row["month_from"] == row["month_to"])


def state_on_top_years(answer: Answer, words: Words) -> Finding:
    """The share on top in the latest year, and the latest earlier year it surely differs from."""
    rows = [] if silent(answer) else [row for row in answer.copy_rows() if row["share_least"] is not None]
    if not rows:
        return nothing("on_top_years", words)
    now = rows[-1]
    low, high = float(now["share_least"]), float(now["share_most"])
    if high - low > 0.25:
        return nothing("on_top_years", words, "findings.on_top_years.wide")
    places = {"year": str(int(now["year"])), "share": _shares(low, high, words)}
    for row in reversed(rows[:-1]):
        before = (float(row["share_least"]), float(row["share_most"]))
        if low > before[1] or high < before[0]:
            way = "up" if low > before[1] else "down"
            was = {"earlier": str(int(row["year"])), "was": _shares(*before, words)}
            text = words(f"findings.on_top_years.{way}", **places, **was)
            return stated("on_top_years", words, text, certainty=certain_of_interval(low, high))
    text = words("findings.on_top_years.text", **places)
    return stated("on_top_years", words, text, certainty=certain_of_interval(low, high))


def _shares(least: float, most: float, words: Words) -> str:
    ends = [words.percent(least), words.percent(most)]
    if ends[0] == ends[1]:
        return ends[0]
    return words("charts.between", least=words.number(least * 100), most=ends[1])


def state_load(answer: Answer, words: Words) -> Finding:
    """The role whose load per representative surely is furthest over its release norm in its latest year.

    Rule: said when the lower end is over the norm the municipality has set; without a norm nothing is said to be much.
    """
    rows = [] if silent(answer) else [row for row in answer.copy_rows() if row["load_most"] is not None]
    latest = {row["role"]: row for row in rows}
    normed = [row for row in latest.values() if row["norm_h"] is not None]
    over = [row for row in normed if number(row["load_least"]) > number(row["norm_h"])]
    if not over:
        why = "within" if normed else "no_norm" if latest else None
        return nothing("load", words, f"findings.load.{why}" if why else "findings.nothing.plain")
    row = max(over, key=lambda one: number(one["load_least"]) / number(one["norm_h"]))
    least, most, norm = (number(row[name]) for name in ("load_least", "load_most", "norm_h"))
    text = words(
        "findings.load.text",
        role=inside(label_of(words, "role", row["role"])),
        year=str(int(row["year"])),
        hours=say_pair(least, most - least, words, "hours"),
        norm=words.number(norm, 0 if norm == round(norm) else 1),
    )
    return stated("load", words, text, certainty="fairly_sure", strength=least / norm)


def state_plan(answer: Answer, words: Words) -> Finding:
    """What the plan of the three months asks of the representatives, beside their release in the same months.

    Rule: said when hours for each session could be measured; compared with the release only when every month tells it.
    """
    rows = [] if silent(answer) else answer.copy_rows()
    if not rows or any(row["asked"] is None or row["asked_possible"] is None for row in rows):
        return nothing("plan", words)
    least, most = (sum(number(row[name]) for row in rows) for name in ("asked", "asked_possible"))
    if most <= 0:
        return nothing("plan", words, "findings.plan.none")
    asked = say_pair(least, most - least, words, "hours")
    if any(row["release_h"] is None for row in rows):
        return stated("plan", words, words("findings.plan.alone", asked=asked))
    given = tuple(sum(number(row[name]) for row in rows) for name in ("release_h", "release_h_possible"))
    way = "over" if least > given[1] else "within" if most <= given[0] else "near"
    release = say_pair(given[0], given[1] - given[0], words, "hours")
    text = words(f"findings.plan.{way}", asked=asked, release=release)
    certainty = certain_of_interval(least, most) if way != "near" else "unsure"
    return stated("plan", words, text, certainty=certainty, strength=2.0 if way == "over" else 1.0)
