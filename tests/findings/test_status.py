"""A status follows from its rule alone, and a number between two ends has one only when both ends agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reformspor.choices import StatusRule, choices_from
from reformspor.findings.former import Goal
from reformspor.findings.status import WORST, grade, judge, state_status
from reformspor.words import LANGUAGES, speak

GAP = choices_from({"status": {"helper_gap": {"watch": 2, "act": 8, "owner": "hr_lead", "source": "Vedtak 12"}}}).rule(
    "helper_gap"
)
FILL = choices_from({"status": {"helper_fill": {"watch": 0.95, "act": 0.8}}}).rule("helper_fill")
assert GAP is not None
assert FILL is not None
amounts = st.floats(min_value=0, max_value=100, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "state"), [(0, "good"), (1.99, "good"), (2, "watch"), (7.9, "watch"), (8, "act"), (80, "act")]
)
def test_where_lower_is_better_a_limit_is_reached_from_below(value: float, state: str) -> None:
    assert grade(value, GAP) == state


@pytest.mark.parametrize(
    ("value", "state"), [(1, "good"), (0.95, "good"), (0.9499, "watch"), (0.8, "watch"), (0.7999, "act"), (0, "act")]
)
def test_where_higher_is_better_a_value_must_be_under_the_limit(value: float, state: str) -> None:
    assert grade(value, FILL) == state


@pytest.mark.parametrize(
    ("ends", "state"),
    [
        ((0, 1), "good"),
        ((0, 2), "unsure"),
        ((3, 7), "watch"),
        ((3, 8), "unsure"),
        ((0, 80), "unsure"),
        ((9, 80), "act"),
    ],
)
def test_a_number_between_two_ends_has_a_status_only_when_it_is_sure(ends: tuple[float, float], state: str) -> None:
    status = state_status(ends, GAP, speak("nn"))
    assert status is not None
    assert status.state == state
    assert status.word.startswith("Uviss") is (state == "unsure")


@pytest.mark.parametrize(
    ("ends", "goal", "said"),
    [
        ((1, 1), Goal(0, "lower"), True),
        ((1, 1), Goal(1, "lower"), False),
        ((0, 1), Goal(0, "lower"), False),
        ((4, 4), Goal(5, "lower"), True),
        ((4, 4), Goal(0, "lower"), False),
        ((1, 3), Goal(0, "lower"), False),
        ((1, 1), None, False),
    ],
)
def test_a_status_that_tells_otherwise_than_the_target_says_what_it_follows(
    ends: tuple[float, float], goal: Goal | None, said: bool
) -> None:
    for lang in LANGUAGES:
        words = speak(lang)
        status = state_status(ends, GAP, words, goal)
        assert status is not None
        assert (words("status.rule.target") in status.rule) is said
        # What is good and yet not at its target is not called good alone.
        assert (status.word in [words(f"status.word.{code}") for code in ("good", "watch", "act")]) is (
            status.state != "unsure" and not said
        )


@given(amounts, amounts, st.sampled_from([GAP, FILL]))
def test_every_value_between_the_ends_is_no_better_and_no_worse_than_is_said(
    one: float, other: float, rule: StatusRule
) -> None:
    low, high = sorted((one, other))
    best, worst = judge((low, high), rule)
    for part in range(11):
        inside = grade(low + (high - low) * part / 10, rule)
        assert WORST[best] <= WORST[inside] <= WORST[worst]


@given(amounts, amounts)
def test_what_is_worse_never_has_a_better_status(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert WORST[grade(low, GAP)] <= WORST[grade(high, GAP)]
    assert WORST[grade(high, FILL)] <= WORST[grade(low, FILL)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_status_says_its_limits_its_owner_and_its_source(lang: str) -> None:
    words = speak(lang)
    status = state_status((3, 3), GAP, words)
    assert status is not None
    for part in ("2", "8", words.code("role", "hr_lead"), "Vedtak 12"):
        assert part in status.rule
    default = choices_from({}).rule("helper_gap")
    said = state_status((3, 3), default, words)
    assert said is not None
    assert words("choices.source.proposed") in said.rule


def test_without_a_rule_or_a_number_there_is_no_status() -> None:
    assert state_status((1, 1), None, speak("nn")) is None
    assert state_status(None, GAP, speak("nn")) is None
    assert choices_from({}).rule("sessions_month") is None


def test_the_states_have_words_of_their_own_so_that_colour_is_never_needed() -> None:
    for lang in LANGUAGES:
        said = [state_status(ends, GAP, speak(lang)) for ends in ((0, 0), (3, 3), (9, 9), (0, 9))]
        assert len({one.word for one in said if one is not None}) == 4
