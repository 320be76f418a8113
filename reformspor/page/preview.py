"""A report as it will stand on paper, view by view, as markup for the screen: the same leaves, the same pictures."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator

from reformspor.effects.steering import Progress
from reformspor.page.images import with_fonts
from reformspor.page.markup import Markup, image, joined, tag
from reformspor.page.tables import ROWS_A_PAGE, page_of
from reformspor.page.writing import drawer
from reformspor.report.leaves import Chapter, Comment, Exhibit, Head, Items, Leaf, NumberRow, Plain, Report, Said
from reformspor.report.signing import signature
from reformspor.words import Words, speak

LETTERS = ("Hanken Grotesk",)
Draw = Callable[[Exhibit], bytes | None]


def preview(report: Report, say: Progress) -> Iterator[tuple[str, str]]:
    """Title and markup of each view, in order, as they are drawn."""
    words, draw, number = speak(report.lang), drawer(report, "svg", say), 0
    for chapter in report.chapters:
        parts: list[Markup | None] = [_head(report, chapter), *(_comment(one, words) for one in chapter.comments)]
        for leaf in chapter.leaves:
            number += isinstance(leaf, Exhibit)
            parts.append(_leaf(leaf, number, words, draw))
        yield chapter.title, tag("div", joined(*parts), cls="rs-preview", lang=report.lang).text


def _head(report: Report, chapter: Chapter) -> Markup:
    facts = [report.municipality, chapter.filters or report.period, chapter.filters or report.filters]
    eyebrow = [
        tag("span", " · ".join(dict.fromkeys(text for text in facts if text))),
        tag("span", report.badge, cls="rs-badge") if report.badge else None,
        tag("span", report.level, cls="rs-level"),
    ]
    return joined(
        tag("div", *eyebrow, cls="rs-eyebrow"),
        tag("h2", chapter.title, cls="rs-section"),
        tag("p", chapter.verdict, cls="rs-said") if chapter.verdict else None,
    )


def _leaf(leaf: Leaf, number: int, words: Words, draw: Draw) -> Markup | None:
    match leaf:
        case Head():
            return tag("h3", leaf.text, cls="rs-desk-title")
        case Said():
            sure = tag("span", f" ({leaf.sure})", cls="rs-note") if leaf.sure else None
            return tag("p", leaf.text, sure, cls="rs-text")
        case Items():
            return tag("ul", *(tag("li", text) for text in leaf.texts), cls="rs-text rs-points")
        case NumberRow():
            return tag("dl", *(_number(leaf, at) for at in range(len(leaf.numbers))), cls="rs-preview-numbers")
        case Plain():
            return joined(tag("h4", leaf.caption), page_of(words, leaf.table, leaf.caption, 1))
        case Exhibit():
            return _exhibit(leaf, number, words, draw)


def _number(row: NumberRow, at: int) -> Markup:
    one = row.numbers[at]
    said = [tag("dd", text, cls="rs-note") for text in one.said]
    return tag("div", tag("dt", one.label), tag("dd", tag("b", f"{one.value} {one.unit}".strip())), *said)


def _exhibit(one: Exhibit, number: int, words: Words, draw: Draw) -> Markup:
    drawn = draw(one)
    shown: Markup | None = tag("p", one.silence, cls="rs-note") if one.silence else None
    if drawn is not None:
        # Within a picture of its own a drawing has no letters but those it carries.
        carried = base64.b64encode(with_fonts(drawn, LETTERS)).decode()
        shown = image(f"data:image/svg+xml;base64,{carried}", one.alt, "rs-preview-figure")
    elif one.table is not None:
        cut = len(one.table) > ROWS_A_PAGE
        rest = tag("p", words("report.preview.cut", n=ROWS_A_PAGE, of=len(one.table)), cls="rs-note") if cut else None
        shown = joined(page_of(words, one.table, one.headline, 1), rest)
    foot = [one.against, " ".join(one.source), " ".join(one.notes)]
    return tag(
        "section",
        tag("h4", words("report.loose.figure", n=number, headline=one.headline), cls="rs-headline"),
        tag("p", one.subtitle, cls="rs-sub"),
        shown,
        tag("div", *(tag("p", text) for text in foot if text), cls="rs-foot"),
        *(_comment(said, words) for said in one.comments),
        cls="rs-preview-card",
    )


def _comment(comment: Comment, words: Words) -> Markup:
    return tag("blockquote", tag("p", comment.text), tag("p", signature(comment, words), cls="rs-note"), cls="rs-own")
