"""The mean without a shift is the mean less the change, by how many of the units had begun."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from reformspor.answers import ask
from reformspor.answers.unshifted import unshifted
from reformspor.disclosure import Rule
from reformspor.effects.panel import Panel
from reformspor.effects.result import Estimate, Result
from reformspor.scope import Scope
from tests.views.effect_given import effect_store

MONTHS = tuple(dt.date(2024, month, 1) for month in (1, 2, 3, 4))


def told(*calendar: tuple[str, float, float, float]) -> Result:
    groups = tuple(Estimate("group", -2.0, at=at) for at in ("2024-02", "2024-03"))
    months = tuple(Estimate("calendar", value, None, low, high, at=at) for at, value, low, high in calendar)
    return Result("cs", (*groups, *months))


def panel(values: list[list[float]]) -> Panel:
    return Panel(("a", "b", "c", "early"), MONTHS, "month", np.array(values), (1, 2, None, 0))


def test_half_the_change_is_taken_away_while_half_the_units_have_begun() -> None:
    held = panel([[10, 8, 8, 8], [12, 12, 10, float("nan")], [5, 5, 5, 5], [99, 99, 99, 99]])
    found = told(("2024-02", -2.0, -3.0, -1.0), ("2024-03", -2.0, -2.5, -1.5), ("2024-04", -2.0, -2.5, -1.5))
    given = ask(effect_store(), "outcomes/panel", Scope(indicators=("docs",)), Rule.internal())
    rows = unshifted(given, held, found).copy_rows()
    assert [(row["month"], row["value"], row["state"]) for row in rows] == [
        (MONTHS[0], 11.0, "before"),
        (MONTHS[1], 10.0, "after"),
        (MONTHS[2], 9.0, "after"),
    ]
    assert [row["counterfactual"] for row in rows] == [None, 11.0, 11.0]
    assert [(row["low"], row["high"]) for row in rows[1:]] == [(10.5, 11.5), (10.5, 11.5)]


def test_nothing_is_told_where_nothing_was_found() -> None:
    given = ask(effect_store(), "outcomes/panel", Scope(indicators=("docs",)), Rule.internal())
    held = panel([[1.0] * 4] * 4)
    assert unshifted(given, held, Result("cs")).state == "no_data"
    without = unshifted(given, held, told())
    assert {row["counterfactual"] for row in without.copy_rows()} == {None}
    assert without.copy_rows()[0]["value"] == pytest.approx(1.0)
