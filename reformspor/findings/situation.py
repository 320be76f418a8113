"""The situation is the first sentence of the overview: what was held, what it took, and what stands open."""

from __future__ import annotations

from typing import Any

from reformspor.answers import Answer
from reformspor.findings.amounts import number, say, say_pair
from reformspor.findings.barriers import only_status
from reformspor.findings.finding import Finding, certain_of_interval, nothing, silent, stated
from reformspor.findings.labels import opening
from reformspor.words import Words


def state_situation(
    sessions: Answer, hours: Answer, barriers: Answer, words: Words, oldest: Answer | None = None
) -> Finding:
    """Sessions held, hours spent and barriers open, each only where its answer has something to say.

    Barriers are said to be reported, not open, where the source (`oldest`) tells no more than a status.
    """
    held, spent, open_now = (_recent(answer) for answer in (sessions, hours, barriers))
    said = []
    certainty = certain_of_interval(1, 1)
    if held is not None:
        said.append(words("findings.situation.sessions", sessions=say(number(held["n"]), words, "sessions")))
    if spent is not None:
        least, most = number(spent["hours"]), number(spent["hours_possible"])
        certainty = certain_of_interval(least, most)
        said.append(words("findings.situation.hours", hours=say_pair(least, most - least, words, "hours")))
    if open_now is not None:
        key = "reported" if only_status(oldest) else "barriers"
        said.append(words(f"findings.situation.{key}", barriers=say(number(open_now["n"]), words, "barriers")))
    if not said:
        return nothing("situation", words)
    if _nothing_done(held, spent) and open_now is None:
        period = words.period((held or spent or {})["month_from"], (held or spent or {})["month_to"])
        return nothing("situation", words, "findings.situation.none", period=period)
    line = words.listing(said)
    months = held or spent or open_now or {}
    # What stands open does so at the end of the period, not through it.
    first = months["month_to" if held is None and spent is None else "month_from"]
    period = words.period(first, months["month_to"])
    text = words("findings.situation.text", said=line, period=period)
    return stated("situation", words, opening(text), certainty=certainty)


def _nothing_done(held: dict[str, Any] | None, spent: dict[str, Any] | None) -> bool:
    """An export that ended before the period gives zeros, which are no news of the reform."""
    return not (held and held["n"]) and not (spent and number(spent["hours_possible"]))


def _recent(answer: Answer) -> dict[str, Any] | None:
    if silent(answer):
        return None
    return next((row for row in answer.copy_rows() if row["span"] == "recent"), None)
