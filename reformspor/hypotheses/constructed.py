"""The constructed municipality's register: what was expected before its first unit began, and when it was opened.

Constructed like all else of the demo, and said to be so wherever it is shown. One hypothesis was changed before anybody
had looked, so that a reader sees that the old one stays.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import cache

from reformspor.effects.hypothesis import Hypothesis
from reformspor.hypotheses.entry import CHAIN, Entry

SOURCE = "demo"
# Before the first unit began, in September 2022; opened when the last month of the demo had been delivered.
REGISTERED, CHANGED, OPENED = "2022-03-14T09:00:00+00:00", "2022-05-02T12:30:00+00:00", "2026-11-02T08:00:00+00:00"
ROLE = "researcher"
FIRST = (
    Hypothesis("doc_share", "lower", "did", 1.0, family="reform", because="Færre krav om føring gjev mindre føring."),
    Hypothesis("sick_leave", "lower", "did", 1.0, family="reform", because="Meir medråderett kan gje mindre fråvær."),
    Hypothesis("decision_days", "lower", "did", 2.0, family="reform", because="Færre ledd gjev kortare tid til svar."),
    Hypothesis("say_in_work", "higher", "did", 0.2, family="reform", because="Reforma skal gje meir medråderett."),
)
# Opened without anybody having said what they expected: of it nothing more than a description can be given.
UNEXPECTED = ("overtime", "autonomy", "pulse_trust")


@cache
def constructed_entries() -> tuple[Entry, ...]:
    """The lines of the constructed register, sealed like any other."""
    first = [replace(one, role=ROLE, at=REGISTERED) for one in FIRST]
    sick = next(one for one in first if one.outcome == "sick_leave")
    # An agreed limit of half a percentage point took the place of the first proposal.
    changed = replace(sick, smallest=0.5, at=CHANGED, former=sick.digest)
    lines = [Entry("hypothesis", one.at, ROLE, SOURCE, asdict(one), True) for one in (*first, changed)]
    seen = [*(one.outcome for one in FIRST), *UNEXPECTED]
    opened = [Entry("opening", OPENED, ROLE, SOURCE, {"outcome": outcome}, True) for outcome in seen]
    return tuple(CHAIN.linked((), [*lines, *opened]))
