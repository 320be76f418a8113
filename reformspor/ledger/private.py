"""The ledger's own tables in a source's private file, and the key that its hashes are made with."""

from __future__ import annotations

import secrets
from pathlib import Path

import duckdb

from reformspor.errors import ReformsporError
from reformspor.intake.whole import once_whole
from reformspor.ledger.session_kinds import know_session_kinds

KEY_FILE = "ledger.key"
KEY_BYTES = 24

LABELS = (
    "role varchar, role_level varchar, place varchar, place_level varchar, unit_id varchar, sector varchar, "
    "month_from date, month_to date"
)
BAND = "band varchar, band_lo integer, band_hi integer"

# `record` keeps content only while it waits or is recent; `forgotten` keeps what is left of the rest: a keyed hash.
# Hours and money are whole hundredths, so that sums are exact. `cell` and `kinds` are packed labels (labels.py).
TABLES = {
    "batch": "batch integer, as_of date, k integer, p integer, pooling varchar, arrived bigint, rows bigint",
    "label": "kind varchar, id integer, code varchar",
    "person": "pid integer, person_key varchar, person_mark varchar",
    "place": "unit_id varchar, sector varchar",
    "shaken": "pid integer",
    "record": (
        "id bigint, entry_id varchar, sign tinyint, corrects bigint, gone boolean, cell bigint, kinds integer, "
        "pid integer, heads integer, each_h bigint, h bigint, c bigint, arrived integer, row_id bigint, "
        "released integer, session_kind tinyint"
    ),
    "forgotten": "mark uuid, entry uuid, row_id bigint",
    "told_late": "mark uuid, nth bigint",
    "fold": "row_id bigint, margin varchar, code integer, shown integer",
    "bundle_row": "row_id bigint, bundle bigint",
    "effort_fold": "bundle bigint, code integer, shown integer",
    "released": (
        f"source varchar, municipality_id varchar, row_id bigint, batch integer, {LABELS}, phase varchar, {BAND}, "
        "hours decimal(18,2), cost_nok decimal(18,2)"
    ),
    "released_margin": "source varchar, row_id bigint, margin varchar, code varchar, hours decimal(18,2)",
    "released_capacity": (
        f"source varchar, municipality_id varchar, {LABELS}, {BAND}, available_h decimal(18,2), "
        "release_h decimal(18,2), planned_h decimal(18,2)"
    ),
    "released_fifth": "source varchar, municipality_id varchar, role varchar, year integer, share double, band varchar",
    "released_effort": (
        "source varchar, municipality_id varchar, bundle bigint, batch integer, role varchar, month_from date, "
        "month_to date, band_lo integer, kind varchar, hours decimal(18,2)"
    ),
    "capacity_seen": "period date, unit_id varchar, role varchar",
    "waiting": "source varchar, municipality_id varchar, hours decimal(18,2), records bigint",
}


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Make the schema `ledger` and its tables in the connection's main database where they are missing."""
    con.execute("create schema if not exists ledger")
    for name, columns in TABLES.items():
        con.execute(f"create table if not exists ledger.{name} ({columns})")
    know_session_kinds(con)


def ledger_key(con: duckdb.DuckDBPyConnection) -> str:
    """The source's secret as hex, from `ledger.key` beside the private file; made, mode 600, when missing.

    A ledger in memory has no folder, and gets a key that lives and dies with it.
    """
    ((path,),) = con.execute("select path from duckdb_databases() where database_name = current_database()").fetchall()
    if not path:
        return _key_in_memory(con)
    file = Path(path).parent / KEY_FILE
    fresh = secrets.token_hex(KEY_BYTES).encode("ascii")
    key = (file.read_bytes() if file.exists() else once_whole(file, fresh)).decode("ascii", "replace").strip()
    if len(key) != 2 * KEY_BYTES:
        raise ReformsporError("ledger.key_broken", file=KEY_FILE)
    return key


def _key_in_memory(con: duckdb.DuckDBPyConnection) -> str:
    con.execute("create table if not exists ledger.key_in_memory (secret varchar)")
    found = con.execute("select secret from ledger.key_in_memory").fetchall()
    if found:
        return str(found[0][0])
    key = secrets.token_hex(KEY_BYTES)
    con.execute("insert into ledger.key_in_memory values (?)", [key])
    return key
