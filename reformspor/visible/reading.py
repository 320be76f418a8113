"""What is seen in a file of any kind, and the files a package of loose files holds."""

from __future__ import annotations

import io
import re
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
# The page at the end of a line of a list, and the dots before it.
PAGE = re.compile(r"[\s.…]*\d+$")
# What a package of loose files holds beside its figures.
MEMBERS = ("csv", "svg", "png", "xlsx", "docx", "pptx", "pdf")


def seen(file: Handed) -> list[Piece]:
    """Every piece of it; a picture has none, and is known by its hash. Raises Unreadable."""
    read = READERS.get(file.kind)
    if read is None:
        return []
    try:
        return _without_entries(read(file.body))
    except (KeyError, IndexError, TypeError, AttributeError, RecursionError, zipfile.BadZipFile, OSError) as error:
        raise Unreadable("damaged") from error


def _without_entries(pieces: list[Piece]) -> list[Piece]:
    """The pieces without the lines of lists that repeat what stands in the file, with or without a page; one that says
    something else is a paragraph like any other."""
    told = {piece.text for piece in pieces if piece.sort == "text"}
    found = []
    for piece in pieces:
        said = PAGE.sub("", piece.text) if piece.sort == "entry" else ""
        if piece.sort != "entry":
            found.append(piece)
        elif piece.text not in told and said not in told:
            found.append(Piece("text", piece.place, ((said,),)))
    return found


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
