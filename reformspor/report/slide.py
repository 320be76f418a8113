"""One slide: a heading, paragraphs of stated size in the reader's language, and the source and day at its foot."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reformspor.look import palette
from reformspor.passport.code import code_png, code_text
from reformspor.report.brief import Brief, cut
from reformspor.report.word import LOCALE

# 16:9 in inches, with what stands free round it.
WIDE, HIGH, EDGE = 13.333, 7.5, 0.6
TITLE_ONLY = 5
SERIF, SANS = "Georgia", "Calibri"
SMALLEST = 18
# Inches of text under a heading, the parts its width falls into, and how many signs a heading of one line has.
TEXT, PARTS, ONE_LINE = 4.9, 4, 44
# The side of a code, in inches, and how many signs of the source stand on two lines beside it.
CODE, SOURCE = 0.95, 165


@dataclass(frozen=True)
class Line:
    """A paragraph: its size in points, the space after it, and a heading word that stands before it."""

    text: str
    size: int
    quiet: bool = False
    strong: bool = False
    head: str = ""
    after: int = 6


@dataclass(frozen=True)
class Deck:
    """An open presentation with what every slide of it bears."""

    file: Any
    locale: str
    foot: str
    brief: Brief

    def slide(self, title: str, named: str = "") -> Any:
        """A new slide with its heading, its foot and the code of a passport's name: that of all when none is given."""
        made = self.file.slides.add_slide(self.file.slide_layouts[TITLE_ONLY])
        box = made.shapes.title
        box.left, box.top, box.width, box.height = self.place(top=0.35, height=1.1)
        # One line of the house's headline, else two of a smaller.
        self._fill(box.text_frame, [Line(title, 32 if len(title) <= ONE_LINE else 26, strong=True)], font=SERIF)
        self._foot(made, named or self.brief.named)
        return made

    def text_slide(self, title: str, lines: Sequence[Line]) -> Any:
        """A slide of paragraphs, as many from the first as it has room for."""
        made = self.slide(title)
        self.words(made, room_for(lines, TEXT), top=1.5, height=TEXT)
        return made

    def words(
        self, slide: Any, lines: Sequence[Line], *, top: float, height: float = 0.9, part: int | None = None
    ) -> None:
        """A box of paragraphs over the whole width, or over one of the four parts of it."""
        left, above, width, down = self.place(top=top, height=height)
        if part is not None:
            width = int(width / PARTS)
            left += part * width
        box = slide.shapes.add_textbox(left, above, width, down)
        self._fill(box.text_frame, lines)

    def place(self, *, top: float, height: float) -> tuple[Any, Any, Any, Any]:
        """Left, top, width and height between the margins, in the file's units."""
        from pptx.util import Inches

        return Inches(EDGE), Inches(top), Inches(WIDE - 2 * EDGE), Inches(height)

    def _foot(self, slide: Any, named: str) -> None:
        """Source and day, with the name of the passport on a line of its own beside its code."""
        from pptx.util import Inches

        passport = self.brief.labels.get("passport", "").replace(self.brief.named, named)
        lines = [Line(text, SMALLEST, quiet=True, after=0) for text in (self.foot, passport) if text]
        left, above, width, down = self.place(top=HIGH - 0.1 - CODE, height=CODE)
        box = slide.shapes.add_textbox(left, above, width - Inches(CODE + 0.2) if named else width, down)
        self._fill(box.text_frame, lines)
        if named:
            side = Inches(CODE)
            image = io.BytesIO(code_png(code_text(named, self.brief.link), 3))
            drawn = slide.shapes.add_picture(image, Inches(WIDE - EDGE - CODE), above, side, side)
            drawn.name = named
            drawn._element.nvPicPr.cNvPr.set("descr", self.brief.code.replace(self.brief.named, named))

    def letters(self, font: Any, size: int) -> None:
        """Letters of a chart."""
        from pptx.util import Pt

        font.size, font.name = Pt(size), SANS
        font.color.rgb = colour(palette("light").ink)

    def notes(self, slide: Any, text: str) -> None:
        """What the one who speaks has before them."""
        frame = slide.notes_slide.notes_text_frame
        frame.text = text
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                run._r.get_or_add_rPr().set("lang", self.locale)

    def _fill(self, frame: Any, lines: Sequence[Line], font: str = SANS) -> None:
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = 0
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(line.after)
            if line.head:
                self._run(paragraph, f"{line.head}: ", line, font, strong=True)
            self._run(paragraph, line.text, line, font, strong=line.strong)

    def _run(self, paragraph: Any, text: str, line: Line, font: str, *, strong: bool) -> None:
        from pptx.util import Pt

        run = paragraph.add_run()
        run.text, run.font.size, run.font.name, run.font.bold = text, Pt(line.size), font, strong
        colours = palette("light")
        run.font.color.rgb = colour(colours.ink2 if line.quiet else colours.ink)
        run._r.get_or_add_rPr().set("lang", self.locale)


def colour(token: str) -> Any:
    """A colour of the palette as PowerPoint writes it."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(token.lstrip("#"))  # type: ignore[no-untyped-call]


def opened(brief: Brief) -> Deck:
    """An empty presentation of the right shape, that says its title and language."""
    import pptx  # loaded by those alone who take the file
    from pptx.util import Inches

    file = pptx.Presentation()
    file.slide_width, file.slide_height = Inches(WIDE), Inches(HIGH)
    about, locale = file.core_properties, LOCALE[brief.lang]
    about.title, about.language, about.author, about.comments = brief.title, locale, "Reformspor", ""
    about.created = about.modified = dt.datetime.combine(brief.day, dt.time(12))
    return Deck(file, locale, cut(brief.source, SOURCE), brief)


def room_for(lines: Sequence[Line], height: float) -> list[Line]:
    """The paragraphs, from the first, that so many inches hold: letters are about half as wide as they are high."""
    kept, used = [], 0.0
    for line in lines:
        rows = math.ceil((len(line.head) + len(line.text)) * line.size * 0.52 / ((WIDE - 2 * EDGE) * 72))
        used += (rows * line.size * 1.2 + line.after) / 72
        if used > height:
            break
        kept.append(line)
    return kept
