"""What the barriers cost and how they go, said only of those whose factors are known, and of how many that is."""

from __future__ import annotations

from reformspor.answers import Answer
from reformspor.findings.amounts import number, say
from reformspor.findings.finding import Finding, Limits, certain_of_count, nothing, silent, stated
from reformspor.findings.labels import MISSING, inside, label_of
from reformspor.findings.money import short
from reformspor.words import Words

# A pair is said when it has this many, and this many times the second.
FEWEST, TIMES = 5, 1.2


def state_barrier_cost(answer: Answer, words: Words) -> Finding:
    """What those with all four factors cost a year, and of how many. Rule: said when one or more has all four."""
    row = {} if silent(answer) else answer.copy_rows()[0]
    n, whole = int(number(row.get("n_estimated"))), int(number(row.get("n_barriers")))
    if not n:
        return nothing("burden", words, "findings.burden.none")
    text = words(
        "findings.burden.text",
        n=n,
        all=whole,
        kroner=short(number(row["nok_total"]), words),
        hours=say(number(row["hours_total"]), words, "hours"),
    )
    return stated("burden", words, text, certainty=certain_of_count(n))


def state_waiting_cost(answer: Answer, words: Words) -> Finding:
    """Hours gone since they were raised, and of how many. Rule: said when one or more has the factors of its hours."""
    row = {} if silent(answer) else answer.copy_rows()[0]
    n, whole = int(number(row.get("n_with_hours"))), int(number(row.get("n_raised")))
    if not n:
        return nothing("waiting_cost", words, "findings.waiting_cost.none")
    hours = say(number(row["hours_total"]), words, "hours")
    return stated(
        "waiting_cost",
        words,
        words("findings.waiting_cost.text", n=n, all=whole, hours=hours),
        certainty=certain_of_count(n),
    )


def state_paths(answer: Answer, words: Words) -> Finding:
    """The type and level that most barriers have in common. Rule: five or more, and a fifth more than the second."""
    limits: Limits = {"least": FEWEST, "times": words.number(TIMES, 1)}
    rows = [] if silent(answer) else [row for row in answer.copy_rows() if row["stage"] == "type_level"]
    named = [row for row in rows if MISSING not in (row["from_code"], row["to_code"])]
    ranked = sorted(named, key=lambda row: -row["n"])[:2]
    if not ranked or ranked[0]["n"] < max(FEWEST, TIMES * sum(row["n"] for row in ranked[1:])):
        return nothing("paths", words, "findings.paths.none", **limits)
    first = ranked[0]
    text = words(
        "findings.paths.text",
        n=int(first["n"]),
        all=int(first["n_barriers"]),
        type=inside(label_of(words, "type", first["from_code"])),
        level=inside(label_of(words, "level", first["to_code"])),
    )
    return stated("paths", words, text, certainty=certain_of_count(number(first["n_barriers"])), **limits)


def state_flow(answer: Answer, words: Words) -> Finding:
    """How much of what has come in has gone out. Rule: said of ten or more when no day of closing is unknown."""
    rows = [] if silent(answer) else sorted(answer.copy_rows(), key=lambda row: str(row["month"]))
    last = rows[-1] if rows else {}
    came, went = number(last.get("in_total")), number(last.get("out_total"))
    if came < 2 * FEWEST or number(last.get("perhaps_n")):
        return nothing("flow", words, least=2 * FEWEST)
    text = words(
        "findings.flow.text",
        came=words.number(came),
        went=words.number(went),
        n=int(went),
        open=words.number(number(last["open_n"])),
    )
    return stated("flow", words, text, certainty=certain_of_count(came), least=2 * FEWEST)
