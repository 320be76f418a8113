"""The phase hours were spent in: their session's, else their initiative's in that month, else not reported."""

from __future__ import annotations

from collections.abc import Collection

import duckdb


def phase_of(tables: Collection[str], fields: Collection[str], own: str = "null") -> tuple[str, str]:
    """SQL for the phase of a row `t` of hours, and the joins it needs with the staged `tables`.

    `fields` are the columns the hours have; `own` is the phase their source gives, which a session's goes before.
    """
    found, joins = [], []
    if "sessions" in tables and "session_id" in fields:
        # Refused sessions are gone and keys stand once, but a profile's view may repeat them.
        joins.append(
            "left join (select session_id, first(phase) as phase from staging.sessions "
            "where phase is not null and phase <> 'not_reported' group by session_id) s on s.session_id = t.session_id"
        )
        found.append("s.phase")
    found.append(own)
    if "phase_events" in tables and "initiative_id" in fields:
        joins.append(
            'left join (select initiative_id, "at" as since, to_phase, '
            "lead(\"at\", 1, date '9999-12-31') over (partition by initiative_id "
            # Of two changes on one day the later round is the later change, as in the questions about phases.
            'order by "at", "round" nulls first, to_phase) as until '
            "from staging.phase_events) e on e.initiative_id = t.initiative_id "
            "and e.since <= last_day(t.period) and e.until > last_day(t.period)"
        )
        found.append("e.to_phase")
    return f"coalesce({', '.join(found)}, 'not_reported')", " ".join(joins)


def add_phase(con: duckdb.DuckDBPyConnection, tables: Collection[str]) -> None:
    """Make `staging.resource_use` a view of `taken.resource_use` with every phase filled in."""
    phase, joins = phase_of(tables, ("session_id", "initiative_id"), "t.phase")
    con.execute(
        f"create or replace view staging.resource_use as select t.* replace ({phase} as phase) "
        f"from taken.resource_use t {joins}"
    )
