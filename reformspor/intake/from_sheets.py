"""Each sheet of a workbook that stands for a table becomes a source."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from reformspor.contract.template_sheets import own_sheets
from reformspor.intake import workbook
from reformspor.intake.beside import shaped_with_beside
from reformspor.intake.example_rows import holds_mark
from reformspor.intake.fields import OwnTable, fold
from reformspor.intake.finding import Found, by_themselves, table_of
from reformspor.intake.from_text import is_filled
from reformspor.intake.headings import joined_at, match, place_headings
from reformspor.intake.shaping import is_of_year, say_layout
from reformspor.intake.sources import Desk, Source, best_table, score, tidy_relation
from reformspor.intake.workbook import Sheet


def sheet_sources(desk: Desk, found: Found, safe: Path) -> list[Source]:
    """The sources of a workbook's sheets; a sheet that stands for no table is left out with a notice."""
    sheets = workbook.read_workbook(safe, desk.limits.unpacked)
    if isinstance(sheets, str):
        desk.faults.add(sheets, found.name, limit=desk.limits.unpacked)
        return []
    if not sheets:
        desk.faults.add("empty", found.name)
    digest = hashlib.sha256(safe.read_bytes()).hexdigest()
    opened, filled = 0, []
    for at, sheet in enumerate(sheets):
        if sheet.name in own_sheets():
            continue
        label = found.name if len(sheets) == 1 else f"{found.name} [{sheet.name}]"
        table = _table_of(desk, found, sheet, alone=len(sheets) == 1)
        if table is None:
            desk.notices.add("sheet_left_out", label)
            continue
        sources = _sources(desk, sheet, table, found.name, label, safe.with_suffix(f".{at}.tidy"))
        opened += len(sources)
        filled += [replace(source, sha256=digest) for source in sources if is_filled(desk, source)]
    if opened and not filled:
        desk.faults.add("empty", found.name)
    return filled


def _table_of(desk: Desk, found: Found, sheet: Sheet, *, alone: bool) -> OwnTable | None:
    tables = by_themselves(desk.tables)
    for table in tables.values():
        if table.layout is not None and table.layout.sheet and fold(table.layout.sheet) == fold(sheet.name):
            return table
    named = table_of(sheet.name, tables) or (found.table if alone else None)
    if named is not None and (alone or not _elsewhere(named)):
        return named
    scores = {}
    for name, table in tables.items():
        if alone or not _elsewhere(table):
            scores[name] = score(tuple(joined_at(sheet.rows, table, sheet.first_line)), table)
    return best_table(tables, scores, 0.5 if alone else 1)


def _elsewhere(table: OwnTable) -> bool:
    """Whether a profile says that the table stands in a sheet of another name."""
    return table.layout is not None and bool(table.layout.sheet)


def _sources(desk: Desk, sheet: Sheet, table: OwnTable, file: str, label: str, tidy: Path) -> list[Source]:
    at, high = place_headings(sheet.rows, table, sheet.first_line)
    headings = tuple(joined_at(sheet.rows, table, sheet.first_line))
    fitted = match(headings, table, label, desk.faults, desk.notices)
    if fitted is None:
        return []
    above = " ".join(cell for row in sheet.rows[:at] for cell in row)
    if not is_of_year(desk, label, table, headings, sheet.name, above, Path(file).stem):
        return []
    say_layout(desk, label, table, sheet.first_line - 1 + at if at else 0)
    rows = sheet.rows[at + high :]
    if len(rows) > desk.limits.rows:
        desk.faults.add("too_large", label, limit=desk.limits.rows)
        return []
    read, total = workbook.write_tidy(rows, len(headings), tidy)
    relation = tidy_relation(tidy, len(headings))
    source = Source(label, table, "", relation, fitted, True, read, 0, total, first_line=sheet.first_line + at + high)
    return shaped_with_beside(desk, replace(source, marked=holds_mark(tidy)))
