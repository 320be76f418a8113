"""One whole number asked of the database, with nothing left unread on the connection."""

from __future__ import annotations

from typing import Any

import duckdb


def count(con: duckdb.DuckDBPyConnection, sql: str, values: list[Any] | None = None) -> int:
    """The single number `sql` gives. The result is read to its end, so that the connection is free for the next."""
    ((number,),) = con.execute(sql, values).fetchall()
    return int(number)
