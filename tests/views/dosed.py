"""A small served file where eight units measure one outcome and put in hours, with a known association within units."""

from __future__ import annotations

import datetime as dt
from functools import cache

import duckdb
import numpy as np

from reformspor.store import DuckStore
from tests.effects.simulated import autocorrelated
from tests.views.given import MONTHS, small_connection

UNITS = tuple(f"D{place}" for place in range(8))
FTE, SLOPE = 20, -1.5


@cache
def dosed(slope: float = SLOPE, pooled: int = 0, units: int = 8) -> DuckStore:
    """Hours each month in each unit, and an outcome that moves by `slope` for each hour per årsverk.

    In the first `pooled` months no unit's hours are told of alone. Half of the units begin after a year.
    """
    con = small_connection(hours=False)
    con.execute("delete from units")
    con.execute("delete from outcomes")
    con.execute("delete from indicators")
    con.execute("delete from released")
    con.execute(
        "insert into indicators by name select 'doc' as indicator, 'Tid til skriving' as name, 'prosent' as unit,"
        " 'lower' as direction, 1.0 as smallest_relevant"
    )
    _fill(con, slope, pooled, units)
    return DuckStore(con)


def doses() -> np.ndarray:
    """Hours per årsverk, (units, months), to the hundredth."""
    return np.round(np.exp(0.6 * autocorrelated((len(UNITS), len(MONTHS)), 0.4, np.random.default_rng(11))), 2)


def _fill(con: duckdb.DuckDBPyConnection, slope: float, pooled: int, units: int) -> None:
    hours, rng = doses(), np.random.default_rng(14)
    noise = rng.normal(size=hours.shape)
    for place, unit in enumerate(UNITS[:units]):
        start = MONTHS[12] if place < 4 else None
        con.execute(
            "insert into units by name select ? as unit_id, ? as name, 'upbringing' as sector, ? as fte,"
            " ? as reform_start_date, ? as treated",
            [unit, f"Eining {place}", FTE, start, "yes" if start else "no"],
        )
        con.execute("insert into place_tree values (?, ?, 'upbringing')", [f"unit:{unit}", unit])
        con.execute("insert into place_tree values ('municipality', ?, 'upbringing')", [unit])
        for step, month in enumerate(MONTHS):
            value = 30 + 2 * place + slope * hours[place, step] + noise[place, step]
            _outcome(con, unit, month, float(value))
            _released(con, unit, month, float(hours[place, step]) * FTE, alone=step >= pooled)


def _outcome(con: duckdb.DuckDBPyConnection, unit: str, month: dt.date, value: float) -> None:
    con.execute(
        "insert into outcomes by name select ? as unit_id, ? as period, 'doc' as indicator, ? as value,"
        " 30 as n_persons, 'no' as provisional",
        [unit, month, value],
    )


def _released(con: duckdb.DuckDBPyConnection, unit: str, month: dt.date, hours: float, *, alone: bool) -> None:
    place, level = (f"unit:{unit}", "unit") if alone else ("municipality", "municipality")
    con.execute(
        "insert into released by name select 'x' as source, (select count(*) from released) as row_id, 1 as batch,"
        " 'helper' as role, 'leaf' as role_level, ? as place, ? as place_level, ? as unit_id, 'upbringing' as sector,"
        " ? as month_from, ? as month_to, 'explore' as phase, '5-9' as band, 5 as band_lo, 9 as band_hi, ? as hours",
        [place, level, unit if alone else None, month, month, hours],
    )
