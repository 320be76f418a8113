"""Outcomes are gathered by group, and survey waves become differences, by sums that can be done by hand."""

import datetime as dt
import math

import duckdb
import pytest

from reformspor.answers import Answer, ask
from reformspor.answers.outcomes import baseline_answer, course_answer, standardised
from reformspor.answers.waves import difference, waves_answer, welch
from reformspor.disclosure import Rule
from reformspor.scope import Scope
from reformspor.snapshot.schema import create_served
from reformspor.store import DuckStore

LEVELS = {"a": 10.0, "b": 12.0, "c": 20.0, "d": 21.0, "e": 22.0, "f": 25.0}
JOINS = {"a": dt.date(2024, 1, 15), "b": dt.date(2024, 4, 1)}


def store(outcomes: bool = True) -> DuckStore:
    con = duckdb.connect()
    create_served(con)
    con.execute("insert into meta values ('as_of', '2024-12-31')")
    for place, unit in enumerate(LEVELS):
        con.execute(
            "insert into units (unit_id, name, sector, reform_start_date, headcount) values (?, ?, 'culture', ?, ?)",
            [unit, unit.upper(), JOINS.get(unit), 20 + place],
        )
        for month in range(14 if outcomes else 0):
            con.execute(
                "insert into outcomes (indicator, unit_id, period, value, n_persons, provisional, definition_break) "
                "values ('docs', ?, ?, ?, 30, ?, ?)",
                [
                    unit, dt.date(2023 + month // 12, month % 12 + 1, 1), LEVELS[unit] + (month >= 12),
                    "yes" if month == 13 else "no", "yes" if month == 12 and unit == "c" else "no",
                ],
            )  # fmt: skip
    return DuckStore(con)


def asked(name: str, held: DuckStore) -> Answer:
    return ask(held, f"outcomes/{name}", Scope(), Rule.internal())


def test_the_course_is_the_mean_of_each_group_with_quartiles_where_there_are_four_units() -> None:
    held = store()
    rows = course_answer(asked("panel", held), asked("starts", held)).copy_rows()
    assert len(rows) == 28
    first = {row["group"]: row for row in rows if row["month"] == dt.date(2023, 1, 1)}
    assert (first["joins"]["mean"], first["joins"]["low"], first["joins"]["n_units"]) == (11, None, 2)
    assert (first["stays"]["mean"], first["stays"]["low"], first["stays"]["high"]) == (22, 20.75, 22.75)
    assert [row["month"] for row in rows if row["definition_break"]] == [dt.date(2024, 1, 1)]
    assert {row["month"] for row in rows if row["provisional"]} == {dt.date(2024, 2, 1)}


def test_the_baseline_is_the_year_before_the_first_start_and_apart_is_standardised() -> None:
    held = store()
    answer = baseline_answer(asked("panel", held), asked("starts", held), {"docs": "Dokumentasjon"})
    rows = {(row["measure"], row["group"]): row for row in answer.copy_rows()}
    joins, stays = rows["docs", "joins"], rows["docs", "stays"]
    assert (joins["mean"], stays["mean"]) == (11, 22)
    assert (joins["month_from"], joins["month_to"]) == (dt.date(2023, 1, 1), dt.date(2023, 12, 1))
    assert joins["apart"] == pytest.approx(-11 / math.sqrt((2 + 14 / 3) / 2))
    assert rows["docs", "2024-01-01"]["n_units"] == 1
    assert rows["docs", "2024-01-01"]["apart"] is None
    assert rows["headcount", "stays"]["mean"] == 23.5
    assert ("fte", "stays") not in rows


def test_groups_without_spread_have_no_standardised_difference() -> None:
    assert standardised([1.0, 1.0], [2.0, 2.0]) is None
    assert standardised([1.0], [2.0, 3.0]) is None


def test_nobody_has_begun_and_there_is_no_baseline() -> None:
    con = duckdb.connect()
    create_served(con)
    con.execute("insert into meta values ('as_of', '2024-12-31')")
    empty = DuckStore(con)
    assert baseline_answer(asked("panel", empty), asked("starts", empty), {}).state == "no_data"
    assert course_answer(asked("panel", empty), asked("starts", empty)).state == "no_data"
    assert waves_answer(asked("waves", empty), asked("starts", empty)).state == "no_data"


def test_welchs_interval_is_that_of_the_tables() -> None:
    # Alike in size and spread there are 18 degrees of freedom, and where one has no spread those of the other, 9.
    assert welch(1, 10, 1, 10) == pytest.approx(2.100922 * math.sqrt(0.2), abs=1e-5)
    assert welch(1, 10, 0, 30) == pytest.approx(2.262157 * math.sqrt(0.1), abs=1e-5)
    assert welch(0, 15, 0, 10) is None


def answered(mean: float, sd: float | None, n: int, invited: int | None) -> dict[str, object]:
    return {"mean": mean, "sd": sd, "n": n, "n_invited": invited}


def test_units_are_pooled_as_if_their_answers_lay_in_one_heap() -> None:
    found = difference([answered(4, 1, 10, 20), answered(2, 1, 10, 20)], [answered(3, 1, 40, 40)])
    assert found["mean"] == 3
    assert found["difference"] == 0
    assert found["response"] == 0.5
    assert not found["weak"]
    # Ten of 4 and ten of 2, each with sums of squares 9: 18 within and 20 between, over 19.
    width = welch(math.sqrt(38 / 19), 20, 1, 40)
    assert width is not None
    assert found["high"] == pytest.approx(width)


@pytest.mark.parametrize(
    ("now", "weak", "interval"),
    [
        ((4, 1, 10, 30), True, True),
        ((4, 1, 10, None), True, True),
        ((4, 1, 10, 9), True, True),
        ((4, None, 10, 20), False, False),
    ],
)
def test_a_weak_response_is_marked_and_without_spread_there_is_no_interval(
    now: tuple[float, float | None, int, int | None], weak: bool, interval: bool
) -> None:
    found = difference([answered(*now)], [answered(3, 1, 40, 40)])
    assert found["weak"] is weak
    assert (found["low"] is not None) is interval


def test_the_two_latest_waves_are_compared_in_the_units_that_answered_both() -> None:
    held = store(outcomes=False)
    con = held._connection
    for wave, month, units in (("w1", 1, "abc"), ("w2", 6, "abc"), ("w3", 9, "bcd")):
        for unit in units:
            con.execute(
                "insert into surveys (indicator, wave, period, unit_id, mean, sd, n_answers, n_invited, "
                "definition_break) values ('say', ?, ?, ?, ?, 1, 20, 30, ?)",
                [wave, dt.date(2024, month, 1), unit, 3 + month / 10, "yes" if wave == "w3" and unit == "c" else "no"],
            )
    rows = {row["unit_id"]: row for row in waves_answer(asked("waves", held), asked("starts", held)).copy_rows()}
    assert list(rows) == ["all", "joins", "stays", "b", "c"]
    assert (rows["b"]["wave"], rows["b"]["wave_before"], rows["joins"]["together"]) == ("w3", "w2", 1)
    assert rows["b"]["difference"] == pytest.approx(0.3)
    assert rows["c"]["broken"]
    assert (rows["c"]["difference"], rows["all"]["difference"], rows["all"]["low"]) == (None, None, None)
