"""What else could explain what was found: codes of the words, the strongest first."""

from __future__ import annotations

from collections.abc import Mapping

from reformspor.effects.result import Fact
from reformspor.effects.verdict import Verdict

# A gate that is not met, and the explanation it leaves open, the strongest first.
BY_GATE = (
    ("competing", "competing"),
    ("drifted", "drift"),
    ("pretest", "drift"),
    ("definition", "definition"),
    ("missing", "missing"),
    ("leave_one_out", "one_unit"),
    ("agree", "methods_differ"),
    ("residuals", "residuals"),
    ("pretest_power", "weak_pretest"),
    ("honest", "bent_trend"),
    ("registered", "chosen_after"),
    ("before_opening", "chosen_after"),
)
# What nothing in the numbers can rule out, by design.
ALWAYS = {"its": ("alone",), "did": ("spillover",), "synthetic": ("alone",)}
BY_CHANCE = frozenset({"its_p", "did_p", "synthetic_p", "placebo_dates"})


def against(verdict: Verdict, measured: Mapping[str, Fact]) -> tuple[str, ...]:
    """The explanations that are left. Chance comes first where the numbers do not stand out; that the units chose when
    to begin, and learn from each other, is always left where the order was not drawn."""
    unmet = set(verdict.unmet)
    found = ["chance"] if unmet & BY_CHANCE else []
    if measured.get("control_silent") is False:
        found.append("control_moved")
    found += [code for gate, code in BY_GATE if gate in unmet and _was_read(verdict, gate)]
    if measured.get("worst_first") is True:
        found.append("worst_first")
    if verdict.design == "did" and measured.get("drawn") is not True:
        found.append("chosen_order")
    return tuple(dict.fromkeys((*found, *ALWAYS.get(verdict.design, ()))))


def _was_read(verdict: Verdict, gate: str) -> bool:
    """Whether anything was measured for a gate: what was not speaks for nothing."""
    seen = verdict.seen(gate)
    return seen is not None and any(read.value is not None for read in seen.reads)
