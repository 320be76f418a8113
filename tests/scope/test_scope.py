"""A scope means the same in the address bar, in a sentence and in SQL."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reformspor.contract import load_contract
from reformspor.errors import ReformsporError
from reformspor.scope import Scope, Trees, address_text, from_text, parameters, uses
from reformspor.words import speak

CODES = load_contract().codes
MONTHS = st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 1)).map(lambda day: day.replace(day=1))
TREES = Trees(
    roles={
        "union_rep": frozenset({"union_rep"}),
        "local_union_rep": frozenset({"local_union_rep"}),
        "union_rep_all": frozenset({"union_rep", "local_union_rep"}),
        "several": frozenset({"union_rep", "local_union_rep", "helper"}),
    },
    places={
        "unit:1": frozenset({"1"}),
        "unit:2": frozenset({"2"}),
        "sector:culture": frozenset({"1", "2"}),
        "municipality": frozenset({"1", "2", "3"}),
    },
    sectors={"culture": frozenset({"1", "2"}), "technical": frozenset({"3"})},
)


def bound(scope: Scope) -> dict[str, object]:
    return parameters(scope, TREES, as_of=dt.date(2026, 1, 1), sure_band=5)


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    first, last = sorted(draw(st.tuples(MONTHS, MONTHS)))
    chosen = {
        field: tuple(draw(st.lists(st.sampled_from(CODES[name]), unique=True, max_size=3)))
        for field, name in {"roles": "role", "phases": "phase", "levels": "level", "types": "barrier_type"}.items()
    }
    units = tuple(draw(st.lists(st.text("abcæøå0-9,%&=+ ", min_size=1), unique=True, max_size=3)))
    return Scope(
        first=draw(st.sampled_from([None, first])),
        last=draw(st.sampled_from([None, last])),
        as_of=draw(st.none() | st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31))),
        units=units,
        **chosen,
    )


@settings(derandomize=True)
@given(scopes())
def test_an_address_read_back_is_the_same_scope(scope: Scope) -> None:
    assert Scope.from_address(scope.address()) == scope
    assert from_text(address_text(scope)) == scope


def test_an_address_holds_codes_and_whole_months() -> None:
    scope = from_text("period=2024-01..2024-12&role=union_rep,helper")
    assert scope.first == dt.date(2024, 1, 1)
    assert scope.last == dt.date(2024, 12, 1)
    assert scope.roles == ("union_rep", "helper")
    assert scope.address() == {"period": "2024-01..2024-12", "role": "union_rep,helper"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("role=union_repp", "union_rep"),
        ("rolle=helper", "role"),
        ("period=2024-13..2024-14", "2024-01..2024-12"),
        ("period=2024-05..2024-01", "byrjar"),
        ("as_of=2024-02-30", "2025-12-31"),
        ("as_of=20240229", "2025-12-31"),
        ("period=0000-01..2024-01", "2024-01..2024-12"),
        ("period=0001-01..0001-12", "2024-01..2024-12"),
        ("period=..9999-12", "2024-01..2024-12"),
        ("as_of=0001-01-01", "2025-12-31"),
        ("as_of=9999-12-31", "2025-12-31"),
    ],
)
def test_an_address_that_means_nothing_is_named_with_the_nearest(text: str, said: str) -> None:
    with pytest.raises(ReformsporError) as caught:
        from_text(text)
    assert said in speak("nn")(caught.value.key, **caught.value.details)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("nn", "januar–mars 2024 · tillitsvald og hjelpar · Barnehagen"),
        ("nb", "januar–mars 2024 · tillitsvalgt og hjelper · Barnehagen"),
        ("en", "January–March 2024 · union representative and helper · Barnehagen"),
    ],
)
def test_a_scope_is_said_in_the_readers_language(lang: str, sentence: str) -> None:
    scope = from_text("period=2024-01..2024-03&role=union_rep,helper&unit=U1")
    assert scope.sentence(speak(lang), {"U1": "Barnehagen"}).lower() == sentence.lower()


def test_a_day_to_read_from_stands_in_the_address_and_is_said_in_the_sentence() -> None:
    scope = from_text("as_of=2024-02-29&type=law")
    assert scope.as_of == dt.date(2024, 2, 29)
    assert scope.address() == {"as_of": "2024-02-29", "type": "law"}
    assert "slik det stod 29. februar 2024" in scope.sentence(speak("nn"))
    assert not scope.is_empty


def test_the_former_period_is_as_long_and_ends_where_this_begins() -> None:
    former = from_text("period=2024-01..2024-03&role=helper").former()
    assert former is not None
    assert former.address() == {"period": "2023-10..2023-12", "role": "helper"}
    assert Scope().former() is None


def test_every_period_an_address_can_say_can_be_asked_of() -> None:
    for text in (
        "period=1000-01..2999-12",
        "period=2999-12..",
        "period=..1000-01",
        "as_of=1000-01-01",
        "as_of=2999-12-31",
    ):
        scope = from_text(text)
        before, as_of = scope.former(), scope.as_of or dt.date(2026, 1, 1)
        assert before is None or before.last < scope.first  # type: ignore[operator]
        assert scope.recent(as_of).first is not None
        assert parameters(scope, TREES, as_of=as_of, sure_band=5)["holidays"]
    assert Scope(first=dt.date(1000, 1, 1), last=dt.date(2999, 12, 1)).former() is None


def test_nothing_chosen_binds_nulls() -> None:
    values = bound(Scope())
    assert {name for name, value in values.items() if value is not None} == {"as_of", "holidays", "sure_band"}


def test_a_pooled_label_is_sure_only_when_all_it_covers_is_chosen() -> None:
    one = bound(Scope(roles=("union_rep",), units=("1",)))
    assert one["role_sure"] == ["union_rep"]
    assert one["role_possible"] == ["several", "union_rep", "union_rep_all"]
    assert one["place_sure"] == ["unit:1"]
    assert one["place_possible"] == ["municipality", "sector:culture", "unit:1"]
    both = bound(Scope(roles=("union_rep", "local_union_rep"), sectors=("culture",)))
    assert both["role_sure"] == ["local_union_rep", "union_rep", "union_rep_all"]
    assert both["place_sure"] == ["sector:culture", "unit:1", "unit:2"]


def test_a_pooled_phase_is_never_sure() -> None:
    values = bound(Scope(phases=("explore",)))
    assert values["phase_sure"] == ["explore"]
    assert values["phase_possible"] == ["explore", "several"]


def test_a_sector_without_units_matches_nothing_rather_than_everything() -> None:
    assert bound(Scope(sectors=("planning",)))["unit"] == []


def test_a_question_uses_the_filters_whose_parameters_it_binds() -> None:
    assert uses({"from", "role_sure"}, "period")
    assert uses({"from", "role_sure"}, "role")
    assert not uses({"from", "role_sure"}, "phase")
