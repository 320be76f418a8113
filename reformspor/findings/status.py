"""Good, watch or act by a measure's rule; a number between two ends has a status when both ends have the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reformspor.choices import StatusRule
from reformspor.choices.said import source_said, value_said
from reformspor.findings.former import Ends, Goal, reached
from reformspor.words import Words

Grade = Literal["good", "watch", "act"]
State = Literal["good", "watch", "act", "unsure"]
WORST: dict[Grade, int] = {"good": 0, "watch": 1, "act": 2}


@dataclass(frozen=True)
class Status:
    """A state with its word, and in `rule` the rule it follows from: limits, owner and source, ready to read."""

    state: State
    word: str
    rule: str


def grade(value: float, rule: StatusRule) -> Grade:
    """What a known value is by the rule. Where lower is better a limit is reached from below, itself included;
    where higher is better a value must be under the limit."""
    act, watch = (value >= limit if rule.better == "lower" else value < limit for limit in (rule.act, rule.watch))
    return "act" if act else "watch" if watch else "good"


def judge(ends: Ends, rule: StatusRule) -> tuple[Grade, Grade]:
    """The best and the worst that a value between two ends can be; equal when the status is sure."""
    grades = sorted((grade(end, rule) for end in ends), key=WORST.__getitem__)
    return grades[0], grades[-1]


def state_status(ends: Ends | None, rule: StatusRule | None, words: Words, goal: Goal | None = None) -> Status | None:
    """The status of a measure in words; None without a rule or without a number.

    It follows its own limits and no target, which its word and its rule say where the number is good and the `goal` is
    missed, or the other way round.
    """
    if rule is None or ends is None:
        return None
    best, worst = judge(ends, rule)
    limits = {name: value_said(words, value, rule.unit) for name, value in (("watch", rule.watch), ("act", rule.act))}
    owner = words.code("role", rule.owner) if rule.owner else words("status.no_owner")
    said = words(f"status.rule.{rule.better}", **limits)
    said = words("status.rule.whose", rule=said, owner=owner, source=source_said(words, rule))
    if best == worst:
        word, against = words(f"status.word.{best}"), "missed" if best == "good" else "met"
        if goal is not None and reached(ends, goal) == against:
            word, said = words(f"status.but.{against}", word=word), f"{said} {words('status.rule.target')}"
        return Status(best, word, said)
    between = words("status.between", best=words(f"status.in.{best}"), worst=words(f"status.in.{worst}"))
    low, high = (value_said(words, end, rule.unit) for end in ends)
    return Status("unsure", between, f"{words('status.why_unsure', low=low, high=high)} {said}")
