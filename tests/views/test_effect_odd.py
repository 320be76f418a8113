"""Whatever an outcome's values are like, both pages say in words what cannot be told, and never a number of it."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
import pytest

from pages import effect, sensitivity
from reformspor.effects.result import Refusal
from reformspor.findings.sensitivity import refusal_said
from reformspor.snapshot.schema import create_served
from reformspor.store import DuckStore
from reformspor.words import speak
from tests.views.outcome_given import outcome_store
from tests.views.paper import TextPage

NN = speak("nn")
MONTHS = [dt.date(2021 + n // 12, n % 12 + 1, 1) for n in range(60)]
CHANCE = np.random.default_rng(3).normal(0, 1, (12, 60))
CAUSE = ("effekt", "verknad", "førte til")


def chance(unit: int, month: int) -> float:
    return float(20 + CHANCE[unit, month])


def store(units: int, months: int, starts: dict[int, int], value: Callable[[int, int], float | None]) -> DuckStore:
    con = duckdb.connect()
    create_served(con)
    con.execute("insert into meta values ('as_of', '2025-12-31'), ('snapshot_id', 'liten'), ('constructed', 'yes')")
    con.execute("insert into indicators (indicator, name, unit, direction) values ('docs', 'Dok', 'prosent', 'lower')")
    for unit in range(units):
        start = MONTHS[starts[unit]] if unit in starts else None
        con.execute(
            "insert into units (unit_id, name, sector, reform_start_date, treated) values (?, ?, 'culture', ?, ?)",
            [f"u{unit}", f"Eining {unit}", start, "yes" if start else "no"],
        )
        con.executemany(
            "insert into outcomes (indicator, unit_id, period, value, n_persons) values ('docs', ?, ?, ?, 30)",
            [(f"u{unit}", MONTHS[month], value(unit, month)) for month in range(months)],
        )
    return DuckStore(con)


ODD: dict[str, tuple[Any, ...]] = {
    "constant": (10, 48, {0: 24, 1: 24, 2: 30, 3: 30}, lambda unit, month: 5.0),
    "none begins": (8, 48, {}, chance),
    "all had begun": (8, 48, {0: 0, 1: 0, 2: 0}, chance),
    "all at once": (8, 48, dict.fromkeys(range(8), 24), chance),
    "one of twelve": (12, 48, {0: 24}, chance),
    "two of six": (6, 48, {0: 24, 1: 30}, chance),
    "start after the last month": (8, 30, {0: 45, 1: 50}, chance),
    "one month": (4, 1, {0: 0}, chance),
    "one value": (2, 2, {0: 1}, lambda unit, month: 3.0 if (unit, month) == (0, 0) else None),
    "eight months": (9, 8, {0: 3, 1: 4, 2: 5, 3: 5}, chance),
}


@pytest.mark.parametrize("name", ODD)
def test_both_pages_are_written_and_nothing_is_claimed(name: str) -> None:
    held = store(*ODD[name])
    for page in (effect, sensitivity):
        for alone in ("", "u0"):
            written = TextPage(store=held, words=NN, given={"outcome": "docs", "alone": alone})
            page.view(written)
            assert written.said, (name, page.__name__, alone)
            assert not any(word in finding.text.lower() for finding in written.said for word in CAUSE)
            for answer, chart in written.charts:
                assert answer.state != "ok" or chart is not None
                places = [place for trace in (chart.data if chart else []) for place in (*trace["x"], *trace["y"])]
                assert all(math.isfinite(place) for place in places if isinstance(place, float))


def test_what_cannot_be_reckoned_is_said_in_its_own_words() -> None:
    written = TextPage(store=store(*ODD["constant"]), words=NN, given={"outcome": "docs", "alone": "u0"})
    effect.view(written)
    assert refusal_said(Refusal("constant"), NN) in written.written


def test_an_outcome_nobody_has_delivered_says_so() -> None:
    con = duckdb.connect()
    create_served(con)
    con.execute("insert into meta values ('as_of', '2025-12-31'), ('snapshot_id', 'tom'), ('constructed', 'yes')")
    for page in (effect, sensitivity):
        written = TextPage(store=DuckStore(con), words=NN, given={"outcome": "docs"})
        page.view(written)
        assert NN("page.state.no_table.title") in written.written
        assert written.charts == []


def test_an_outcome_that_is_measured_by_surveys_alone_has_no_series() -> None:
    for page in (effect, sensitivity):
        written = TextPage(store=outcome_store(outcomes=False), words=NN, given={"outcome": "say"})
        page.view(written)
        assert NN("effect.thin_panel") in written.written
