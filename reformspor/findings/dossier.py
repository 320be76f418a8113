"""What is said of one owner's barriers: how many stand open and for how long, what they cost, and how they stand."""

from __future__ import annotations

from typing import Any

from reformspor.answers import Answer
from reformspor.findings.amounts import say
from reformspor.findings.finding import Finding, certain_of_count, silent
from reformspor.findings.labels import code_of, inside, label_of
from reformspor.words import Words

# Where a barrier stands while somebody tries what can be done about it.
TRYING = frozenset({"exploring", "trying"})


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
    if rows[0]["days_oldest"] is None:
        return Finding(words("dossier.finding.status_alone", n=whole, owner=named), rule, "sure", True)
    days = say(rows[0]["days_oldest"], words, "days")
    key = "all" if still == whole else "some"
    text = words(f"dossier.finding.{key}", n=still, all=whole, owner=named, days=days)
    return Finding(f"{text}. {_late(rows[0], words)}.", rule, certain_of_count(whole), False, 1.0, "dossier")


def _late(row: dict[str, Any], words: Words) -> str:
    """For how many the date of an answer has passed."""
    if not row["n_dated"]:
        return words("dossier.finding.no_dates")
    late = int(row["n_late"])
    return words("dossier.finding.late", n=late) if late else words("dossier.finding.not_late")


def state_burden(answer: Answer, words: Words) -> Finding:
    """The hours a year of the open barriers that have an estimate, never without how many these are."""
    rule, rows = words("dossier.finding.burden_rule"), [] if silent(answer) else answer.copy_rows()
    known = int(rows[0]["n_with_hours"]) if rows else 0
    if not known:
        return Finding(words("dossier.finding.no_burden"), rule, "sure", True)
    hours = say(rows[0]["hours_open"], words, "hours")
    text = words("dossier.finding.burden", n=known, open=int(rows[0]["n_open"]), hours=hours)
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


def state_tried(steps: Answer, words: Words) -> Finding:
    """What has been tried about one barrier, and when; that nothing has, or that nobody knows (`barriers/history`)."""
    rows = [] if silent(steps) else steps.copy_rows()
    said = tried_said(rows, words)
    rule = words("dossier.finding.tried_rule")
    return Finding(words("dossier.finding.tried", said=inside(said)), rule, "sure", not _tried(rows))


def tried_said(steps: list[dict[str, Any]], words: Words, last: int | None = None) -> str:
    """What has been tried, or the `last` of it, with its day and note; in words where nothing is told."""
    told = _tried(steps)
    if not told:
        untold = any(step["status_only"] == "yes" for step in steps)
        return words("dossier.paper.not_told" if untold else "dossier.paper.not_tried")
    return "; ".join(
        f"{inside(label_of(words, 'status', step['to_status']))} {words.date(step['at'])}"
        + (f": {step['note'].rstrip('.')}" if step["note"] else "")
        for step in (told[-last:] if last else told)
    )


def _tried(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The events that tell of trying; a status alone has the day it was told, and not the day it began."""
    return [step for step in steps if step["to_status"] in TRYING and step["status_only"] != "yes"]


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
