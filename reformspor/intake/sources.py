"""A source is one file's table as text columns in physical order, whatever kind of file it came from."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from reformspor.intake import parquet, workbook
from reformspor.intake.careful import Torn, copy_tidy
from reformspor.intake.decoding import Bytes, inspect
from reformspor.intake.fields import Limits, OwnTable, fold, literal
from reformspor.intake.finding import Found, table_of
from reformspor.intake.headings import Match, knows, match
from reformspor.intake.separators import Head, read_head
from reformspor.intake.sumline import is_sum
from reformspor.intake.tally import Tally

FAST_FROM = 4 * 1024 * 1024
TIDY_LINE = 128 * 1024 * 1024


@dataclass(frozen=True)
class Source:
    """A table to be typed: `relation` gives c0, c1 … as text and, when `numbered`, `row` as well.

    `read` and `refused` count what the reading itself saw (None: not yet known). `again` makes the same
    source by the careful reader, for a file the fast one cannot take.
    """

    file: str
    table: OwnTable
    sha256: str
    relation: str
    match: Match
    numbered: bool
    read: int | None = None
    refused: int = 0
    sum_line: tuple[str, ...] | None = None
    torn: tuple[Torn, ...] = ()
    again: Callable[[], Source] | None = None


@dataclass(frozen=True)
class Desk:
    """Where sources are opened: a connection, a folder of our own, the limits, and the two tallies."""

    con: duckdb.DuckDBPyConnection
    folder: Path
    limits: Limits
    faults: Tally
    notices: Tally
    tables: Mapping[str, OwnTable]


def open_source(desk: Desk, found: Found) -> list[Source]:
    """The sources of a file: one for text and Parquet, one a sheet for a workbook; none when it is refused."""
    safe = _under_own_name(found.path, desk.folder)
    suffix = found.path.suffix.lower()
    if suffix == ".xlsx":
        return _of_workbook(desk, found, safe)
    if suffix == ".parquet":
        return _of_parquet(desk, found, safe)
    seen = inspect(safe)
    if seen.refusal is not None or seen.encoding is None:
        desk.faults.add(seen.refusal or "not_text", found.name)
        return []
    if seen.size > desk.limits.unpacked:
        desk.faults.add("too_large", found.name, limit=desk.limits.unpacked)
        return []
    return _of_text(desk, found, safe, seen)


def _under_own_name(path: Path, folder: Path) -> Path:
    """A name of our own for an outside file: DuckDB would read signs in the outside name as a pattern."""
    own = folder / f"in_{len(list(folder.iterdir()))}{path.suffix.lower()}"
    try:
        os.link(path, own)
    except OSError:
        shutil.copyfile(path, own, follow_symlinks=False)
    return own


def _of_text(desk: Desk, found: Found, safe: Path, seen: Bytes) -> list[Source]:
    encoding = seen.encoding or "utf-8"
    table = found.table or _best(desk, read_head(safe, encoding, lambda _: False), safe, encoding)
    if table is None:
        desk.faults.add("unknown_file", found.name)
        return []
    head = read_head(safe, encoding, knows(table))
    _say_dress(desk, found.name, seen, head)
    fitted = match(head.headings, table, found.name, desk.faults, desk.notices)
    if fitted is None:
        return []

    def carefully() -> Source:
        tidy = safe.with_suffix(".tidy")
        done = copy_tidy(safe, found.name, encoding, head, tidy, desk.faults, desk.notices, desk.limits.rows)
        if done.read > 1 and done.refused == done.read:
            desk.faults.add("mixed_separators", found.name)
        relation = tidy_relation(tidy, len(head.headings))
        return Source(
            found.name, table, seen.sha256, relation, fitted, True, done.read, done.refused, done.sum_line, done.torn
        )

    plain = encoding in ("utf-8", "utf-8-sig") and not seen.mixed and not seen.odd and len(head.headings) > 1
    if not plain or seen.size < FAST_FROM or _ends_in_sum(safe, head):
        return [carefully()]
    relation = fast_relation(safe, head, quoted=seen.quoted)
    return [Source(found.name, table, seen.sha256, relation, fitted, False, again=carefully)]


def fast_relation(path: Path, head: Head, *, quoted: bool) -> str:
    """DuckDB's own reading of a plain text table, every column as text and nothing sniffed."""
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(head.headings)))
    quote = "'\"'" if quoted else "''"
    return (
        f"read_csv({literal(str(path))}, auto_detect = false, header = false, skip = {head.lines}, "
        f"delim = {literal(head.separator)}, quote = {quote}, escape = {quote}, nullstr = '', strict_mode = true, "
        f"columns = {{{columns}}})"
    )


