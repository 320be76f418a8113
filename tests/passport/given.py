"""A passport made by hand, and the smallest file of each kind that is one."""

from __future__ import annotations

import io

from reformspor.passport import Numbers, Passport, Place, digest_of
from reformspor.passport.carry import Kind

NUMBERS = Numbers(("month", "n"), (0,), (("2026-01-01", "7"), ("2026-02-01", None)))
ODD = 'Åtte «øydelagde» timar & <b> "sitat"; \u2028 \x0b ok\ttab\n]]> -- Čáhppe \U0001f600'
KINDS: tuple[Kind, ...] = ("png", "svg", "csv", "xlsx", "docx", "pptx", "pdf")


def passport(identity: str = "RS-1111-1111-1111", says: str = ODD) -> Passport:
    return Passport(
        id=identity,
        says=says,
        lang="nn",
        question="sessions/by_kind",
        question_hash="a" * 64,
        place=Place("sessions", "sessions_sessions_by_kind_1", {"period": "2026-01..2026-02"}),
        scope={"period": "2026-01..2026-02"},
        rule={"level": "public", "least_n": 5},
        snapshot="20261031-demo-0123456789",
        municipality="Eksempel kommune",
        as_of="2026-10-31",
        constructed=True,
        files=(("økter.csv", "b" * 64),),
        settings=(("norm.hours_per_fte", "1700"),),
        program="reformspor 0.1.0",
        lock="c" * 64,
        digest=digest_of(NUMBERS),
        numbers=NUMBERS,
        method="its",
        seed=1,
        made_at="2026-11-23T04:00:00+00:00",
        by="researcher",
        fixed={"indicators": ("sick_leave",)},
    )


def body(kind: Kind) -> bytes:
    return MAKERS[kind]()


def _png() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    picture = Image.new("RGB", (40, 30), (250, 240, 230))
    picture.putpixel((3, 4), (1, 2, 3))
    picture.save(out, "PNG")
    return out.getvalue()


def _svg() -> bytes:
    return b'<svg class="main-svg" xmlns="http://www.w3.org/2000/svg" width="9"><style>a{}</style><text>7</text></svg>'


def _csv() -> bytes:
    return "\ufeff# Økter etter slag\r\n# Slag: kind\r\nSlag;Tal\r\nøkt;7\r\n".encode()


def _xlsx() -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("Tal").write_number(0, 0, 7)
    return out.getvalue()


def _docx() -> bytes:
    import docx

    out, file = io.BytesIO(), docx.Document()
    file.add_paragraph("7 økter")
    file.save(out)
    return out.getvalue()


def _pptx() -> bytes:
    import pptx

    out, file = io.BytesIO(), pptx.Presentation()
    file.slides.add_slide(file.slide_layouts[5]).shapes.title.text = "7 økter"
    file.save(out)
    return out.getvalue()


def _pdf() -> bytes:
    from pypdf import PdfWriter

    out, file = io.BytesIO(), PdfWriter()
    file.add_blank_page(200, 200)
    file.write(out)
    return out.getvalue()


MAKERS = {"png": _png, "svg": _svg, "csv": _csv, "xlsx": _xlsx, "docx": _docx, "pptx": _pptx, "pdf": _pdf}
