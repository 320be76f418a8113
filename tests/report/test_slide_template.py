"""A municipality's own presentation gives slides their ground, and nothing of what else it holds."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pptx
import pytest
from pptx.util import Inches

from reformspor.errors import ReformsporError
from reformspor.report.leaves import Report
from reformspor.report.slides_report import slides_report

SECRET = "Løyndom om ein tilsett"


def template(change: Callable[[dict[str, bytes]], None] = lambda _: None) -> bytes:
    """A presentation with a slide, notes and an author of its own, in 4:3."""
    file = pptx.Presentation()
    file.core_properties.author = file.core_properties.comments = SECRET
    slide = file.slides.add_slide(file.slide_layouts[1])
    slide.shapes.title.text = SECRET
    slide.notes_slide.notes_text_frame.text = SECRET
    held = io.BytesIO()
    file.save(held)
    with zipfile.ZipFile(held) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["ppt/theme/theme1.xml"] = parts["ppt/theme/theme1.xml"].replace(b"Office Theme", b"Kommunemal")
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return out.getvalue()


def test_layouts_and_theme_are_kept_and_its_own_slides_and_names_are_gone(short: Report) -> None:
    body = slides_report(short, template())
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        assert b"Kommunemal" in package.read("ppt/theme/theme1.xml")
        for name in package.namelist():
            assert SECRET.encode() not in package.read(name), name
        assert not any("thumbnail" in name or "printerSettings" in name for name in package.namelist())
    opened = pptx.Presentation(io.BytesIO(body))
    assert (opened.slide_width, opened.slide_height) == (Inches(10), Inches(7.5))
    for slide in opened.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= opened.slide_width
    # The municipality's own letters, not the house's.
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        assert b'typeface="+mj-lt"' in package.read("ppt/slides/slide1.xml")


def no_title(parts: dict[str, bytes]) -> None:
    for name in parts:
        if name.startswith("ppt/slideLayouts/slideLayout"):
            parts[name] = (
                parts[name].replace(b'type="title"', b'type="body"').replace(b'type="ctrTitle"', b'type="body"')
            )


def macro(parts: dict[str, bytes]) -> None:
    parts["ppt/vbaProject.bin"] = b"run"


def entity(parts: dict[str, bytes]) -> None:
    parts["ppt/theme/theme1.xml"] = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def link(parts: dict[str, bytes]) -> None:
    name = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
    one = b'<Relationship Id="x" Type="http://x/image" Target="http://example.org/a.png" TargetMode="External"/>'
    parts[name] = parts[name].replace(b"</Relationships>", one + b"</Relationships>")


def bomb(parts: dict[str, bytes]) -> None:
    parts["ppt/media/large.bin"] = b"\0" * (260 * 1024 * 1024)


def broken(parts: dict[str, bytes]) -> None:
    parts["ppt/slideMasters/slideMaster1.xml"] = b"<p:sldMaster"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (no_title, "no_title"),
        (macro, "unsafe"),
        (entity, "unsafe"),
        (link, "unsafe"),
        (bomb, "too_large"),
        (broken, "unreadable"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_with_the_reason(
    short: Report, change: Callable[[dict[str, bytes]], None], key: str
) -> None:
    with pytest.raises(ReformsporError) as raised:
        slides_report(short, template(change))
    assert raised.value.key == f"slides.template.{key}"


@pytest.mark.parametrize(
    "body", [b"", b"PK\x03\x04", b"%PDF-1.7", template()[:5000]], ids=["empty", "head", "pdf", "cut"]
)
def test_what_is_no_presentation_is_refused(short: Report, body: bytes) -> None:
    with pytest.raises(ReformsporError) as raised:
        slides_report(short, body)
    assert raised.value.key == "slides.template.unreadable"
