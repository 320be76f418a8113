"""What reviewers decide becomes a new snapshot of the same data; the former one stays, unless it shows too much."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from reformspor.chained import moment
from reformspor.contract import Table
from reformspor.intake.whole import to_disk
from reformspor.snapshot.decisions import Cell, Decision, head, mark_of, read_edits, read_log, standing, text_keys
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.history import show
from reformspor.snapshot.schema import served_tables
from reformspor.snapshot.shelf import (
    SERVED,
    SERVED_FORM,
    WITHDRAWN,
    Manifest,
    file_sha256,
    is_withdrawn,
    shelf,
    write_manifest,
)
from reformspor.snapshot.texts import MARK, edited, fill_texts, free_texts, keep_texts, key_sql

MEMORY = "1500MB"


def usable(data: DataFolder, admission: str) -> Manifest | None:
    """The newest snapshot of an admission that can still be opened."""
    return next(
        (
            manifest
            for manifest in shelf(data)
            if (manifest.review_of or manifest.id) == admission
            and manifest.form == SERVED_FORM
            and (data.snapshots / manifest.id / SERVED).is_file()
            and not is_withdrawn(data, manifest.id)
        ),
        None,
    )


def id_for(data: DataFolder, source: str, admission: str) -> str:
    """The id of the snapshot an admission makes: its own, or another where that one was withdrawn.

    An id never names two contents: pages, links and answers are kept by it.
    """
    if not is_withdrawn(data, admission):
        return admission
    return _reviewed(admission, head(read_log(data.private_of(source))))


def _reviewed(base: str, seal: str) -> str:
    return f"{base}-r{hashlib.sha256(f'{base}|{seal}'.encode()).hexdigest()[:8]}"


def as_decided(data: DataFolder, work: Path, manifest: Manifest) -> Manifest:
    """The snapshot of the same data that heeds every decision so far; made, when there is none, and then current.

    Must run where no admission can. Raises ReformsporError when the log is not whole or the texts are gone.
    """
    private = data.private_of(manifest.source)
    log = read_log(private)
    seal, base = head(log), manifest.review_of or manifest.id
    if manifest.review_head == seal or manifest.texts_open:
        made = manifest
    else:
        known = {other.id: other for other in shelf(data)}
        wanted = _reviewed(base, seal)
        made = known.get(wanted) or _build(data, work, manifest, base, wanted)
    show(data, made, "reviewed" if made is not manifest else "opened")
    withdraw(data, manifest.source, log, work, but=made.id)
    return made


def admitted_again(data: DataFolder, work: Path, known: Manifest) -> Manifest:
    """A known export was admitted anew: what was decided of its texts still holds, and its texts are kept again."""
    if not known.texts_open:
        con = _connect(work)
        try:
            con.execute(f"attach '{_quoted(work / 'exports.duckdb')}' as incoming (read_only)")
            keep_texts(con, data.private_of(known.source), known.review_of or known.id)
        finally:
            con.close()
    return as_decided(data, work, known)


def _build(data: DataFolder, work: Path, manifest: Manifest, base: str, wanted: str) -> Manifest:
    private = data.private_of(manifest.source)
    con = _connect(work)
    try:
        con.execute(f"attach '{_quoted(data.snapshots / manifest.id / SERVED)}' as former (read_only)")
        con.execute(f"attach '{_quoted(work / SERVED)}' as served")
        con.execute("copy from database former to served (schema)")
        texts = {table.name: table for table in served_tables()}
        names = con.execute(
            "select table_name from duckdb_tables() where database_name = 'former' and not internal order by table_name"
        ).fetchall()
        for (name,) in names:
            if name != "texts":
                con.execute(f'insert into served."{name}" {_copied(name, texts.get(name))}')
        con.execute("update served.meta set value = ? where key = 'snapshot_id'", [wanted])
        con.execute("detach former")
        stand = fill_texts(con, private, base, manifest.source, manifest.review_head)
        con.execute("detach served")
    finally:
        con.close()
    made = replace(
        manifest,
        id=wanted,
        review_of=base,
        review_head=stand.head,
        texts_given=stand.given,
        texts_waiting=stand.waiting,
        texts_shown=stand.shown,
        made_at=moment(),
        served_sha256=file_sha256(work / SERVED),
    )
    folder = data.snapshots / wanted
    folder.mkdir(parents=True, exist_ok=True)
    (work / SERVED).replace(folder / SERVED)
    write_manifest(folder, made)
    return made


def _copied(name: str, table: Table | None) -> str:
    """The former rows in their order, without their texts: these are written anew, so that none lingers in the file."""
    hidden = ", ".join(f'null as "{column}"' for column in free_texts(table)) if table else ""
    picked = f"* replace ({hidden})" if hidden else "*"
    return f'select {picked} from former."{name}" order by rowid'


def withdraw(data: DataFolder, source: str, log: Sequence[Decision], work: Path, *, but: str) -> tuple[str, ...]:
    """Take away every other snapshot of the source that shows a text since held back or replaced; gives their ids."""
    barred = _barred(data.private_of(source), log)
    if not barred:
        return ()
    gone = []
    for manifest in shelf(data):
        file = data.snapshots / manifest.id / SERVED
        if (
            manifest.source == source
            and manifest.id != but
            and file.is_file()
            and _shows(data, file, work, barred, source)
        ):
            marker = data.snapshots / manifest.id / WITHDRAWN
            marker.write_text(f"{moment()}\n", "utf-8")
            to_disk(marker)
            # Where a reader still has the file open it may refuse to go; it cannot be opened again all the same.
            try:
                file.unlink()
            except OSError:
                file.chmod(0o600)
            gone.append(manifest.id)
    return tuple(gone)


def _barred(private: Path, log: Sequence[Decision]) -> set[Cell]:
    """Each exact text of a cell that may not be shown any longer."""
    edits, keys = read_edits(private), text_keys(private)
    barred: set[Cell] = set()
    for cell, decision in standing(log).items():
        if decision.verb == "approve":
            continue
        barred.add(cell)
        formers = {other.edit for other in log if other.cell == cell and other.edit} - {decision.edit}
        barred |= {(*cell[:3], mark_of(keys, edited(edits[edit]))) for edit in formers if edit in edits}
    return barred


def _shows(data: DataFolder, file: Path, work: Path, barred: set[Cell], source: str) -> bool:
    inner, outer = text_keys(data.private_of(source))
    con = _connect(work)
    try:
        con.execute(f"attach '{_quoted(file)}' as former (read_only)")
        con.execute("create temp table barred (table_name varchar, key varchar, column_name varchar, mark varchar)")
        con.executemany("insert into barred values (?, ?, ?, ?)", [list(cell) for cell in barred])
        had = set(
            con.execute(
                "select table_name, column_name from duckdb_columns() where database_name = 'former'"
            ).fetchall()
        )
        return any(
            con.execute(
                f"""select 1 from (select key, {MARK} as mark from
                      (select {key_sql(table, "rowid")} as key, "{column}" as text from former."{table.name}"))
                    join barred using (key, mark) where table_name = $name and column_name = $column limit 1""",
                {"inner": inner, "outer": outer, "name": table.name, "column": column},
            ).fetchall()
            for table in served_tables()
            for column in free_texts(table)
            if (table.name, column) in had
        )
    finally:
        con.close()


def _connect(work: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"memory_limit": MEMORY, "threads": "2", "temp_directory": str(work)})


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
