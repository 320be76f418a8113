"""What a study is told was registered: the hypothesis that was first, and a lot only when it was cast once, in time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from reformspor.answers import Answer, ask
from reformspor.answers.asked import Surroundings, surroundings
from reformspor.disclosure import Rule
from reformspor.effects.draw import Order, draw_order
from reformspor.effects.hypothesis import Hypothesis
from reformspor.effects.panel import Panel
from reformspor.hypotheses import KeptDraw, Opening, Register, Registered
from reformspor.scope import Scope
from tests.views.effect_given import effect_store

UNITS = tuple(f"u{n}" for n in range(6))
DAYS = tuple(dt.date(2021 + month // 12, month % 12 + 1, 1) for month in range(24))
LOT = draw_order(UNITS, ("2022-01", "2022-04"), "frø").order
assert LOT is not None
DREW = Hypothesis("docs", "lower", "did", 1.0, drawn=LOT.digest)


@cache
def answers() -> tuple[Answer, Answer]:
    rule, store = Rule.internal(), effect_store()
    return (
        ask(store, "outcomes/panel", Scope(indicators=("docs",)), rule),
        ask(store, "milestones/all", Scope(), rule),
    )


def told(register: Register, panel: Panel | None = None) -> Surroundings:
    values, milestones = answers()
    return surroundings(values, panel or begun(), register, milestones, lambda code: None)


def begun() -> Panel:
    """The units as the lot fell."""
    assert LOT is not None
    begins = {unit: {"2022-01": 12, "2022-04": 15}[step] for unit, step in LOT.order}
    return Panel(UNITS, DAYS, "month", np.zeros((6, 24)), tuple(begins[unit] for unit in UNITS))


def kept(at: str, line: int = 1, order: Order | None = None) -> KeptDraw:
    assert LOT is not None
    return KeptDraw(order or LOT, "researcher", at, line)


@pytest.mark.parametrize(
    ("draws", "counts"),
    [
        ((kept("2021-11-05T08:00:00+00:00"),), True),
        # After the first unit had begun, a seed could be looked for that gives the order they already had.
        ((kept("2022-01-15T08:00:00+00:00"),), False),
        ((kept("2023-11-05T08:00:00+00:00"),), False),
        # A lot that is cast until it pleases.
        (
            (
                kept("2021-10-05T08:00:00+00:00", 1, draw_order(UNITS, ("2022-01", "2022-04"), "anna").order),
                kept("2021-11-05T08:00:00+00:00", 2),
            ),
            False,
        ),
        # Other units were drawn before.
        (
            (
                kept("2021-10-05T08:00:00+00:00", 1, draw_order(("a", "b", "c"), ("2022-01", "2022-04"), "s").order),
                kept("2021-11-05T08:00:00+00:00", 2),
            ),
            True,
        ),
    ],
)
def test_a_lot_counts_when_it_was_the_first_and_came_before_any_unit_began(
    draws: tuple[KeptDraw, ...], counts: bool
) -> None:
    register = Register((Registered(DREW, "e", 9),), draws=draws)
    assert told(register).asked.drawn is counts


def test_who_replaces_the_first_hypothesis_after_the_fact_cannot_fall_back_on_another_that_was_in_time() -> None:
    first = replace(DREW, drawn="", method="did")
    beside = Registered(replace(first, method="its", comparison="before"), "e", 2)
    late = Registered(
        replace(first, smallest=0.1, former=first.digest), "e", 4, opened=Opening("docs", "e", "leader", "2023", 3)
    )
    register = Register((Registered(first, "e", 1, replaced=late.hash), beside, late))
    found = told(register)
    assert found.registered == late
    assert not found.asked.in_time
    standing = told(Register((Registered(first, "e", 1), beside))).registered
    assert standing is not None
    assert standing.hash == first.digest
