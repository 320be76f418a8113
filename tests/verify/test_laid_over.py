"""What somebody has laid over a number, and not put in its place, is found as well."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from reformspor.visible import compared, handed, seen
from reformspor.visible.piece import shown_as
from tests.verify.altering import with_part

BOX = (
    b'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>91 timar'
    b"</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
LABEL = b'<c:dLbl><c:idx val="0"/><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>91</a:t></a:r></a:p></c:rich></c:tx></c:dLbl>'


def with_note(body: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter
    from pypdf.annotations import FreeText

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(body)))
    writer.add_annotation(0, FreeText(text="timar", rect=(50, 550, 200, 650)))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_line(body: bytes) -> bytes:
    """A line of text over the first page, as a program that knows nothing of tags adds it."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ContentStream

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(body)))
    page = writer.pages[0]
    stream = ContentStream(None, writer)
    held = page.get_contents()
    assert held is not None
    stream.set_data(held.get_data() + b" BT 1 0 0 1 90 600 Tm (91 timar) Tj ET")
    page.replace_contents(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def replaced(name: str, old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(body: bytes) -> bytes:
        changed = with_part(body, name, lambda part: part.replace(old, new, 1))
        assert changed != body
        return changed

    return change


@pytest.mark.parametrize(
    ("name", "lay"),
    [
        ("report.docx", replaced("word/document.xml", b"</w:p>", BOX)),
        ("report.pptx", replaced("ppt/charts/chart1.xml", b"</c:ser>", LABEL + b"</c:ser>")),
        ("report.pptx", replaced("ppt/charts/chart1.xml", b'formatCode="', b'formatCode="91')),
        ("figure.xlsx", replaced("xl/styles.xml", b'formatCode="', b'formatCode="&quot;91&quot;')),
        ("report.pdf", with_note),
        ("report.pdf", with_line),
    ],
    ids=["box", "label", "form in a chart", "form in a sheet", "note", "line"],
)
def test_what_is_laid_over_a_number_is_seen(name: str, lay: Callable[[bytes], bytes], files: dict[str, bytes]) -> None:
    found = compared(seen(handed(name, files[name])), seen(handed(name, lay(files[name]))))
    assert any(one.counts for one in found)


def test_a_form_of_numbers_shows_no_digit_of_its_own() -> None:
    ours = ["General", "0", "0.00", '# ##0" kr";-# ##0" kr"', "[$-414]d. mmmm yyyy", "0.00E+00", '0" %";-0" %"']
    assert list(shown_as("", ours)) == []
    for form in ('"91"', "1", "\\9\\1", '0" av 20"', '"0"'):
        assert [one.text for one in shown_as("s", [form])] == [form]
