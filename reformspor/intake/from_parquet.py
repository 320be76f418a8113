"""A Parquet file becomes a source when its footer says that every column can hold its field."""

from __future__ import annotations

import hashlib
from pathlib import Path

from reformspor.intake import parquet
from reformspor.intake.beside import has_beside, shaped_with_beside
from reformspor.intake.fields import OwnTable
from reformspor.intake.finding import Found, by_themselves
from reformspor.intake.headings import Match, folded_columns, match
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
    tables = by_themselves(desk.tables)
    table = table or best_table(tables, {name: score(headings, each) for name, each in tables.items()}, 0.5)
    if table is None:
        desk.faults.add("unknown_file", found.name)
        return []
    fitted = match(headings, table, found.name, desk.faults, desk.notices)
    if fitted is None:
        return []
    if _wrong_types(desk, footer, table, fitted, found.name):
        return []
    with safe.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    needed = {*fitted.read, *folded_columns(headings, table)}
    whole = has_beside(desk, table)
    used = [(name, kind) if whole or at in needed else ("", "") for at, (name, kind) in enumerate(footer.columns)]
    relation = parquet.relation(safe, used)
    # The examples' mark is looked for in every Parquet file: reading one short column costs less than knowing.
    source = Source(found.name, table, digest, relation, fitted, False, footer.rows, marked=True)
    sources = shaped_with_beside(desk, source)
    wrong = [_wrong_types(desk, footer, each.table, each.match, each.file) for each in sources[1:]]
    return [] if any(wrong) else sources


def _wrong_types(desk: Desk, footer: parquet.Footer, table: OwnTable, fitted: Match, file: str) -> bool:
    """Whether some column cannot hold its field; each that cannot is named."""
    wrong = [
        (name, footer.columns[at][1])
        for name, at in fitted.places.items()
        if at < len(footer.columns) and not parquet.accepts(table.fields[name], footer.columns[at][1])
    ]
    for name, kind in wrong:
        desk.faults.add("wrong_type", file, column=name, table=table.name, kind=kind.lower())
    return bool(wrong)
