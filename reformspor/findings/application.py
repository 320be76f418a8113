"""What an application says of the data in sentences, each with how many and of when; empty where nothing is told."""

from __future__ import annotations

import datetime as dt

from reformspor.answers import Answer
from reformspor.findings.finding import silent
from reformspor.findings.labels import MISSING
from reformspor.words import Words

OWN = "municipality"


def period_said(answer: Answer, words: Words) -> str:
    """The months an answer is of: those chosen, else from the first of the data until the snapshot."""
    from_ = answer.provenance
    first = answer.scope.first or from_.begins or from_.as_of
    return words.period(first, answer.scope.last or from_.as_of)


def barriers_said(by_level: Answer, words: Words) -> str:
    """How many barriers were reported, how many stand open, and how many of those others than the municipality own."""
    if silent(by_level):
        return ""
    rows = by_level.copy_rows()
    known = [row for row in rows if row["level"] != MISSING]
    return words(
        "application.said.barriers",
        n=sum(int(row["n"]) for row in rows),
        open=sum(int(row["n_open"]) for row in rows),
        others=sum(int(row["n_open"]) for row in known if row["level"] != OWN),
        unknown=sum(int(row["n_open"]) for row in rows if row["level"] == MISSING),
        period=period_said(by_level, words),
    )


def joining_said(response: Answer, words: Words) -> str:
    """How many times an owner was asked, and what they answered."""
    if silent(response):
        return ""
    rows = response.copy_rows()
    summed = {
        name: sum(int(row[name] or 0) for row in rows)
        for name in ("asked", "answered", "joined", "conditional", "refused", "unanswered", "awaited")
    }
    return words("application.said.joining", n=summed.pop("asked"), period=period_said(response, words), **summed)


def outcomes_said(indicators: Answer, words: Words) -> str:
    """How many outcomes are registered, and how many of them have no figure yet."""
    if silent(indicators):
        return words("application.said.no_outcomes")
    rows = indicators.copy_rows()
    bare = sum(not row["n_values"] and not row["n_waves"] for row in rows)
    return words("application.said.outcomes", n=len(rows), empty=bare)


def volume_said(present: Answer, words: Words) -> str:
    """How many tables and rows were delivered, and the time they cover until the day of the export."""
    if silent(present):
        return ""
    rows = present.copy_rows()
    as_of: dt.date = present.provenance.as_of
    ends = [day for row in rows for day in (row["first_date"], row["latest_date"]) if day is not None and day <= as_of]
    return words(
        "application.said.volume",
        n=len(rows),
        rows=sum(int(row["n"]) for row in rows),
        period=words.period(min(ends), max(ends)) if ends else words("application.said.no_period"),
    )


def reach_said(levels: Answer, parties: Answer, words: Words) -> str:
    """How many sessions were held, and in how many of them the parties took part."""
    if silent(levels):
        return ""
    held = int(levels.copy_rows()[0]["n_sessions"])
    took = sum(int(row["n"]) for row in parties.copy_rows() if row["parties_took_part"] == "yes")
    untold = sum(int(row["n"]) for row in parties.copy_rows() if row["parties_took_part"] == MISSING)
    return words("application.said.reach", n=held, took=took, untold=untold, period=period_said(levels, words))


def sample_said(sample: Answer, held: Answer, seed: str, words: Words) -> str:
    """How many sessions were drawn of how many, from how many strata, and with which seed."""
    rows, whole = sample.copy_rows(), len(held.frame)
    strata = {(row["phase"], row["kind"], row["others_present"]) for row in held.copy_rows()}
    drawn = {(row["phase"], row["kind"], row["others_present"]) for row in rows}
    return words(
        "application.said.sample",
        n=len(rows),
        whole=whole,
        strata=len(strata),
        drawn=len(drawn),
        seed=seed,
        period=period_said(held, words),
    )
