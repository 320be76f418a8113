"""Hours that prepared, held or followed up a session are known by its kind, so that a session's cost can be measured.

The kind stands beside a record and is no part of it: it is the session's, as it was when the record came. A session
that is given another kind later, or whose number is mended, takes nothing back from anybody.
"""

from __future__ import annotations

import duckdb

from reformspor.ledger.counting import count
from reformspor.ledger.labels import NOT_REPORTED

SESSION_KIND = "session_kind"
# What a session takes: travel, training and reports are counted with the hours that no session asked for.
OF_A_SESSION = ("prepare", "conduct", "follow_up")
NONE = "none"
SESSIONS = "incoming.staging.sessions"
_UNKNOWN_ID, NONE_ID = 0, 1


def know_session_kinds(con: duckdb.DuckDBPyConnection) -> None:
    """Number the two codes every ledger has, once; the kind of a record from before there were kinds is not known."""
    if count(con, f"select count(*) from ledger.label where kind = '{SESSION_KIND}'"):
        return
    con.execute(
        f"""insert into ledger.label values
        ('{SESSION_KIND}', {_UNKNOWN_ID}, '{NOT_REPORTED}'), ('{SESSION_KIND}', {NONE_ID}, '{NONE}')"""
    )
    con.execute("alter table ledger.record add column if not exists session_kind tinyint")
    con.execute(f"update ledger.record set session_kind = {_UNKNOWN_ID}")


def session_kind_sql(con: duckdb.DuckDBPyConnection, *, has_sessions: bool) -> tuple[str, str]:
    """SQL for the number of the kind of a row's session (the row named `record`), and the join it needs."""
    if not has_sessions:
        return f"{NONE_ID}::tinyint", ""
    code = f"coalesce(kind, '{NOT_REPORTED}')"
    con.execute(
        f"""insert into ledger.label
        select '{SESSION_KIND}', row_number() over (order by code) - 1
            + (select count(*) from ledger.label where kind = '{SESSION_KIND}'), code
        from (select distinct {code} as code from {SESSIONS})
        where code not in (select code from ledger.label where kind = '{SESSION_KIND}')"""
    )
    con.execute(
        f"""create or replace temp table kind_of_session as
        select session_id, any_value(label.id)::tinyint as kind_id
        from (select session_id, {code} as code from {SESSIONS}) session
        join ledger.label label on label.kind = '{SESSION_KIND}' and label.code = session.code group by session_id"""
    )
    activities = ", ".join(f"'{activity}'" for activity in OF_A_SESSION)
    return (
        f"(case when record.session_id is null or record.activity is null or record.activity not in ({activities}) "
        f"then {NONE_ID} else coalesce(kind_id, {_UNKNOWN_ID}) end)::tinyint",
        "left join kind_of_session on kind_of_session.session_id = record.session_id",
    )
