"""Pictures are known by their own hash: one that stands alone by the file's, those in a document by what it carries."""

from __future__ import annotations

import io
import zipfile

from reformspor.page.checked import Differing
from reformspor.passport.carry import Carried, NotCarried, seal_of
from reformspor.visible import Handed, Unreadable

ALONE = ("png", "svg")


def pictures_differing(file: Handed, carried: Carried) -> list[Differing]:
    """The pictures that are not those that were made. Raises Unreadable for a picture that is damaged."""
    if file.kind in ALONE:
        held = _seal(file.kind, file.body)
        return [] if held == carried.seal else [_other("", held, carried.seal)]
    if not carried.pictures or file.kind not in ("docx", "pptx", "xlsx"):
        return []
    with zipfile.ZipFile(io.BytesIO(file.body)) as package:
        inside = [package.read(name) for name in package.namelist() if name.lower().endswith(".png")]
    seals = {_seal("png", one) for one in inside}
    return [_other(name, None, seal) for name, seal in carried.pictures.items() if seal not in seals]


def _seal(kind: str, body: bytes) -> str:
    try:
        return seal_of("svg" if kind == "svg" else "png", body)
    except NotCarried as error:
        raise Unreadable("damaged") from error


def _other(figure: str, held: str | None, made: str) -> Differing:
    return Differing("picture", "", figure, "", held[:16] if held else None, made[:16])
