"""Refused rows leave as files to be mended: the source's own columns in their order, with row, reason and a mark.

The mark leads back to the very row of the very file, so that what is covered here can be put back there.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from reformspor.contract.titles import title_of
from reformspor.intake import Intake, RefusedRow
from reformspor.intake.guarding import guarded
from reformspor.intake.mended import Mark
from reformspor.intake.persons import MASK
from reformspor.intake.refused import MOST
from reformspor.intake.saying import column_title, reason_of, remedy_of
from reformspor.snapshot.mending import Whole
from reformspor.words import Words

LONGEST_CELL = 32_000
WIDE = {0: 10, 1: 70}


@dataclass(frozen=True)
class Sheet:
    """The refused rows of one table: headings, and rows of texts as they are written, all as long as the headings."""

    table: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Origins:
    """Where marks lead: the checksum of each file (and table) as it first came, and which mending this is (from 1);
    `key` seals the marks."""

    sha256: Mapping[tuple[str, str], str]
    key: bytes
    round: int = 1


def origins_of(intake: Intake, whole: Whole | None, key: bytes) -> Origins:
    """Where the marks of an intake's rows lead; of a whole that was put together, to the files as they first came."""
    first = whole.first if whole else {}
    shas = {(file.file, file.table): first.get(file.sha256, file.sha256) for file in intake.files}
    return Origins(shas, key, whole.round if whole else 1)


def sheets_of(rows: Iterable[RefusedRow], origins: Origins, words: Words, *, masked: bool) -> tuple[Sheet, ...]:
    """The refused rows by table. With `masked`, what may name or point at someone is covered."""
    heads: dict[tuple[str, str], tuple[str, ...]] = {}
    found: dict[tuple[str, str], dict[int, tuple[str, ...]]] = {}
    for row in rows:
        place = (row.file, row.table)
        headings = heads.setdefault(place, tuple(row.texts))
        mark = Mark(origins.sha256.get(place, ""), row.table, row.row, origins.round).sealed(origins.key)
        cells = [_cell(row, heading, masked) for heading in headings]
        found.setdefault(place, {}).setdefault(row.row, (str(row.row), _why(row, words), *cells, mark.text))
    own = [words(f"desk.rejects.heading_{name}") for name in ("row", "why", "mark")]
    return tuple(
        Sheet(table, (own[0], own[1], *heads[file, table], own[2]), tuple(found[file, table].values()))
        for file, table in found
    )


def csv_of(sheet: Sheet) -> bytes:
    """One table's refused rows as CSV that Norwegian spreadsheets open as columns; formulas are put out of play."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(sheet.headings)
    writer.writerows([guarded(text) for text in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def xlsx_of(sheets: Sequence[Sheet], words: Words) -> bytes:
    """Every table's refused rows in one workbook, a sheet each, all as text: no formulas, no links."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "bg_color": "#F0EEE8"}),
            "own": book.add_format({"text_wrap": True, "valign": "top", "font_color": "#4A565D"}),
            "text": book.add_format({"num_format": "@", "valign": "top"}),
        }
        names: set[str] = set()
        for sheet in sheets:
            page = book.add_worksheet(_sheet_name(title_of(sheet.table, words), names))
            _fill(page, sheet, formats)
    return buffer.getvalue()


def write_rejects(sheets: Sequence[Sheet], folder: Path, words: Words) -> tuple[str, ...]:
    """Write the refused rows into a folder, made when missing and closed to others: a CSV a table, and a workbook."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stem, written = words("desk.rejects.file_name"), []
    for sheet in sheets:
        written.append(_write(folder / f"{stem}-{sheet.table}.csv", csv_of(sheet)))
    if sheets:
        written.append(_write(folder / f"{stem}.xlsx", xlsx_of(sheets, words)))
    return tuple(written)


def is_cut(sheets: Sequence[Sheet]) -> bool:
    """Whether some table has more refused rows than are written."""
    return any(len(sheet.rows) >= MOST for sheet in sheets)


def _write(file: Path, content: bytes) -> str:
    file.write_bytes(content)
    file.chmod(0o600)
    return file.name


def _cell(row: RefusedRow, heading: str, masked: bool) -> str:
    text = row.texts.get(heading, "")
    return MASK if masked and text and heading in row.personal else text


def _why(row: RefusedRow, words: Words) -> str:
    said = []
    for fault in row.faults:
        column = column_title(row.table, fault.column, words) if fault.column else ""
        reason = " ".join(part for part in (reason_of(fault, words), remedy_of(fault, words)) if part)
        said.append(f"{column}: {reason}" if column else reason)
    return " | ".join(dict.fromkeys(said))


def _sheet_name(title: str, taken: set[str]) -> str:
    """A title that Excel takes as a sheet's name, and no other sheet has."""
    plain = "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)[:28].strip() or "-"
    name, at = plain, 2
    while name.casefold() in taken:
        name, at = f"{plain} {at}", at + 1
    taken.add(name.casefold())
    return name


def _fill(page: Any, sheet: Sheet, formats: Mapping[str, Any]) -> None:
    for place, heading in enumerate(sheet.headings):
        page.write_string(0, place, heading, formats["head"])
        page.set_column(place, place, WIDE.get(place, 18))
    last = len(sheet.headings) - 1
    for at, row in enumerate(sheet.rows, start=1):
        for place, text in enumerate(row):
            own = place in (0, 1, last)
            page.write_string(at, place, guarded(text)[:LONGEST_CELL], formats["own" if own else "text"])
    page.freeze_panes(1, 2)
