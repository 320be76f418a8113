"""Pages and pictures are set with our own fonts alone, so that they look the same on every machine."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# All but the signs that every font here has: Latin letters, and what stands between words and numbers.
RARE, STANDS_FOR = (
    re.compile("[^\t\n\r -\u024f\u0300-\u036f\u2010-\u2027\u202f-\u203a\u20ac\u2190-\u2193\u2200-\u22ff]"),
    "\N{WHITE SQUARE}",
)
# In a picture one sign our letters lack would have the whole text set in others; these stand for the commonest.
LIKE = str.maketrans(
    {
        "\N{RIGHTWARDS ARROW}": "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}",
        "\N{LEFTWARDS ARROW}": "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}",
        "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}",
        "\N{NON-BREAKING HYPHEN}": "-",
    }
)
# Twice the size: 170 millimetres on paper come to more than 200 points an inch.
POINTS_AN_INCH = 144


def set_pages(main: str, files: Mapping[str, bytes], day: dt.date, standards: list[str]) -> bytes:
    """A PDF from the source that is called `main` here, with what it reads beside it. Raises TypstError."""
    import typst  # loaded by those alone who take the file

    compiler: Any = typst.compile
    made = compiler(
        {"main": (HERE / main).read_bytes(), **files},
        font_paths=_fonts(),
        pdf_standards=standards,
        timestamp=dt.datetime.combine(day, dt.time(12), dt.UTC),
    )
    assert isinstance(made, bytes)
    return made


def png_of(svg: bytes) -> bytes:
    """A picture of lines as one of points."""
    import typst

    source = '#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("picture.svg")'
    made = typst.compile(
        {"main": source.encode(), "picture.svg": svg}, format="png", ppi=POINTS_AN_INCH, font_paths=_fonts()
    )
    assert isinstance(made, bytes)
    return made


def with_letters(svg: str) -> str:
    """A picture whose texts our own letters can set."""
    return svg.translate(LIKE)


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(HERE / "fonts")])
