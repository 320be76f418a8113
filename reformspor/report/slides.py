"""A brief as slides for a meeting: 16:9, letters of 18 points and more, and charts that PowerPoint itself draws."""

from __future__ import annotations

import io
import math
from typing import Any

import xlsxwriter

from reformspor.intake.guarding import guarded
from reformspor.look import palette
from reformspor.report.brief import Bars, Brief, Case, cut
from reformspor.report.slide import Deck, Line, colour, opened

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
# How many asks stand on one slide.
TOGETHER = 3
ASK, FACT = 120, 150
# Names of fewer signs have a narrower room beside their bars.
SHORT = 22


def slides_bytes(brief: Brief) -> bytes:
    """The file; each figure is a slide with its source and day, its chart holds the numbers it shows and no more."""
    deck = opened(brief)
    if brief.single:
        _case(deck, brief, brief.cases[0], brief.title)
        _history(deck, brief, brief.cases[0])
    else:
        _front(deck, brief)
        for bars in brief.bars:
            _figure(deck, bars)
        _asks(deck, brief)
        for case in brief.cases:
            _case(deck, brief, case, f"{case.number}. {case.title}")
    held = io.BytesIO()
    deck.file.save(held)
    return held.getvalue()


def _front(deck: Deck, brief: Brief) -> None:
    """What it is about, what stands out, and the few numbers of it."""
    slide = deck.slide(brief.title)
    lead = [Line(text, 24) for text in brief.lead]
    deck.words(slide, [Line(brief.above, 18, quiet=True), *lead], top=1.5, height=2.1)
    for place, (number, said) in enumerate(brief.tiles):
        deck.words(slide, [Line(number, 40, strong=True, after=0), Line(said, 18, quiet=True)], top=3.75, part=place)
    if left_out := brief.left_out_of(len(brief.cases)):
        deck.words(slide, [Line(left_out, 18, quiet=True)], top=5.6)


def _figure(deck: Deck, bars: Bars) -> None:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    slide = deck.slide(cut(bars.headline, 110), bars.named)
    deck.words(slide, [Line(bars.measure, 18, quiet=True)], top=1.5)
    data: Any = CategoryChartData(number_format="#,##0")  # type: ignore[no-untyped-call]
    data.categories = list(bars.names)
    data.add_series(bars.measure, list(bars.values))
    place = deck.place(top=2.35, height=4.1)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
    frame.chart.part.chart_workbook.update_from_xlsx_blob(_numbers(bars))
    frame.name = cut(bars.headline, 60)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", bars.alt)
    _dress(frame.chart, deck)
    _apart(frame.chart, max(len(name) for name in bars.names))


def _numbers(bars: Bars) -> bytes:
    """The workbook a chart is edited by, laid out as its references say: a name that looks like a formula or an address
    is text in it, where the library's own would make it one."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.write_string(0, 1, bars.measure)
        for row, (name, value) in enumerate(zip(bars.names, bars.values, strict=True), start=1):
            sheet.write_string(row, 0, guarded(name))
            sheet.write_number(row, 1, value)
    return held.getvalue()


def _apart(chart: Any, longest: int) -> None:
    """Names have room of their own beside the bars, so that no program leaves every other one out."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls, qn

    beside = 0.25 if longest < SHORT else 0.38
    sides = {"x": beside, "y": 0.01, "w": 0.92 - beside, "h": 0.98}
    inner = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    inner += "".join(f'<c:{side} val="{part}"/>' for side, part in sides.items())
    area = chart._chartSpace.chart.plotArea
    for former in area.findall(qn("c:layout")):
        area.remove(former)
    area.insert(0, parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{inner}</c:manualLayout></c:layout>"))


def _dress(chart: Any, deck: Deck) -> None:
    """No legend, no grid, the longest on top with its number at its end, and one dark colour that prints in grey."""
    from pptx.enum.chart import XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
    from pptx.oxml.ns import qn
    from pptx.oxml.xmlchemy import OxmlElement

    chart.has_legend, chart.has_title = False, False
    deck.letters(chart.font, 18)
    names, amounts = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.has_major_gridlines = amounts.has_major_gridlines = False
    names.format.line.fill.background()
    amounts.visible, amounts.minimum_scale = False, 0
    amounts.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    # Every name is shown, however many there are.
    every = OxmlElement("c:tickLblSkip")
    every.set("val", "1")
    names._element.find(qn("c:lblOffset")).addnext(every)
    plot = chart.plots[0]
    # Few bars are no thicker than six; PowerPoint has no wider gap than five bars.
    plot.gap_width, plot.has_data_labels = min(500, max(45, round(870 / max(len(plot.categories), 1)) - 100)), True
    labels = plot.data_labels
    labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
    labels.number_format, labels.number_format_is_linked = "#,##0", False
    deck.letters(labels.font, 18)
    fill = plot.series[0].format.fill
    fill.solid()
    fill.fore_color.rgb = colour(palette("light").c1)
    for text in chart._chartSpace.iter(qn("a:defRPr")):
        text.set("lang", deck.locale)


def _asks(deck: Deck, brief: Brief) -> None:
    """What is wanted and by when, a few on each slide."""
    slides = math.ceil(len(brief.cases) / TOGETHER)
    for place in range(slides):
        part = brief.cases[place * len(brief.cases) // slides : (place + 1) * len(brief.cases) // slides]
        title = brief.labels["asks"]
        if slides > 1:
            of = {"{title}": title, "{first}": str(part[0].number), "{last}": str(part[-1].number)}
            title = _filled(brief.labels["continued"], of)
        lines: list[Line] = []
        for case in part:
            lines += [
                Line(f"{case.number}. {cut(case.wanted, ASK)}", 24, strong=True),
                Line(cut(case.title, ASK), 20),
                Line(f"{case.answer}, {case.waited}", 18, quiet=True, after=14),
            ]
        deck.text_slide(title, lines)


def _case(deck: Deck, brief: Brief, case: Case, title: str) -> None:
    """One barrier on one slide: what is asked first, and as much of the rest as there is room for."""
    label = brief.labels
    pairs: list[tuple[str, str]] = [
        (label["wanted"], case.wanted),
        (label["what"], case.what),
        (label["cost"], " · ".join(case.burden)),
        *(case.facts if brief.single else case.facts[:3]),
        (label["tried"], case.tried),
    ]
    if not brief.single:
        pairs.append((label["history"], " · ".join(f"{day}: {event}" for day, event in case.steps[-2:])))
    lines = [Line(case.opening, 18, quiet=True, after=8)]
    lines += [Line(cut(said, FACT), 18, head=name) for name, said in pairs if said]
    slide = deck.text_slide(cut(title, 90), lines)
    # What the slide has no room for stands in the notes, for the one who speaks.
    notes = [*(f"{name}: {said}" for name, said in case.facts), *case.burden]
    notes += [f"{day}: {event}" for day, event in case.steps]
    deck.notes(slide, "\n".join([case.what, *notes]))


def _history(deck: Deck, brief: Brief, case: Case) -> None:
    """What has happened, a line an event."""
    lines = [Line(cut(event, FACT), 18, head=day) for day, event in case.steps]
    deck.text_slide(brief.labels["history"], [*lines, *([Line(case.cut, 18, quiet=True)] if case.cut else [])])


def _filled(text: str, places: dict[str, str]) -> str:
    for place, said in places.items():
        text = text.replace(place, said)
    return text
