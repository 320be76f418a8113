"""The order of joining is a lot anybody can draw again, fair, and within strata where there are any."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace

import pytest

from reformspor.effects.draw import ALGORITHM, draw_order, repeats

UNITS = tuple(f"e{n}" for n in range(1, 8))
STEPS = ("2027-01", "2027-04", "never")


def test_the_lot_can_be_reckoned_by_hand() -> None:
    drawn = draw_order(UNITS, STEPS, "44 8 12", {}).order
    assert drawn is not None
    lots = {unit: hashlib.sha256(f"{ALGORITHM}|44 8 12||{unit}".encode()).hexdigest() for unit in UNITS}
    assert [unit for unit, _ in drawn.order] == sorted(UNITS, key=lots.__getitem__)
    assert [step for _, step in drawn.order] == [*STEPS, *STEPS, "2027-01"]


def test_the_same_seed_gives_the_same_for_ever_and_another_another() -> None:
    drawn = draw_order(UNITS, STEPS, "frø").order
    assert drawn is not None
    # The order this algorithm gave the day it was made: a change of it is a new algorithm, with a name of its own.
    assert " ".join(unit for unit, _ in drawn.order) == "e6 e3 e2 e1 e7 e5 e4"
    assert drawn == draw_order(UNITS, STEPS, "frø").order
    assert len({draw_order(UNITS, STEPS, f"frø {n}").order for n in range(50)}) > 45


def test_units_named_in_another_order_are_drawn_the_same() -> None:
    one, other = draw_order(UNITS, STEPS, "frø").order, draw_order(UNITS[::-1], STEPS, "frø").order
    assert one is not None
    assert other is not None
    assert one.order == other.order


def test_every_unit_is_as_likely_at_every_step() -> None:
    held = Counter(pair for n in range(1500) for pair in _order(f"s{n}"))
    for unit in UNITS[:6]:
        counts = [held[unit, step] for step in STEPS]
        # Three of seven at the first step, two at each of the others.
        assert counts[0] == pytest.approx(1500 * 3 / 7, abs=85)
        assert counts[1] == pytest.approx(1500 * 2 / 7, abs=80)


def _order(seed: str) -> tuple[tuple[str, str], ...]:
    drawn = draw_order(UNITS, STEPS, seed).order
    assert drawn is not None
    return drawn.order


def test_within_strata_each_is_dealt_over_the_steps() -> None:
    strata = {unit: "helse" if number < 4 else "skule" for number, unit in enumerate(UNITS)}
    drawn = draw_order(UNITS, ("2027-01", "never"), "x", strata).order
    assert drawn is not None
    held = Counter((strata[unit], step) for unit, step in drawn.order)
    assert (held["helse", "2027-01"], held["helse", "never"]) == (2, 2)
    assert sorted((held["skule", "2027-01"], held["skule", "never"])) == [1, 2]
    assert drawn.assignments == 6 * 3
    assert drawn.sizes == {"2027-01": 4, "never": 3}


def test_a_draw_that_was_changed_does_not_repeat() -> None:
    drawn = draw_order(UNITS, STEPS, "frø").order
    assert drawn is not None
    assert repeats(drawn)
    assert not repeats(replace(drawn, order=(drawn.order[1], drawn.order[0], *drawn.order[2:])))
    assert not repeats(replace(drawn, seed="anna"))
    assert not repeats(replace(drawn, algorithm="ukjend-2"))


@pytest.mark.parametrize(
    ("units", "steps", "seed", "strata", "code"),
    [
        (("a",), ("1", "2"), "x", {}, "draw_few"),
        (("a", "b", "a"), ("1", "2"), "x", {}, "draw_twice"),
        (("a", "b"), ("1", "1"), "x", {}, "draw_twice"),
        (("a", "b"), ("1",), "x", {}, "draw_steps"),
        (("a", "b"), ("1", "2", "3"), "x", {}, "draw_steps"),
        (("a", "b"), ("1", "2"), "  ", {}, "draw_seed"),
        (("a", "b"), ("1", "2"), "x", {"a": "p"}, "draw_stratum"),
        (("a", "b"), ("1", "2"), "x", {"a": "p", "b": "q"}, "draw_alone"),
    ],
)
def test_what_cannot_be_drawn_says_why(
    units: tuple[str, ...], steps: tuple[str, ...], seed: str, strata: dict[str, str], code: str
) -> None:
    found = draw_order(units, steps, seed, strata)
    assert found.order is None
    assert code in {one.code for one in found.refused}
