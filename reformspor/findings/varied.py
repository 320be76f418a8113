"""Whether the last value is within what was usual, said without a word of why: a signal is not a cause."""

from __future__ import annotations

from typing import Any

from reformspor.answers import Answer
from reformspor.effects.spc_limits import LASTING, LINE
from reformspor.findings.finding import Certainty, Finding
from reformspor.words import Words

Row = dict[str, Any]
# A season is told from two years.
WHOLE_YEARS = 24
# What is told of a value, to about three digits of how far apart the limits lie.
DECIMALS = ((0.05, 3), (0.5, 2), (50.0, 1))


def rules_said(rules: str, words: Words) -> str:
    """The rules a point breaks, in words; `rules` are their codes with a space between."""
    return words.listing([words(f"variation.rule.{rule}") for rule in rules.split()])


def state_varied(units: Answer, words: Words, unit: str) -> Finding:
    """What the last values tell, from the table of units; `unit` is the outcome's own unit of measure, plain text.

    Rule: a value beyond the usual breaks one of four rules against limits of at least eight months. Several units are
    counted, one is told with its numbers.
    """
    rows = units.copy_rows()
    limited = [row for row in rows if row["status"] != "line"]
    if not limited:
        most = max((row["n_baseline"] for row in rows), default=0)
        why = "line" if most < LINE else "flat"
        return _found(words, words(f"variation.said.{why}", n=most, least=LINE), "sure", True)
    if len(rows) == 1:
        return _one(rows[0], words, unit)
    beyond = sum(bool(row["rules"]) for row in limited)
    text = words("variation.said.several", n=beyond, of=len(limited))
    return _found(words, text, "fairly_sure", not beyond)


def _one(row: Row, words: Words, unit: str) -> Finding:
    places = next((places for widest, places in DECIMALS if row["high"] - row["low"] < widest), 0)
    said = {name: words.number(row[name], places) for name in ("value", "low", "high")}
    said |= {"month": words.month(row["month"]), "unit": unit}
    certainty: Certainty = "fairly_sure" if row["n_baseline"] >= LASTING else "unsure"
    if not row["rules"]:
        return _found(words, words("variation.said.usual", **said), certainty, True)
    text = words("variation.said.beyond", rules=rules_said(row["rules"], words), **said)
    return _found(words, text, certainty, False)


def variation_notes(units: Answer, words: Words) -> list[str]:
    """Sentences on how the limits came about: their baseline, what is temporary, the season, and how often nothing at
    all gives a signal."""
    rows = units.copy_rows()
    if not rows:
        return []
    told = []
    frozen = [row for row in rows if row["status"] == "lasting" and row["stretches"] == 1]
    if frozen:
        ends = sorted({row["n_baseline"] for row in frozen})
        months = (
            words.number(ends[0]) if len(ends) == 1 else f"{words.number(ends[0])}\N{EN DASH}{words.number(ends[-1])}"
        )
        told.append(words("variation.note.frozen", months=months))
    for status, least in (("temporary", LASTING), ("line", LINE)):
        n = sum(row["status"] == status for row in rows)
        told += [words(f"variation.note.{status}", n=n, least=least)] if n else []
    seasonal = sum(row["seasonal"] for row in rows)
    told += [words("variation.note.season", n=seasonal)] if seasonal else []
    unknown = sum(row["n_baseline"] < WHOLE_YEARS for row in rows)
    told += [words("variation.note.no_season", n=unknown)] if unknown else []
    if any(row["stretches"] > 1 for row in rows):
        told.append(words("variation.note.rebased"))
    if any(row["kind"] == "p_chart" for row in rows):
        told.append(words("variation.note.shares"))
    return [*told, words("variation.note.chance")]


def _found(words: Words, text: str, certainty: Certainty, nothing: bool) -> Finding:
    rule = words("variation.rule_said", least=LINE, lasting=LASTING)
    return Finding(text, rule, certainty, nothing, 0.0 if nothing else 1.0, "variation")
