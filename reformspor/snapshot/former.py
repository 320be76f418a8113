"""The former snapshot of a source is what a new admission of it is held against."""

from __future__ import annotations

import duckdb

from reformspor.contract import Table
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import SERVED, SERVED_FORM, Manifest, current, shelf

FORMER = "former"
# What names a row where the table has no key, or one that is only the place in the file.
IDENTITY = {
    "barrier_events": ("barrier_id", "at", "to_status"),
    "milestones": ("date", "title"),
    "outcomes": ("unit_id", "period", "indicator"),
    "accounts": ("account", "unit_id", "service", "year", "kind"),
}


def former_of(data: DataFolder, source: str) -> Manifest | None:
    """The snapshot of a source that a new one follows: the one that serves when it is of the source, else its newest.

    None when the source has none that this version can read.
    """
    serving = current(data)
    if serving is not None and serving.source == source and serving.form == SERVED_FORM:
        return serving
    return next((kept for kept in shelf(data) if kept.source == source and kept.form == SERVED_FORM), None)


def attach_former(con: duckdb.DuckDBPyConnection, data: DataFolder, source: str) -> Manifest | None:
    """Attach the source's former served file, read-only, as the database `former`; None when there is none to read."""
    former = former_of(data, source)
    if former is None:
        return None
    file = str(data.snapshots / former.id / SERVED).replace("'", "''")
    try:
        con.execute(f"attach '{file}' as {FORMER} (read_only)")
    except duckdb.Error:
        # A former snapshot that has been damaged may not stand in the way of a new one.
        return None
    return former


def has_table(con: duckdb.DuckDBPyConnection, table: str, base: str = FORMER) -> bool:
    """Whether a database is attached and has such a table; by its own, the former snapshot."""
    sql = "select 1 from duckdb_tables() where database_name = ? and table_name = ?"
    return con.execute(sql, [base, table]).fetchone() is not None


def identity_of(table: Table) -> tuple[str, ...]:
    """The columns that name a row of a table from one snapshot to the next."""
    return IDENTITY.get(table.name) or table.key
