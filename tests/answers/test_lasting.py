"""How long barriers wait and stand, as answers: who counts, from when, and which groups have too few for a curve."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pandas as pd
import pytest

from reformspor.answers import Answer, ask
from reformspor.answers.lasting import (
    ALL,
    ANSWERED,
    CLOSED,
    curve_answer,
    ends_answer,
    group_answer,
    groups_of,
    pace_test,
    stride_of,
)
from reformspor.disclosure import Rule
from reformspor.scope import Scope
from reformspor.store import DuckStore
from tests.views.histories import asked_of, waited_and_stood, without_barriers


@pytest.fixture(scope="module")
def store() -> DuckStore:
    return waited_and_stood()


def asked(store: DuckStore, name: str = "barriers/time_to_answer", **scope: object) -> Answer:
    return ask(store, name, Scope(**scope), Rule.internal())  # type: ignore[arg-type]


def row(answer: Answer, group: str) -> dict[str, object]:
    return next(one for one in answer.copy_rows() if one["group"] == group)


def test_a_group_is_counted_once_among_all_and_once_for_each_type(store: DuckStore) -> None:
    groups = {group.code: group for group in groups_of(asked(store), ANSWERED, "types")}
    rows = asked(store).copy_rows()
    assert groups[ALL].seen.n + groups[ALL].untold + groups[ALL].never == len(rows)
    parts = [group for code, group in groups.items() if code != ALL]
    assert (
        sum(one.seen.n + one.untold + one.never for one in parts) == sum(len(one["types"]) for one in rows) > len(rows)
    )


def test_few_barriers_or_few_ends_give_no_curve_but_a_row_with_the_reason(store: DuckStore) -> None:
    panel = asked(store)
    groups = group_answer(panel, ANSWERED, "level", "durations/answer_levels")
    drawn = {one["group"] for one in curve_answer(panel, ANSWERED, "level", "durations/answer_by_level").copy_rows()}
    assert {ALL, "agency", "ministry"} == drawn
    assert (row(groups, "vendor")["lack"], row(groups, "parliament")["lack"]) == ("barriers", "ends")
    assert row(groups, "parliament")["n"] == 20
    assert row(groups, "parliament")["median"] is None
    assert not row(groups, "agency")["lack"]


def test_the_numbers_at_risk_are_told_at_even_days_and_no_curve_goes_on_with_fewer_than_ten(store: DuckStore) -> None:
    rows = curve_answer(asked(store), ANSWERED, "level", "durations/answer_by_level").copy_rows()
    marks = sorted({one["day"] for one in rows if one["mark"]})
    assert marks[0] == 0
    assert len(marks) <= 6
    assert len({after - before for before, after in pairwise(marks)}) == 1
    # An end takes away the tenth on its own day, never one before it.
    assert all(one["at_risk"] >= 10 for one in rows if one["ended"])


def test_a_status_alone_and_a_late_registration_are_left_out_and_counted_from_their_day(store: DuckStore) -> None:
    answers = row(group_answer(asked(store), ANSWERED, "level", "durations/answer_levels"), ALL)
    stood = row(group_answer(asked(store, "barriers/time_to_end"), CLOSED, "level", "durations/end_levels"), ALL)
    assert stood["untold"] == 3
    assert (answers["late"], stood["late"]) == (1, 1)
    assert stood["never"] == 1
    assert stood["n"] == len(asked(store, "barriers/time_to_end").frame) - 3 - 1 == stood["n_barriers"]


def test_a_barrier_asked_about_at_two_levels_is_two_askings_and_one_barrier() -> None:
    con = without_barriers()
    for number in range(4):
        asked_of(con, f"A{number}", "agency", None, "")
    con.execute(
        'insert into barrier_events (event_id, barrier_id, "at", to_status, to_level) '
        "values ('999', 'A0', date '2025-03-01', 'raised', 'ministry')"
    )
    whole = row(group_answer(asked(DuckStore(con)), ANSWERED, "level", "durations/answer_levels"), ALL)
    assert (whole["n"], whole["n_barriers"]) == (5, 4)


def test_ends_and_what_has_none_sum_to_one_on_every_day(store: DuckStore) -> None:
    ends = ends_answer(asked(store, "barriers/time_to_end"), "durations/ends").frame
    assert set(ends["outcome"]) == {"resolved", "partly", "rejected", "lapsed", "open"}
    assert ends.groupby("day")["share"].sum().to_numpy() == pytest.approx(1.0, abs=1e-5)


def test_a_curve_is_the_one_reckoned_by_hand(store: DuckStore) -> None:
    # Of 30 asked of the agencies, one is answered each fifth day from the fifth on and none is lost: after ten
    # answers two thirds still wait.
    rows = curve_answer(asked(store, levels=("agency",)), ANSWERED, "level", "durations/answer_by_level").copy_rows()
    at = {one["day"]: one for one in rows if one["group"] == "agency"}
    assert (at[0]["at_risk"], at[5]["at_risk"], at[50]["at_risk"]) == (30, 30, 21)
    assert at[50]["share"] == pytest.approx(20 / 30, abs=1e-6)
    assert row(group_answer(asked(store), ANSWERED, "level", "durations/answer_levels"), "agency")["median"] == 77.5


def test_levels_are_tested_against_one_another_and_one_alone_is_not(store: DuckStore) -> None:
    test = pace_test(asked(store), ANSWERED)
    assert test is not None
    assert test.freedom == 1
    assert test.p < 0.01
    assert pace_test(asked(store, levels=("agency",)), ANSWERED) is None


def test_read_as_of_an_earlier_day_what_came_later_has_not_happened(store: DuckStore) -> None:
    early = group_answer(
        ask(store, "barriers/time_to_answer", Scope(as_of=dt.date(2025, 2, 10)), Rule.internal()),
        ANSWERED,
        "level",
        "durations/answer_levels",
    )
    late = group_answer(asked(store), ANSWERED, "level", "durations/answer_levels")
    assert row(early, ALL)["ended"] < row(late, ALL)["ended"]  # type: ignore[operator]
    assert row(early, ALL)["goes_on"] > row(late, ALL)["goes_on"]  # type: ignore[operator]


def test_nobody_asked_gives_no_rows_and_no_curve(store: DuckStore) -> None:
    nobody = asked(store, levels=("eea",))
    assert group_answer(nobody, ANSWERED, "level", "durations/answer_levels").state == "no_data"
    assert curve_answer(nobody, ANSWERED, "level", "durations/answer_by_level").frame.equals(pd.DataFrame([]))


@pytest.mark.parametrize(("longest", "stride"), [(0, 7), (35, 7), (36, 14), (300, 60), (1200, 365), (9000, 730)])
def test_at_most_five_strides_reach_the_longest_while_a_stride_is_long_enough(longest: int, stride: int) -> None:
    assert stride_of(longest) == stride
