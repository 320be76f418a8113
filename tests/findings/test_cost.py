"""What is said of cost follows the worked examples, says that it is an estimate, and says what is not in it."""

from __future__ import annotations

import pytest

from reformspor.answers import Answer, ask
from reformspor.disclosure import Rule
from reformspor.findings import (
    Goal,
    estimate_shift,
    glance_estimate,
    per_mille,
    short,
    state_cap,
    state_cost,
    state_cost_basis,
    state_cost_spread,
    state_in_kind,
    state_recorded,
    state_uncosted,
)
from reformspor.findings.amounts import say, say_pair
from reformspor.findings.measures import state_target
from reformspor.findings.money import short_ends, short_parts
from reformspor.questions import QUERIES
from reformspor.scope import Scope, from_text
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.charts.given import answered
from tests.questions.example import read_example
from tests.questions.given import chosen, served

NN, NB, EN = speak("nn"), speak("nb"), speak("en")
RATES = "unit_id VARCHAR, rate_nok DOUBLE, rate_nok_possible DOUBLE"


def plain(text: str) -> str:
    """The text with ordinary spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def worked(name: str, case: int = 0, scope: str = "") -> Answer:
    """The answer to a worked example's given rows, with the settings of its case."""
    example = read_example(QUERIES / f"cost/{name}.md")
    choices = chosen(example.cases[case].settings)
    wanted = from_text(scope) if scope else Scope()
    return ask(DuckStore(served(example)), f"cost/{name}", wanted, Rule.internal(), choices=choices)


def test_the_sum_is_called_an_estimate_and_has_both_ends_and_its_months() -> None:
    found = state_cost(worked("total"), NN)
    assert plain(found.text) == (
        "Overslag: reforma har kosta 120–175 tusen kr og teke i snitt 0,4 årsverk, desember 2023 – april 2024"
    )
    assert found.certainty != "sure"


def test_without_any_rate_no_sum_is_said_but_that_there_is_none() -> None:
    found = state_cost(worked("total", case=3), NN)
    assert found.nothing
    assert found.text == "Ingen timar er kostnadsrekna: ingen av rollene har sats"
    assert glance_estimate(worked("total", case=3), NN, "cost").value == "Ingen satsar"


def test_hours_without_a_rate_are_said_with_their_roles() -> None:
    text = plain(state_uncosted(worked("by_role"), NN).text)
    assert text == "Mellom 22 og 50 timar er ikkje med i overslaget, for denne rolla har ingen sats: medarbeidar"


def test_a_role_for_which_the_rule_counts_less_than_an_hour_costs_is_named() -> None:
    text = plain(state_in_kind(worked("by_role"), NN).text)
    assert "for desse rollene tel regelen mindre enn ein time kostar" in text
    assert "hjelpar" in text
    assert "leiar" in text
    assert "tillitsvald" not in text


def test_recorded_and_computed_cost_stand_beside_each_other_and_are_not_added() -> None:
    text = plain(state_recorded(worked("recorded"), NN).text)
    assert text == (
        "Kommunen har ført 52 tusen kr; overslaget for dei same timane er 41–77 tusen kr. "
        "Dei to skal ikkje leggjast saman"
    )


def test_the_cap_on_hours_a_person_is_judged_by_the_groups_alone() -> None:
    assert "Minst 100 timar er over taket på 1 timar" in plain(state_cap(worked("in_kind_year"), NN).text)
    within = plain(state_cap(worked("in_kind_year", case=3), NN).text)
    assert within.startswith("Ingen kan vera over taket på 1 850 timar per person og år")


def test_the_share_on_registered_hours_is_said_as_a_least_when_too_much_is_merged() -> None:
    assert plain(state_cost_basis(worked("by_basis"), NN).text).startswith("Minst 55 % av overslaget")
    little = [
        {"basis": "registered", "cost": 10.0, "cost_possible": 10.0},
        {"basis": "withheld", "cost": 0.0, "cost_possible": 90.0},
    ]
    assert state_cost_basis(answered(little, "basis VARCHAR, cost DOUBLE, cost_possible DOUBLE"), NN).nothing
    rows = [
        {"basis": "registered", "cost": 80.0, "cost_possible": 80.0},
        {"basis": "estimated", "cost": 15.0, "cost_possible": 15.0},
        {"basis": "withheld", "cost": 0.0, "cost_possible": 5.0},
    ]
    found = state_cost_basis(answered(rows, "basis VARCHAR, cost DOUBLE, cost_possible DOUBLE"), NN)
    assert plain(found.text).startswith("80–85 % av overslaget")


