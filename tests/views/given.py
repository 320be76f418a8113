"""A small served file in memory: two units, two years of sessions, hours and barriers, and optional tables."""

from __future__ import annotations

import datetime as dt
import tempfile
from functools import cache
from pathlib import Path

import duckdb

from reformspor.contract import load_contract
from reformspor.ledger.roles import tree
from reformspor.snapshot.schema import create_served
from reformspor.store import DuckStore

AS_OF = dt.date(2025, 12, 31)
MONTHS = [dt.date(2024 + n // 12, n % 12 + 1, 1) for n in range(24)]


def small(*, optional: bool = True, hours: bool = True) -> DuckStore:
    """The store; `optional` adds units, capacity, initiatives, actions and milestones, `hours` the ledger's rows."""
    return DuckStore(small_connection(optional=optional, hours=hours))


def small_connection(*, optional: bool = True, hours: bool = True) -> duckdb.DuckDBPyConnection:
    """The same as a connection of the caller's own, for what is written into it at admission."""
    con = duckdb.connect()
    con.execute(f"attach '{Path(_kept(optional, hours).name)}/small.duckdb' as kept (read_only)")
    con.execute("copy from database kept to memory")
    con.execute("detach kept")
    return con


@cache
def _kept(optional: bool, hours: bool) -> tempfile.TemporaryDirectory[str]:
    """The folder of the file each of them is a copy of: its rows take twenty times as long to write."""
    folder = tempfile.TemporaryDirectory(prefix="reformspor-")
    with duckdb.connect(Path(folder.name) / "small.duckdb") as con:
        _write(con, optional, hours)
    return folder


def _write(con: duckdb.DuckDBPyConnection, optional: bool, hours: bool) -> None:
    con.begin()
    create_served(con)
    con.execute("insert into meta values ('as_of', '2025-12-31'), ('snapshot_id', 'liten'), ('constructed', 'yes')")
    con.execute("insert into files values ('x', 'sessions.csv', 'sessions', 'abc', 60, 57, 3, 1)")
    con.execute("insert into waiting values ('x', null, 42.5, 7)")
    for label, leaf in tree(load_contract().codes["role"]):
        con.execute("insert into role_tree values (?, ?)", [label, leaf])
    for unit in ("U1", "U2"):
        for label in (f"unit:{unit}", "sector:upbringing", "municipality"):
            con.execute("insert into place_tree values (?, ?, 'upbringing')", [label, unit])
    _sessions(con)
    _barriers(con)
    if hours:
        _ledger(con)
    if optional:
        _optional(con)
    con.commit()


def _insert(con: duckdb.DuckDBPyConnection, table: str, **values: object) -> None:
    names = ", ".join(f'"{name}"' for name in values)
    con.execute(f'insert into "{table}" ({names}) values ({", ".join("?" * len(values))})', list(values.values()))


def _sessions(con: duckdb.DuckDBPyConnection) -> None:
    kinds, phases = ("workshop", "meeting", "with_others"), ("explore", "try_out", "develop")
    for place, month in enumerate(MONTHS):
        for number in range(2 + place // 6):
            _insert(
                con,
                "sessions",
                session_id=f"S{place}-{number}",
                date=month.replace(day=5 + number),
                title="<b>Økt</b> & prat" if place == 3 else f"Økt {place}-{number}",
                kind=kinds[number % 3],
                phase=phases[place % 3] if number else "not_reported",
                unit_id="U1" if number else "U2",
                sector="upbringing",
                status="cancelled" if (place + number) % 7 == 0 else "held",
                parties_took_part="yes" if number % 2 == 0 else "no",
                levels_present=["municipality", "agency"] if number == 1 else ["municipality"],
                helper_needed=2,
                helper_staffed=1 + number % 2,
                outcome="clarified" if number else None,
            )
    for number in range(6):
        _insert(
            con,
            "sessions",
            session_id=f"P{number}",
            date=AS_OF + dt.timedelta(days=3 + 7 * number),
            title=f"Komande {number}",
            kind="workshop",
            phase="explore",
            unit_id="U1",
            sector="upbringing",
            status="planned",
            parties_took_part="not_reported",
            helper_needed=3,
            helper_staffed=number % 3,
        )


def _ledger(con: duckdb.DuckDBPyConnection) -> None:
    rows = 0
    for place, month in enumerate(MONTHS):
        for role, amount in (("helper", 90 + place), ("union_rep", 60 + 2 * place), ("employee", 40)):
            rows += 1
            _row(con, rows, role, "unit:U1", month, month, amount)
    for role, first in (("leader_all", 0), ("several", 12)):
        rows += 1
        _row(con, rows, role, "sector:upbringing", MONTHS[first], MONTHS[first + 2], 75)


def _row(
    con: duckdb.DuckDBPyConnection, row: int, role: str, place: str, first: dt.date, last: dt.date, amount: float
) -> None:
    level, _, name = place.partition(":")
    _insert(
        con,
        "released",
        source="x",
        row_id=row,
        batch=1,
        role=role,
        place=place,
        place_level=level,
        unit_id=name if level == "unit" else None,
        sector="upbringing",
        month_from=first,
        month_to=last,
        phase="several",
        band="5-9",
        band_lo=5,
        band_hi=9,
        hours=amount,
    )
    parts = {
        "activity": {"conduct": 0.5, "prepare": 0.3, "follow_up": 0.2},
        "on_top": {"yes": 0.6, "no": 0.4},
        "basis": {"registered": 0.8, "estimated": 0.2},
        "paid_by": {"withheld": 1.0},
    }
    for margin, shares in parts.items():
        for code, share in shares.items():
            _insert(con, "released_margin", source="x", row_id=row, margin=margin, code=code, hours=amount * share)


def _barriers(con: duckdb.DuckDBPyConnection) -> None:
    levels = ("ministry", "agency", "municipality", None)
    for number in range(16):
        barrier, level = f"B{number:02}", levels[number % 4]
        reported = MONTHS[number % 12].replace(day=10)
        closed = AS_OF - dt.timedelta(days=40) if number % 5 == 0 else None
        _insert(
            con,
            "barriers",
            barrier_id=barrier,
            title=f"Sak {number}",
            reported_date=reported,
            types=["law", "digital"] if number % 2 else ["procedure"],
            owner_level=level or "not_reported",
            reported_by_unit="U1",
            **({"burden_hours": 0.5, "burden_per_year": 12, "burden_affected": number} if number > 9 else {}),
            **({"burden_rate_nok": 600} if number > 11 else {}),
        )
        _insert(
            con,
            "barrier_now",
            barrier_id=barrier,
            reported_date=reported,
            closed_date=closed,
            status="resolved" if closed else "raised",
            status_at=closed or reported,
            owner_level=level,
        )
        _insert(con, "barrier_events", event_id=f"E{number}a", barrier_id=barrier, at=reported, to_status="reported")
        if not closed:
            raised = {"event_id": f"E{number}b", "barrier_id": barrier, "at": reported, "to_status": "raised"}
            _insert(con, "barrier_events", **raised)
        if closed:
            _insert(
                con,
                "barrier_events",
                event_id=f"E{number}b",
                barrier_id=barrier,
                at=closed,
                from_status="reported",
                to_status="resolved",
                actor_level=level,
            )


def _optional(con: duckdb.DuckDBPyConnection) -> None:
    for unit, name in (("U1", "Solsida skule"), ("U2", "Vestre barnehage")):
        _insert(con, "units", unit_id=unit, name=name, sector="upbringing", fte=40.0)
    for number, phase in enumerate(("explore", "explore", "try_out")):
        _insert(con, "initiatives", initiative_id=f"T{number}", title=f"Tiltak {number}", unit_id="U1")
        _insert(con, "phase_events", initiative_id=f"T{number}", at=dt.date(2025, 2, 1), to_phase=phase, round=1)
    _insert(
        con,
        "actions",
        action_id="A1",
        session_id="S1-1",
        kind="agreement",
        title="Avtale om data",
        due=dt.date(2025, 6, 1),
    )
    _insert(con, "milestones", date=dt.date(2025, 3, 1), title="Oppstart", kind="start")
    _insert(
        con,
        "released_capacity",
        source="x",
        role="union_rep",
        place="unit:U1",
        place_level="unit",
        unit_id="U1",
        sector="upbringing",
        month_from=dt.date(2025, 1, 1),
        month_to=dt.date(2025, 12, 1),
        band="5-9",
        band_lo=5,
        band_hi=9,
        available_h=900.0,
        release_h=500.0,
        planned_h=600.0,
    )
