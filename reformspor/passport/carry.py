"""Passports are put into a file of any kind that goes out, and read back from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from reformspor.passport.carried import Carried, NotCarried, read_carried, written
from reformspor.passport.in_packages import MAIN, from_package, into_package
from reformspor.passport.in_pdf import from_pdf, into_pdf
from reformspor.passport.in_pictures import drawing_of, from_png, from_svg, into_png, into_svg, points_of
from reformspor.passport.in_tables import from_csv, into_csv
from reformspor.passport.passport import Passport

Kind = Literal["png", "svg", "csv", "xlsx", "docx", "pptx", "pdf"]

__all__ = ["Carried", "Kind", "NotCarried", "carried_text", "put", "seal_of", "taken"]


def put(
    kind: Kind,
    body: bytes,
    passports: Sequence[Passport],
    order: str = "",
    *,
    pictures: Mapping[str, str] | None = None,
) -> bytes:
    """The file with the passports in it, in place of any it had; what is seen in it stays the same.

    A picture carries its own hash too, `pictures` those of the pictures within a document, by the passport's name
    (`seal_of("png", ...)` of each). The parts of an office file get one and the same date. Raises ValueError for a body
    that is not of its kind.
    """
    text = written(Carried(tuple(passports), order, seal_of(kind, body), pictures or {}))
    if kind == "png":
        return into_png(body, text)
    if kind == "svg":
        return into_svg(body, text)
    if kind == "csv":
        return into_csv(body, text)
    return into_pdf(body, text) if kind == "pdf" else into_package(kind, body, text)


def carried_text(passports: Sequence[Passport], order: str = "", *, pictures: Mapping[str, str] | None = None) -> str:
    """What `put` would put into a PDF, for one that is set with it as an attachment named `carried.NAME`."""
    return written(Carried(tuple(passports), order, "", pictures or {}))


def taken(kind: Kind, body: bytes) -> Carried:
    """What a file carries. Raises NotCarried with `none`, `damaged`, `newer` or `too_large`."""
    if kind in MAIN:
        return from_package(body)
    read = {"png": from_png, "svg": from_svg, "csv": from_csv, "pdf": from_pdf}[kind]
    return read_carried(read(body))


def seal_of(kind: Kind, body: bytes) -> str:
    """The hash of what is seen in a picture: a PNG's points, an SVG's drawing; empty for other kinds.

    Raises NotCarried for a picture that cannot be read.
    """
    if kind == "png":
        return points_of(body)
    return drawing_of(body) if kind == "svg" else ""