def test_how_units_lie_is_said_by_the_middle_one_and_names_none() -> None:
    rows = [{"unit_id": f"u{n}", "rate_nok": 100_000.0 * n, "rate_nok_possible": 110_000.0 * n} for n in range(1, 10)]
    found = state_cost_spread(answered(rows, RATES), NN)
    assert plain(found.text).startswith("Overslag: den midtarste av 9 einingar ligg på 500–550 tusen kr i året")
    assert not any(f"u{n}" in found.text for n in range(1, 10))
    assert state_cost_spread(answered(rows[:7], RATES), NN).nothing
    wide = [row | {"rate_nok_possible": 9e6} for row in rows]
    assert "halvparten av dei 9 einingane kostar minst 500 tusen kr" in plain(
        state_cost_spread(answered(wide, RATES), NN).text
    )
    unknown = [row | {"rate_nok": 0.0, "rate_nok_possible": 9e6} for row in rows]
    assert state_cost_spread(answered(unknown, RATES), NN).nothing


def test_a_months_cost_is_held_against_its_target_in_short_money() -> None:
    now = worked("total", scope="period=2024-03..2024-04")
    assert state_target("cost_month", now, None, NN) is None
    said = plain(state_target("cost_month", now, Goal(1_000_000, "lower", "budsjettet"), NN) or "")
    assert said == "i månaden: målet 1,00 mill. kr eller mindre er nådd (budsjettet)"


def test_a_change_is_against_the_equally_long_period_before_in_short_money() -> None:
    now, former = (worked("total", scope=f"period=2024-{m:02}..2024-{m:02}") for m in (4, 3))
    assert estimate_shift(now, None, NN, "cost") is None
    assert "tusen kr" in plain(estimate_shift(now, former, NN, "cost") or "")


@pytest.mark.parametrize(
    ("lang", "whole", "millions", "between"),
    [
        ("nn", "kr 1 234 567", "1,23 mill. kr", "mellom kr 1 000 og kr 2 000"),
        ("nb", "kr 1 234 567", "1,23 mill. kr", "mellom kr 1 000 og kr 2 000"),
        ("en", "NOK 1,234,567", "NOK 1.23m", "between NOK 1,000 and NOK 2,000"),
    ],
)
def test_kroner_are_written_as_the_language_writes_them(lang: str, whole: str, millions: str, between: str) -> None:
    words = speak(lang)
    for unit in ("nok", "nok_estimate"):
        assert plain(say(1_234_567.0, words, unit)) == whole
        assert plain(say_pair(1000.0, 1000.0, words, unit)) == between
    assert plain(short(1_234_567.0, words)) == millions


def test_on_a_tile_the_currency_stands_where_the_language_has_it() -> None:
    said = [[plain(part) for part in short_parts(26.0e6, 27.5e6, words)] for words in (NN, speak("nb"), EN)]
    assert said == [["26,0–27,5", "mill. kr"], ["26,0–27,5", "mill. kr"], ["NOK 26.0–27.5", "million"]]


def test_an_amount_keeps_its_scale_at_both_ends_and_nothing_is_a_bare_zero() -> None:
    assert plain(short_ends(0.0, 1_930_000.0, NN)) == "0–1,93 mill. kr"
    assert plain(short_ends(907_000.0, 1_057_000.0, NN)) == "0,91–1,06 mill. kr"
    assert plain(short(9_999.0, NN)) == "kr 9 999"
    assert plain(short(999_600.0, EN)) == "NOK 1.00m"
    assert plain(short(-4_000.0, NN)) == "kr −4 000"
    assert [plain(per_mille(0.0012, words)) for words in (NN, EN)] == ["1,2 ‰", "1.2‰"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sentence_on_the_sum_says_that_it_is_an_estimate(lang: str) -> None:
    words = speak(lang)
    called = "Estimate" if lang == "en" else "Overslag"
    assert state_cost(worked("total"), words).text.startswith(called)
    assert state_in_kind(worked("by_role"), words).text.startswith(called)
