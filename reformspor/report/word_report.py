"""A report as a Word file the municipality can go on writing in: headings, captions, tables, lists are Word's."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator

from reformspor.passport.carry import put, seal_of
from reformspor.report.laid import Behind, Block, Listed, Opening, Run, Shown, laid_out
from reformspor.report.leaves import Exhibit, Head, Items, NumberRow, Report, Said
from reformspor.report.opening import TILE, front, notes
from reformspor.report.word_contents import CONTENTS, FIGURES, Entry, listed
from reformspor.report.word_exhibit import comments_markup, exhibit_markup
from reformspor.report.word_frame import opened
from reformspor.report.word_pages import Pages
from reformspor.report.word_table import grid, table_markup
from reformspor.report.word_xml import link, paragraph, run
from reformspor.words import Words, speak

# The widths of the columns of key figures, in millimetres.
TILES = (40.0, 32.0, 66.0, 32.0)


def word_report(report: Report, draw: Callable[[Exhibit], bytes | None]) -> bytes:
    """The file; `draw` gives a figure as PNG, None where it cannot be drawn."""
    words = speak(report.lang)
    pictures = [draw(exhibit) for exhibit in report.exhibits]
    runs, behind = laid_out(report, pictures)
    pages = Pages(opened(words, report), report.link)
    pages.add(_title(words, report))
    pages.add(_lists(words, runs, behind=bool(behind)))
    for one in runs:
        _write(pages, words, one)
    for place, one in enumerate(behind):
        pages.turn(one.layout)
        if place == 0:
            heading = pages.mark(BEHIND, paragraph(run(words("paper.behind")), style="Heading1"))
            pages.add([heading, paragraph(run(words("paper.behind_lead")))])
        _write(pages, words, one)
    pages.end()
    held = io.BytesIO()
    pages.file.save(held)
    seals = {
        exhibit.passport.id: seal_of("png", picture)
        for exhibit, picture in zip(report.exhibits, pictures, strict=True)
        if picture is not None
    }
    return put("docx", held.getvalue(), list(report.passports.values()), report.order, pictures=seals)


BEHIND = "behind"


def _write(pages: Pages, words: Words, one: Run) -> None:
    if one.layout != pages.layout:
        pages.turn(one.layout)
    for block in one.blocks:
        pages.add(_block(pages, words, block))


def _title(words: Words, report: Report) -> Iterator[str]:
    yield paragraph(run(" · ".join(part for part in (report.municipality, report.badge) if part)), style="Remark")
    yield paragraph(run(report.title), style="Title")
    for name, value in front(words, report):
        yield paragraph(run(f"{name}: ", bold=True), run(value))
    for name, said in notes(words):
        yield paragraph(run(f"{name}. ", bold=True), run(said), style="Remark")
    if report.about:
        yield paragraph(run(report.about), style="Silence")


def _lists(words: Words, runs: Iterable[Run], *, behind: bool) -> Iterator[str]:
    """Contents and the list of figures, with the entries they will have."""
    heads: list[Entry] = []
    figures: list[Entry] = []
    for block in (block for one in runs for block in one.blocks):
        match block:
            case Opening():
                heads.append(Entry(block.title, f"chapter-{len(heads) + 1}", "toc1"))
            case Head(level=2):
                heads.append(Entry(block.text, f"chapter-{len(heads) + 1}", "toc2"))
            case Shown():
                figures.append(Entry(f"{block.name}. {block.exhibit.headline}", block.mark, "tableoffigures"))
    if behind:
        heads.append(Entry(words("paper.behind"), BEHIND, "toc1"))
    yield paragraph('<w:r><w:br w:type="page"/></w:r>', style="Thin")
    yield paragraph(run(words("paper.contents")), style="TOCHeading")
    yield from listed(CONTENTS, heads)
    if figures:
        yield paragraph(run(words("paper.list")), style="TOCHeading")
        yield from listed(FIGURES, figures)


def _block(pages: Pages, words: Words, block: Block) -> Iterator[str]:
    match block:
        case Opening():
            yield _heading(pages, block.title, "Heading1", here=not block.breaks)
            if block.verdict:
                yield paragraph(run(block.verdict), style="Lead")
            if block.filters:
                yield paragraph(run(words("paper.chosen", filters=block.filters)), style="Remark")
            yield from comments_markup(block.comments)
        case Head():
            if block.level == 2:
                yield _heading(pages, block.text, "Heading2")
            else:
                yield paragraph(run(block.text), style=f"Heading{block.level}")
        case Said():
            sure = run(f" ({block.sure})", quiet=True) if block.sure else ""
            yield paragraph(run(block.text, bold=bool(block.sure) or block.open, marked=block.open), sure)
        case Items():
            yield from (paragraph(run(text), style="ListBullet") for text in block.texts)
        case NumberRow():
            yield _numbers(words, block)
            yield paragraph(style="Remark")
        case Listed():
            if not block.headed:
                yield paragraph(run(block.caption, bold=True), keep=True)
            yield from table_markup(words, block.table, block.caption)
            yield paragraph(style="Remark")
        case Shown():
            yield from exhibit_markup(pages, words, block)
        case Behind():
            yield from _behind(pages, words, block)


def _heading(pages: Pages, text: str, style: str, *, here: bool = False) -> str:
    pages.headings += 1
    return pages.mark(f"chapter-{pages.headings}", paragraph(run(text), style=style, here=here))


def _numbers(words: Words, row: NumberRow) -> str:
    heads = [words(f"paper.tile.{name}") for name in TILE]
    rows = [
        (
            one.label,
            " ".join(part for part in (one.value, one.unit) if part),
            ". ".join(one.said),
            one.passport.id if one.passport is not None else "",
        )
        for one in row.numbers
    ]
    return grid(heads, rows, TILES, [False] * len(heads), heads[0])


def _behind(pages: Pages, words: Words, block: Behind) -> Iterator[str]:
    shown = block.shown
    title = words("paper.behind_of", name=words.listing(block.names))
    yield pages.mark(shown.behind, paragraph(run(title), style="BehindHeading", keep=True))
    headline = link(shown.mark.replace("-", "_"), run(shown.exhibit.headline))
    yield paragraph(headline, style="FigureSubtitle", keep=True)
    yield paragraph(run(words("page.foot.passport", id=shown.passport)), style="Remark", keep=True)
    yield from table_markup(words, block.table, shown.exhibit.headline)
    yield paragraph(style="Remark")
