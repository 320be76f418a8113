"""An open presentation and one slide of it: headline, what stands on it, and a foot with source, passport and code."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reformspor.look import palette
from reformspor.passport.code import code_png, code_text
from reformspor.report.brief import cut
from reformspor.report.leaves import Report
from reformspor.report.slide import EDGE, HIGH, SERIF, WIDE, Line, colour
from reformspor.report.slide_template import emptied, layout_for, opened_template, title_of
from reformspor.report.word import LOCALE
from reformspor.words import Words, speak

HEADLINE, LABEL, FOOT = 32, 18, 12
# Letters as wide in every office program, whether it has them or stands others in for them.
SANS = "Arial"
# In inches: where the headline begins, how high a line of it is, and where the foot begins.
TOP, LINE, BOTTOM, CODE = 0.4, 0.54, 6.52, 0.78
# Signs on a line of the headline, of ordinary text and of the foot, and how many lines each may be.
HEAD_SIGNS, TEXT_SIGNS, FOOT_SIGNS, HEAD_LINES = 44, 88, 128, 4
# A template's letters may be wider than the house's.
WIDER = 0.88
SENTENCE = re.compile(r"(?<=[^\d\s][.!?])\s+(?=[A-ZÆØÅ«(])")


@dataclass
class Board:
    """The presentation, its language, and whether it stands on a template, whose letters are its own."""

    file: Any
    report: Report
    words: Words
    own: bool = False
    wide: float = WIDE
    high: float = HIGH
    pictures: dict[str, bytes] = field(default_factory=dict)

    @property
    def locale(self) -> str:
        """The language of every text."""
        return LOCALE[self.report.lang]

    @property
    def scale(self) -> float:
        """How large letters are on this slide, of those on the house's own."""
        return min(1.0, self.high / HIGH)

    @property
    def fit(self) -> float:
        """How many signs there is room for on a line, of those the house's own slide and letters have."""
        return min(1.0, self.wide / WIDE / self.scale) * (WIDER if self.own else 1.0)

    def signs(self, most: int) -> int:
        """So many signs of the house's own slide on this one."""
        return int(most * self.fit)

    @property
    def letters(self) -> str:
        """The font of ordinary text."""
        return "+mn-lt" if self.own else SANS

    def slide(self, headline: str, kind: str = "titleOnly") -> tuple[Any, float]:
        """A new slide under its headline, and where what stands under it begins, in inches."""
        made = self.file.slides.add_slide(layout_for(self.file, kind))
        title = title_of(made)
        for one in list(made.placeholders):
            if one.shape_id != title.shape_id:
                one._element.getparent().remove(one._element)
        signs = self.signs(HEAD_SIGNS)
        said = first_sentences(headline, signs * HEAD_LINES)
        lines = max(1, len(folded(said, signs)))
        title.left, title.top, title.width, title.height = self.place(EDGE, TOP, WIDE - 2 * EDGE, LINE * lines + 0.1)
        self.fill(title.text_frame, [Line(said, HEADLINE, strong=True, after=0)], "+mj-lt" if self.own else SERIF)
        return made, TOP + LINE * lines + 0.2

    def place(self, left: float, top: float, wide: float, high: float) -> tuple[Any, Any, Any, Any]:
        """A place on a slide of the house's size, in the file's units on a slide of this file's."""
        from pptx.util import Inches

        across, down = self.wide / WIDE, self.high / HIGH
        return Inches(left * across), Inches(top * down), Inches(wide * across), Inches(high * down)

    def text(self, slide: Any, lines: Sequence[Line], box: tuple[float, float, float, float]) -> Any:
        """A box of paragraphs at left, top, width and height in inches."""
        made = slide.shapes.add_textbox(*self.place(*box))
        self.fill(made.text_frame, lines, self.letters)
        return made

    def fill(self, frame: Any, lines: Sequence[Line], font: str) -> None:
        """Write paragraphs from the top left."""
        from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
        from pptx.util import Pt

        frame.word_wrap, frame.vertical_anchor, frame.auto_size = True, MSO_ANCHOR.TOP, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for place, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment, paragraph.space_after, paragraph.space_before = (
                PP_ALIGN.LEFT,
                Pt(line.after * self.scale),
                Pt(0),
            )
            paragraph.line_spacing = 1.0
            for text, strong in ((line.head, True), (line.text, line.strong)):
                if text:
                    self._run(paragraph, f"{text}: " if text is line.head and line.text else text, line, font, strong)

    def _run(self, paragraph: Any, text: str, line: Line, font: str, strong: bool) -> None:
        from pptx.util import Pt

        run = paragraph.add_run()
        run.text, run.font.size, run.font.name, run.font.bold = (
            plain(text),
            Pt(round(line.size * self.scale)),
            font,
            strong,
        )
        colours = palette("light")
        if not self.own:
            run.font.color.rgb = colour(colours.ink2 if line.quiet else colours.ink)
        run._r.get_or_add_rPr().set("lang", self.locale)

    def foot(self, slide: Any, source: str, identity: str = "") -> None:
        """Source, level and constructed data, the slide's number, and the code of a figure's name."""
        report = self.report
        said = " · ".join(part for part in (report.badge, report.level, report.municipality) if part)
        named = self.words("page.foot.passport", id=identity) if identity else ""
        # The name stands on the line of its own code, where it is not broken.
        source = source.replace(f"{named}.", "").strip() if named else source
        lines = [Line(first_sentences(source, self.signs(FOOT_SIGNS) * 2), FOOT, quiet=True, after=2)] if source else []
        room = WIDE - 2 * EDGE - (CODE + 0.35)
        last = " · ".join(part for part in (str(len(self.file.slides)), named, said) if part)
        lines.append(Line(last, FOOT, quiet=True, after=0))
        self.text(slide, lines, (EDGE, BOTTOM + 0.12, room, HIGH - BOTTOM - 0.2))
        if identity:
            picture = self._code(identity)
            place = self.place(WIDE - EDGE - CODE, BOTTOM + 0.05, CODE, CODE)
            shape = slide.shapes.add_picture(io.BytesIO(picture), *place[:2], place[2], place[2])
            described(shape, identity, self.words("paper.code", id=identity))

    def _code(self, identity: str) -> bytes:
        if identity not in self.pictures:
            self.pictures[identity] = code_png(code_text(identity, self.report.link), 3)
        return self.pictures[identity]

    def notes(self, slide: Any, lines: Sequence[str]) -> None:
        """What the one who speaks has before them."""
        frame = slide.notes_slide.notes_text_frame
        frame.text = "\n".join(plain(line) for line in lines if line)
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                run._r.get_or_add_rPr().set("lang", self.locale)

    def saved(self) -> bytes:
        """The file."""
        held = io.BytesIO()
        self.file.save(held)
        return held.getvalue()


