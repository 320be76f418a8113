"""Small served stores of chance: hours taken back, cells merged over months, histories that come in every order."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from reformspor.contract import load_contract
from reformspor.ledger.roles import tree
from reformspor.scope import Scope
from reformspor.snapshot.derived import keep_derived
from reformspor.snapshot.narrow import NARROW
from reformspor.snapshot.schema import create_served
from reformspor.store import DuckStore

TAKEN = dt.date(2024, 6, 30)
UNITS = {"U1": "upbringing", "U2": "upbringing", "U3": "technical"}
ROLES = ("helper", "union_rep", "leader", "union_rep_all", "several")
PHASES = ("explore", "try_out", "several", "not_reported")
STATUSES = ("clarified", "raised", "raised", "answered", "trying", "partly", "resolved", "rejected", "reopened")
LEVELS = ("municipality", "agency", "ministry")
TYPES = ("law", "digital", "procedure", "not_reported")


@dataclass(frozen=True)
class Full:
    """The same store, whose narrow tables nobody knows of."""

    store: DuckStore

    @property
    def exports(self) -> tuple[str, ...]:
        """The tables without the narrow ones."""
        return tuple(name for name in self.store.exports if name not in NARROW)

    def run(self, sql: str, params: Mapping[str, Any]) -> pd.DataFrame:
        """As the store runs it."""
        return self.store.run(sql, params)


def wild(seed: int) -> DuckStore:
    """A store over random rows, the same for the same seed."""
    con, chance = duckdb.connect(), random.Random(seed)
    con.begin()
    create_served(con)
    con.execute("insert into meta values ('as_of', ?), ('snapshot_id', 'wild'), ('constructed', 'yes')", [str(TAKEN)])
    con.executemany("insert into role_tree values (?, ?)", list(tree(load_contract().codes["role"])))
    for unit, sector in UNITS.items():
        _insert(con, "units", unit_id=unit, name=f"Eining {unit}", sector=sector, fte=20)
        for label in (f"unit:{unit}", f"sector:{sector}", "municipality"):
            con.execute("insert into place_tree values (?, ?, ?)", [label, unit, sector])
    for number in range(80):
        _released(con, chance, number)
    for number in range(30):
        _barrier(con, chance, f"B{number:02}")
    keep_derived(con)
    con.commit()
    return DuckStore(con)


def scope(chance: random.Random) -> Scope:
    """Some filters, none of them always."""
    first = dt.date(2023, chance.randint(1, 12), 1)
    spans = ((None, None), (first, None), (None, first), (first, dt.date(2024, chance.randint(1, 6), 1)))
    begins, ends = chance.choice(spans)

    def some(*codes: str) -> tuple[str, ...]:
        return tuple(chance.sample(codes, chance.choice((0, 0, 0, 1, 2))))

    return Scope(
        first=begins,
        last=ends,
        units=some(*UNITS) if chance.random() < 0.3 else (),
        sectors=some("upbringing", "technical") if chance.random() < 0.2 else (),
        roles=some("helper", "union_rep", "leader"),
        activities=some("prepare", "conduct"),
        phases=some("explore", "try_out"),
        levels=some(*LEVELS),
        types=some(*TYPES[:3]),
        as_of=dt.date(2024, chance.randint(1, 6), 15) if chance.random() < 0.3 else None,
    )


def _released(con: duckdb.DuckDBPyConnection, chance: random.Random, number: int) -> None:
    unit, months = chance.choice(list(UNITS)), chance.choice((1, 1, 1, 3))
    place, level = chance.choice(
        ((f"unit:{unit}", "unit"), (f"sector:{UNITS[unit]}", "sector"), ("municipality", "municipality"))
    )
    year, month = chance.choice((2022, 2023, 2024)), chance.choice((1, 4))
    hours = chance.choice((-4, 6, 12.25, 30.5))
    _insert(
        con, "released", source="wild", row_id=number, batch=0, role=chance.choice(ROLES), place=place,
        place_level=level, unit_id=unit if level == "unit" else None,
        sector=UNITS[unit] if level != "municipality" else None, month_from=dt.date(year, month, 1),
        month_to=dt.date(year, month + months - 1, 1), phase=chance.choice(PHASES), band="5-9",
        band_lo=chance.choice((5, 10, 20)), band_hi=chance.choice((9, 19, None)), hours=hours,
        cost_nok=chance.choice((None, 450 * hours)),
    )  # fmt: skip
    for margin, codes in {
        "activity": ("prepare", "conduct", "merged"),
        "on_top": ("yes", "no"),
        "basis": ("registered", "estimated"),
        "paid_by": ("release", "withheld"),
    }.items():
        share = chance.randint(0, 4) / 4
        parts = {code: hours * part for code, part in zip(chance.sample(codes, 2), (share, 1 - share), strict=True)}
        for code, part in parts.items():
            _insert(con, "released_margin", source="wild", row_id=number, margin=margin, code=code, hours=part)


def _barrier(con: duckdb.DuckDBPyConnection, chance: random.Random, name: str) -> None:
    reported, owner = _day(chance, dt.date(2023, 1, 1), TAKEN), chance.choice((*LEVELS, None))
    unit = chance.choice((*UNITS, None))
    types = chance.sample(TYPES[:3], chance.randint(1, 2)) if chance.random() < 0.8 else ["not_reported"]
    _insert(
        con, "barriers", barrier_id=name, title=f"Barriere {name}", reported_date=reported, reported_by_unit=unit,
        sector=UNITS.get(unit or ""), types=types, owner_level=owner, owner_org=chance.choice((None, "KS")),
        severity=chance.choice((None, 1, 5)), burden_hours=chance.choice((None, 2)), burden_rate_nok=600,
        burden_per_year=12, burden_affected=3, public="open", answer_by=chance.choice((None, dt.date(2024, 3, 1))),
    )  # fmt: skip
    for number in range(chance.choice((0, 0, 1, 3, 6, 9))):
        status = chance.choice(STATUSES)
        _insert(
            con, "barrier_events", barrier_id=name, event_id=f"{number:03}",
            at=_day(chance, reported - dt.timedelta(days=chance.choice((0, 0, 0, 20))), TAKEN),
            to_status="reported" if number == 0 and chance.random() < 0.4 else status,
            to_level=chance.choice((None, None, *LEVELS)), to_org=chance.choice((None, None, "DFØ")),
            answer=chance.choice((None, "will_join", "refuses", "conditional")) if status == "answered" else None,
            status_only="yes" if chance.random() < 0.05 else "no",
        )  # fmt: skip


def _day(chance: random.Random, first: dt.date, last: dt.date) -> dt.date:
    return first + dt.timedelta(days=chance.randint(0, (last - first).days))


def _insert(con: duckdb.DuckDBPyConnection, table: str, **values: object) -> None:
    names = ", ".join(f'"{name}"' for name in values)
    con.execute(f'insert into "{table}" ({names}) values ({", ".join("?" * len(values))})', list(values.values()))
