"""Whether there are helpers enough for the sessions that come."""

from __future__ import annotations

from reformspor.answers import Answer
from reformspor.findings.amounts import number
from reformspor.findings.finding import Finding, Limits, certain_of_count, nothing, silent, stated
from reformspor.words import Words

SHORT = 0.10


def state_staffing(answer: Answer, words: Words) -> Finding:
    """How many helpers are missing in the coming eight weeks. Rule: said when one in ten or more is missing."""
    limits: Limits = {"share": words.percent(SHORT)}
    rows = [] if silent(answer) else [row for row in answer.copy_rows() if row["span"] == "coming"]
    needed = sum(number(row["needed"]) for row in rows)
    # A session with a helper too many does not help the one that has too few.
    staffed = round(sum(number(row["needed"]) * number(row["fill"]) for row in rows))
    if needed <= 0:
        return nothing("staffing", words, **limits)
    gap = max(needed - staffed, 0.0)
    if gap / needed < SHORT:
        return nothing("staffing", words, "findings.staffing.enough", **limits)
    text = words(
        "findings.staffing.text",
        gap=words.number(gap),
        needed=words.number(needed),
        staffed=words.number(staffed),
        n=gap,
    )
    strength = min(gap / needed / SHORT, 5.0)
    return stated("staffing", words, text, certainty=certain_of_count(needed), strength=strength, **limits)
