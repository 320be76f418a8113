"""What an admission would change in a locked month is listed row by row, and of hours only that they have changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import duckdb

from reformspor.contract import Table
from reformspor.errors import Fault
from reformspor.intake import FileRead
from reformspor.ledger.labels import FIRST_YEAR
from reformspor.snapshot.former import FORMER, has_table, identity_of
from reformspor.snapshot.schema import served_tables

LISTED = 200
HOURS = "resource_use"
# The day that says which month a row belongs to; tables without one belong to none.
DAYS = {
    "sessions": "date",
    "barriers": "reported_date",
    "barrier_events": "at",
    "initiatives": "started",
    "phase_events": "at",
    "actions": "due",
    "outcomes": "period",
    "surveys": "period",
    "milestones": "date",
    "targets": "month",
}
PASSED = frozenset({"municipality_id", "event_id"})
FOUND = (
    '"month" DATE, table_name VARCHAR, "key" VARCHAR, change VARCHAR, column_name VARCHAR, "before" VARCHAR, '
    '"after" VARCHAR'
)


@dataclass(frozen=True)
class Change:
    """One thing that changes in a locked month; `change` is added, removed, changed or hours."""

    month: dt.date
    table: str
    key: str | None
    change: str
    column: str | None
    before: str | None
    after: str | None


class MonthsLocked(Exception):
    """An admission without a reason would change what stands in locked months; `faults` says what."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def guard_months(
    con: duckdb.DuckDBPyConnection,
    locks: Collection[dt.date],
    files: Collection[FileRead],
    reason: str,
    snapshot_id: str,
    as_of: dt.date,
) -> tuple[dt.date, ...]:
    """The locked months that this admission changes, with what changes in them kept in `served.locked_changes`.

    `served` is filled and `former` attached. Raises MonthsLocked when something changes and no reason is given.
    """
    changes = changes_in_locked(con, locks)
    if changes and not reason.strip():
        raise MonthsLocked(faults_of(changes, files))
    keep_changes(con, changes, snapshot_id, as_of)
    return tuple(sorted({change.month for change in changes}))


def changes_in_locked(con: duckdb.DuckDBPyConnection, months: Collection[dt.date]) -> tuple[Change, ...]:
    """What differs in the months between the attached, filled `served` and `former`, and whose hours have news.

    Open tables are compared by key and column; free texts are not, as their reviewers decide on them one by one.
    Of hours nothing more is said than the month: how many records, or whose, could tell of one person.
    """
    if not months:
        return ()
    con.execute(f"create or replace temp table locked_found ({FOUND})")
    con.execute('create or replace temp table locked_month ("month" DATE)')
    con.executemany("insert into locked_month values (?)", [[month] for month in sorted(months)])
    for table in served_tables():
        if table.name in DAYS:
            _compare(con, table, DAYS[table.name])
    _hours(con)
    rows = con.execute("from locked_found order by all").fetchall()
    con.execute("drop table locked_found; drop table locked_month")
    return tuple(Change(*row) for row in rows)


def keep_changes(con: duckdb.DuckDBPyConnection, changes: Collection[Change], snapshot_id: str, as_of: dt.date) -> None:
    """Write what was changed in locked months into `served.locked_changes`, after what former snapshots changed."""
    if has_table(con, "locked_changes"):
        con.execute(f"insert into served.locked_changes by name select * from {FORMER}.locked_changes")
    for change in changes:
        con.execute(
            "insert into served.locked_changes values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [snapshot_id, as_of, *vars(change).values()],
        )


def faults_of(changes: Collection[Change], files: Collection[FileRead]) -> tuple[Fault, ...]:
    """Each locked month that would change, then each change in it, the first two hundred."""
    name_of = {file.table: file.file for file in files}
    first = next(iter(name_of.values()), "")
    where = {change.month: name_of.get(change.table, first) for change in reversed(list(changes))}
    said = [
        Fault("locked_month", file, details={"month": month, "n": _rows(changes, month)})
        for month, file in sorted(where.items())
    ]
    for change in list(changes)[:LISTED]:
        code = "locked_hours" if change.change == "hours" else f"locked_{change.change}"
        details = {"month": change.month, "id": change.key or "", "before": change.before or "–"}
        details["after"] = change.after or "–"
        file = name_of.get(change.table, first)
        said.append(Fault(code, file, None, change.column, change.table, None, details))
    return tuple(said)


def _rows(changes: Collection[Change], month: dt.date) -> int:
    return len({(change.table, change.key) for change in changes if change.month == month and change.key is not None})


def _compare(con: duckdb.DuckDBPyConnection, table: Table, day: str) -> None:
    key = identity_of(table)
    columns = [
        column.name
        for column in table.columns.values()
        if column.privacy == "open" and column.name not in (*key, *PASSED)
    ]
    names = ", ".join(f'"{name}"' for name in (*key, *columns))
    same = " and ".join(f'now."{name}" is not distinct from was."{name}"' for name in key)
    said = ", ".join(f'coalesce(now."{name}", was."{name}")' for name in key)
    pairs = ", ".join(
        f"{{'name': '{name}', 'was': was.\"{name}\"::varchar, 'now': now.\"{name}\"::varchar}}" for name in columns
    )
    # Rows that share what names them are told apart by their order, so that each is held against its own.
    side = f"""(select {names}, date_trunc('month', "{day}")::date as month_here, true as here,
        row_number() over (partition by {", ".join(f'"{name}"' for name in key)} order by {names}) as twin
        from %s."{table.name}")"""
    con.execute(
        f"""insert into locked_found
        with pair as (
            select concat_ws(' · ', {said}) as key, was.here as was_here, now.here as now_here,
                was.month_here as was_month, now.month_here as now_month, [{pairs}] as pairs
            from {side % "served"} now full join {side % FORMER} was on {same} and now.twin = was.twin
        ),
        found as (
            select key, pairs,
                case when was_month in (from locked_month) then was_month else now_month end as month,
                case when was_here is null then 'added' when now_here is null then 'removed' else 'changed' end
                    as change
            from pair
            where was_month in (from locked_month) or now_month in (from locked_month)
        )
        select month, '{table.name}', key, change, null, null, null from found where change <> 'changed'
        union all
        select month, '{table.name}', key, change, one.name, one.was, one.now
        from (select month, key, change, unnest(pairs) as one from found where change = 'changed')
        where one.was is distinct from one.now"""
    )


def _hours(con: duckdb.DuckDBPyConnection) -> None:
    """Months in which the ledger met other records than it knew."""
    known = con.execute("select 1 from duckdb_tables() where table_name = 'difference' and temporary").fetchall()
    if not known:
        return
    at = "((cell >> 8) & 4095)"
    con.execute(
        f"""insert into locked_found
        select distinct month, '{HOURS}', null::varchar, 'hours', null::varchar, null::varchar, null::varchar
        from (
            select make_date({FIRST_YEAR} + ({at} // 12)::integer, ({at} % 12)::integer + 1, 1) as month
            from difference where more <> 0
        )
        where month in (from locked_month)"""
    )