def tidy_relation(path: Path, width: int) -> str:
    """DuckDB's reading of a tidy copy: the row number, then every column as text."""
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(width))
    return (
        f"read_csv({literal(str(path))}, auto_detect = false, header = false, delim = ',', quote = '\"', "
        f"escape = '\"', nullstr = '', new_line = '\\n', parallel = false, max_line_size = {TIDY_LINE // 32}, "
        f"columns = {{'row': 'BIGINT', {columns}}})"
    )


def _say_dress(desk: Desk, file: str, seen: Bytes, head: Head) -> None:
    if seen.encoding == "cp1252" or (seen.encoding or "").startswith("utf-16") or seen.encoding == "utf-32":
        desk.notices.add("read_as", file, encoding="Windows-1252" if seen.encoding == "cp1252" else seen.encoding)
    if head.separator != ",":
        desk.notices.add("separator", file, sign={"\t": "tab"}.get(head.separator, head.separator))
    if head.named:
        desk.notices.add("sep_line", file)


def _ends_in_sum(path: Path, head: Head) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 65536))
        tail = file.read().decode("utf-8", "replace").rstrip()
    return is_sum(tail.splitlines()[-1].split(head.separator)) if tail else False


def _best(desk: Desk, head: Head, safe: Path, encoding: str) -> OwnTable | None:
    scores = {}
    for table in desk.tables.values():
        headings = read_head(safe, encoding, knows(table)).headings
        scores[table.name] = _score(headings, table)
    best = max(scores, key=lambda name: scores[name], default=None)
    return desk.tables[best] if best and scores[best] >= 0.5 else None


def _score(headings: tuple[str, ...], table: OwnTable) -> float:
    """The share of a table's required fields that the headings hold, and a little for the others."""
    known = knows(table)
    held = {fold(heading) for heading in headings if known(heading)}
    required = [field for field in table.fields.values() if field.required]
    found = sum(any(fold(name) in held for name in (field.name, *field.headings)) for field in required)
    return found / max(1, len(required)) + len(held) / 1000


def _of_workbook(desk: Desk, found: Found, safe: Path) -> list[Source]:
    sheets = workbook.read_workbook(safe, desk.limits.unpacked)
    if isinstance(sheets, str):
        desk.faults.add(sheets, found.name, limit=desk.limits.unpacked)
        return []
    if not sheets:
        desk.faults.add("empty", found.name)
    digest = hashlib.sha256(safe.read_bytes()).hexdigest()
    sources = []
    for at, sheet in enumerate(sheets):
        table = table_of(sheet.name, desk.tables) or (found.table if len(sheets) == 1 else None)
        if table is None:
            scores = {name: _score(sheet.headings, each) for name, each in desk.tables.items()}
            best = max(scores, key=lambda name: scores[name])
            table = desk.tables[best] if scores[best] >= 1 else None
        label = found.name if len(sheets) == 1 else f"{found.name} [{sheet.name}]"
        if table is None:
            desk.notices.add("sheet_left_out", label)
            continue
        fitted = match(sheet.headings, table, label, desk.faults, desk.notices)
        if fitted is None:
            continue
        if len(sheet.rows) > desk.limits.rows:
            desk.faults.add("too_large", label, limit=desk.limits.rows)
            continue
        tidy = safe.with_suffix(f".{at}.tidy")
        read, total = workbook.write_tidy(sheet, tidy)
        relation = tidy_relation(tidy, len(sheet.headings))
        sources.append(Source(label, table, digest, relation, fitted, True, read, 0, total))
    return sources


def _of_parquet(desk: Desk, found: Found, safe: Path) -> list[Source]:
    table = found.table
    footer = parquet.read_footer(desk.con, safe)
    if footer is None:
        desk.faults.add("unreadable", found.name)
        return []
    if footer.rows > desk.limits.rows or footer.unpacked > desk.limits.unpacked:
        desk.faults.add("too_large", found.name, limit=desk.limits.rows)
        return []
    headings = tuple(name for name, _ in footer.columns)
    if table is None:
        scores = {name: _score(headings, each) for name, each in desk.tables.items()}
        best = max(scores, key=lambda name: scores[name])
        if scores[best] < 0.5:
            desk.faults.add("unknown_file", found.name)
            return []
        table = desk.tables[best]
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
    used = [
        (name, kind) if at in fitted.places.values() else ("", "") for at, (name, kind) in enumerate(footer.columns)
    ]
    return [Source(found.name, table, digest, parquet.relation(safe, used), fitted, False, footer.rows)]
