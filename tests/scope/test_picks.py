"""A pick narrows the page to what is both chosen and picked, never widens it, and leaves its own figure whole."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformspor.scope import Scope, Trees, parameters
from reformspor.scope.picks import Pick, narrowed, picked, read_picks

UNITS = ("U1", "U2", "U3", "U4")
TREES = Trees(
    places={"unit:U1": frozenset({"U1"})},
    sectors={"planning": frozenset({"U1", "U2"}), "culture": frozenset({"U3", "U4"})},
)
HEAT = "resources/unit_month_per_100_fte"


def pick(question: str = HEAT, **codes: str) -> Pick:
    return Pick(question, tuple(codes.items()))


def leaves(scope: Scope) -> set[str]:
    """The units a question is asked of; all of them when none are chosen."""
    bound = parameters(scope, TREES, as_of=dt.date(2025, 12, 31), sure_band=5)["unit"]
    return set(UNITS) if bound is None else set(bound)


def test_an_address_says_what_is_picked_and_in_which_figure() -> None:
    picks, unread = read_picks({"pick_unit": f"U2@{HEAT}", "pick_period": f"2025-03@{HEAT}", "unit": "U1"}, UNITS)
    assert picks == (Pick(HEAT, (("period", "2025-03"), ("unit", "U2"))),)
    assert unread == []


def test_two_figures_have_a_pick_each() -> None:
    picks, _ = read_picks({"pick_role": "helper@a/b", "pick_period": f"2025-03@{HEAT}"}, UNITS)
    assert {one.question for one in picks} == {"a/b", HEAT}


@pytest.mark.parametrize(
    "address",
    [{"pick_role": "nobody@a/b"}, {"pick_unit": "U9@a/b"}, {"pick_period": "2025-13@a/b"}, {"pick_role": "@a/b"}],
)
def test_a_pick_that_cannot_be_read_is_named_and_picks_nothing(address: dict[str, str]) -> None:
    picks, unread = read_picks(address, UNITS)
    assert picks == ()
    assert unread == [next(iter(address)).removeprefix("pick_")]


def test_a_pick_without_its_figure_is_no_pick() -> None:
    assert read_picks({"pick_role": "helper"}, UNITS) == ((), [])


def test_a_unit_picked_among_the_units_of_a_sector_leaves_the_unit_alone() -> None:
    scope = narrowed(Scope(sectors=("planning",)), [pick(unit="U2")], TREES)
    assert leaves(scope) == {"U2"}


def test_a_pooled_sector_picked_among_chosen_units_leaves_the_units_of_the_sector() -> None:
    scope = narrowed(Scope(units=("U1", "U3")), [pick(sector="planning")], TREES)
    assert leaves(scope) == {"U1"}


def test_a_quarter_picked_across_the_edge_of_the_period_is_cut_at_it() -> None:
    base = Scope(first=dt.date(2025, 2, 1), last=dt.date(2025, 12, 1))
    scope = narrowed(base, [pick(period="2025-01..2025-03")], TREES)
    assert (scope.first, scope.last) == (dt.date(2025, 2, 1), dt.date(2025, 3, 1))


def test_the_figure_of_a_pick_heeds_the_other_picks_and_the_filters_only() -> None:
    base = Scope(phases=("explore",))
    seen = picked(base, (pick(unit="U2"), pick("a/b", role="helper")), TREES)
    assert seen.of(HEAT) == Scope(phases=("explore",), roles=("helper",))
    assert seen.of("a/b") == Scope(phases=("explore",), units=("U2",))
    assert seen.of("any/other") == Scope(phases=("explore",), roles=("helper",), units=("U2",))


def test_without_picks_every_question_has_the_scope_of_the_filters() -> None:
    base = Scope(roles=("helper",))
    assert picked(base, (), TREES).of(HEAT) is base


@given(
    chosen=st.sets(st.sampled_from(UNITS), min_size=1),
    wanted=st.sampled_from([{"unit": unit} for unit in UNITS] + [{"sector": "planning"}, {"sector": "culture"}]),
)
def test_a_pick_never_widens_the_units_it_shares_something_with(chosen: set[str], wanted: dict[str, str]) -> None:
    base = Scope(units=tuple(sorted(chosen)))
    alone = leaves(Scope.from_address(wanted))
    after = leaves(narrowed(base, [pick(**wanted)], TREES))
    assert after == ((chosen & alone) or alone)


@given(
    held=st.sets(st.sampled_from(["helper", "leader", "union_rep", "employee"])),
    wanted=st.sets(st.sampled_from(["helper", "leader", "union_rep", "employee"]), min_size=1),
)
def test_a_group_of_roles_keeps_what_is_chosen_of_it(held: set[str], wanted: set[str]) -> None:
    scope = narrowed(Scope(roles=tuple(sorted(held))), [pick(role=",".join(sorted(wanted)))], TREES)
    assert set(scope.roles) == ((held & wanted) or wanted)
