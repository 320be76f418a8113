"""A glance is what a tile shows of an answer: a number with its unit, its change, and a small line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from reformspor.answers import Answer
from reformspor.findings.amounts import number, say_ends
from reformspor.findings.barriers import only_status
from reformspor.findings.finding import silent
from reformspor.findings.former import against_before, say_shift
from reformspor.findings.labels import label_of
from reformspor.words import Words

Tone = Literal["good", "watch", "act"]


@dataclass(frozen=True)
class Glance:
    """Ready texts for a tile; `spark` are the numbers of the small line, oldest first, `former` the period before."""

    value: str
    unit: str = ""
    change: str | None = None
    spark: tuple[float, ...] = ()
    tone: Tone | None = None
    former: str | None = None


def glance_sessions(answer: Answer, words: Words) -> Glance:
    """Sessions held in the recent period."""
    return _total(answer, words, "n", "sessions")


def glance_hours(answer: Answer, words: Words) -> Glance:
    """Hours in the recent period, both ends when they differ."""
    return _total(answer, words, "hours", "hours")


def _total(answer: Answer, words: Words, value: str, unit: str) -> Glance:
    """The recent period's amount against the one before, from the column `span`."""
    rows = [] if silent(answer) else answer.copy_rows()
    recent = next((row for row in rows if row["span"] == "recent"), None)
    if recent is None or pd.isna(recent[value]):
        return Glance("\N{EN DASH}")
    least = number(recent[value])
    possible = max(number(recent.get(f"{value}_possible")) - least, 0.0)
    months = sorted((row for row in rows if row["span"] == "month"), key=lambda row: row["month_from"])
    return Glance(
        value=say_ends(least, possible, words),
        unit=words(f"charts.unit.{unit}"),
        spark=tuple(number(row[value]) for row in months),
        former=against_before(answer, words, value),
    )


def glance_barriers(answer: Answer, words: Words, oldest: Answer | None = None) -> Glance:
    """How many stand open, and half of them for how long; how many are reported where only a status is told."""
    glance = _total(answer, words, "n", "open")
    if only_status(oldest):
        return Glance(glance.value, words("charts.unit.barriers"), words("findings.glance.only_status"))
    recent = next((row for row in answer.copy_rows() if row["span"] == "recent"), None) if not silent(answer) else None
    if recent is None or recent["median_days"] is None:
        return glance
    age = words("findings.glance.median", days=number(recent["median_days"]), n=number(recent["median_days"]))
    return replace(glance, change=age)


def glance_initiatives(answer: Answer, words: Words) -> Glance:
    """How many initiatives are in a phase of work, and which phase holds most."""
    rows = [] if silent(answer) else [row for row in answer.copy_rows() if row["phase"] not in ("ended", "paused")]
    now = sum(number(row["n"]) for row in rows)
    if not now:
        return Glance("\N{EN DASH}")
    most = max(rows, key=lambda row: number(row["n"]))
    phase = label_of(words, "phase", most["phase"])
    said = words("findings.glance.in_phase", count=number(most["n"]), phase=phase)
    before = sum(number(row["n_before"]) for row in rows)
    return Glance(
        value=words.number(now),
        unit=words("charts.unit.initiatives"),
        change=said,
        former=say_shift((now, now), (before, before), words) if before else None,
    )
