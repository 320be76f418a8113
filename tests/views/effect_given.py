"""A store where one outcome falls by two when units join, another never moves, and what was registered of the first."""

from __future__ import annotations

import datetime as dt
from functools import cache

import duckdb
import numpy as np

from reformspor.effects.hypothesis import Hypothesis
from reformspor.hypotheses import Opening, Register, Registered
from reformspor.snapshot.schema import create_served
from reformspor.store import DuckStore

MONTHS = [dt.date(2021 + n // 12, n % 12 + 1, 1) for n in range(48)]
# Fourteen units: eight join in three groups, at the twentieth, twenty-fourth and twenty-eighth month.
STARTS = {f"u{place:02d}": start for place, start in enumerate([20, 20, 20, 24, 24, 24, 28, 28])}
UNITS = [f"u{place:02d}" for place in range(14)]
FELL = 2.0


@cache
def effect_store() -> DuckStore:
    """The store; `docs` falls by two in each unit when it joins, `days` is chance alone."""
    con = duckdb.connect()
    create_served(con)
    con.execute("insert into meta values ('as_of', '2024-12-31'), ('snapshot_id', 'liten'), ('constructed', 'yes')")
    for unit in UNITS:
        start = MONTHS[STARTS[unit]] if unit in STARTS else None
        con.execute(
            "insert into units (unit_id, name, sector, reform_start_date, treated, headcount) "
            "values (?, ?, ?, ?, ?, 30)",
            [unit, f"<b>Eining</b> {unit}", "culture", start, "yes" if start else "no"],
        )
    con.execute(
        "insert into indicators (indicator, name, unit, direction, health, definition) values "
        "('docs', 'Dokumentasjon', 'prosent', 'lower', 'no', 'Del av timane'), "
        "('days', 'Dagar til svar', 'dagar', 'lower', 'no', 'Snitt')"
    )
    con.execute("insert into milestones (date, title, kind) values ('2022-10-15', 'Ny avtale', 'agreement')")
    _values(con)
    return DuckStore(con)


def _values(con: duckdb.DuckDBPyConnection) -> None:
    chance = np.random.default_rng(7)
    months = np.arange(len(MONTHS))
    rows = []
    for name, fell in (("docs", FELL), ("days", 0.0)):
        shared = chance.normal(0, 0.2, len(MONTHS)) + 0.3 * np.cos(2 * np.pi * months / 12)
        for place, unit in enumerate(UNITS):
            values = 20 + place / 5 + shared + chance.normal(0, 0.5, len(MONTHS))
            values -= fell * (months >= STARTS.get(unit, 99))
            rows += [(name, unit, month, float(value), 30) for month, value in zip(MONTHS, values, strict=True)]
    con.executemany("insert into outcomes (indicator, unit_id, period, value, n_persons) values (?, ?, ?, ?, ?)", rows)


def registered(*, opened: bool = True) -> Register:
    """What was expected of `docs`, before it was opened; of `days` nothing was."""
    expected = Hypothesis("docs", "lower", "did", 1.0, role="researcher", at="2021-03-01T09:00:00+00:00")
    openings = tuple(
        Opening(name, "x", "researcher", "2025-01-10T08:00:00+00:00", line)
        for line, name in enumerate(("docs", "days"), start=2)
    )
    return Register((Registered(expected, "x", 1),), openings if opened else ())
