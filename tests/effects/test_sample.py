"""A sample by lot is the same on every machine, holds of every stratum while there is room, and never more than it."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from reformspor.effects.sample import ALGORITHM, draw_sample, shares

THINGS = {f"S{n:02}": "abc"[n % 3] for n in range(9)} | {f"T{n:02}": "d" for n in range(21)}


def test_the_lot_can_be_reckoned_by_anybody() -> None:
    drawn = [one.name for one in draw_sample(THINGS, 4, "7") if one.stratum == "d"]
    lots = {
        name: hashlib.sha256(f"{ALGORITHM}|7|{stratum}|{name}".encode()).hexdigest()
        for name, stratum in THINGS.items()
        if stratum == "d"
    }
    assert drawn == sorted(lots, key=lots.__getitem__)[:1]


def test_the_sample_of_a_seed_does_not_hang_on_the_order_the_things_came_in() -> None:
    turned = dict(reversed(THINGS.items()))
    assert draw_sample(THINGS, 12, "1") == draw_sample(turned, 12, "1")
    assert draw_sample(THINGS, 12, "1") != draw_sample(THINGS, 12, "2")


def test_what_is_rare_is_there_and_the_rest_goes_by_how_many_there_are() -> None:
    assert shares({"a": 3, "b": 3, "c": 3, "d": 21}, 10) == {"a": 1, "b": 1, "c": 1, "d": 7}
    assert shares({"a": 1, "b": 1, "c": 98}, 4) == {"a": 1, "b": 1, "c": 2}


def test_with_fewer_places_than_strata_the_largest_come_first_and_by_name_where_they_are_alike() -> None:
    assert shares({"b": 2, "a": 2, "c": 9}, 2) == {"b": 0, "a": 1, "c": 1}


@pytest.mark.parametrize("size", [0, -3])
def test_a_sample_of_nothing_is_empty(size: int) -> None:
    assert draw_sample(THINGS, size, "1") == ()
    assert draw_sample({}, 5, "1") == ()


@settings(max_examples=80, deadline=None)
@given(
    some.dictionaries(some.text(min_size=1, max_size=4), some.sampled_from("abcde"), max_size=30), some.integers(0, 40)
)
def test_every_sample_has_its_size_each_thing_once_and_no_stratum_more_than_it_holds(
    strata: dict[str, str], size: int
) -> None:
    drawn = draw_sample(strata, size, "x")
    assert len(drawn) == min(size, len(strata))
    assert len({one.name for one in drawn}) == len(drawn)
    held, taken = Counter(strata.values()), Counter(one.stratum for one in drawn)
    assert all(taken[name] <= held[name] for name in held)
    if size >= len(held):
        assert set(taken) == set(held)
    assert all((one.of, one.drawn) == (held[one.stratum], taken[one.stratum]) for one in drawn)
