"""A municipality's own presentation as the ground of new slides: its layouts and theme stay, its own slides go."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from reformspor.errors import ReformsporError

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 40 * 1024**2, 250 * 1024**2, 4_000
CHUNK = 1 << 20
MAIN = "ppt/presentation.xml"
# What runs.
RUNS = ("vbaproject", "activex/", "ppt/ctrlprops/")
ENTITIES = b"<!ENTITY", b"<!DOCTYPE"
KEPT = ("officeDocument", "core-properties")
# All that a presentation may have of its own: not what has been undone, who has commented, or where one was last.
STAYS = ("slideMaster", "notesMaster", "theme", "presProps", "tableStyles", "font")
OWN_SLIDES = ("/ppt/slides/", "/ppt/notesSlides/")


def opened_template(body: bytes) -> Any:
    """The presentation without its slides and without what it says of people.

    Raises ReformsporError when it cannot be read, is too large, is unsafe or has no layout with a title.
    """
    _weighed(body)
    import pptx

    try:
        file = pptx.Presentation(io.BytesIO(body))
        emptied(file)
        layouts = list(file.slide_layouts)
    except Exception as error:
        # Any part of a file that somebody else has made may be missing or wrong.
        raise ReformsporError("slides.template.unreadable") from error
    if any(_reaches_out(part) for part in file.part.package.iter_parts()):
        raise ReformsporError("slides.template.unsafe")
    if not any(title_of(layout) is not None for layout in layouts):
        raise ReformsporError("slides.template.no_title")
    return file


def emptied(file: Any) -> None:
    """Take away every slide, and every part of the package that is no layout, theme or setting."""
    listed = file.slides._sldIdLst
    for one in list(listed):
        file.part.drop_rel(one.rId)
        listed.remove(one)
    for extra in list(file.part._element):
        if extra.tag.rpartition("}")[2] in (
            "extLst",
            "custShowLst",
            "handoutMasterIdLst",
            "custDataLst",
            "modifyVerifier",
        ):
            file.part._element.remove(extra)
    _drop(file.part.rels, lambda kind: kind.rpartition("/")[2] not in STAYS)
    _drop(file.part.package._rels, lambda kind: kind.rpartition("/")[2] not in KEPT)


def _drop(relations: Any, gone: Any) -> None:
    for name, relation in list(relations.items()):
        if gone(relation.reltype):
            relations.pop(name)


def _reaches_out(part: Any) -> bool:
    """Whether a part that is left leads out of the file, or is one of its own slides, which a layout may point at."""
    return str(part.partname).startswith(OWN_SLIDES) or any(one.is_external for one in part.rels.values())


def title_of(layout: Any) -> Any:
    """The place for a title in a layout; None when it has none."""
    return next((one for one in layout.placeholders if one.placeholder_format.type in (1, 3)), None)


def layout_for(file: Any, kind: str) -> Any:
    """The layout of a kind (`title`, `titleOnly`), else the first with a title."""
    layouts = [one for one in file.slide_layouts if title_of(one) is not None]
    named = next((one for one in layouts if one._element.get("type") == kind), None)
    return named or min(layouts, key=lambda one: len(list(one.placeholders)))


def _weighed(body: bytes) -> None:
    """What the package says of its own sizes is not believed."""
    if len(body) > MOST_BYTES:
        raise ReformsporError("slides.template.too_large")
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            parts = package.infolist()
            names = [part.filename.lower() for part in parts]
            if MAIN not in names or any(part.flag_bits & 1 for part in parts):
                raise ReformsporError("slides.template.unreadable")
            if len(parts) > MOST_PARTS:
                raise ReformsporError("slides.template.too_large")
            if any(sign in name for name in names for sign in RUNS):
                raise ReformsporError("slides.template.unsafe")
            _opened(package, parts)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError, RuntimeError) as error:
        raise ReformsporError("slides.template.unreadable") from error


def _opened(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    left = MOST_UNPACKED
    for part in parts:
        is_text = part.filename.lower().endswith((".xml", ".rels"))
        own_slide = part.filename.lower().startswith(("ppt/slides/", "ppt/notesslides/"))
        with package.open(part) as held:
            first = True
            while piece := held.read(CHUNK):
                left -= len(piece)
                if left < 0:
                    raise ReformsporError("slides.template.too_large")
                said = piece.replace(b"\0", b"").upper()
                if is_text and first and any(sign in said for sign in ENTITIES):
                    raise ReformsporError("slides.template.unsafe")
                if is_text and not own_slide and part.filename.endswith(".rels") and b'TARGETMODE="EXTERNAL"' in said:
                    raise ReformsporError("slides.template.unsafe")
                first = False
