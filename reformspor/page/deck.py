"""A report as slides: one figure or one number a slide, in letters for the back of the room, each traceable."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from reformspor.charts import Chart
from reformspor.page.said import capital
from reformspor.page.slide_plot import MOST_MARKS, Plot, plot_of, stands_free
from reformspor.page.slide_table import Table, table_of
from reformspor.passport import Passport
from reformspor.report.leaves import Chapter, Exhibit, Number, NumberRow, Report, Said
from reformspor.report.room import lines_of
from reformspor.words import Words

# A slide in pixels, what stands free at its sides, and the room of its foot with what is between the parts.
WIDE, HIGH, EDGE = 1280, 720, 48
TOP, FOOT = 30, 122
# The width of a drawing beside the text, and what stands free over and under it.
BESIDE, ABOVE = 650, 10
# Headline, what follows it, and the key: pixels a line and letters on one.
HEAD_LINE, HEAD_LETTERS = 48, 55
MORE_LINE, MORE_LETTERS = 31, 98
KEY_LINE, KEY_LETTERS, AROUND_KEY = 36, 92, 4
FOOT_LETTERS, FOOT_LINES = 130, 3
# A sentence ends before a capital or a number; a date in Norwegian has a full stop before a small letter.
SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÆØÅ0-9])")
MOST_HEAD = 2
# The least part of the rows of a figure's table that may stand for the figure.
FEWEST = 0.5


@dataclass(frozen=True)
class Slide:
    """One figure, number or table with all that is said of it.

    `headline` is the first of what it says and `more` the rest; `foot` are source and what must be known, `live` the
    address of the same on the screen. What there is no room for is told in `left_out`.
    """

    headline: str
    more: str
    sub: str
    content: Plot | Table | Number
    foot: tuple[str, ...]
    passport: Passport | None
    live: str
    alt: str
    exhibit: Exhibit | None = None
    left_out: str = ""

    @property
    def beside(self) -> bool:
        """Whether the figure stands beside the text, from the top of the slide to its foot."""
        return self.chart is not None and stands_free(self.chart)

    @property
    def chart(self) -> Chart | None:
        """The chart as it is drawn, when it is."""
        return self.content.chart if isinstance(self.content, Plot) else None


@dataclass(frozen=True)
class Silent:
    """What was asked for and has nothing to show: what it is of, and why it is not among the slides."""

    headline: str
    why: str


def slides_of(report: Report, words: Words, addresses: Mapping[int, Mapping[str, str]]) -> Iterator[Slide | Silent]:
    """The slides in order; `addresses` are those the views were read at, by the place of their item from 0."""
    place = -1
    for chapter in report.chapters:
        place += not chapter.goes_on
        address = {**addresses.get(place, {}), "lang": report.lang}
        live = f"/{chapter.page}?{urlencode(sorted(address.items()))}"
        for leaf in chapter.leaves:
            if isinstance(leaf, Exhibit):
                yield _figure(leaf, report, words, live)
            elif isinstance(leaf, NumberRow):
                for number in leaf.numbers:
                    yield _number(number, report, chapter, live, words)
            elif isinstance(leaf, Said) and not leaf.sure and _is_gone(chapter):
                yield Silent(leaf.text, "")


def _is_gone(chapter: Chapter) -> bool:
    """Whether the chapter is of chosen figures, where a sentence stands for one that is no longer there."""
    return not chapter.verdict and all(isinstance(leaf, Exhibit | NumberRow | Said) for leaf in chapter.leaves)


def _figure(exhibit: Exhibit, report: Report, words: Words, live: str) -> Slide | Silent:
    if exhibit.table is None or exhibit.silence:
        return Silent(exhibit.headline, exhibit.silence)
    headline, more = _headline(exhibit.headline)
    sub, known = _told(exhibit.subtitle, exhibit.source, exhibit.notes, exhibit.passport, report, words)
    left = HIGH - TOP - FOOT - _high(headline, more, sub)
    content, told = _content(exhibit, words, left)
    if content is None:
        return Silent(exhibit.headline, told)
    return Slide(
        headline, more, sub, content, room_for(known, words), exhibit.passport, live, exhibit.alt, exhibit, told
    )


def _told(
    subtitle: str,
    source: Sequence[str],
    notes: Sequence[str],
    passport: Passport | None,
    report: Report,
    words: Words,
) -> tuple[str, tuple[str, ...]]:
    """What stands under the headline, what is measured and of what; and the foot: source, and what must be known."""
    measured, *more = SENTENCE.split(subtitle)
    of = more.pop() if more else ""
    whole = capital(report.period)
    # What a figure is narrowed to is read with its headline; the period of all of them stands on the first slide.
    narrowed = of.startswith(f"{whole} · ")
    if narrowed:
        of = f"{capital(of.removeprefix(f'{whole} · ')).removesuffix('.')}."
    above = narrowed or of != f"{whole}." or lines_of(f"{measured} {of}".strip(), MORE_LETTERS) == 1
    # The passport stands in the foot already, and the badge says what is constructed.
    there = words("page.foot.constructed")
    said = [one for one in source if one != there and (passport is None or passport.id not in one)]
    known = (*(() if above else (of,)), *said, *notes, *more)
    return f"{measured} {of}".strip() if above else measured, known


def _content(exhibit: Exhibit, words: Words, high: int) -> tuple[Plot | Table | None, str]:
    """The figure where it can be read on a slide, else the first rows of its table; and what there was no room for.

    Nothing where the part there is room for would be taken for the whole.
    """
    inside = WIDE - 2 * EDGE
    if exhibit.chart is not None and stands_free(exhibit.chart):
        plot = plot_of(exhibit.chart, words, BESIDE, HIGH - 2 * ABOVE)
        if plot is not None:
            return plot, " · ".join((*plot.under, *([plot.chart.left_out] if plot.chart.left_out else [])))
    elif exhibit.chart is not None:
        room = high - _key_high(exhibit.chart) - MORE_LINE * _mark_lines(exhibit.chart, words)
        plot = plot_of(exhibit.chart, words, inside, room)
        if plot is None or plot.shown < plot.rows:
            plot = plot_of(exhibit.chart, words, inside, room - MORE_LINE)
        if plot is not None:
            more = words("presentation.more_rows", n=plot.rows - plot.shown) if plot.shown < plot.rows else ""
            return plot, " ".join(one for one in (more, plot.chart.left_out) if one)
    assert exhibit.table is not None
    table = table_of(exhibit.table, words, exhibit.headline, inside, high - MORE_LINE - ABOVE)
    (shown, rows), (kept, columns) = table.rows, table.columns
    if exhibit.chart is not None and (kept < columns or shown < rows * FEWEST):
        return None, words("presentation.too_dense")
    told = [words("presentation.more_rows", n=rows - shown)] if shown < rows else []
    told += [words("presentation.more_columns", n=columns - kept)] if kept < columns else []
    return table, " ".join(told)


def _number(number: Number, report: Report, chapter: Chapter, live: str, words: Words) -> Slide | Silent:
    if number.passport is None and not number.unit and not number.said:
        return Silent(number.label, number.value)
    said = number.subtitle or chapter.title
    sub, known = _told(said, number.source, number.notes, number.passport, report, words)
    known = known if number.source else (report.source,)
    return Slide(number.label, "", sub, number, room_for(known, words), number.passport, live, "")


def _headline(said: str) -> tuple[str, str]:
    """The headline, and what follows it: a long one is broken where a sentence ends."""
    first, *rest = SENTENCE.split(said)
    if lines_of(said, HEAD_LETTERS) <= MOST_HEAD or not rest:
        return said, ""
    return first.removesuffix("."), " ".join(rest)


def _high(headline: str, more: str, sub: str) -> int:
    below = [text for text in (more, sub) if text]
    lines = sum(lines_of(text, MORE_LETTERS) for text in below)
    return HEAD_LINE * lines_of(headline, HEAD_LETTERS) + MORE_LINE * lines + 6 * (len(below) + 1)


def _key_high(chart: Chart) -> int:
    """The room that the key takes."""
    letters, lines = 0, 1 if chart.key else 0
    for item in chart.key:
        letters += len(item.label) + AROUND_KEY
        if letters > KEY_LETTERS:
            lines, letters = lines + 1, len(item.label) + AROUND_KEY
    return lines * KEY_LINE


def marks_said(chart: Chart, words: Words) -> str:
    """The milestones that are drawn, by their numbers."""
    return " · ".join(f"{mark.number} {mark.title}, {words.month(mark.date)}" for mark in chart.marks)


def _mark_lines(chart: Chart, words: Words) -> int:
    drawn = 0 < len(chart.marks) <= MOST_MARKS
    return lines_of(marks_said(chart, words), MORE_LETTERS) if drawn else 0


def room_for(sentences: Sequence[str], words: Words) -> tuple[str, ...]:
    """The sentences there is room for in the foot, whole; when some are left out, a sentence says where they stand."""
    said = [one for one in sentences if one]
    if lines_of(" ".join(said), FOOT_LETTERS) <= FOOT_LINES:
        return tuple(said)
    kept: list[str] = []
    more = words("presentation.more_known")
    for one in said:
        if lines_of(" ".join([*kept, one, more]), FOOT_LETTERS) <= FOOT_LINES:
            kept.append(one)
    return (*kept, more)


def size_of(value: str) -> int:
    """The height of a number that stands alone, in pixels, so that it fills no more than a line."""
    return min(190, math.floor((WIDE - 2 * EDGE) / (0.56 * max(len(value), 1))))
