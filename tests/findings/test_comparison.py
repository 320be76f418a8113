"""A figure is held against the period before by its own question, and never more surely than both answers are known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from reformspor.answers import Answer, Hidden, Provenance, ask
from reformspor.disclosure import Rule
from reformspor.findings.comparison import COMPUTED, FOLLOWED, WHY, Comparison, compare, compared
from reformspor.findings.comparison_said import comparison_numbers, comparison_table, say_comparison
from reformspor.questions import load_questions, read_question
from reformspor.scope import Scope, uses
from reformspor.words import LANGUAGES, speak
from tests.questions.header import header
from tests.views.given import small

SQL = "select role, hours from released where $from::DATE is null"
QUESTION = read_question("resources/hours_by_role", header(["role"], ["hours"], people="ledger") + SQL)
NOW = Scope(first=dt.date(2025, 1, 1), last=dt.date(2025, 12, 1))
FORMER = Scope(first=dt.date(2024, 1, 1), last=dt.date(2024, 12, 1))
NARROW, WIDE = ("union_rep", "chief_union_rep", "leader"), ("union_rep_all", "several")
# The narrow roles whose hours a label may hold.
HOLDS = {"union_rep_all": {"union_rep", "chief_union_rep"}, "several": set(NARROW)}
NAMED = ["initiative_id", "barrier_id"]
STORE = small()
# A row's hours that are sure and that are possible besides, each with the role they are of in truth.
ROWS = st.dictionaries(st.sampled_from(NARROW), st.tuples(st.integers(0, 50), st.integers(0, 20), st.booleans()))
GATHERED = st.dictionaries(st.sampled_from(WIDE), st.tuples(st.integers(0, 40), st.randoms(use_true_random=False)))


def told(rows: list[tuple[str, float, float]], scope: Scope) -> Answer:
    """The answer whose rows are role, hours and hours_possible."""
    origin = Provenance(
        "liten", "x", "Eksempel", "", dt.date(2025, 12, 31), "2026-01-01", True, (), "reformspor", "f" * 64,
        dt.date(2023, 1, 1),
    )  # fmt: skip
    frame = pd.DataFrame(rows, columns=["role", "hours", "hours_possible"])
    return Answer(QUESTION, frame, scope, Rule.internal(), origin, Hidden(), "ok" if rows else "no_data")


def a_period(own: dict, gathered: dict, scope: Scope) -> tuple[Answer, dict[str, float]]:
    """An answer, and how many hours each role truly had: what is gathered lies with one of the roles it may be of."""
    rows, truth = [], dict.fromkeys(NARROW, 0.0)
    for role, (sure, more, inside) in own.items():
        rows.append((role, float(sure), float(sure + more)))
        truth[role] += sure + (more if inside else 0)
    for label, (hours, chance) in gathered.items():
        rows.append((label, float(hours), float(hours)))
        truth[chance.choice(sorted(HOLDS[label]))] += hours
    return told(rows, scope), truth


@settings(max_examples=300, deadline=None)
@given(ROWS, GATHERED, ROWS, GATHERED)
def test_what_truly_changed_lies_between_the_two_ends_of_the_change(own, gathered, own_before, gathered_before):
    now, truth = a_period(own, gathered, NOW)
    former, truth_before = a_period(own_before, gathered_before, FORMER)
    held = compared(now, former)
    for row in held.rows:
        if row.change is None:
            continue
        role = row.codes[0][1] if row.codes else None
        true = [sum(amounts.values()) if role is None else amounts[role] for amounts in (truth_before, truth)]
        assert row.change[0] <= true[1] - true[0] <= row.change[1]
        assert row.change == (row.now[0] - row.before[1], row.now[1] - row.before[0])
    # No hours before and none now are not told of.
    if own and own_before and any(one.frame["hours_possible"].sum() for one in (now, former)):
        assert any(row.change is not None for row in held.rows)


def test_a_role_whose_hours_may_lie_under_a_gathered_name_has_not_surely_fallen():
    now = told([("union_rep", 10.0, 10.0), ("union_rep_all", 90.0, 90.0)], NOW)
    former = told([("union_rep", 100.0, 100.0)], FORMER)
    rows = {row.codes: row for row in compared(now, former).rows}
    assert rows[()].change == (0.0, 0.0)
    assert rows[(("role", "union_rep"),)].change == (-90.0, 0.0)
    assert rows[(("role", "union_rep_all"),)].gathered
    assert rows[(("role", "union_rep_all"),)].change is None


def test_a_role_the_ledger_has_no_row_of_is_no_zero_and_a_code_nothing_was_counted_of_is_one():
    gone = compared(told([("leader", 5.0, 5.0)], NOW), told([("union_rep", 5.0, 5.0)], FORMER))
    assert {row.codes[0][1]: row.change for row in gone.rows if row.codes} == {"leader": None, "union_rep": None}
    counted = replace(QUESTION, people="none: tal på økter")
    now, former = (replace(told([(role, 5.0, 5.0)], scope), question=counted)
                   for role, scope in (("leader", NOW), ("union_rep", FORMER)))  # fmt: skip
    changes = {row.codes[0][1]: row.change for row in compared(now, former).rows if row.codes}
    assert changes == {"leader": (5.0, 5.0), "union_rep": (-5.0, -5.0)}


def held_by(name: str, scope: Scope, rule: Rule | None = None) -> Comparison:
    rule = rule or Rule.internal()
    return compare(ask(STORE, name, scope, rule), lambda asked, within: ask(STORE, asked, within, rule))


def test_without_a_chosen_period_the_twelve_last_whole_months_are_held_against_the_twelve_before():
    held = held_by("sessions/held_by_month", Scope())
    assert held.implied == "all"
    assert held.former is not None
    assert (held.now.scope.first, held.former.scope.first) == (dt.date(2025, 1, 1), dt.date(2024, 1, 1))
    said = say_comparison(held, speak("nn"), "Om figuren")
    now, before = (int(ask(STORE, "sessions/held_by_month", scope, Rule.internal()).frame["n"].sum())
                   for scope in (NOW, FORMER))  # fmt: skip
    assert f"frå {before} til {now} (" in said.replace("\N{NO-BREAK SPACE}", " ")
    assert "Siste tolv heile månader, til og med desember 2025" in said


def test_before_the_first_record_there_is_nothing_to_compare_with_and_the_line_says_when_the_data_begin():
    held = held_by("sessions/held_by_month", FORMER)
    assert held.why == "begins"
    assert "januar 2024" in say_comparison(held, speak("nn"), "Om figuren")


def test_a_reason_is_given_for_exactly_the_questions_that_heed_no_period():
    questions = load_questions()
    assert WHY.keys() <= questions.keys()
    without = {name for name, one in questions.items() if not uses(one.parameters, "period")}
    assert without <= WHY.keys()
    # These heed the period in other ways than by being about it.
    otherwise = {"barriers/ageing", "barriers/history", "data/locked_changes", "data/targets", "sessions/listing"}
    # Of this one nothing could be compared: every row is a quarter or a year, and no two of them add up.
    # All that has come in since the start grows with every month, so no period is held against another.
    # Two periods of what was measured tell neither the reform's part nor chance's, and what is missing is no amount.
    measured = {f"outcomes/{name}" for name in ("dose", "held", "indicators", "missing", "panel", "waves")}
    alone = {"barriers/cumulative_flow", "capacity/support_ratio"}
    assert WHY.keys() - without == {*otherwise, *FOLLOWED, *measured, *alone}
    # What a method computes is no question of its own.
    assert not COMPUTED.keys() & questions.keys()


def test_every_reason_is_said_in_every_language():
    held = held_by("resources/hours_by_role", NOW)
    own = {"supposed", "one", "unheeded", "begins", "nothing_now", "nothing_before", "hidden", "uneven"}
    every = own | {*WHY.values(), *COMPUTED.values()}
    for lang in LANGUAGES:
        said = {say_comparison(replace(held, why=why), speak(lang), "x") for why in every}
        assert len(said) == len(every)


def test_only_what_holds_nothing_before_the_day_of_the_snapshot_is_said_to_be_of_what_is_to_come():
    for name, why in WHY.items():
        if why not in ("ahead", "both") or name.startswith("scenario/"):
            continue
        frame = ask(STORE, name, Scope(), Rule.internal()).frame
        days = [column for column in ("day_from", "week_from", "month_from", "session_date", "date") if column in frame]
        first = min((pd.Timestamp(day) for column in days for day in frame[column]), default=None)
        if why == "both":
            assert first is not None, name
            assert first < pd.Timestamp(2025, 12, 1), name
        else:
            assert first is None or first >= pd.Timestamp(2025, 12, 29), name


def test_a_public_comparison_stands_on_public_answers_alone():
    public = Rule.public()
    held = held_by("resources/hours_by_role_month", NOW, public)
    assert held.rows
    for answer, scope in ((held.now, NOW), (held.former, FORMER)):
        assert answer is not None
        assert answer.rule == public
        pd.testing.assert_frame_equal(answer.frame, ask(STORE, answer.name, scope, public).frame)
    inside = {(row.value, row.codes): row for row in held_by("resources/hours_by_role_month", NOW).rows}
    for row in held.rows:
        other = inside[row.value, row.codes]
        for ends, known in ((row.before, other.before), (row.now, other.now)):
            # What is sure to the public is at most what is sure inside the house.
            assert (ends is None) == (known is None)
            assert ends is None or known is None or (ends[0] <= known[0] and ends[1] >= known[1])


def test_a_hidden_period_is_said_to_be_hidden_and_no_number_of_it_is_shown():
    shown = told([("leader", 50.0, 50.0)], NOW)
    hidden = replace(told([], FORMER), state="hidden")
    for now, former in ((shown, hidden), (replace(hidden, scope=NOW), replace(shown, scope=FORMER))):
        held = compared(now, former)
        assert held.why == "hidden"
        assert held.rows == ()
        assert "50" not in say_comparison(held, speak("nn"), "x")
        assert comparison_table(held, speak("nn")).empty
        assert comparison_numbers(held, speak("nn")).empty


def test_a_period_that_is_not_over_is_told_to_be_so():
    scope = Scope(first=dt.date(2025, 7, 1), last=dt.date(2026, 6, 1))
    assert "Perioden er ikkje over." in say_comparison(held_by("sessions/held_by_month", scope), speak("nn"), "x")
    assert "ikkje over" not in say_comparison(held_by("sessions/held_by_month", NOW), speak("nn"), "x")


def test_a_list_that_names_a_barrier_beside_each_initiative_counts_the_initiatives():
    question = read_question("phases/stops", header(["initiative_id", "at"], ["days"], unit="days") + SQL)
    rows = [("T1", "B1"), ("T1", "B2"), ("T2", "B3")]
    now, former = (
        replace(told([], scope), question=question, state="ok", frame=pd.DataFrame(some, columns=NAMED))
        for scope, some in ((NOW, rows), (FORMER, rows[:1]))
    )
    (whole,) = compared(now, former).wholes
    assert (whole.value, whole.before, whole.now) == ("initiatives", (1.0, 1.0), (2.0, 2.0))


def test_stays_in_a_phase_are_compared_by_how_long_they_lasted_and_not_by_how_many_there_were():
    written = header(["phase", "initiative_id", "from_date"], ["days"], unit="days") + SQL
    question = read_question("phases/time_in_phase", written)
    columns = ["phase", "initiative_id", "from_date", "days", "median_days"]
    told_of = {
        NOW: [("explore", "T1", 60), ("explore", "T2", 60), ("paused", "T3", None)],
        FORMER: [("explore", "T1", 90)],
    }
    now, former = (
        replace(
            told([], scope),
            question=question,
            state="ok",
            frame=pd.DataFrame([(*row[:2], scope.first, 7, row[2]) for row in rows], columns=columns),
        )
        for scope, rows in told_of.items()
    )
    held = compared(now, former)
    by_phase = {row.codes: row for row in held.rows if row.codes}
    assert {row.value for row in held.rows} == {"median_days"}
    explore = by_phase[(("phase", "explore"),)]
    assert (explore.before, explore.now, explore.change) == ((90.0, 90.0), (60.0, 60.0), (-30.0, -30.0))
    # No phase that half of the stays have not left has a middle.
    assert (("phase", "paused"),) not in by_phase
    for lang in LANGUAGES:
        assert speak(lang)("questions.columns.median_days") in str(comparison_table(held, speak(lang))).lower()
