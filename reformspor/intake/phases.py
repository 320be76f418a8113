"""The phase hours were spent in: their session's, else their initiative's in that month, else not reported."""

from __future__ import annotations

import duckdb


def add_phase(con: duckdb.DuckDBPyConnection, tables: set[str]) -> None:
    """Fill `staging.resource_use.phase` where it is missing, from the other staged tables that are there."""
    if "resource_use" not in tables:
        return
    if "sessions" in tables:
        con.execute(
            "update staging.resource_use as r set phase = s.phase from staging.sessions s "
            "where r.session_id = s.session_id and s.phase is not null and s.phase <> 'not_reported'"
        )
    if "phase_events" in tables:
        con.execute(
            "update staging.resource_use as r set phase = e.to_phase from (select initiative_id, "
            '"at" as since, to_phase, '
            'lead("at") over (partition by initiative_id order by "at") as until from staging.phase_events) e '
            "where r.initiative_id = e.initiative_id and r.phase is null "
            "and e.since <= last_day(r.period) and (e.until is null or e.until > last_day(r.period))"
        )
    con.execute("update staging.resource_use set phase = 'not_reported' where phase is null")
