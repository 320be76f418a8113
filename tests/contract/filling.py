"""Fills the workbook template as a clerk's spreadsheet would: cells are written under the example, the rest is kept."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

EXAMPLE_LINE = 5


def filled(book: bytes, rows: Mapping[str, Sequence[Sequence[object]]], first: int = EXAMPLE_LINE + 1) -> bytes:
    """The workbook with rows written from line `first` of each named sheet; what stood on those lines is gone."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as given, zipfile.ZipFile(kept, "w") as parts:
        names = re.findall(r'<sheet name="([^"]+)"', given.read("xl/workbook.xml").decode())
        for member in given.namelist():
            content = given.read(member)
            if match := re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", member):
                wanted = rows.get(names[int(match[1]) - 1])
                content = _written(content.decode(), wanted, first).encode() if wanted else content
            parts.writestr(member, content)
    return kept.getvalue()


def _written(sheet: str, rows: Sequence[Sequence[object]], first: int) -> str:
    text = ""
    for line, row in enumerate(rows, first):
        sheet = re.sub(rf'<row r="{line}".*?</row>', "", sheet, flags=re.DOTALL)
        cells = [_cell(line, at, value) for at, value in enumerate(row) if value is not None]
        text += f'<row r="{line}">{"".join(cells)}</row>'
    return sheet.replace("</sheetData>", f"{text}</sheetData>")


def _cell(line: int, at: int, value: object) -> str:
    column = chr(65 + at) if at < 26 else "A" + chr(65 + at - 26)
    if isinstance(value, int | float):
        return f'<c r="{column}{line}"><v>{value}</v></c>'
    return f'<c r="{column}{line}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
