"""A Parquet file becomes a source when its footer says that every column can hold its field."""

from __future__ import annotations

import hashlib
from pathlib import Path

from reformspor.intake import parquet
from reformspor.intake.combined import needed_places
from reformspor.intake.finding import Found
from reformspor.intake.headings import folded_columns, match
from reformspor.intake.shaping import shaped
from reformspor.intake.sources import Desk, Source, best_table, score


def parquet_sources(desk: Desk, found: Found, safe: Path) -> list[Source]:
    """The source of a Parquet file; none when it is refused."""
    table = found.table
    footer = parquet.read_footer(desk.con, safe)
    if footer is None:
        desk.faults.add("unreadable", found.name)
        return []
    if footer.rows > desk.limits.rows or footer.unpacked > desk.limits.unpacked:
        desk.faults.add("too_large", found.name, limit=desk.limits.rows)
        return []
    headings = footer.headings
    table = table or best_table(desk.tables, {name: score(headings, each) for name, each in desk.tables.items()}, 0.5)
    if table is None:
        desk.faults.add("unknown_file", found.name)
        return []
    fitted = match(headings, table, found.name, desk.faults, desk.notices)
    if fitted is None:
        return []
    wrong = [
        (name, footer.columns[at][1])
        for name, at in fitted.places.items()
        if not parquet.accepts(table.fields[name], footer.columns[at][1])
    ]
    for name, kind in wrong:
        desk.faults.add("wrong_type", found.name, column=name, table=table.name, kind=kind.lower())
    if wrong:
        return []
    with safe.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    needed = {*needed_places(fitted), *folded_columns(headings, table)}
    used = [(name, kind) if at in needed else ("", "") for at, (name, kind) in enumerate(footer.columns)]
    relation = parquet.relation(safe, used)
    # The examples' mark is looked for in every Parquet file: reading one short column costs less than knowing.
    return [shaped(desk, Source(found.name, table, digest, relation, fitted, False, footer.rows, marked=True))]
