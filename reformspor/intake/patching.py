"""A file gets some of its rows replaced, and is otherwise what it was: the same headings, texts, order and numbers."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import xlsxwriter

from reformspor.intake.careful import legible, records_of
from reformspor.intake.decoding import inspect
from reformspor.intake.fields import Frame, Limits
from reformspor.intake.finding import Found, table_of
from reformspor.intake.guarding import unguarded
from reformspor.intake.headings import place_headings
from reformspor.intake.mended import MendedRow, restored
from reformspor.intake.opening import open_source
from reformspor.intake.persons import MASK
from reformspor.intake.profile import Profile
from reformspor.intake.separators import ENCODING_ERRORS, read_head
from reformspor.intake.sources import Desk, Source
from reformspor.intake.sumline import is_sum
from reformspor.intake.tally import Tally
from reformspor.intake.workbook import Sheet, read_workbook

BATCH = 10_000
# A workbook that says when it was written would have another checksum each time.
STILL = {"created": dt.datetime(2000, 1, 1)}
Write = Callable[[Sequence[str]], object]
Rows = Mapping[int, Sequence[MendedRow]]


def patch_file(path: Path, mended: Sequence[MendedRow], profile: Profile, target: Path, work: Path) -> None:
    """Write `path` into the folder `target` under its own name (Parquet as CSV) with its mended rows in their places.

    New rows, and further rows made from one, stand last. A record that cannot be told apart stays refused. `work` is
    an empty folder for copies.
    """
    con = duckdb.connect()
    try:
        frame = Frame(profile.zone, dt.date.today(), profile.earliest, profile.text_public)
        desk = Desk(con, work, profile.limits, Tally(), Tally(), profile.tables, frame)
        sources = open_source(desk, Found(path, table_of(path.stem, profile.tables)))
        by_table = _with_beside(sources, mended)
        own = [source for source in sources if not source.table.beside]
        if path.suffix.lower() == ".xlsx":
            _patch_workbook(path, own, by_table, target / path.name)
        elif path.suffix.lower() == ".parquet":
            for source in own:
                _patch_parquet(con, source, by_table[source.table.name], target / f"{path.stem}.csv")
        else:
            for source in own:
                _patch_text(path, source, by_table[source.table.name], target / path.name)
    finally:
        con.close()


def _newest(mended: Sequence[MendedRow], table: str) -> dict[int, list[MendedRow]]:
    """The rows of a table by the row they were made from; of several mendings of a row the latest holds."""
    found: dict[int, list[MendedRow]] = {}
    for row in mended:
        if row.mark.table == table:
            found.setdefault(row.mark.row, []).append(row)
    for number, rows in found.items():
        latest = max(row.mark.round for row in rows)
        found[number] = [row for row in rows if row.mark.round == latest]
    return found


def _patched(records: Iterator[tuple[list[str], bool]], headings: Sequence[str], rows: Rows, write: Write) -> None:
    """Write records one after another with the mended ones in; `records` says of each whether it is whole."""
    more: list[list[str]] = []
    pending: list[str] | None = None
    last = 0
    for last, (record, whole) in enumerate(records, start=1):
        if pending is not None:
            write(pending)
        pending = record
        here = [row for row in rows.get(last, ()) if not row.is_new]
        usable = [row for row in here if whole or MASK not in row.cells.values()]
        told: set[str] = set()
        for row in usable:
            made = restored(row.cells, headings, record if whole else ())
            if row.mark.table in told:
                more.append(made)
            else:
                pending = made if not told else _both(pending, made, record)
            told.add(row.mark.table)
    total = pending if pending is not None and is_sum(pending) and last not in rows else None
    if pending is not None and total is None:
        write(pending)
    for number, found in rows.items():
        more += [_as_given(row, headings) for row in found if row.is_new or number > last]
    for record in more:
        write(record)
    if total is not None:
        write(total)


def _both(one: Sequence[str], other: Sequence[str], record: Sequence[str]) -> list[str]:
    """A record mended twice, as a row of each of the tables it says something of: whatever either has changed."""
    return [new if new != was else kept for kept, new, was in zip(one, other, record, strict=True)]


def _with_beside(sources: Sequence[Source], mended: Sequence[MendedRow]) -> dict[str, Rows]:
    """The mended rows by the table whose file they stand in: its own first, then those of the tables beside it."""
    found: dict[str, dict[int, list[MendedRow]]] = {}
    for table in (source.table for source in sorted(sources, key=lambda source: bool(source.table.beside))):
        rows = found.setdefault(table.beside or table.name, {})
        for number, given in _newest(mended, table.name).items():
            rows.setdefault(number, []).extend(given)
    return dict(found)


def _as_given(row: MendedRow, headings: Sequence[str]) -> list[str]:
    return [unguarded(row.cells.get(heading, "")) for heading in headings]


def _patch_text(path: Path, source: Source, rows: Rows, target: Path) -> None:
    encoding = inspect(path).encoding or "utf-8"
    head = read_head(path, encoding, source.table)
    width = len(head.headings)
    with (
        path.open(encoding=encoding, errors=ENCODING_ERRORS, newline="") as given,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        for _ in range(head.lines):
            out.write(legible(given.readline()))
        write = csv.writer(out, delimiter=head.separator, lineterminator="\r\n").writerow
        records = (_told(record, whole, width) for record, whole in records_of(path, encoding, head))
        _patched(records, head.headings, rows, write)


def _told(record: list[str], whole: str, width: int) -> tuple[list[str], bool]:
    """A record and whether it is a row of its table; one that is not is written so that it never becomes one."""
    if len(record) > width and not any(field.strip() for field in record[width:]):
        record = record[:width]
    clean = [legible(field) for field in record]
    if clean == record and len(record) == width:
        return record, True
    torn = clean or [legible(whole)]
    return (torn if len(torn) > width else [*torn, *[MASK] * (width + 1 - len(torn))]), False


def _patch_workbook(path: Path, sources: Sequence[Source], by_table: Mapping[str, Rows], target: Path) -> None:
    sheets = read_workbook(path, Limits().unpacked)
    if isinstance(sheets, str):
        return
    whose = {source.file: source for source in sources}
    with xlsxwriter.Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties(STILL)
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            source = whose.get(path.name if len(sheets) == 1 else f"{path.name} [{sheet.name}]")
            lines = sheet.rows if source is None else _patched_sheet(sheet, source, by_table[source.table.name])
            for at, row in enumerate(lines, start=sheet.first_line - 1):
                for place, text in enumerate(row):
                    if text:
                        page.write_string(at, place, text)


def _patched_sheet(sheet: Sheet, source: Source, rows: Rows) -> list[list[str]]:
    at, high = place_headings(sheet.rows, source.table, sheet.first_line)
    lines = [list(row) for row in sheet.rows[: at + high]]
    width = len(source.match.headings)
    below = ([*row[:width], *[""] * (width - len(row))] for row in sheet.rows[at + high :])
    _patched(((row, True) for row in below), source.match.headings, rows, lambda row: lines.append(list(row)))
    return lines


def _patch_parquet(con: duckdb.DuckDBPyConnection, source: Source, rows: Rows, target: Path) -> None:
    headings = source.match.headings
    columns = ", ".join(f"c{at}" for at in range(len(headings)))
    with target.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\r\n").writerow
        write(headings)
        given = con.execute(f"select {columns} from {source.relation}")

        def records() -> Iterator[tuple[list[str], bool]]:
            while batch := given.fetchmany(BATCH):
                yield from (([text or "" for text in row], True) for row in batch)

        _patched(records(), headings, rows, write)
