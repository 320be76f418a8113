"""Texts of an admission stand in a private store of their own; only what is decided to be shown is ever served."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import duckdb

from reformspor.contract import Table
from reformspor.errors import ReformsporError
from reformspor.snapshot.decisions import Decision, check_reaches, head, read_edits, read_log, standing, text_keys
from reformspor.snapshot.schema import served_tables
from reformspor.words import speak

FOLDER = "texts"
DAY = 24 * 3600
MARK = "sha256($outer || sha256($inner || text))"
STORED = "table_name VARCHAR, key VARCHAR, column_name VARCHAR, text VARCHAR, mark VARCHAR"
CELL = ("table_name", "key", "column_name", "mark")
DECIDED = (*CELL, "verb", "reason", "shown")
ROW = '"row"'
COUNTED = """
insert into served.texts
select
    $source, table_name, column_name, count(*), count(*) filter (verb is null), count(*) filter (verb = 'approve'),
    count(*) filter (verb = 'replace'), count(*) filter (verb = 'withhold')
from text_now
group by all
order by all
"""


@dataclass(frozen=True)
class Reviewed:
    """How the texts of a snapshot stand, and the last decision it heeds; `is_open` when the source declares them so."""

    head: str = ""
    given: int = 0
    waiting: int = 0
    shown: int = 0
    is_open: bool = False


def store_of(private: Path, snapshot_id: str) -> Path:
    """Where the texts of an admission stand, by the id of the snapshot it made."""
    return private / FOLDER / f"{snapshot_id}.duckdb"


def free_texts(table: Table) -> list[str]:
    """The columns of a table that hold free text and may be served once it is reviewed."""
    return [column.name for column in table.columns.values() if column.privacy == "free_text"]


def review_texts(
    con: duckdb.DuckDBPyConnection, private: Path, source: str, snapshot_id: str, is_open: bool
) -> Reviewed:
    """Texts open by declaration are counted in `served`; others are kept aside, and served only as is decided."""
    if is_open:
        return _count_open(con, source)
    keep_texts(con, private, snapshot_id)
    return fill_texts(con, private, snapshot_id, source)


def keep_texts(con: duckdb.DuckDBPyConnection, private: Path, snapshot_id: str) -> None:
    """Write every free text of `incoming.staging` to the store of this admission."""
    store = store_of(private, snapshot_id)
    store.parent.mkdir(mode=0o700, exist_ok=True)
    fresh = store.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    inner, outer = text_keys(private)
    con.execute(f"attach '{_quoted(fresh)}' as text_store")
    con.execute(f"create table text_store.text ({STORED})")
    for sql in _given(con):
        con.execute(
            f"insert into text_store.text select *, {MARK} from ({sql}) where text is not null",
            {"inner": inner, "outer": outer},
        )
    con.execute("detach text_store")
    fresh.chmod(0o600)
    fresh.replace(store)


def forget_texts(private: Path, days: int, shown: Collection[str]) -> None:
    """Delete the texts of admissions older than so many days, under the private folder of every source.

    Those of a source's last admission stay, and those of the snapshots `shown`, since they can still be reviewed.
    """
    for folder in private.glob(f"*/{FOLDER}"):
        stores = sorted(folder.glob("*.duckdb"), key=lambda file: file.stat().st_mtime_ns)
        for old in stores[:-1]:
            if old.stem not in shown and time.time() - old.stat().st_mtime > days * DAY:
                old.unlink(missing_ok=True)


def fill_texts(
    con: duckdb.DuckDBPyConnection, private: Path, snapshot_id: str, source: str, former: str = ""
) -> Reviewed:
    """Write into the attached database `served` the texts that are decided to be shown, and how many stand how.

    The served text columns must be empty. `former` is the seal of a decision already heeded. Raises ReformsporError
    when the log of decisions is not whole, or the texts of this admission are no longer kept.
    """
    log = read_log(private)
    check_reaches(log, former)
    texts_now(con, private, snapshot_id, log)
    for table in served_tables():
        _fill(con, table)
    con.execute(COUNTED, {"source": source})
    given, waiting, shown = con.execute(
        "select count(*), count(*) filter (verb is null), count(*) filter (verb <> 'withhold') from text_now"
    ).fetchall()[0]
    con.execute("drop table text_now")
    return Reviewed(head(log), given, waiting, shown)


def texts_now(con: duckdb.DuckDBPyConnection, private: Path, snapshot_id: str, log: tuple[Decision, ...]) -> None:
    """Make the temporary table `text_now`: every text of an admission, the last decision on it and what is shown.

    Raises ReformsporError when the texts of the admission are no longer kept.
    """
    store = store_of(private, snapshot_id)
    if not store.is_file():
        raise ReformsporError("review.problem.gone", id=snapshot_id)
    con.execute(f"attach '{_quoted(store)}' as text_store (read_only)")
    columns = ", ".join(f"unnest(${name}::varchar[]) as {name}" for name in DECIDED)
    con.execute(f"create or replace temp table decided__ as select {columns}", _decided(private, log))
    con.execute(
        "create or replace temp table text_now as "
        "select t.*, d.verb, d.reason, case d.verb when 'approve' then t.text when 'replace' then d.shown end as shown "
        f"from text_store.text as t left join decided__ as d using ({', '.join(CELL)})"
    )
    con.execute("drop table decided__")
    con.execute("detach text_store")


def edited(text: str) -> str:
    """A text a reviewer wrote, with the sign that it is not the source's own."""
    return f"{text} {speak('nn')('review.edited_sign')}"


