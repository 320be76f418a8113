"""What a municipality chooses is held against its definition, and bad choices are said with key, value and remedy."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformspor.choices import Wrong, choice_parameters, choices_from, load_definitions, release_norms, used_by
from reformspor.choices.said import name_said, range_said, source_said, used_said, value_said, wrong_said
from reformspor.contract import load_contract
from reformspor.words import LANGUAGES, speak

BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"rates": {"helper": {"hourly_nok": -1}}}, "outside", "rates.helper.hourly_nok"),
    ({"rates": {"helpar": {"hourly_nok": 1}}}, "unknown_role", "rates.helpar.hourly_nok"),
    ({"norm": {"hours_per_fte": 0}}, "outside", "norm.hours_per_fte"),
    ({"norm": {"hours_per_fte": "mange"}}, "wrong_kind", "norm.hours_per_fte"),
    ({"norm": {"hours_per_fte": True}}, "wrong_kind", "norm.hours_per_fte"),
    ({"norm": {"hours_per_fte": float("nan")}}, "wrong_kind", "norm.hours_per_fte"),
    ({"norm": {"hours_per_fte": float("inf")}}, "wrong_kind", "norm.hours_per_fte"),
    ({"norm": {"hours_per_ftee": 1750}}, "unknown", "norm.hours_per_ftee"),
    ({"norm": {"release": {"boss": 3}}}, "unknown_role", "norm.release.boss"),
    ({"norm": {"release": 3}}, "not_whole", "norm.release"),
    ({"norm": {"release": {"helper": 3}, "release_pct": {"helper": 5}}}, "twice", "norm.release.helper"),
    ({"protection": {"k": 2}}, "outside", "protection.k"),
    ({"protection": {"order": "roles"}}, "unknown_code", "protection.order"),
    ({"periods": {"roles": ["leader", "boss"]}}, "unknown_role", "periods.roles"),
    ({"periods": {"roles": []}}, "unknown_role", "periods.roles"),
    ({"discussed_on": "i fjor"}, "wrong_kind", "discussed_on"),
    ({"discussed_on": dt.datetime(2026, 1, 1)}, "wrong_kind", "discussed_on"),
    ({"municipality": {"number": "42"}}, "form", "municipality.number"),
    ({"targets": {"helper_fill": 1.2}}, "outside", "targets.helper_fill"),
    ({"targets": {"helper_full": 1}}, "unknown", "targets.helper_full"),
    ({"status": {"helper_fill": {"watch": 0.5}}}, "order", "status.helper_fill.act"),
    ({"status": {"helper_gap": {"act": 0}}}, "order", "status.helper_gap.act"),
    ({"status": {"sessions_month": {"watch": 10}}}, "half_rule", "status.sessions_month.act"),
    ({"norm": {"hours_per_fte": {"value": 1700, "kjelde": "x"}}}, "not_sourced", "norm.hours_per_fte"),
    ({"norm": {"hours_per_fte": {"source": "x"}}}, "not_sourced", "norm.hours_per_fte"),
    ({"norm": {"hours_per_fte": {"value": 1700, "source": 3}}}, "wrong_kind", "norm.hours_per_fte.source"),
    ({"sources": {"kommune": {"rhythm": "dayly"}}}, "unknown_code", "sources.kommune.rhythm"),
]


@pytest.mark.parametrize(("said", "code", "key"), BAD, ids=[f"{code} {key}" for _, code, key in BAD])
def test_a_bad_setting_is_named_and_nothing_of_the_file_holds(said: dict[str, Any], code: str, key: str) -> None:
    choices = choices_from({"purpose": "Betre tid", **said})
    assert [(one.code, one.key) for one in choices.wrong] == [(code, key)]
    assert choices == choices_from({})
    for lang in LANGUAGES:
        text, remedy = wrong_said(speak(lang), choices.wrong[0])
        assert "settings.toml" in text
        assert key in text
        assert remedy


def test_everything_that_is_wrong_is_said_at_once() -> None:
    choices = choices_from({"norm": {"hours_per_fte": 0}, "rates": {"helper": {"hourly_nok": -5}}, "purpos": "x"})
    assert {one.key for one in choices.wrong} == {"norm.hours_per_fte", "rates.helper.hourly_nok", "purpos"}
    assert wrong_said(speak("en"), choices.wrong[-1])[1] == "Did you mean “purpose”?"


def test_what_is_near_nothing_is_told_what_may_stand_there_and_not_asked_whether_it_meant_all_of_it() -> None:
    remedy = wrong_said(speak("en"), choices_from({"rates": {"sjef": {"hourly_nok": 500}}}).wrong[0])[1]
    assert remedy.startswith("Here may stand: challenger, helper")
    assert "Did you mean" not in remedy


def test_own_choices_come_before_the_defaults_and_keep_their_source() -> None:
    choices = choices_from({"norm": {"hours_per_fte": {"value": 1695.5, "source": "Avtale"}}})
    held = choices.get("norm.hours_per_fte")
    assert held is not None
    assert (held.value, held.source, held.origin) == (1695.5, "Avtale", "own")
    assert choices_from({}).number("norm.hours_per_fte") == 1750
    assert choices.number("in_kind.most_per_hour") == 1100


def test_choices_of_the_constructed_municipality_hold_only_for_it_and_say_so() -> None:
    real, made = choices_from({}), choices_from({}, constructed=True)
    assert real.by_role("rates", "annual_salary_nok") == {}
    assert made.by_role("rates", "annual_salary_nok")["helper"] > 0
    assert {one.origin for one in made.under("rates")} == {"constructed"}
    assert real.target("helper_fill") is None
    own = choices_from({"rates": {"helper": {"annual_salary_nok": 1}}}, constructed=True)
    assert own.by_role("rates", "annual_salary_nok")["helper"] == 1


def test_the_digest_changes_with_value_and_source_and_nothing_else() -> None:
    plain = choices_from({})
    same = choices_from({"targets": {}})
    valued = choices_from({"norm": {"hours_per_fte": 1700}})
    sourced = choices_from({"norm": {"hours_per_fte": {"value": 1700, "source": "Vedtak"}}})
    assert plain == same
    assert hash(plain) == hash(same)
    assert len({plain, valued, sourced}) == 3


def test_rates_are_bound_in_the_same_places_and_per_cent_of_release_become_hours() -> None:
    choices = choices_from(
        {
            "rates": {"leader": {"hourly_nok": 700}, "helper": {"annual_salary_nok": 620000}},
            "norm": {"hours_per_fte": 1800, "release": {"union_rep": 15}, "release_pct": {"chief_union_rep": 10}},
        }
    )
    bound = choice_parameters(choices)
    assert bound["rate_roles"] == ["helper", "leader"]
    assert bound["rate_hourly"] == [None, 700]
    assert bound["rate_salary"] == [620000, None]
    assert release_norms(choices) == {"chief_union_rep": 15.0, "union_rep": 15.0}
    assert bound["release_roles"] == ["chief_union_rep", "union_rep"]


def test_an_answer_tells_every_choice_behind_its_parameters_and_no_other() -> None:
    choices = choices_from({"norm": {"release_pct": {"union_rep": 5}}, "rates": {"helper": {"hourly_nok": 500}}})
    assert [one.key for one in used_by({"norm_hours"}, choices)] == ["norm.hours_per_fte"]
    assert [one.key for one in used_by({"rate_roles", "rate_hourly"}, choices)] == ["rates.helper.hourly_nok"]
    assert {one.key for one in used_by({"release_norm_h"}, choices)} == {
        "norm.hours_per_fte", "norm.release_pct.union_rep",
    }  # fmt: skip
    assert used_by({"from", "to", "role_sure"}, choices) == ()


def test_settings_under_a_figure_are_said_with_value_unit_and_source_and_many_are_counted() -> None:
    rates = {role: {"hourly_nok": {"value": 500, "source": "Lønssystemet"}} for role in ("helper", "leader", "elected")}
    choices = choices_from({"rates": rates})
    said = used_said(speak("nn"), used_by({"norm_hours", "rate_roles"}, choices)).replace("\N{NO-BREAK SPACE}", " ")
    assert said == (
        "Rekna med: timar i eit årsverk 1 750 timar i året (framlegg, ikkje vedteke i kommunen) og "
        "3 innstillingar under «Timesatsar» (Lønssystemet)."
    )
    assert used_said(speak("nn"), ()) == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_setting_has_its_name_meaning_unit_and_source_in_words(lang: str) -> None:
    words, known = speak(lang), load_definitions()
    for one in known.known:
        assert words.has(f"choices.about.{one.word}"), one.name
        assert words.has(f"choices.group.{one.group}")
        assert words.has(f"choices.lead.{one.group}")
        if "<" not in one.name:
            assert name_said(words, one)
    for constructed in (False, True):
        for choice in choices_from({}, constructed=constructed).held.values():
            assert name_said(words, choice.definition)
            assert value_said(words, choice.value, choice.unit)
            assert source_said(words, choice)
            assert isinstance(range_said(words, choice.definition), str)


def test_measures_are_the_codes_a_target_may_be_set_for() -> None:
    assert tuple(load_definitions().measures) == load_contract().codes["measure"]


def test_the_defaults_and_the_constructed_choices_are_themselves_allowed() -> None:
    for choice in choices_from({}, constructed=True).held.values():
        said: Any = list(choice.value) if isinstance(choice.value, tuple) else choice.value
        for name in reversed(choice.key.split(".")):
            said = {name: said}
        wrong = choices_from(said).wrong
        assert all(one.code in ("order", "half_rule") for one in wrong), (choice.key, wrong)


@given(st.floats(allow_nan=True, allow_infinity=True) | st.integers() | st.booleans() | st.text())
def test_whatever_stands_as_a_norm_either_holds_or_is_said(value: object) -> None:
    choices = choices_from({"norm": {"hours_per_fte": value}})
    allowed = type(value) in (int, float) and 1000 <= float(str(value)) <= 2500
    assert bool(choices.wrong) is not allowed
    assert choices.number("norm.hours_per_fte") == (value if allowed else 1750)
    for one in choices.wrong:
        assert isinstance(one, Wrong)
        assert wrong_said(speak("nn"), one)[0]


def test_the_constructed_municipality_never_bears_a_real_ones_name() -> None:
    choices = choices_from({"municipality": {"name": "Vår kommune"}})
    assert choices.municipality("KOMMUNEN", constructed=False) == "Vår kommune"
    assert choices.municipality("Eksempel kommune", constructed=True) == "Eksempel kommune"
    assert choices_from({}).municipality("KOMMUNEN", constructed=False) == "KOMMUNEN"