def board_of(report: Report, template: bytes | None) -> Board:
    """An empty presentation, 16:9 in the house's letters or on a template. Raises ReformsporError for a wrong one."""
    import pptx
    from pptx.util import Inches

    file = pptx.Presentation() if template is None else opened_template(template)
    if template is None:
        emptied(file)
        file.slide_width, file.slide_height = Inches(WIDE), Inches(HIGH)
    _counting(file.part.package)
    about = file.core_properties
    about.title, about.language, about.author = report.title, LOCALE[report.lang], report.municipality
    about.subject = " · ".join(part for part in (report.badge, report.level) if part)
    about.comments = about.keywords = about.category = about.last_modified_by = about.content_status = about.version = (
        ""
    )
    about.identifier, about.revision = "", 1
    about.created = about.modified = dt.datetime.combine(report.day, dt.time(12))
    wide, high = int(file.slide_width or 0) / Inches(1), int(file.slide_height or 0) / Inches(1)
    return Board(file, report, speak(report.lang), template is not None, wide, high)


def _counting(package: Any) -> None:
    """New parts are numbered on from the last; the library looks through all of them for each."""
    asked = package.next_partname
    last: dict[str, int] = {}

    def next_name(template: str) -> Any:
        from pptx.opc.packuri import PackURI

        first = asked(template) if template not in last else None
        last[template] = int("".join(re.findall(r"\d+", str(first)))) if first else last[template] + 1
        return PackURI(template % last[template])

    package.next_partname = next_name


def described(shape: Any, name: str, said: str) -> None:
    """A shape's name, and what is read to those who cannot see it."""
    about = shape._element.xpath(".//p:cNvPr")[0]
    about.set("name", plain(name))
    about.set("descr", plain(said))


def plain(text: str) -> str:
    """Text without the signs that XML has no room for."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")


def first_sentences(text: str, most: int, longest: int = 0) -> str:
    """As many whole sentences from the first as so many signs hold; of a single long one, as many words.

    With `longest`, a first sentence may be so long before it is cut.
    """
    said = cut(text, 10_000)
    if len(said) <= most:
        return said
    kept = ""
    for sentence in SENTENCE.split(said):
        if len(kept) + len(sentence) + 1 > most:
            return kept or cut(sentence, longest or most)
        kept = f"{kept} {sentence}".strip()
    return kept


def folded(text: str, signs: int) -> list[str]:
    """The lines a text takes when so many signs stand on each."""
    import textwrap

    return textwrap.wrap(text, signs, break_long_words=False) or [""]


def high_of(lines: Sequence[Line], fit: float = 1.0) -> float:
    """How high so many paragraphs over the whole width stand, in inches; `fit` is the board's."""
    used = 0.0
    for line in lines:
        signs = TEXT_SIGNS * fit * LABEL / line.size
        rows = math.ceil(max(1, len(line.head) + len(line.text)) / signs)
        used += (rows * line.size * 1.2 + line.after) / 72
    return used
