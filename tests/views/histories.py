"""A served file of barriers with histories: asked of levels of many and few, answered, closed, late and untold."""

from __future__ import annotations

import datetime as dt

import duckdb

from reformspor.store import DuckStore
from tests.views.given import small_connection

START = dt.date(2025, 1, 1)


def waited_and_stood() -> DuckStore:
    """Thirty asked of the agencies, one answered each fifth day; thirty of ministries, one each tenth; twenty of the
    parliament, of which five are answered; three of a vendor, of which one came late; and three with a status alone,
    and one that had ended before it came into the register."""
    con = without_barriers()
    for number in range(30):
        _asked(con, f"A{number}", "agency", 5 * (number + 1), number)
        _asked(con, f"M{number}", "ministry", 10 * (number + 1), number)
    for number in range(20):
        _asked(con, f"P{number}", "parliament", 40 * (number + 1) if number < 5 else None, number)
    for number in range(3):
        _asked(con, f"V{number}", "vendor", 20, number, registered=10 if number == 2 else None)
        _barrier(con, f"S{number}", "county_governor")
        _event(con, f"S{number}", 0, "reported", status_only="yes")
    _barrier(con, "E0", "municipality")
    _event(con, "E0", 30, "resolved")
    _event(con, "E0", 40, "reported")
    _event(con, "E0", 40, "resolved")
    return DuckStore(con)


def without_barriers() -> duckdb.DuckDBPyConnection:
    """The small served file with no barrier in it."""
    con = small_connection()
    for table in ("barriers", "barrier_events", "barrier_now"):
        con.execute(f"delete from {table}")
    return con


def asked_of(con: duckdb.DuckDBPyConnection, name: str, level: str, answered: int | None, answer: str) -> None:
    """One barrier, raised to its level the day it was reported, and answered so many days later or not at all."""
    _barrier(con, name, level)
    _event(con, name, 0, "raised")
    if answered is not None:
        _event(con, name, answered, "answered", answer=answer)


def status_alone() -> DuckStore:
    """Thirty barriers of which the source tells a status and no more."""
    con = without_barriers()
    for number in range(30):
        _barrier(con, f"S{number}", "not_reported")
        _event(con, f"S{number}", 0, "reported", status_only="yes")
    return DuckStore(con)


def _asked(
    con: duckdb.DuckDBPyConnection,
    name: str,
    level: str,
    answered: int | None,
    number: int,
    registered: int | None = None,
) -> None:
    """Asked on the day it was reported; what is answered ends one of four ways some days later, or not yet."""
    _barrier(con, name, level, ["law", "digital"] if number % 2 else ["law"])
    _event(con, name, 0, "raised")
    if registered is not None:
        _event(con, name, registered, "reported")
    if answered is None:
        return
    _event(con, name, answered, "answered", answer=("will_join", "conditional", "refuses")[number % 3])
    outcome = ("resolved", "partly", "rejected", "lapsed", None)[number % 5]
    if outcome is not None:
        _event(con, name, answered + 10, outcome)


def _barrier(con: duckdb.DuckDBPyConnection, name: str, level: str, types: list[str] | None = None) -> None:
    con.execute(
        "insert into barriers (barrier_id, title, reported_date, types, owner_level) values (?, ?, ?, ?, ?)",
        [name, f"Sak {name}", START, types or ["law"], level],
    )


def _event(con: duckdb.DuckDBPyConnection, name: str, days: int, status: str, **more: str) -> None:
    at = START + dt.timedelta(days=days)
    number = con.execute("select count(*) from barrier_events").fetchone()
    assert number is not None
    columns = {"event_id": f"{number[0]:06}", "barrier_id": name, "at": at, "to_status": status, **more}
    names = ", ".join(f'"{column}"' for column in columns)
    con.execute(f"insert into barrier_events ({names}) values ({', '.join('?' * len(columns))})", [*columns.values()])
