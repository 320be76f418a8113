"""What is seen in a workbook: every cell of every sheet, as it was reckoned last."""

from __future__ import annotations

import io
import tempfile
import zipfile
import zlib
from pathlib import Path

from reformspor.intake.weighing import weigh
from reformspor.visible.handed import MOST_UNPACKED, Unreadable
from reformspor.visible.piece import Piece, cell, table


def seen_in_workbook(body: bytes) -> list[Piece]:
    """One table a sheet. Raises Unreadable for one that cannot be read or whose cells reach too far."""
    import python_calamine

    _weighed(body)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(body))
        sheets = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=True)) for name in book.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError, KeyError) as error:
        raise Unreadable("damaged") from error
    return [table(name, [[cell(one) for one in row] for row in rows]) for name, rows in sheets]


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
