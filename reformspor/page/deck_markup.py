"""Slides as one page of our own server: all of it is there when it is opened, and nothing is fetched afterwards."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from reformspor.charts import Chart
from reformspor.page.deck import Slide, marks_said, size_of
from reformspor.page.markup import Markup, joined, tag
from reformspor.page.slide_plot import Plot
from reformspor.page.slide_table import Table, read_aloud
from reformspor.passport import Passport
from reformspor.report.leaves import Number, Report
from reformspor.words import Words

# The size of a passport's code on a slide, in pixels.
CODE = 76


@dataclass(frozen=True)
class Files:
    """Where the browser finds what the page needs: addresses on this server."""

    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    library: str
    icon: str


@dataclass(frozen=True)
class Cover:
    """What the first slide says beside the report's own title; `level` is empty at the level open to all."""

    above: str
    level: str


def deck_page(report: Report, slides: Sequence[Slide], cover: Cover, files: Files, words: Words) -> str:
    """The whole page."""
    of = len(slides) + 1
    made = [_cover(report, cover, words, of)]
    made += [_slide(slide, place, of, report, cover, words) for place, slide in enumerate(slides, start=2)]
    head = joined(
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="robots" content="noindex"><meta name="color-scheme" content="light">'),
        tag("title", f"{report.title} · {report.municipality}"),
        Markup(f'<link rel="icon" href="{html.escape(files.icon)}" type="image/svg+xml">'),
        *(Markup(f'<link rel="stylesheet" href="{html.escape(href)}">') for href in files.styles),
        tag("script", src=files.library, defer=""),
        *(tag("script", src=src, type="module") for src in files.scripts),
    )
    said = tag("p", cls="rs-sr", role="status", aria_live="polite", id="told")
    keys = tag("p", words("presentation.keys"), cls="rs-sr")
    body = joined(tag("main", keys, *made, id="deck", aria_label=report.title), said)
    plain = Markup("<noscript><style>.sl-data{position:static!important;clip-path:none!important}</style></noscript>")
    return (
        f'<!doctype html><html lang="{report.lang}"><head>{head.text}</head>'
        f'<body class="sl-body">{body.text}{plain.text}</body></html>'
    )


def _cover(report: Report, cover: Cover, words: Words, of: int) -> Markup:
    inner = joined(
        tag("p", cover.above, cls="sl-above"),
        tag("h1", report.title, cls="sl-title"),
        tag("p", " · ".join(one for one in (report.municipality, report.period, report.filters) if one), cls="sl-of"),
        tag("p", words.date(report.day), cls="sl-day"),
        tag("p", _badges(report, cover), cls="sl-badges") if report.badge or cover.level else None,
        tag("p", report.about, cls="sl-about") if report.about else None,
        tag("div", tag("p", report.source, " ", report.program, cls="sl-source"), _number_of(1, of), cls="sl-foot"),
    )
    return _section(inner, 1, of, words, "sl-cover")


def _slide(slide: Slide, place: int, of: int, report: Report, cover: Cover, words: Words) -> Markup:
    inner = joined(
        tag(
            "div",
            tag("h2", slide.headline, cls="sl-headline"),
            tag("p", slide.more, cls="sl-more") if slide.more else None,
            tag("p", slide.sub, cls="sl-sub") if slide.sub else None,
            cls="sl-head",
        ),
        *_content(slide, words),
        tag("p", slide.left_out, cls="sl-left") if slide.left_out else None,
        _foot(slide, place, of, report, cover, words),
    )
    return _section(inner, place, of, words, "sl-beside" if slide.beside else "")


def _section(inner: Markup, place: int, of: int, words: Words, cls: str = "") -> Markup:
    return tag(
        "section",
        inner,
        cls=f"sl-slide {cls}".strip(),
        id=str(place),
        tabindex="-1",
        aria_label=words("presentation.place", n=place, of=of),
        aria_roledescription=words("presentation.slide"),
    )


def _content(slide: Slide, words: Words) -> list[Markup | None]:
    content, exhibit = slide.content, slide.exhibit
    if isinstance(content, Table):
        return [tag("div", content.markup, cls="sl-room")]
    if isinstance(content, Number):
        return [_alone(content)]
    assert isinstance(content, Plot)
    chart = content.chart
    drawn = tag(
        "div",
        tag("div", cls="sl-plot", data_spec=content.spec, data_height=str(content.height)),
        cls="sl-room",
        role="img",
        aria_label=slide.alt,
    )
    table = exhibit.table if exhibit is not None else None
    return [
        _key(chart),
        drawn,
        tag("p", marks_said(chart, words), cls="sl-marks") if chart.marks else None,
        read_aloud(table, words, slide.headline) if table is not None else None,
    ]


def _key(chart: Chart) -> Markup | None:
    marks = [tag("i", cls=f"rs-{item.colour.lstrip('@')} rs-{item.pattern}", aria_hidden="true") for item in chart.key]
    items = [tag("li", mark, item.label) for mark, item in zip(marks, chart.key, strict=True)]
    return tag("ul", *items, cls="rs-key") if items else None


def _alone(number: Number) -> Markup:
    value = tag("b", number.value, style=f"font-size:{size_of(number.value)}px")
    unit = tag("span", number.unit, cls="sl-unit") if number.unit else None
    said = [tag("li", one) for one in number.said[:3]]
    return tag("div", tag("p", value, " ", unit, cls="sl-value"), tag("ul", *said, cls="sl-said"), cls="sl-room")


def _foot(slide: Slide, place: int, of: int, report: Report, cover: Cover, words: Words) -> Markup:
    way = tag("a", words("presentation.live"), href=slide.live, target="_blank", rel="noopener", cls="sl-way")
    badges = _badges(report, cover)
    last = tag("p", badges, *_name(slide.passport, words), way, cls="sl-pass")
    said = tag("div", tag("p", " ".join(slide.foot), cls="sl-source"), last, cls="sl-told")
    return tag("div", _code(slide.passport, report.link, words), said, _number_of(place, of), cls="sl-foot")


def _name(passport: Passport | None, words: Words) -> list[Markup]:
    return [] if passport is None else [tag("span", words("page.foot.passport", id=passport.id))]


def _badges(report: Report, cover: Cover) -> Markup:
    """What the numbers are and whom they are for, when they are not real or not for all."""
    said = [text for text in (report.badge, cover.level) if text]
    return joined(*(tag("span", text, cls="sl-badge") for text in said))


def _number_of(place: int, of: int) -> Markup:
    return tag("p", f"{place}/{of}", cls="sl-number", aria_hidden="true")


def _code(passport: Passport | None, link: str, words: Words) -> Markup | None:
    if passport is None:
        return None
    from reformspor.passport.code import code_svg, code_text  # who has no figures draws no codes

    said = words("presentation.code", id=passport.id)
    return tag("div", Markup(code_svg(code_text(passport.id, link), said)), cls="sl-code")
