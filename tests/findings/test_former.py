"""A change is said as surely as it is known: from what to what, by how much, and no change where the ends overlap."""

import datetime as dt
import itertools

import pytest

from reformspor.answers import Answer, ask
from reformspor.disclosure import Rule
from reformspor.findings import (
    Goal,
    against_before,
    against_former,
    against_target,
    say_former_period,
    say_goal,
    say_shift,
    total,
)
from reformspor.scope import Scope
from reformspor.words import speak
from tests.views.given import small

NN = speak("nn")
STORE = small()
HALF = Scope(first=dt.date(2025, 7, 1), last=dt.date(2025, 12, 1))


def plain(text: str | None) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def asked(name: str, scope: Scope) -> Answer:
    return ask(STORE, name, scope, Rule.internal())


@pytest.mark.parametrize(
    ("lang", "said"),
    [("nn", "frå 120 til 138 (+15 %)"), ("nb", "fra 120 til 138 (+15 %)"), ("en", "from 120 to 138 (+15%)")],
)
def test_a_known_change_is_said_with_both_amounts_and_per_cent_in_each_language(lang: str, said: str) -> None:
    assert plain(say_shift((138, 138), (120, 120), speak(lang))) == said


def test_a_fall_has_a_true_minus_sign_and_no_change_is_said_to_be_none() -> None:
    assert plain(say_shift((90, 90), (120, 120), NN)) == "frå 120 til 90 (−25 %)"
    assert plain(say_shift((120, 120), (120, 120), NN)) == "som før: 120"


def test_small_or_missing_former_amounts_give_no_per_cent() -> None:
    assert plain(say_shift((4, 4), (3, 3), NN)) == "frå 3 til 4"
    assert plain(say_shift((12, 12), (0, 0), NN)) == "frå 0 til 12"


def test_ends_that_do_not_overlap_give_a_change_between_two_ends() -> None:
    assert plain(say_shift((130, 150), (100, 104), NN)) == "frå 100–104 til 130–150 (+25 % til +50 %)"


def test_ends_that_overlap_claim_no_change_and_wide_ends_say_why() -> None:
    assert "overlappar, så endringa er ikkje sikker" in plain(say_shift((110, 130), (100, 112), NN))
    assert "for mykje er slege saman" in plain(say_shift((100, 400), (10, 90), NN))


def test_no_change_is_claimed_that_some_pair_of_amounts_within_the_ends_would_deny() -> None:
    steps = (100.0, 104.0, 110.0, 118.0)
    for a, b, c, d in itertools.product(steps, repeat=4):
        if a > b or c > d:
            continue
        said = plain(say_shift((a, b), (c, d), NN))
        if "%" in said:
            assert "+" in said if a > d else "−" in said
            assert a > d or b < c


def test_what_is_left_to_a_target_of_a_share_is_percentage_points() -> None:
    goal = Goal(0.9, "higher")
    assert plain(against_target((0.82, 0.82), goal, NN, share=True)) == "mål 90 % eller meir, 8 prosentpoeng att"
    assert "44–53 prosentpoeng" in plain(against_target((0.64, 0.73), Goal(0.2, "lower"), NN, share=True))


def test_shares_change_by_percentage_points() -> None:
    assert plain(say_shift((0.41, 0.41), (0.34, 0.34), NN, share=True)) == "frå 34 % til 41 % (+7 prosentpoeng)"


def test_a_column_is_added_with_its_possible_amounts_in_both_periods() -> None:
    now, former = asked("resources/hours_by_role", HALF), asked("resources/hours_by_role", HALF.former())
    ends, before = total(now, "hours"), total(former, "hours")
    assert ends is not None
    assert before is not None
    rows = now.copy_rows()
    assert ends[0] == pytest.approx(sum(row["hours"] for row in rows))
    assert ends[1] == pytest.approx(sum(row["hours_possible"] for row in rows))
    assert against_former(now, former, NN, "hours") == say_shift(ends, before, NN)


def test_periods_that_are_not_the_one_just_before_are_not_compared() -> None:
    now = asked("sessions/by_kind", HALF)
    other = asked("sessions/by_kind", Scope(first=dt.date(2024, 1, 1), last=dt.date(2024, 6, 1)))
    assert against_former(now, other, NN, "n") is None
    assert against_former(now, None, NN, "n") is None
    assert against_former(asked("sessions/by_kind", Scope()), other, NN, "n") is None


def test_what_came_before_the_first_record_is_no_zero_to_compare_with() -> None:
    first = Scope(first=dt.date(2024, 3, 1), last=dt.date(2024, 6, 1))
    assert against_former(asked("sessions/by_kind", first), asked("sessions/by_kind", first.former()), NN, "n") is None


def test_an_answer_with_both_periods_says_the_same_as_two_answers() -> None:
    both = asked("overview/sessions_total", HALF)
    counted = {row["span"]: row["n"] for row in both.copy_rows() if row["span"] in ("recent", "before")}
    assert against_before(both, NN, "n") == say_shift((counted["recent"],) * 2, (counted["before"],) * 2, NN)


def test_the_period_held_against_is_named_also_when_none_is_chosen() -> None:
    answer = asked("sessions/by_kind", Scope())
    assert say_former_period(Scope(), answer, NN) == "Samanlikna med januar–desember 2024."
    assert say_former_period(HALF, answer, NN) == "Samanlikna med januar–juni 2025."


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((160, 160), "målet 150 eller meir er nådd (årsplanen)"),
        ((138, 138), "mål 150 eller meir, 12 att (årsplanen)"),
        ((130, 140), "mål 150 eller meir, 10–20 att (årsplanen)"),
        ((140, 160), "mål 150 eller meir, uvisst om det er nådd (årsplanen)"),
    ],
)
def test_a_target_says_whether_it_is_met_what_is_left_and_who_set_it(ends: tuple[float, float], said: str) -> None:
    assert plain(against_target(ends, Goal(150, "higher", "årsplanen"), NN)) == said


def test_a_target_to_stay_under_is_met_from_below_and_no_target_is_no_text() -> None:
    assert "er nådd" in plain(against_target((80, 90), Goal(100, "lower"), NN))
    assert plain(against_target((110, 120), Goal(100, "lower"), NN)) == "mål 100 eller mindre, 10–20 att"
    assert against_target((110, 120), None, NN) is None


def test_a_target_is_said_as_it_was_set() -> None:
    assert [plain(say_goal(value, NN)) for value in (0.6, 0.25, 1, 12.5, 3500)] == ["0,6", "0,25", "1", "12,5", "3 500"]
    assert [plain(say_goal(value, NN, share=True)) for value in (0.9, 0.125, 0.07)] == ["90 %", "12,5 %", "7 %"]
