"""What a snapshot changed since its source's former one is counted at admission, from the two served files alone.

Nothing is compared that was not already shown: rows of open tables by their key, and hours only as released sums.
"""

from __future__ import annotations

import duckdb

from reformspor.contract import Table
from reformspor.snapshot.schema import served_tables
from reformspor.snapshot.served import NUMBERED
from reformspor.snapshot.shelf import Manifest

EXAMPLES = 5
# Admission's own columns, and the municipality's number, say nothing of a row.
PASSED = ("municipality_id",)


def write_changes(con: duckdb.DuckDBPyConnection, former: Manifest | None, source: str) -> None:
    """Fill `served.changes` by comparing the attached, filled `served` with the attached served file of `former`.

    Without a former one the table stays empty.
    """
    if former is None:
        return
    for table in served_tables():
        _compare(con, table)
    _files(con)
    _hours(con)
    con.execute("update served.changes set source = ?, former = ?", [source, former.id])


def _compare(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    unstable = {column for name, column in NUMBERED if name == table.name}
    key = [name for name in table.key if name not in unstable]
    open_columns = [
        column
        for column in table.columns.values()
        if column.privacy != "personal" and column.name not in (*PASSED, *unstable)
    ]
    if not key:
        _compare_whole(con, table.name, [column.name for column in open_columns if column.privacy != "free_text"])
        return
    texts = {column.name for column in open_columns if column.privacy == "free_text"}
    _compare_keyed(con, table.name, key, [column.name for column in open_columns if column.name not in key], texts)


def _compare_whole(con: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> None:
    """Rows without a key are the same when everything in them is; such a row is never changed, only gone and new."""
    names = ", ".join(f'"{name}"' for name in columns)
    for change, one, other in (("added", "served", "former"), ("removed", "former", "served")):
        con.execute(
            f"""insert into served.changes by name select '{table}' as table_name, '{change}' as change, n from (
            select count(*) as n from (
                select {names} from {one}."{table}" except all select {names} from {other}."{table}")) where n > 0"""
        )


def _compare_keyed(
    con: duckdb.DuckDBPyConnection, table: str, key: list[str], columns: list[str], texts: set[str]
) -> None:
    # A part of the key may be empty: a target without a unit is the whole municipality's.
    name = ", ".join(f'coalesce(now."{part}", before."{part}")' for part in key)
    same = " and ".join(f'now."{part}" is not distinct from before."{part}"' for part in key)
    differ = ", ".join(f"case when {_differs(column, column in texts)} then '{column}' end" for column in columns)
    con.execute(
        f"""create or replace temp table compared as
        select concat_ws(' · ', {name}) as name, [{differ}] as differ,
            case when before.here is null then 'added' when now.here is null then 'removed' end as change
        from (select *, true as here from served."{table}") now
        full join (select *, true as here from former."{table}") before on {same}"""
    )
    con.execute(
        f"""insert into served.changes by name
        with told as (
            select name, list_filter(differ, lambda c: c is not null) as differ, change from compared
        ),
        rows as (select name, coalesce(change, case when len(differ) > 0 then 'changed' end) as change from told),
        columns as (select name, unnest(differ) as column_name from told where change is null)
        select '{table}' as table_name, change, null as column_name, count(*) as n,
            list(name order by name)[:{EXAMPLES}] as examples
        from rows where change is not null group by change
        union all
        select '{table}', 'column', column_name, count(*), list(name order by name)[:{EXAMPLES}]
        from columns group by column_name"""
    )


def _differs(column: str, text: bool) -> str:
    """A text that is shown now and was not before has been reviewed, not changed."""
    known = f' and now."{column}" is not null and before."{column}" is not null' if text else ""
    return f'now.here and before.here and now."{column}" is distinct from before."{column}"{known}'


def _files(con: duckdb.DuckDBPyConnection) -> None:
    """Files that came, went or hold other bytes, and the rows refused of each table."""
    con.execute(
        f"""insert into served.changes by name
        select 'files' as table_name, change, count(*) as n, list(file order by file)[:{EXAMPLES}] as examples from (
            select distinct regexp_replace(coalesce(now.file, before.file), ' \\[[^]]*\\]$', '') as file,
                case when before.file is null then 'added' when now.file is null then 'removed' else 'changed' end
                    as change
            from served.files now full join former.files before
                on now.file = before.file and now.table_name = before.table_name
            where now.sha256 is distinct from before.sha256
        ) group by change"""
    )
    con.execute(
        """insert into served.changes by name
        select coalesce(now.table_name, before.table_name) as table_name, 'refused' as change,
            coalesce(before.n, 0) as amount_before, coalesce(now.n, 0) as amount_after
        from (select table_name, sum(rows_refused) as n from served.files group by 1) now
        full join (select table_name, sum(rows_refused) as n from former.files group by 1) before
            on now.table_name = before.table_name
        where coalesce(now.n, 0) + coalesce(before.n, 0) > 0"""
    )


def _hours(con: duckdb.DuckDBPyConnection) -> None:
    """The ledger lets hours be seen as sums of released rows and as one total that waits, before and after."""
    for change, table in (("released", "released"), ("waiting", "waiting")):
        con.execute(
            f"""insert into served.changes by name
            select 'resource_use' as table_name, '{change}' as change, before.hours as amount_before,
                now.hours as amount_after
            from (select coalesce(sum(hours), 0) as hours from former.{table}) before,
                (select coalesce(sum(hours), 0) as hours from served.{table}) now
            where before.hours <> 0 or now.hours <> 0"""
        )
