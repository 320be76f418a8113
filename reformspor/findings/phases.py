"""What the initiatives' way through the phases says: where they are, how they go round, and what stops them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from reformspor.answers import Answer
from reformspor.findings.amounts import number
from reformspor.findings.finding import Certainty, Finding, Limits, certain_of_count, silent
from reformspor.findings.labels import MISSING, inside, label_of
from reformspor.words import Words

WORK = ("explore", "try_out", "develop")
ORDER = (*WORK, "operate")
OUT = ("paused", "ended")
# Fewest initiatives, changes and stays that a sentence stands on.
FEWEST, CHANGES, STAYS = 5, 10, 5
TIMES = 1.25
DAYS_A_MONTH = 365.25 / 12


def state_now(answer: Answer, words: Words) -> Finding:
    """How many initiatives (phase) are in the cycle, and where the others are. Rule: of five with a phase."""
    limits: Limits = {"least": FEWEST}
    counts = Counter(str(row["phase"]) for row in _rows(answer) if row["phase"] != MISSING)
    n = sum(counts.values())
    if n < FEWEST:
        return _nothing("now", words, "few", limits)
    parts = [words(f"phases.finding.now.{code}", n=counts[code]) for code in ("operate", *OUT) if counts[code]]
    out = words.listing(parts) if parts else words("phases.finding.now.none")
    text = words("phases.finding.now.text", work=sum(counts[code] for code in WORK), all=n, out=out)
    return _stated("now", words, text, certain_of_count(n), limits)


def state_cycle(answer: Answer, words: Words) -> Finding:
    """How many changes (from_phase, to_phase, n) went on, back and out. Rule: of ten changes or more."""
    limits: Limits = {"least": CHANGES}
    ways: Counter[str] = Counter()
    for row in _rows(answer):
        way = _way(str(row["from_phase"]), str(row["to_phase"]))
        ways[way] += int(number(row["n"])) if way else 0
    n = sum(ways.values())
    if n < CHANGES:
        return _nothing("cycle", words, "few", limits)
    text = words("phases.finding.cycle.text", n=n, ahead=ways["ahead"], back=ways["back"], out=ways["out"])
    return _stated("cycle", words, text, certain_of_count(n), limits)


def state_time(answer: Answer, words: Words) -> Finding:
    """Which of the three phases takes longest (phase, median_days).

    Rule: named when two of them have five stays or more and it is a quarter longer than the shortest; a median that
    is not reached is longer than any that is.
    """
    limits: Limits = {"least": STAYS, "times": words.number(TIMES, 2)}
    rows = _rows(answer)
    counts = Counter(str(row["phase"]) for row in rows if row["phase"] in WORK)
    enough = [phase for phase in WORK if counts[phase] >= STAYS]
    if len(enough) < 2:
        return _nothing("time", words, "few", limits)
    middles = {str(row["phase"]): row["median_days"] for row in rows if row["phase"] in enough}
    unreached = [phase for phase in enough if middles[phase] is None]
    certainty = certain_of_count(min(counts[phase] for phase in enough))
    if len(unreached) == 1:
        label = label_of(words, "phase", unreached[0])
        return _stated("time", words, words("phases.finding.time.open", phase=label), certainty, limits)
    reached = {phase: float(days) for phase, days in middles.items() if days is not None}
    longest = max(reached, key=lambda phase: (reached[phase], phase), default="")
    if unreached or reached[longest] < TIMES * min(reached.values()):
        return _nothing("time", words, "same", limits)
    months = words.number(reached[longest] / DAYS_A_MONTH, 1)
    text = words("phases.finding.time.text", phase=label_of(words, "phase", longest), months=months)
    return _stated("time", words, text, certainty, limits)


def state_rounds(answer: Answer, words: Words) -> Finding:
    """How many initiatives (rounds) are in a later round. Rule: of five initiatives or more."""
    limits: Limits = {"least": FEWEST}
    known = [int(number(row["rounds"])) for row in _rows(answer) if row["rounds"]]
    later = sum(one > 1 for one in known)
    if len(known) < FEWEST:
        return _nothing("rounds", words, "few", limits)
    if not later:
        return _nothing("rounds", words, "none", limits)
    text = words("phases.finding.rounds.text", later=later, all=len(known))
    return _stated("rounds", words, text, certain_of_count(len(known)), limits)


def state_stops(answer: Answer, words: Words) -> Finding:
    """How many initiatives barriers have stopped, and who most often owns the barrier (level, n, n_initiatives).

    Rule: said of one initiative or more; the owner is named when there are three.
    """
    limits: Limits = {"least": 3}
    rows = _rows(answer)
    n = int(number(rows[0]["n_initiatives"])) if rows else 0
    known = [row for row in rows if row["level"] != MISSING]
    if not n:
        return _nothing("stops", words, "none", limits)
    if n < 3:
        text = words("phases.finding.stops.few", n=n)
    else:
        level = inside(label_of(words, "level", known[0]["level"]))
        text = words("phases.finding.stops.text", n=n, most=int(number(known[0]["n"])), level=level)
    return _stated("stops", words, text, certain_of_count(n), limits)


def state_spread(answer: Answer, words: Words) -> Finding:
    """How many units have taken part (month, n_active, n_units), and how many more than twelve months before."""
    rows = _rows(answer)
    if not rows:
        return _nothing("spread", words, "", {})
    now, units = int(number(rows[-1]["n_active"])), rows[-1]["n_units"]
    if units is None:
        return _stated("spread", words, words("phases.finding.spread.alone", n=now), "sure", {})
    before = int(number(rows[-13]["n_active"])) if len(rows) > 12 else None
    key = "young" if before is None else "text" if now > before else "same"
    more = now - before if before is not None else 0
    places = {"more": more} if key == "text" else {}
    text = words(f"phases.finding.spread.{key}", now=now, all=int(number(units)), **places)
    return _stated("spread", words, text, "sure", {})


def _rows(answer: Answer) -> list[dict[str, Any]]:
    return [] if silent(answer) else answer.copy_rows()


def _way(before: str, after: str) -> str:
    """Whether a change out of the cycle's phases or operation went ahead, back or out; empty for every other."""
    if before not in ORDER:
        return ""
    if after in OUT:
        return "out"
    if after not in ORDER:
        return ""
    return "ahead" if ORDER.index(after) > ORDER.index(before) else "back"


def _stated(name: str, words: Words, text: str, certainty: Certainty, limits: Limits) -> Finding:
    return Finding(text, words(f"phases.finding.{name}.rule", **limits), certainty, False, 1.0, "phases")


def _nothing(name: str, words: Words, why: str, limits: Limits) -> Finding:
    text = words(f"phases.finding.{name}.{why}") if why else words("findings.nothing.plain")
    return Finding(text, words(f"phases.finding.{name}.rule", **limits), "sure", True, 0.0, "phases", bool(why))
