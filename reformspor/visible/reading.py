"""What is seen in a file of any kind, and the files a package of loose files holds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from reformspor.visible.from_pdf import seen_in_pdf
from reformspor.visible.from_slides import seen_in_slides
from reformspor.visible.from_text import seen_in_csv
from reformspor.visible.from_word import seen_in_word
from reformspor.visible.from_workbook import seen_in_workbook
from reformspor.visible.handed import Handed, Unreadable, handed
from reformspor.visible.piece import Piece

READERS: dict[str, Callable[[bytes], list[Piece]]] = {
    "csv": seen_in_csv,
    "xlsx": seen_in_workbook,
    "docx": seen_in_word,
    "pptx": seen_in_slides,
    "pdf": seen_in_pdf,
}
# What a package of loose files holds beside its figures.
MEMBERS = ("csv", "svg", "png", "xlsx", "docx", "pptx", "pdf")


def seen(file: Handed) -> list[Piece]:
    """Every piece of it; a picture has none, and is known by its hash. Raises Unreadable."""
    read = READERS.get(file.kind)
    if read is None:
        return []
    try:
        return read(file.body)
    except (KeyError, IndexError, TypeError, AttributeError, RecursionError, zipfile.BadZipFile, OSError) as error:
        raise Unreadable("damaged") from error


def members(file: Handed) -> Iterator[tuple[str, Callable[[], Handed]]]:
    """The files within a package, each by its name and opened when it is asked for; none within another kind."""
    if file.kind != "zip":
        return
    with zipfile.ZipFile(io.BytesIO(file.body)) as package:
        for one in package.infolist():
            if not one.is_dir() and one.filename.rpartition(".")[2].lower() in MEMBERS:
                yield one.filename, partial(_member, file.body, one)


def _member(body: bytes, one: zipfile.ZipInfo) -> Handed:
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return handed(one.filename, package.read(one))
