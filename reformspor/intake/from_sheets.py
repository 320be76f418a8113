"""Each sheet of a workbook that stands for a table becomes a source."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from reformspor.contract.template_sheets import own_sheets
from reformspor.intake import workbook
from reformspor.intake.example_rows import holds_mark
from reformspor.intake.fields import OwnTable, fold
from reformspor.intake.finding import Found, table_of
from reformspor.intake.from_text import is_filled
from reformspor.intake.headings import joined_at, match, place_headings
from reformspor.intake.shaping import is_of_year, say_layout, shaped
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
        source = _source(desk, sheet, table, found.name, label, safe.with_suffix(f".{at}.tidy"))
        if source is not None:
            opened += 1
            filled += [replace(source, sha256=digest)] if is_filled(desk, source) else []
    if opened and not filled:
        desk.faults.add("empty", found.name)
    return filled


def _table_of(desk: Desk, found: Found, sheet: Sheet, *, alone: bool) -> OwnTable | None:
    for table in desk.tables.values():
        if table.layout is not None and table.layout.sheet and fold(table.layout.sheet) == fold(sheet.name):
            return table
    named = table_of(sheet.name, desk.tables) or (found.table if alone else None)
    if named is not None and (alone or not _elsewhere(named)):
        return named
    scores = {}
    for name, table in desk.tables.items():
        if alone or not _elsewhere(table):
            scores[name] = score(tuple(joined_at(sheet.rows, table, sheet.first_line)), table)
    return best_table(desk.tables, scores, 0.5 if alone else 1)


def _elsewhere(table: OwnTable) -> bool:
    """Whether a profile says that the table stands in a sheet of another name."""
    return table.layout is not None and bool(table.layout.sheet)


def _source(desk: Desk, sheet: Sheet, table: OwnTable, file: str, label: str, tidy: Path) -> Source | None:
    at, high = place_headings(sheet.rows, table, sheet.first_line)
    headings = tuple(joined_at(sheet.rows, table, sheet.first_line))
    fitted = match(headings, table, label, desk.faults, desk.notices)
    if fitted is None:
        return None
    above = " ".join(cell for row in sheet.rows[:at] for cell in row)
    if not is_of_year(desk, label, table, headings, sheet.name, above, Path(file).stem):
        return None
    say_layout(desk, label, table, sheet.first_line - 1 + at if at else 0)
    rows = sheet.rows[at + high :]
    if len(rows) > desk.limits.rows:
        desk.faults.add("too_large", label, limit=desk.limits.rows)
        return None
    read, total = workbook.write_tidy(rows, len(headings), tidy)
    relation = tidy_relation(tidy, len(headings))
    source = Source(label, table, "", relation, fitted, True, read, 0, total, first_line=sheet.first_line + at + high)
    return shaped(desk, replace(source, marked=holds_mark(tidy)))
