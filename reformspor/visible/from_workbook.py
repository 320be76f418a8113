"""What is seen in a workbook: every cell of every sheet, as it was reckoned last."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from reformspor.intake.weighing import weigh
from reformspor.visible.handed import MOST_UNPACKED, Unreadable
from reformspor.visible.parts import A, Parts, X
from reformspor.visible.piece import Piece, cell, paragraph, shown_as, table

STYLES, DRAWN = "xl/styles.xml", re.compile(r"xl/(?:drawings/drawing|charts/chart)\d*\.xml")


def seen_in_workbook(body: bytes) -> list[Piece]:
    """One table a sheet, and what is shown over its cells.

    Raises Unreadable for one that cannot be read or whose cells reach too far.
    """
    import python_calamine

    _weighed(body)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(body))
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=True)) for name in book.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError, KeyError) as error:
        raise Unreadable("damaged") from error
    tables = [table(name, [[cell(one) for one in row] for row in rows]) for name, rows in sheets]
    return [*tables, *_over_cells(Parts(body))]


def _over_cells(parts: Parts) -> Iterator[Piece]:
    """What hides a cell's own number: text that is drawn over the sheets, and forms of numbers with digits of their
    own."""
    for name in filter(DRAWN.fullmatch, parts.names):
        yield from (paragraph("", one.text) for one in parts.xml(name).iter(f"{A}t") if one.text)
    if STYLES in parts.names:
        yield from shown_as("", [one.get("formatCode", "") for one in parts.xml(STYLES).iter(f"{X}numFmt")])


def _weighed(body: bytes) -> None:
    """The reader lays a sheet out from its first cell to its last, so one far cell could fill the memory."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "book.xlsx"
        file.write_bytes(body)
        try:
            said = weigh(file, MOST_UNPACKED)
        except (zipfile.BadZipFile, zlib.error, OSError) as error:
            raise Unreadable("damaged") from error
    if isinstance(said, str):
        raise Unreadable(said)
