"""One barrier as it is told to the one who owns it: what is asked, by when, what it costs, and what has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reformspor.findings.dossier import tried_said
from reformspor.findings.labels import code_of, inside, label_of, opening
from reformspor.report.brief import Case, cut
from reformspor.words import Words

if TYPE_CHECKING:
    from reformspor.report.dossier import Asked

FACTORS = ("burden_hours", "burden_per_year", "burden_affected", "burden_rate_nok")
# How many signs of a text, and how many events, sessions and trials, a card has room for.
LONG, SHORT, STEPS, SESSIONS, TRIED = 420, 200, 6, 3, 2


def case_of(row: dict[str, Any], number: int, asked: Asked, words: Words) -> Case:
    """The case of one row of what is asked."""
    steps = [step for step in asked.steps.copy_rows() if step["barrier_id"] == row["barrier_id"]]
    told = [(words.date(step["at"]), _event(step, words)) for step in steps[-STEPS:]]
    over = len(steps) - len(told)
    return Case(
        number=number,
        title=cut(str(row["title"] or words("dossier.paper.untitled", id=row["barrier_id"])), SHORT),
        wanted=cut(str(row["wanted_action"] or words("dossier.paper.no_wanted")), SHORT),
        answer=answer_said(row, words),
        waited=_waited(row, words),
        what=cut(str(row["description"] or ""), LONG),
        facts=_facts(row, _came_up(row, asked, words), words),
        burden=burden_said(row, words),
        steps=tuple(told),
        tried=cut(opening(tried_said(steps, words, TRIED)), SHORT),
        cut=words("dossier.paper.steps_more", n=over) if over > 0 else _untold(steps, words),
    )


def answer_said(row: dict[str, Any], words: Words) -> str:
    """By when an answer is wanted, or how long ago it was."""
    if row["answer_by"] is None:
        return words("dossier.paper.no_answer_by")
    if row["days_over"]:
        return words("dossier.paper.answer_was", day=row["answer_by"], n=int(row["days_over"]))
    return words("dossier.paper.answer_by", day=row["answer_by"])


def burden_said(row: dict[str, Any], words: Words) -> tuple[str, ...]:
    """The four factors, then what they come to, or what it lacks; one sentence where nobody has told any of them."""
    if all(row[factor] is None for factor in FACTORS):
        return (words("dossier.paper.no_estimate"),)
    said = [
        words("dossier.paper.factor", name=_heading(factor, words), value=_value(row[factor], words))
        for factor in FACTORS
    ]
    if row["hours_per_year"] is None:
        lacks = words.listing([inside(_heading(factor, words)) for factor in FACTORS[:3] if row[factor] is None])
        return (*said, words("dossier.paper.no_product", missing=lacks))
    hours = words.number(row["hours_per_year"], 0 if float(row["hours_per_year"]).is_integer() else 1)
    if row["nok_per_year"] is None:
        return (*said, words("dossier.paper.product", hours=hours))
    return (*said, words("dossier.paper.product_nok", hours=hours, kroner=words.number(row["nok_per_year"])))


def _value(value: float | None, words: Words) -> str:
    if value is None:
        return words("dossier.paper.unknown")
    return words.number(value, 0 if float(value).is_integer() else 2)


def _heading(factor: str, words: Words) -> str:
    said = words(f"questions.columns.{factor}")
    return said[:1].upper() + said[1:]


def _waited(row: dict[str, Any], words: Words) -> str:
    if row["stands_open"] != "yes":
        return words("dossier.paper.closed")
    days = row["days"]
    parts = [words("dossier.paper.status_alone") if days is None else words("dossier.paper.waited", n=int(days))]
    if row["severity"] is not None:
        parts.append(words("dossier.paper.severity", n=int(row["severity"])))
    return ", ".join(parts)


def _came_up(row: dict[str, Any], asked: Asked, words: Words) -> str:
    """In how many sessions it came up, and what the latest were."""
    count = int(row["n_sessions"])
    said = words("dossier.paper.came_up", n=count, day=row["last_session"] or row["reported_date"])
    held = [one for one in asked.sessions.copy_rows() if one["barrier_id"] == row["barrier_id"]][:SESSIONS]
    named = [words.date(one["date"]) + _kind(one["kind"], words) for one in held]
    return f"{said} ({'; '.join(named)})" if len(named) > 1 else said


def _kind(kind: str | None, words: Words) -> str:
    """The kind of a session after its day, where one is told."""
    return "" if code_of(kind) == "not_reported" else f" {inside(label_of(words, 'kind', kind))}"


def _facts(row: dict[str, Any], sessions: str, words: Words) -> tuple[tuple[str, str], ...]:
    """What and which, what nobody has told left out."""
    types = "; ".join(inside(label_of(words, "type", code)) for code in row["types"] or ())
    feels = "" if code_of(row["feels"]) == "not_reported" else label_of(words, "feels", row["feels"])
    status = inside(label_of(words, "status", row["status"]))
    since = f"{status}, {words.date(row['status_at'])}" if row["status_at"] is not None else status
    facts = [
        ("feels", feels),
        ("types", types[:1].upper() + types[1:]),
        ("legal", cut(str(row["legal_ref"] or ""), SHORT)),
        ("stands", since[:1].upper() + since[1:]),
        ("sessions", sessions),
        ("next", cut(str(row["next_step"] or ""), SHORT)),
    ]
    return tuple((words(f"dossier.paper.{name}"), str(said)) for name, said in facts if said)


def _event(step: dict[str, Any], words: Words) -> str:
    """What happened, by whom, and what was answered or noted."""
    status = label_of(words, "status", step["to_status"])
    answer = inside(label_of(words, "answer", step["answer"])) if step["answer"] else ""
    moved = step["to_org"] or (inside(label_of(words, "level", step["to_level"])) if step["to_level"] else "")
    by = f"({step['actor_org']})" if step["actor_org"] else ""
    head = " ".join(part for part in (status, by) if part)
    head = " → ".join(part for part in (head, moved) if part)
    return cut(". ".join(part for part in (": ".join(p for p in (head, answer) if p), step["note"] or "") if part), 130)


def _untold(steps: list[dict[str, Any]], words: Words) -> str:
    """That the source tells a status alone, where it does."""
    return words("dossier.paper.only_status") if any(step["status_only"] == "yes" for step in steps) else ""
