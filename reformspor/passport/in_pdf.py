"""What a PDF carries: a file within it, which readers of PDF list as an attachment."""

from __future__ import annotations

import io
from typing import Any

from reformspor.passport.carried import MOST, NAME, NotCarried

# Long before the first of these documents, so that two of them differ in nothing but what they say.
ALWAYS = "D:20000101000000Z"


def into_pdf(body: bytes, text: str) -> bytes:
    """The file with the text within it, its own bytes first and untouched. Raises ValueError for what is no PDF.

    A document that is set here is given the text as it is set; this is for the others.
    """
    from pypdf import PdfReader, PdfWriter  # loaded by those alone who make or check a PDF
    from pypdf.errors import PyPdfError
    from pypdf.generic import ArrayObject, NameObject, create_string_object

    try:
        reader = PdfReader(io.BytesIO(body))
        former = [one for one in reader.attachment_list if one.name == NAME]
        # What is added to twice over is not read right by all: one that carries something already is written anew.
        writer = PdfWriter(clone_from=reader) if former else PdfWriter(reader, incremental=True)
        for one in [one for one in writer.attachment_list if one.name == NAME]:
            one.delete()
        held = writer.add_attachment(NAME, text.encode())
    except (PyPdfError, OSError, KeyError, TypeError, AttributeError) as error:
        raise ValueError("pdf") from error
    held.subtype = NameObject("/application#2Fjson")
    held.modification_date = held.creation_date = None
    held.alternative_name = create_string_object(NAME)  # type: ignore[assignment]
    held.associated_file_relationship = NameObject("/Supplement")
    root: Any = writer.root_object
    others = [] if former else [*root.get("/AF", [])]
    root[NameObject("/AF")] = ArrayObject([*others, held.pdf_object.indirect_reference])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def from_pdf(body: bytes) -> str:
    """The text within a PDF, whoever put it there. Raises NotCarried."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(body), strict=False)
        found = [one for one in reader.attachment_list if NAME in (one.name, one.alternative_name)]
        if not found:
            raise NotCarried("none")
        data = found[-1].content
    except NotCarried:
        raise
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotCarried("damaged") from error
    if len(data) > MOST:
        raise NotCarried("too_large")
    return bytes(data).decode("utf-8", "replace")
