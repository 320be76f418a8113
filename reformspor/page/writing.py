"""A report as the bytes of a file: each format by its own writer, with a picture of each figure where it needs one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from reformspor.effects.steering import Progress, silent
from reformspor.errors import ReformsporError
from reformspor.report.formats import Format
from reformspor.report.leaves import Exhibit, Report
from reformspor.words import speak

if TYPE_CHECKING:
    from reformspor.page.images import Kind

LONGEST = 120
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A"})


def document_bytes(report: Report, kind: Format, *, template: bytes | None = None, say: Progress = silent) -> bytes:
    """The report in one format, whole.

    `say` is told the headline of each figure that is drawn, and which of how many it is. `template` is a presentation
    whose layouts and theme the slides take. Raises ReformsporError, with the figure's
    headline, when a picture cannot be drawn, and for a document that cannot be set.
    """
    try:
        return WRITERS[kind](report, template, say)
    except (ReformsporError, OSError, MemoryError):
        raise
    except Exception as error:
        raise ReformsporError("report.problem.document", kind=kind.upper()) from error


def file_name(report: Report, kind: Format) -> str:
    """A name that says what it is, of which day and language, and whether the numbers are constructed."""
    parts = [*(["konstruert"] if report.badge else []), report.title, report.day.isoformat(), report.lang]
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", "_".join(parts).translate(LETTERS)).strip("-._")
    return f"{plain[:LONGEST]}.{kind}"


def drawer(report: Report, kind: Kind, say: Progress) -> Callable[[Exhibit], bytes | None]:
    """What draws a figure bare, None for one without a chart and where this machine cannot draw."""
    from reformspor.page.bare import bare_picture  # who writes a workbook draws nothing
    from reformspor.page.images import can_draw

    words, of, drawn = speak(report.lang), len(list(report.exhibits)), 0

    def draw(exhibit: Exhibit) -> bytes | None:
        nonlocal drawn
        drawn += 1
        say(exhibit.headline, min(drawn, of), of)
        if exhibit.chart is None or not can_draw():
            return None
        try:
            return bare_picture(words, exhibit.chart, kind)
        except Exception as error:
            raise ReformsporError("report.problem.picture", figure=exhibit.headline) from error

    return draw


def _word(report: Report, _template: bytes | None, say: Progress) -> bytes:
    from reformspor.report.word_report import word_report

    return word_report(report, drawer(report, "png", say))


def _pdf(report: Report, _template: bytes | None, say: Progress) -> bytes:
    from reformspor.report.pdf_report import pdf_report

    return pdf_report(report, drawer(report, "svg", say))


def _slides(report: Report, template: bytes | None, _say: Progress) -> bytes:
    from reformspor.report.slides_report import slides_report

    return slides_report(report, template)


def _workbook(report: Report, _template: bytes | None, _say: Progress) -> bytes:
    from reformspor.report.workbook_report import workbook_report

    return workbook_report(report)


def _loose(report: Report, _template: bytes | None, say: Progress) -> bytes:
    from reformspor.page.loose import loose_files

    return loose_files(report, say)


def _text(report: Report, _template: bytes | None, _say: Progress) -> bytes:
    from reformspor.report.markdown_report import markdown_report

    return markdown_report(report).encode()


WRITERS: dict[Format, Callable[[Report, bytes | None, Progress], bytes]] = {
    "docx": _word,
    "pdf": _pdf,
    "pptx": _slides,
    "xlsx": _workbook,
    "zip": _loose,
    "md": _text,
}
