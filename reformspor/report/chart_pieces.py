"""The small pieces a chart's XML is made of: columns of numbers, letters, lines and colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

HAIR = 12700
# The presets that stand for textures: others are not drawn alike by all office programs, dots as sloping lines by one.
TEXTURED = {"spotted": "vert", "striped": "horz"}


@dataclass(frozen=True)
class Dress:
    """How a chart is set: letters in points and their font, language, and where its key and plot lie (parts of one)."""

    size: int
    font: str
    locale: str
    key: tuple[float, float]
    plot: tuple[float, float, float, float]
    skip: int = 1


def end_of(tag: str, value: float | None) -> str:
    """An end of an axis; nothing where the program is to find it."""
    return "" if value is None else f'<c:{tag} val="{value!r}"/>'


def numbers_in(where: str, values: Sequence[float | None], form: str, rows: int) -> str:
    """A column of numbers, with what is cached of it; `rows` is how many the column has."""
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>' for at, value in enumerate(values) if value is not None
    )
    return (
        f"<c:numRef><c:f>{where}</c:f><c:numCache><c:formatCode>{escape(form)}</c:formatCode>"
        f'<c:ptCount val="{rows}"/>{points}</c:numCache></c:numRef>'
    )


def texts_in(where: str, names: Sequence[str]) -> str:
    """A column of texts."""
    points = "".join(point(at, name) for at, name in enumerate(names))
    return f'<c:strRef><c:f>{where}</c:f><c:strCache><c:ptCount val="{len(names)}"/>{points}</c:strCache></c:strRef>'


def point(at: int, text: str) -> str:
    """One cached text."""
    return f'<c:pt idx="{at}"><c:v>{escape(text)}</c:v></c:pt>'


def letters_of(dress: Dress, colour: str, *, turn: int | None = None) -> str:
    """How letters are set; `turn` in 60,000ths of a degree."""
    way = "<a:bodyPr/>" if turn is None else f'<a:bodyPr rot="{turn}" vert="horz"/>'
    run = (
        f'<a:defRPr lang="{dress.locale}" sz="{dress.size * 100}" b="0">{solid(colour)}'
        f'<a:latin typeface="{escape(dress.font)}"/></a:defRPr>'
    )
    return f'<c:txPr>{way}<a:p><a:pPr>{run}</a:pPr><a:endParaRPr lang="{dress.locale}"/></a:p></c:txPr>'


def layout_at(place: tuple[float, float, float, float], *, inner: bool = True) -> str:
    """Where a part of the chart lies: left, top, width and height as parts of one."""
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    sides = "".join(f'<c:{side} val="{part:.4f}"/>' for side, part in zip("xywh", place, strict=True))
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:layout><c:manualLayout>{target}{modes}{sides}</c:manualLayout></c:layout>"


def thin_line(colour: str) -> str:
    """A thin line."""
    return f'<c:spPr><a:ln w="{HAIR}">{solid(colour)}</a:ln></c:spPr>'


def solid(colour: str) -> str:
    """A fill of one colour."""
    return f"<a:solidFill>{colour_of(colour)}</a:solidFill>"


def patterned(preset: str, ink: str, ground: str) -> str:
    """A fill of two colours in one of the office programs' own patterns."""
    inks = f"<a:fgClr>{colour_of(ink)}</a:fgClr><a:bgClr>{colour_of(ground)}</a:bgClr>"
    return f'<a:pattFill prst="{preset}">{inks}</a:pattFill>'


def colour_of(colour: str) -> str:
    """A colour."""
    return f'<a:srgbClr val="{colour.lstrip("#").upper()}"/>'
