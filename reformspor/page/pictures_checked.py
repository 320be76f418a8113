"""Pictures are known by their own hash: one that stands alone by the file's, those in a document by what it carries."""

from __future__ import annotations

from reformspor.page.checked import Differing
from reformspor.passport.carry import Carried, NotCarried, seal_of
from reformspor.visible import Handed, Unreadable
from reformspor.visible.from_word import DOCUMENT
from reformspor.visible.parts import Parts

ALONE = ("png", "svg")


def pictures_differing(file: Handed, carried: Carried) -> list[Differing]:
    """The pictures that are not those that were made. Raises Unreadable for a picture that is damaged."""
    if file.kind in ALONE:
        held = _seal(file.kind, file.body)
        return [] if held == carried.seal else [_other("", held, carried.seal)]
    if not carried.pictures or file.kind not in ("docx", "pptx", "xlsx"):
        return []
    parts = Parts(file.body)
    names = _shown(parts) if file.kind == "docx" else parts.names
    seals = {_seal("png", parts.bytes_of(name)) for name in names if name.lower().endswith(".png")}
    return [_other(name, None, seal) for name, seal in carried.pictures.items() if seal not in seals]


def _shown(parts: Parts) -> list[str]:
    """The pictures that stand in the text: one that only lies in the file is not seen."""
    text = parts.bytes_of(DOCUMENT)
    related = parts.related(DOCUMENT).items()
    return [name for key, (kind, name) in related if kind == "image" and f'"{key}"'.encode() in text]


def _seal(kind: str, body: bytes) -> str:
    try:
        return seal_of("svg" if kind == "svg" else "png", body)
    except NotCarried as error:
        raise Unreadable("damaged") from error


def _other(figure: str, held: str | None, made: str) -> Differing:
    return Differing("picture", "", figure, "", held[:16] if held else None, made[:16])
