"""Which figures of outcomes and surveys have been shown at any time, and of how many people, is never forgotten.

It stands in the private file beside the ledger, so a figure that was taken out of the exports, or shown by a snapshot
that was taken back or that this version no longer reads, is still known when one of almost the same people comes.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

import duckdb

from reformspor.snapshot.former import FORMER, has_table

# By indicator, month, wave and unit: of how many people each figure was that has been shown.
Known = Mapping[tuple[str, dt.date, str, str], frozenset[int]]
MADE = """
create schema if not exists told;
create table if not exists told.figure (
    table_name varchar, indicator varchar, period date, wave varchar, unit_id varchar, n bigint
)
"""
SHOWN = {
    "outcomes": "select indicator, period, '' as wave, unit_id, n_persons from {}.outcomes",
    "surveys": "select indicator, period, wave, unit_id, n_answers from {}.surveys",
}


def known_figures(con: duckdb.DuckDBPyConnection, table: str) -> Known:
    """What the private file remembers of a table, and what the former snapshot shows when one is attached."""
    con.execute(MADE)
    rows = con.execute(
        "select indicator, period, wave, unit_id, n from told.figure where table_name = ?", [table]
    ).fetchall()
    if has_table(con, table):
        rows += con.execute(SHOWN[table].format(FORMER)).fetchall()
    held: dict[tuple[str, dt.date, str, str], set[int]] = defaultdict(set)
    for *key, n in rows:
        if n is not None:
            held[tuple(key)].add(n)
    return {key: frozenset(ns) for key, ns in held.items()}


def remember_figures(con: duckdb.DuckDBPyConnection) -> None:
    """Add what the former snapshot showed and what the attached, filled `served` shows to what is remembered."""
    con.execute(MADE)
    for base in (FORMER, "served"):
        for table, sql in SHOWN.items():
            if has_table(con, table, base):
                con.execute(
                    f"insert into told.figure select ?, * from ({sql.format(base)}) except from told.figure", [table]
                )
