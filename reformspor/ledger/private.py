"""A source's private file: the ledger's own tables are made there, and the key that its hashes are made with."""

from __future__ import annotations

import secrets
from pathlib import Path

import duckdb

from reformspor.errors import ReformsporError
from reformspor.intake.whole import once_whole
from reformspor.ledger.session_kinds import know_session_kinds
from reformspor.ledger.tables import TABLES

KEY_FILE = "ledger.key"
KEY_BYTES = 24
# Raised when a person, a record or what was told of it is known by something else than before: an older ledger would
# take all for new, or tell it in two ways.
LEDGER_FORM = 3


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Make the schema `ledger` and its tables in the connection's main database where they are missing."""
    con.execute("create schema if not exists ledger")
    for name, columns in TABLES.items():
        con.execute(f"create table if not exists ledger.{name} ({columns})")
    con.execute(
        f"""insert into ledger.form select {LEDGER_FORM}
        where not exists (from ledger.form) and not exists (from ledger.batch)"""
    )
    con.execute("alter table ledger.forgotten add column if not exists alike uuid")
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
