"""Who stands apart is named only where intervals do not overlap, and who is slowest only where a test says so."""

from __future__ import annotations

import duckdb
import pytest

from reformspor.answers import Answer, ask
from reformspor.answers.lasting import ANSWERED, group_answer, pace_test
from reformspor.disclosure import Rule
from reformspor.findings import state_answered, state_groups, state_joining
from reformspor.scope import Scope
from reformspor.store import DuckStore
from reformspor.words import speak
from tests.views.histories import asked_of, without_barriers

WORDS = speak("nn")


def answers(con: duckdb.DuckDBPyConnection, name: str = "barriers/response") -> Answer:
    return ask(DuckStore(con), name, Scope(), Rule.internal())


def spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_two_whose_intervals_do_not_overlap_are_named_with_their_counts() -> None:
    con = without_barriers()
    for number in range(20):
        asked_of(con, f"A{number}", "agency", 10, "will_join" if number < 18 else "refuses")
        asked_of(con, f"M{number}", "ministry", 10, "will_join" if number < 1 else "refuses")
    said = state_joining(answers(con), WORDS)
    assert spaced(said.text) == (
        "Direktorat eller etat vil oftast vera med, departement sjeldnast: "
        "18 av 20 · 90 % (70–97 %) mot 1 av 20 · 5 % (1–24 %)"
    )
    assert not said.nothing


def test_two_whose_intervals_overlap_are_not_set_apart() -> None:
    con = without_barriers()
    for number in range(20):
        asked_of(con, f"A{number}", "agency", 10, "will_join" if number < 9 else "refuses")
        asked_of(con, f"M{number}", "ministry", 10, "will_join" if number < 6 else "refuses")
    assert state_joining(answers(con), WORDS).nothing


def test_of_nine_asked_no_share_is_worked_out() -> None:
    con = without_barriers()
    for number in range(9):
        asked_of(con, f"A{number}", "agency", 10, "will_join")
    said = state_joining(answers(con), WORDS)
    assert said.nothing
    assert "%" not in said.text
    assert state_answered(answers(con), WORDS).nothing


@pytest.mark.parametrize(("slowest", "named"), [(10, False), (90, True)])
def test_the_slowest_is_named_only_where_the_test_tells_them_apart(slowest: int, named: bool) -> None:
    con = without_barriers()
    for number in range(24):
        asked_of(con, f"A{number}", "agency", 10 + number % 5, "refuses")
        asked_of(con, f"M{number}", "ministry", slowest + number % 5, "refuses")
    panel = answers(con, "barriers/time_to_answer")
    groups = group_answer(panel, ANSWERED, "level", "durations/answer_levels")
    said = state_groups(groups, pace_test(panel, ANSWERED), WORDS, "answer", "level")
    assert said.nothing != named
    assert ("svarar departement seinast" in said.text) == named


def test_a_half_that_is_never_reached_is_later_than_any_that_is() -> None:
    con = without_barriers()
    for number in range(40):
        asked_of(con, f"A{number}", "agency", 10 + number % 5, "refuses")
        asked_of(con, f"M{number}", "ministry", 50 if number < 12 else None, "refuses")
    panel = answers(con, "barriers/time_to_answer")
    groups = group_answer(panel, ANSWERED, "level", "durations/answer_levels")
    said = state_groups(groups, pace_test(panel, ANSWERED), WORDS, "answer", "level")
    assert "svarar departement seinast (halvparten: ikkje nådd), direktorat eller etat raskast (12 dagar" in said.text
