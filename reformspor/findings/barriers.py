"""What the barriers say: the oldest that stands open, and whether the stock grows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from reformspor.answers import Answer
from reformspor.findings.amounts import number, say
from reformspor.findings.finding import Finding, Limits, certain_of_count, nothing, silent, stated
from reformspor.findings.labels import MISSING, code_of, inside, label_of
from reformspor.words import Words

OLD = 180
GROWTH, LEAST, MONTHS = 0.10, 5, 12


def state_oldest(answer: Answer, words: Words) -> Finding:
    """What has stood open longest. Rule: said when it is half a year or more."""
    limits: Limits = {"days": OLD}
    rows = [] if silent(answer) else [r for r in answer.copy_rows() if r["days"] is not None and not status_alone(r)]
    if not rows:
        return nothing("oldest", words, **limits)
    oldest = max(rows, key=lambda row: row["days"])
    if oldest["days"] < OLD:
        return nothing("oldest", words, "findings.oldest.none", **limits)
    title, days = oldest.get("title") or oldest["barrier_id"], say(oldest["days"], words, "days")
    owner = oldest.get("org")
    if not owner and code_of(oldest.get("level")) != MISSING:
        owner = inside(label_of(words, "level", oldest.get("level")))
    text = words("findings.oldest.alone", title=title, days=days)
    if owner:
        text = words("findings.oldest.text", title=title, days=days, owner=owner)
    return stated("oldest", words, text, strength=min(oldest["days"] / OLD / 2, 3.0), **limits)


def status_alone(row: Mapping[str, Any]) -> bool:
    """A register that only tells a status does not tell whether the barrier still stands, nor since when it has."""
    return pd.isna(row.get("days_in_status", 0)) and not pd.isna(row.get("status_at", ""))


def only_status(oldest: Answer | None) -> bool:
    """Whether the source tells no history of its oldest barriers (`barriers/ageing`), so none is known to stand."""
    return oldest is not None and not silent(oldest) and all(status_alone(row) for row in oldest.copy_rows())


def state_stock(answer: Answer, words: Words, oldest: Answer | None = None) -> Finding:
    """Whether more stand open than twelve months before, or than at the start of a shorter period.

    Rule: said when the stock has moved by 10 per cent and by 5 or more, and the source tells more than a status.
    """
    limits: Limits = {"share": words.percent(GROWTH), "least": LEAST}
    rows = [] if silent(answer) else sorted(answer.copy_rows(), key=lambda row: row["month"])[-MONTHS - 1 :]
    if only_status(oldest):
        return nothing("stock", words, **limits)
    if len(rows) < 2:
        return nothing("stock", words, "findings.nothing.no_former", **limits)
    start, end = number(rows[0]["open_n"]), number(rows[-1]["open_n"])
    moved = end - start
    if start and abs(moved) / start < GROWTH:
        return nothing("stock", words, "findings.stock.same", **limits)
    if abs(moved) < LEAST:
        went = {"start": words.number(start), "end": words.number(end)}
        return nothing("stock", words, "findings.stock.few" if moved else "findings.stock.same", **limits, **went)
    text = words(
        f"findings.stock.{'up' if moved > 0 else 'down'}",
        start=words.number(start),
        end=words.number(end),
        months=len(rows) - 1,
        came=words.number(sum(number(row["in_n"]) for row in rows[1:])),
        went=words.number(sum(number(row["out_n"]) for row in rows[1:])),
    )
    strength = min(abs(moved) / (start or 1.0) / GROWTH, 5.0)
    return stated("stock", words, text, certainty=certain_of_count(end), strength=strength, **limits)


def state_register(levels: Answer, told: Answer, words: Words) -> Finding:
    """How many barriers there are, and how many of them stand open where the source tells more than a status.

    `levels` answers `barriers/by_level`, `told` `barriers/registered`.
    """
    rows = [] if levels.frame.empty else levels.copy_rows()
    whole, is_open = (sum(int(number(row[name])) for row in rows) for name in ("n", "n_open"))
    followed = any(row["field"] == "history" and row["n"] for row in told.copy_rows())
    rule = words("register.finding.rule" if followed else "register.finding.rule_unknown")
    if not whole:
        return Finding(words("register.finding.none"), rule, "sure", True, subject="register")
    said = words("register.finding.some", n=whole)
    if followed:
        said = words("register.finding.open", said=said, open=is_open)
    return Finding(said, rule, "sure", strength=1.0, subject="register")
