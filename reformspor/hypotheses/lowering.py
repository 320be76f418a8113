"""A verdict an analyst has lowered stays lowered, as the register has it; nothing raises it."""

from __future__ import annotations

from reformspor.effects.gates import gates
from reformspor.effects.verdict import Lowering, Verdict, lower, may_lower
from reformspor.hypotheses.register import Register


def as_lowered(register: Register, outcome: str, verdict: Verdict) -> Verdict:
    """The verdict on an outcome after every lowering of it that still is one, in the order they were made.

    A lowering holds for its outcome and design whatever the numbers become later; where the gates have come to a weaker
    verdict by themselves, there is nothing left to lower.
    """
    for one in register.lowered:
        mine = (one.outcome, one.method) == (outcome, verdict.design) and one.level_to in gates().levels
        if mine and may_lower(verdict, one.level_to):
            verdict = lower(verdict, Lowering(one.level_to, one.why, one.role, one.at))
    return verdict


def lower_levels(verdict: Verdict) -> tuple[str, ...]:
    """The levels a verdict may be lowered to, the strongest first."""
    return tuple(level for level in reversed(gates().levels) if may_lower(verdict, level))
