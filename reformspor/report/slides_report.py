"""A report as slides that can be edited: a figure a slide, in native charts and tables, with notes for who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reformspor.errors import ReformsporError
from reformspor.passport import carry
from reformspor.report.board import (
    BOTTOM,
    HEAD_LINES,
    HEAD_SIGNS,
    LABEL,
    LINE,
    TEXT_SIGNS,
    TOP,
    Board,
    board_of,
    first_sentences,
    folded,
    high_of,
)
from reformspor.report.leaves import Chapter, Comment, Exhibit, Items, NumberRow, Plain, Report, Said
from reformspor.report.native import Native
from reformspor.report.native_chart import natives_of
from reformspor.report.order import read_order
from reformspor.report.signing import signature
from reformspor.report.slide import EDGE, WIDE, Line
from reformspor.report.slide_charts import paged, put_chart
from reformspor.report.slide_grid import put_grid
from reformspor.report.slide_marks import marks_line, noted
from reformspor.report.slide_numbers import number_slides
from reformspor.report.slide_squares import MOST, Grid, grids_of
from reformspor.report.slide_tables import Shown, fits_across, put_table, tables_of

ROOM = WIDE - 2 * EDGE
SUB_LINES, MOST_SUB_LINES = 2, 4
# Rows of a narrow table that need not stand in two columns, and slides that bars may be spread over.
FEW = 8
MOST_PAGES = 4


def slides_report(report: Report, template: bytes | None = None) -> bytes:
    """The file, with the passports of its figures in it.

    `template` is a presentation whose layouts and theme are taken. Raises ReformsporError for a template that cannot be
    used, and, with its headline, for a figure that cannot be drawn.
    """
    board = board_of(report, template)
    _front(board)
    for chapter in report.chapters:
        _chapter(board, chapter)
    return carry.put("pptx", board.saved(), tuple(report.passports.values()), report.order)


def _front(board: Board) -> None:
    report, words = board.report, board.words
    slide, top = board.slide(report.title)
    pairs = [
        (words("paper.front.municipality"), report.municipality),
        (words("paper.front.period"), report.period),
        (words("paper.front.filters"), report.filters),
        (words("paper.front.level"), report.level),
        (words("paper.front.day"), words.date(report.day)),
        (words("paper.front.by"), report.by),
    ]
    lines = [Line(text, 20, head=name) for name, text in pairs if text]
    if report.badge:
        lines.insert(0, Line(report.badge, 24, strong=True, after=12))
    board.text(
        slide, [*lines, Line(report.about, LABEL, quiet=True)] if report.about else lines, (EDGE, top + 0.3, ROOM, 4.6)
    )
    board.foot(slide, report.source)
    said = [words("paper.front.hidden"), words("paper.front.hidden_said"), words("paper.front.verified_said")]
    board.notes(slide, [*said, report.program])


def _chapter(board: Board, chapter: Chapter) -> None:
    """What the view concludes, then its figures in order; a presentation has the figures alone."""
    if not _is_presentation(board.report):
        _opening(board, chapter)
    for leaf in chapter.leaves:
        match leaf:
            case Exhibit():
                _named(board, leaf)
            case NumberRow():
                number_slides(board, leaf, chapter.title)
            case Plain():
                _tables(board, leaf)
            case _:
                continue


def _is_presentation(report: Report) -> bool:
    return bool(report.order) and read_order(report.order).kind == "slides"


def _opening(board: Board, chapter: Chapter) -> None:
    slide, top = board.slide(chapter.title)
    lines = [Line(chapter.verdict, 24, strong=True, after=12)] if chapter.verdict else []
    if chapter.filters:
        lines.append(Line(board.words("paper.chosen", filters=chapter.filters), LABEL, quiet=True, after=12))
    found = [leaf for leaf in chapter.leaves if isinstance(leaf, Said)]
    lines += [Line(f"{leaf.text} ({leaf.sure})", 20, after=8) for leaf in found if leaf.sure]
    lines += [line for one in chapter.comments for line in _signed(board, one)]
    for number, part in enumerate(_filled(lines, BOTTOM - top, board.fit)):
        if number:
            slide, top = board.slide(chapter.title)
        board.text(slide, part, (EDGE, top, ROOM, BOTTOM - top))
        board.foot(slide, board.report.source)
    more = [leaf.text for leaf in found if not leaf.sure]
    more += [text for leaf in chapter.leaves if isinstance(leaf, Items) for text in leaf.texts]
    board.notes(slide, more)


def _filled(lines: Sequence[Line], high: float, fit: float) -> list[list[Line]]:
    """The paragraphs over as many slides as they need."""
    parts: list[list[Line]] = [[]]
    for line in lines:
        if parts[-1] and high_of([*parts[-1], line], fit) > high:
            parts.append([])
        parts[-1].append(line)
    return parts


def _signed(board: Board, one: Comment) -> list[Line]:
    """The comment under who said it, a paragraph for each of its own."""
    by = signature(one, board.words)
    said = [text for text in one.text.splitlines() if text.strip()]
    return [Line(text, 20, head=f"{by[:1].upper()}{by[1:]}" if place == 0 else "") for place, text in enumerate(said)]


def _named(board: Board, exhibit: Exhibit) -> None:
    try:
        _figure(board, exhibit)
    except ReformsporError:
        raise
    except Exception as error:
        raise ReformsporError("report.problem.picture", figure=exhibit.headline) from error


def _figure(board: Board, exhibit: Exhibit) -> None:
    """The slides of one figure: its charts or its table, what covers several months at once, and its comments."""
    probe = _under(board, exhibit)
    marks = marks_line(exhibit.chart, board.words, board.signs(TEXT_SIGNS))
    high = BOTTOM - probe - 0.45 - high_of([Line(text, LABEL, after=4) for text in marks], board.fit)
    natives = natives_of(exhibit.chart, board.words) if exhibit.chart is not None else ()
    pages = [paged(one, high, board.fit) for one in natives]
    # Bars that need many slides are read faster as a table.
    natives = natives if max(map(len, pages), default=0) <= MOST_PAGES else ()
    parts: list[Native | Shown | Grid] = [part for each in pages for part in each] if natives else []
    if not parts and exhibit.chart is not None and exhibit.table is not None:
        beside = " ".join([board.words("paper.part", n=MOST, of=MOST), *marks])
        parts = list(grids_of(exhibit.chart, BOTTOM - probe - 0.1, board.words, board.fit, beside))
    if not parts and exhibit.table is not None:
        parts = list(tables_of(exhibit.table, high - 0.3, board.words, exhibit.chart, fit=board.fit))
    parts += _beside(board, natives, high)
    if exhibit.silence or not parts:
        slide, top = board.slide(exhibit.headline)
        said_of = exhibit.silence or board.words("page.state.no_data.title")
        board.text(slide, [Line(said_of, 24)], (EDGE, top, ROOM, BOTTOM - top))
        _round(board, slide, exhibit)
    for number, part in enumerate(parts, start=1):
        _one(board, exhibit, part, marks, (number, len(parts)))
    comments = [line for one in exhibit.comments for line in _signed(board, one)]
    for said in _filled(comments, BOTTOM - probe, board.fit) if comments else []:
        slide, top = board.slide(exhibit.headline)
        board.text(slide, said, (EDGE, top, ROOM, BOTTOM - top))
        _round(board, slide, exhibit)


def _subtitle(board: Board, exhibit: Exhibit) -> str:
    """What the figure shows: whole sentences, or a single long one as it is."""
    signs = board.signs(TEXT_SIGNS)
    return first_sentences(exhibit.subtitle, signs * SUB_LINES, signs * MOST_SUB_LINES)


def _under(board: Board, exhibit: Exhibit) -> float:
    """Where what stands under headline and subtitle begins, in inches, before a slide is made of it."""
    signs = board.signs(HEAD_SIGNS)
    head = folded(first_sentences(exhibit.headline, signs * HEAD_LINES), signs)
    return TOP + LINE * len(head) + 0.2 + high_of([Line(_subtitle(board, exhibit), LABEL)], board.fit) + 0.1


def _one(
    board: Board, exhibit: Exhibit, part: Native | Shown | Grid, marks: Sequence[str], count: tuple[int, int]
) -> None:
    number, of = count
    slide, top = board.slide(exhibit.headline)
    under = _subtitle(board, exhibit)
    lines = [Line(under, LABEL, quiet=True, after=4)] if under else []
    counted = board.words("paper.part", n=number, of=of) if of > 1 else ""
    told = (part.name, part.measure, counted) if isinstance(part, Native) else (counted,)
    under = " · ".join(text for text in told if text)
    said = " ".join(text for text in (*([] if isinstance(part, Native) else [part.said]), *marks) if text)
    if isinstance(part, Grid):
        # The squares need the room.
        lines.append(Line(said, LABEL, quiet=True, head=under, after=4))
    else:
        shown = [Line(under, LABEL, strong=True, after=4), Line(said, LABEL, quiet=True, after=4)]
        lines += [line for line in shown if line.text]
    used = high_of(lines, board.fit)
    board.text(slide, lines, (EDGE, top, ROOM, used))
    alt, name = exhibit.alt, f"{exhibit.passport.id} {number}"
    if isinstance(part, Native):
        put_chart(board, slide, part, top + used + 0.08, alt, name)
    elif isinstance(part, Grid):
        put_grid(board, slide, part, top + used + 0.1, alt, name)
    else:
        put_table(board, slide, part, top + used + 0.1, alt, name)
    _round(board, slide, exhibit)


def _beside(board: Board, natives: Sequence[Native], high: float) -> list[Shown]:
    """What covers several months at once and has no bar of its own, as a table."""
    import pandas as pd

    held = [pair for one in natives for pair in one.beside]
    if not held:
        return []
    words = board.words
    heads = [words("slides.beside.months"), words("slides.beside.amount")]
    frame = pd.DataFrame(held, columns=heads)
    half = (len(held) + 1) // 2
    if len(held) > FEW:
        rest = [*held[half:], *[("", "")] * (2 * half - len(held))]
        # A heading may stand twice; a space tells the two apart.
        second = pd.DataFrame(rest, columns=[f"{head} " for head in heads])
        wide = pd.concat([frame.iloc[:half].reset_index(drop=True), second], axis=1)
        frame = wide if fits_across(wide, board.fit) else frame
    made = tables_of(frame, high - 0.4, words, most=len(held), fit=board.fit)
    return [replace(one, said=words("slides.beside.said")) for one in made]


def _round(board: Board, slide: object, exhibit: Exhibit) -> None:
    """The foot, and what the one who speaks has before them."""
    board.foot(slide, " ".join(exhibit.source), exhibit.passport.id)
    words, passport = board.words, exhibit.passport
    chart = exhibit.chart
    marks = noted(chart, words)
    board.notes(
        slide,
        [
            exhibit.headline,
            exhibit.subtitle,
            exhibit.against,
            chart.left_out if chart else "",
            *exhibit.notes,
            *([words("slides.notes.marks"), *marks] if marks else []),
            *exhibit.source,
            words("slides.notes.passport", id=passport.id, question=passport.question, snapshot=passport.snapshot),
        ],
    )


def _tables(board: Board, leaf: Plain) -> None:
    parts = tables_of(leaf.table, BOTTOM - 1.9, board.words, fit=board.fit)
    for number, part in enumerate(parts, start=1):
        slide, top = board.slide(leaf.caption)
        said = [
            text
            for text in (part.said, board.words("paper.part", n=number, of=len(parts)) if len(parts) > 1 else "")
            if text
        ]
        lines = [Line(text, LABEL, quiet=True, after=4) for text in said]
        board.text(slide, lines, (EDGE, top, ROOM, 0.4)) if lines else None
        put_table(board, slide, part, top + high_of(lines, board.fit) + 0.1, leaf.caption, leaf.caption[:60])
        board.foot(slide, board.report.source)
