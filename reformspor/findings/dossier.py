"""What is said of one owner's barriers: how many stand open and for how long, what they cost, and how they stand."""

from __future__ import annotations

from typing import Any

from reformspor.answers import Answer
from reformspor.findings.amounts import say
from reformspor.findings.finding import Finding, certain_of_count, silent
from reformspor.findings.labels import code_of
from reformspor.words import Words


def owner_said(words: Words, owner: str) -> str:
    """An owner within a sentence: the organisation, or all at the level when none is named."""
    level, _, org = owner.partition("/")
    key = f"dossier.level.{code_of(level)}"
    return org or (words(key) if words.has(key) else level)


def state_asks(answer: Answer, words: Words, owner: str) -> Finding:
    """How many of an owner's barriers stand open, how long the oldest has stood, and how many are late."""
    rule, rows = words("dossier.finding.rule"), [] if silent(answer) else answer.copy_rows()
    if not rows:
        return Finding(words("dossier.finding.none"), rule, "sure", True)
    whole, still, named = int(rows[0]["n_barriers"]), int(rows[0]["n_open"]), owner_said(words, owner)
    if not still:
        return Finding(words("dossier.finding.closed", n=whole, owner=named), rule, "sure", True)
    waited = [row["days"] for row in rows if row["days"] is not None]
    if not waited:
        return Finding(words("dossier.finding.status_alone", n=whole, owner=named), rule, "sure", True)
    days = say(max(waited), words, "days")
    key = "all" if still == whole else "some"
    text = words(f"dossier.finding.{key}", n=still, all=whole, owner=named, days=days)
    return Finding(f"{text}. {_late(rows, words)}.", rule, certain_of_count(whole), False, 1.0, "dossier")


def _late(rows: list[dict[str, Any]], words: Words) -> str:
    """For how many the date of an answer has passed, among those told one by one."""
    dated = [row for row in rows if row["days_over"] is not None]
    late = sum(1 for row in dated if row["days_over"] > 0)
    if not dated:
        return words("dossier.finding.no_dates")
    return words("dossier.finding.late", n=late) if late else words("dossier.finding.not_late")


def state_burden(answer: Answer, words: Words) -> Finding:
    """The hours a year of the open barriers that have an estimate, never without how many these are."""
    rule, rows = words("dossier.finding.burden_rule"), [] if silent(answer) else answer.copy_rows()
    still = [row for row in rows if row["stands_open"] == "yes"]
    known = [row["hours_per_year"] for row in still if row["hours_per_year"] is not None]
    if not known:
        return Finding(words("dossier.finding.no_burden"), rule, "sure", True)
    hours = say(sum(known), words, "hours")
    text = words("dossier.finding.burden", n=len(known), open=int(rows[0]["n_open"]), hours=hours)
    return Finding(text, rule, "unsure", False, 1.0, "burden")


def state_standing(answer: Answer, words: Words) -> Finding:
    """How many of the owner's barriers stand open, of how many."""
    rule, rows = words("dossier.finding.standing_rule"), [] if silent(answer) else answer.copy_rows()
    if not rows:
        return Finding(words("dossier.finding.none"), rule, "sure", True)
    still, whole = int(rows[0]["n_open"]), int(rows[0]["n_barriers"])
    key = "standing" if tells_days(answer) else "standing_status"
    text = words(f"dossier.finding.{key}", open=words.number(still), all=words.number(whole))
    return Finding(text, rule, certain_of_count(whole), False, 1.0, "standing")


def tells_days(answer: Answer) -> bool:
    """Whether it is known of any open barrier how long it has stood; of statuses alone it is not."""
    rows = answer.copy_rows()
    return not any(row["stands_open"] == "yes" for row in rows) or any(row["days"] is not None for row in rows)


def tells_no_history(steps: Answer) -> bool:
    """Whether the source tells no event of a barrier but how it stands (`barriers/history`)."""
    later = [row for row in steps.copy_rows() if row["step"] > 1]
    return bool(later) and all(row["status_only"] == "yes" for row in later)


def is_open_to_all(answer: Answer, barrier: str) -> bool:
    """Whether a barrier of what is asked may be handed out."""
    return any(row["barrier_id"] == barrier and row["public"] == "open" for row in answer.copy_rows())


def unowned(answer: Answer) -> bool:
    """Whether the source tells no owner of any barrier."""
    return answer.state == "not_reported"