def key_sql(table: Table, order: str) -> str:
    """SQL for what a row is known by: its key, or what it must hold and its place, by `order`, among its likes."""
    known = [table.columns[name] for name in table.key]
    whole = bool(known) and all(column.required for column in known)
    if not whole:
        known = [c for c in table.columns.values() if c.required and c.privacy == "open" and not c.is_list]
    names = ", ".join(f'"{column.name}"' for column in known)
    said = ", ".join(f'"{column.name}"::varchar' for column in known)
    nth = "" if whole else f", row_number() over (partition by {names} order by {order})::varchar"
    return f"concat_ws('|', {said}{nth})"


def _count_open(con: duckdb.DuckDBPyConnection, source: str) -> Reviewed:
    given = 0
    for table in served_tables():
        for column in free_texts(table):
            n = con.execute(f'select count("{column}") from served."{table.name}"').fetchall()[0][0]
            if n:
                row = [source, table.name, column, n, n]
                con.execute("insert into served.texts values (?, ?, ?, ?, 0, ?, 0, 0)", row)
                given += n
    return Reviewed("", given, 0, given, is_open=True)


def _given(con: duckdb.DuckDBPyConnection) -> list[str]:
    staged = con.execute(
        "select table_name, list(column_name) from duckdb_columns() "
        "where database_name = 'incoming' and schema_name = 'staging' group by table_name"
    ).fetchall()
    tables = {name: frozenset(columns) for name, columns in staged}
    return [
        f"select '{table.name}' as table_name, {key_sql(table, ROW)} as key, '{column}' as column_name, "
        f'"{column}"::varchar as text from incoming.staging."{table.name}"'
        for table in served_tables()
        for column in free_texts(table)
        if column in tables.get(table.name, frozenset())
    ]


def _decided(private: Path, log: tuple[Decision, ...]) -> dict[str, list[str | None]]:
    edits = read_edits(private)
    rows = [
        (*cell, decision.verb, decision.reason, edited(edits[decision.edit]) if decision.edit in edits else None)
        for cell, decision in standing(log).items()
        # An edit that is lost or was changed since is no decision: the text waits again.
        if decision.verb != "replace" or decision.edit in edits
    ]
    return {name: [row[at] for row in rows] for at, name in enumerate(DECIDED)}


def _fill(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    for column in free_texts(table):
        con.execute(
            f"""update served."{table.name}" as t set "{column}" = p.shown
                from (select rowid as place, {key_sql(table, "rowid")} as key from served."{table.name}") as k
                join (select key, shown from text_now where table_name = $name and column_name = $column) as p
                using (key)
                where t.rowid = k.place and p.shown is not null""",
            {"name": table.name, "column": column},
        )


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
