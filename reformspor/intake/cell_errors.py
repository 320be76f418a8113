"""Cells that hold an Excel error or a formula nobody has reckoned are read as such, and never as empty."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

MARKS = (b't="e"', b"</f></c>", b"/></c>")
ERROR = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*?\bt="e"[^<>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL)
UNRECKONED = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*>\s*<f(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*</c>')
# Shown in place of a result that is not there.
NO_RESULT = "=?"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Cells = Mapping[tuple[int, int], str]


def broken_cells(path: Path, sheets: Mapping[str, bool]) -> dict[str, Cells]:
    """For each sheet that may have any (by the name of its part), what stands in its broken cells, by row and column
    counted from 0; given by the sheet's own name.

    Raises zipfile.BadZipFile or KeyError for a workbook whose lists do not hold.
    """
    suspect = {part for part, is_suspect in sheets.items() if is_suspect}
    if not suspect:
        return {}
    with zipfile.ZipFile(path) as book:
        parts = {part.lower(): name for part, name in _names(book).items()}
        return {parts[part.lower()]: _cells(book.read(part)) for part in suspect if part.lower() in parts}


def may_have_broken(piece: bytes) -> bool:
    """Whether a piece of a sheet holds any sign of an error or of a formula without a result."""
    return any(mark in piece for mark in MARKS[:2]) or (b"<f" in piece and MARKS[2] in piece)


def _names(book: zipfile.ZipFile) -> dict[str, str]:
    try:
        rels = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
        sheets = ElementTree.fromstring(book.read("xl/workbook.xml"))
    except ElementTree.ParseError as error:
        raise zipfile.BadZipFile("lists that are no XML") from error
    targets = {rel.get("Id"): str(rel.get("Target")).lstrip("/").removeprefix("xl/") for rel in rels}
    found = sheets.iter(f"{MAIN}sheet")
    return {f"xl/{targets.get(sheet.get(f'{OFFICE}id'))}": str(sheet.get("name")) for sheet in found}


def _cells(text: bytes) -> Cells:
    broken = {_place(found[0], found[1]): found[2].decode("utf-8", "replace") for found in ERROR.findall(text)}
    return {_place(*found): NO_RESULT for found in UNRECKONED.findall(text)} | broken


def _place(letters: bytes, row: bytes) -> tuple[int, int]:
    return int(row) - 1, column_number(letters) - 1


def column_number(letters: bytes) -> int:
    """The number of a column by its letters, A being 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
