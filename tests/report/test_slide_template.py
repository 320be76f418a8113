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


def related(parts: dict[str, bytes], kind: str, target: str, rest: str = "", of: str = "presentation.xml") -> None:
    folder, _, name = f"ppt/{of}".rpartition("/")
    held = f"{folder}/_rels/{name}.rels"
    start = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    one = f'<Relationship Id="x" Type="http://x/{kind}" Target="{target}" {rest}/></Relationships>'
    parts[held] = parts.get(held, start + b"</Relationships>").replace(b"</Relationships>", one.encode())


def undone(parts: dict[str, bytes]) -> None:
    """What was done last and by whom, and the view of the slides."""
    parts["ppt/changesInfos/changesInfo1.xml"] = f"<a>{SECRET}</a>".encode()
    related(parts, "changesInfo", "changesInfos/changesInfo1.xml")
    related(parts, "slide", "slides/slide1.xml", of="viewProps.xml")


def test_what_was_undone_and_who_looked_where_is_gone_too(short: Report) -> None:
    with zipfile.ZipFile(io.BytesIO(slides_report(short, template(undone)))) as package:
        assert not [name for name in package.namelist() if SECRET.encode() in package.read(name)]
        assert not any("changesInfo" in name or "viewProps" in name for name in package.namelist())


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


def spaced_link(parts: dict[str, bytes]) -> None:
    related(parts, "image", "http://example.org/a.png", "TargetMode = 'External'", "slideMasters/slideMaster1.xml")


def jump(parts: dict[str, bytes]) -> None:
    related(parts, "slide", "../slides/slide1.xml", of="slideLayouts/slideLayout1.xml")


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
        (spaced_link, "unsafe"),
        (jump, "unsafe"),
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
