"""The situation is the first sentence of the overview: what was held, what it took, and what stands open."""

from __future__ import annotations

from typing import Any

from reformspor.answers import Answer
from reformspor.findings.amounts import number, say, say_pair
from reformspor.findings.finding import Finding, certain_of_interval, nothing, silent, stated
from reformspor.words import Words


def state_situation(sessions: Answer, hours: Answer, barriers: Answer, words: Words) -> Finding:
    """Sessions held, hours spent and barriers open, each only where its answer has something to say."""
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
        said.append(words("findings.situation.barriers", barriers=say(number(open_now["n"]), words, "barriers")))
    if not said:
        return nothing("situation", words)
    line = words.listing(said)
    months = held or spent or open_now or {}
    # What stands open does so at the end of the period, not through it.
    first = months["month_to" if held is None and spent is None else "month_from"]
    period = words.period(first, months["month_to"])
    text = words("findings.situation.text", said=line, period=period)
    return stated("situation", words, text[:1].upper() + text[1:], certainty=certainty)


def _recent(answer: Answer) -> dict[str, Any] | None:
    if silent(answer):
        return None
    return next((row for row in answer.copy_rows() if row["span"] == "recent"), None)
