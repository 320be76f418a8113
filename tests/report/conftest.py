"""One report of the constructed municipality as documents, made once for all tests of reports on paper."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image

from reformspor.page.bare import bare_size
from reformspor.page.navigation import PAGES
from reformspor.page.reporting import write_report
from reformspor.page.serving import served
from reformspor.report.leaves import Comment, Exhibit, Report
from reformspor.report.order import Item, Order
from reformspor.report.pdf_report import pdf_report
from reformspor.report.slides_report import slides_report
from reformspor.report.word_report import word_report
from reformspor.report.workbook_report import workbook_report
from reformspor.snapshot.folder import DataFolder

NOW = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
SIGNED = Comment("municipal_director", "2026-11-20T10:00:00+00:00", "Dette tek me opp.\nOg dette òg.")
# Views with wide tables, long ones, folded ones, figures that lie, and a table without a question.
VIEWS = ("overview", "barriers", "durations", "outcomes", "planning")
# Views without figures that are slow to write.
SLOW = ("dictionary", "methods")
Draw = Callable[[Exhibit], bytes | None]


@pytest.fixture(scope="session")
def whole(constructed: DataFolder) -> Callable[[str], Report]:
    """The report in a language."""
    made: dict[str, Report] = {}

    def report(lang: str) -> Report:
        if lang not in made:
            items = tuple(Item(name, comments={"": (SIGNED,)}) for name in VIEWS)
            order = Order("r1", "Til kommunestyret", lang, "public", items, by="municipal_director")
            # The folder is named for as long as it is asked, and for no test that comes after.
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("REFORMSPOR_DATA", str(constructed.root))
                now = served()
                assert now is not None
                made[lang] = write_report(order, now, own="public", now=NOW)
        return made[lang]

    return report


@pytest.fixture(scope="session")
def every(constructed: DataFolder) -> Report:
    """Every view of the constructed municipality for researchers, whose figures have possible amounts too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORMSPOR_DATA", str(constructed.root))
        now = served()
        assert now is not None
        items = tuple(Item(page.name) for page in PAGES if page.paper and page.name not in SLOW)
        order = Order("all", "Alt", "nn", "research", items, by="leader")
        return write_report(order, now, own="research", now=NOW)


def outline(exhibit: Exhibit) -> bytes | None:
    """A picture as large as the figure, without a browser to draw it."""
    if exhibit.chart is None:
        return None
    width, height = bare_size(exhibit.chart)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="#ddd"/></svg>'
    ).encode()


def points(exhibit: Exhibit) -> bytes | None:
    """The same as points."""
    if exhibit.chart is None:
        return None
    held = io.BytesIO()
    Image.new("L", bare_size(exhibit.chart), 220).save(held, "PNG")
    return held.getvalue()


@pytest.fixture(scope="session")
def short(whole: Callable[[str], Report]) -> Report:
    """Its first chapter alone, for what is made several times."""
    report = whole("nn")
    return replace(report, chapters=report.chapters[:1])


@pytest.fixture(scope="session")
def as_word(whole: Callable[[str], Report]) -> Callable[[str], bytes]:
    """The report as a Word file in a language."""
    return _once(lambda lang: word_report(whole(lang), points))


@pytest.fixture(scope="session")
def as_pdf(whole: Callable[[str], Report]) -> Callable[[str], bytes]:
    """The report as PDF in a language."""
    return _once(lambda lang: pdf_report(whole(lang), outline))


@pytest.fixture(scope="session")
def as_slides(whole: Callable[[str], Report]) -> Callable[[str], bytes]:
    """The report as slides in a language."""
    return _once(lambda lang: slides_report(whole(lang)))


@pytest.fixture(scope="session")
def as_book(whole: Callable[[str], Report]) -> Callable[[str], bytes]:
    """The report as a workbook in a language."""
    return _once(lambda lang: workbook_report(whole(lang)))


def _once(make: Callable[[str], bytes]) -> Callable[[str], bytes]:
    made: dict[str, bytes] = {}

    def one(lang: str) -> bytes:
        if lang not in made:
            made[lang] = make(lang)
        return made[lang]

    return one
