"""A store of outcomes: six units of which two join, one small; a break, a hole, provisional months, and three waves."""

from __future__ import annotations

import datetime as dt

import duckdb

from reformspor.snapshot.schema import create_served
from reformspor.store import DuckStore

MONTHS = [dt.date(2022 + n // 12, n % 12 + 1, 1) for n in range(36)]
UNITS = {"a": 10.0, "b": 12.0, "c": 20.0, "d": 21.0, "e": 22.0, "f": 25.0}
STARTS = {"a": dt.date(2023, 7, 1), "b": dt.date(2024, 1, 15)}
NAMES = {"a": "Heimen", "b": "Skulen", "c": "Arkivet", "d": "Vegen", "e": "Planen", "f": "<b>Kontoret</b>"}


def outcome_store(*, surveys: bool = True, outcomes: bool = True, units: bool = True) -> DuckStore:
    """The store; what is left out was never delivered."""
    con = duckdb.connect()
    create_served(con)
    con.execute("insert into meta values ('as_of', '2024-12-31'), ('snapshot_id', 'liten'), ('constructed', 'yes')")
    if units:
        _units(con)
    con.execute(
        """
        insert into indicators
            (indicator, name, unit, direction, health, definition, smallest_relevant, owner_role, revision_policy)
        values
            ('docs', 'Dokumentasjon', 'prosent', 'lower', 'no', 'Del av timane', 1, 'leader', 'To månader'),
            ('days', 'Dagar til svar', 'dagar', 'lower', 'no', null, null, null, null),
            ('say', 'Medråderett', 'skala 1–6', 'higher', 'no', 'Snitt', 0.2, 'hr_lead', 'Endeleg')
        """
    )
    if outcomes:
        _outcomes(con)
    if surveys:
        _surveys(con)
    return DuckStore(con)


def _units(con: duckdb.DuckDBPyConnection) -> None:
    for place, unit in enumerate(UNITS):
        con.execute(
            "insert into units (unit_id, name, sector, reform_start_date, treated, headcount, fte) "
            "values (?, ?, 'culture', ?, ?, ?, ?)",
            [unit, NAMES[unit], STARTS.get(unit), "yes" if unit in STARTS else "no", 20 + place, 15 + place],
        )


def _outcomes(con: duckdb.DuckDBPyConnection) -> None:
    for indicator in ("docs", "days"):
        for unit, level in UNITS.items():
            for number, month in enumerate(MONTHS):
                if (indicator, unit, number) == ("days", "c", 5):
                    continue
                con.execute(
                    "insert into outcomes (indicator, unit_id, period, value, n_persons, provisional, "
                    "definition_break) values (?, ?, ?, ?, ?, ?, ?)",
                    [
                        indicator, unit, month, level + number % 3, 8 if unit == "e" else 30,
                        "yes" if number >= 34 else "no", "yes" if (indicator, number) == ("days", 20) else "no",
                    ],
                )  # fmt: skip
    con.execute("insert into outcomes_held values ('x', 'outcomes', 'docs', 'g', '2022-01-01', null, 'sibling')")


def _surveys(con: duckdb.DuckDBPyConnection) -> None:
    for wave, month, mean in (("v1", dt.date(2022, 3, 1), 3.5), ("v2", dt.date(2023, 3, 1), 3.6),
                              ("v3", dt.date(2024, 3, 1), 4.2)):  # fmt: skip
        for unit in "abcd":
            answers = 12 if (wave, unit) == ("v3", "d") else 30
            con.execute(
                "insert into surveys (indicator, wave, period, unit_id, mean, sd, n_answers, n_invited) "
                "values ('say', ?, ?, ?, ?, 1, ?, 40)",
                [wave, month, unit, mean, answers],
            )
