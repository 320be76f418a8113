"""The answers about outcomes and starts become a panel that leaves out what would mislead, and says so."""

import datetime as dt

import duckdb
import numpy as np
import pytest

from reformspor.answers import ask
from reformspor.answers.panelled import breaks_of, panel_of
from reformspor.disclosure import Rule
from reformspor.effects.panel import Panel
from reformspor.scope import Scope
from reformspor.snapshot.schema import create_served
from reformspor.store import DuckStore

UNITS = {
    "u1": ("upbringing", dt.date(2024, 3, 18), "yes"),
    "u2": ("culture", None, "no"),
    "u3": ("upbringing", dt.date(2024, 2, 1), "no"),
    "u4": ("culture", None, "yes"),
    "u5": ("upbringing", dt.date(2026, 1, 1), None),
}


def store(*, other: bool = False) -> DuckStore:
    con = duckdb.connect()
    create_served(con)
    con.execute("insert into meta values ('as_of', '2024-12-31')")
    for unit, (sector, start, treated) in UNITS.items():
        con.execute(
            "insert into units (unit_id, name, sector, reform_start_date, treated) values (?, ?, ?, ?, ?)",
            [unit, unit.upper(), sector, start, treated],
        )
        for month in range(1, 7):
            if (unit, month) != ("u2", 4):
                con.execute(
                    "insert into outcomes (indicator, unit_id, period, value, numerator, denominator, n_persons, "
                    "provisional, definition_break) values ('docs', ?, ?, ?, ?, 200, ?, ?, ?)",
                    [
                        unit, dt.date(2024, month, 1), month, 2 * month, 9 if (unit, month) == ("u1", 2) else 40,
                        "yes" if month == 6 else "no", "yes" if (unit, month) == ("u5", 5) else "no",
                    ],
                )  # fmt: skip
    con.execute("insert into outcomes_over values ('x', 'docs', 'u5'), ('x', 'days', 'u1')")
    if other:
        con.execute("insert into outcomes (indicator, unit_id, period, n_persons) values ('a', 'u1', '2024-01-01', 40)")
    return DuckStore(con)


def given(**options: object) -> tuple[Panel, list[str]]:
    held = store()
    answers = [
        ask(held, f"outcomes/{name}", Scope(indicators=("docs",)), Rule.internal()) for name in ("panel", "starts")
    ]
    read = panel_of(*answers, **options)  # type: ignore[arg-type]
    assert read.panel is not None
    return read.panel, [notice.code for notice in read.notices]


def test_units_whose_start_nobody_knows_and_figures_over_others_are_left_out_and_said() -> None:
    panel, notices = given()
    assert panel.units == ("u1", "u2")
    assert panel.starts == (2, None)
    assert panel.times[0] == dt.date(2024, 1, 1)
    assert notices[:2] == ["wholes_left_out", "starts_unsure"]


def test_what_is_held_back_or_not_handed_in_is_missing_in_the_panel() -> None:
    panel, notices = given()
    assert np.isnan(panel.values[0]).tolist() == [False, True, False, False, False, False]
    assert np.isnan(panel.values[1]).tolist() == [False, False, False, True, False, False]
    assert "filled" in notices
    assert panel.persons is not None
    assert panel.persons[0][0] == 40


def test_what_is_provisional_may_be_left_out() -> None:
    assert np.isnan(given(final=True)[0].values[0][5])
    assert given()[0].values[0][5] == 6


def test_counts_are_numerators_of_their_exposure() -> None:
    panel, _ = given(as_counts=True)
    assert panel.values[0][0] == 2
    assert panel.exposure is not None
    assert panel.exposure[0][0] == 200


def test_starts_are_exchanged_within_the_strata_of_the_register() -> None:
    assert given(strata="sector")[0].strata == ("upbringing", "culture")
    assert given(strata="comparison_group")[0].strata == ("-", "-")


def test_the_months_from_which_something_is_measured_in_a_new_way_are_told() -> None:
    answer = ask(store(), "outcomes/panel", Scope(), Rule.internal())
    assert breaks_of(answer) == (dt.date(2024, 5, 1),)


def test_rows_of_several_indicators_are_no_panel() -> None:
    held = store(other=True)
    panel, starts = (ask(held, f"outcomes/{name}", Scope(), Rule.internal()) for name in ("panel", "starts"))
    with pytest.raises(ValueError, match="several"):
        panel_of(panel, starts)


def test_nothing_to_read_is_refused_and_is_no_error() -> None:
    con = duckdb.connect()
    create_served(con)
    con.execute("insert into meta values ('as_of', '2024-12-31')")
    empty = DuckStore(con)
    read = panel_of(*(ask(empty, f"outcomes/{name}", Scope(), Rule.internal()) for name in ("panel", "starts")))
    assert read.panel is None
    assert [refusal.code for refusal in read.refused] == ["no_rows"]
