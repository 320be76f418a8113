"""A file is made once more from what it carries, without its pictures, to hold what is seen in it against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from reformspor.answers.plain_rows import rows_csv
from reformspor.disclosure import Level
from reformspor.effects.steering import Progress
from reformspor.errors import ReformsporError
from reformspor.page.against import beside
from reformspor.page.anew import Anew, Cannot
from reformspor.page.dossier import MAKERS, brief, ordered, with_passports
from reformspor.page.exports import csv_bytes, xlsx_bytes
from reformspor.page.reporting import write_report
from reformspor.passport import Passport
from reformspor.passport.carry import Carried
from reformspor.report.leaves import Exhibit, Report
from reformspor.report.order import Order, read_order
from reformspor.visible import Piece, seen
from reformspor.visible.handed import Handed, Sort
from reformspor.words import speak

MOST_ITEMS = 400
# A picture of one point, where a document has one.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}"></svg>'


def report_anew(carried: Carried, anew: Anew, own: Level, say: Progress) -> Report | None:
    """The report of the order that is carried, signed and dated as it was; None when there is no order.

    Raises Cannot for an order that cannot be read or made.
    """
    if not carried.order or ordered(carried.order) is not None:
        return None
    order = _order(carried.order)
    first = carried.passports[0] if carried.passports else None
    by = first.by if first is not None and speak(order.lang).has(f"codes.role.{first.by}") else ""
    try:
        return write_report(order, anew.held, own=own, by=by, now=_moment(first), say=say)
    except ReformsporError as error:
        raise Cannot(error.key, **error.details) from error


def candidates(file: Handed, carried: Carried, report: Report | None, anew: Anew, level: str) -> Iterator[list[Piece]]:
    """What should be seen in the file, for each way it may have been made, the likeliest first. Raises Cannot."""
    for made in _bodies(file.kind, file.body, carried, report, anew, level):
        yield seen(Handed("", file.kind, made))


def _bodies(
    kind: Sort, body: bytes, carried: Carried, report: Report | None, anew: Anew, level: str
) -> Iterator[bytes]:
    if report is not None:
        maker = DOCUMENTS.get(kind)
        if maker is None:
            raise Cannot("not_made_again")
        yield from maker(report)
        if kind == "pptx":
            yield from _on_own_ground(report, body)
        return
    given = ordered(carried.order)
    if given is not None:
        yield from _dossier(kind, given, carried.passports[0].lang, anew)
        return
    if kind not in ("csv", "xlsx") or len(carried.passports) != 1:
        raise Cannot("not_made_again")
    if kind == "csv" and carried.passports[0].place is None:
        # Asked for by a command, it stood in no view.
        yield rows_csv(anew.answer(carried.passports[0], level))
        return
    leaf = anew.leaf(carried.passports[0], level)
    if not isinstance(leaf, Exhibit):
        raise Cannot("figure_gone")
    words, places = speak(carried.passports[0].lang), anew.held.choices.units
    held, target = beside(leaf.answer, words)
    make = csv_bytes if kind == "csv" else xlsx_bytes
    # As a card hands it out, and as it lies in a package of loose files.
    yield make(leaf.answer, words, places, held, target)
    yield make(leaf.answer, words, places)


def _dossier(kind: Sort, address: dict[str, str], lang: str, anew: Anew) -> Sequence[bytes]:
    """The sheet or the slides an owner was handed. Raises Cannot for a barrier that may not be handed out."""
    words = speak(lang)
    made = brief(anew.held, words, address)
    if made is None or kind not in MAKERS:
        raise Cannot("figure_gone")
    return [with_passports(kind, made, (), "")[0]]


def _order(text: str) -> Order:
    try:
        order = read_order(text)
    except ValueError as error:
        raise Cannot("order") from error
    if len(order.items) > MOST_ITEMS:
        raise Cannot("too_large")
    return order


def _moment(first: Passport | None) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(first.made_at if first is not None else "")
    except ValueError:
        return dt.datetime.now(dt.UTC)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)


def _word(report: Report) -> Iterator[bytes]:
    from reformspor.report.word_report import word_report  # what sets documents is loaded by those who check one

    yield word_report(report, lambda exhibit: PNG if exhibit.chart is not None else None)
    # Where no browser is, a document is made without pictures.
    yield word_report(report, lambda _: None)


def _pdf(report: Report) -> Iterator[bytes]:
    from reformspor.report.pdf_report import pdf_report

    yield pdf_report(report, _room)
    yield pdf_report(report, lambda _: None)


def _room(exhibit: Exhibit) -> bytes | None:
    """A picture of nothing, as large as the figure: on which page what follows stands hangs on it."""
    from reformspor.page.bare import bare_size

    return SVG.format(*bare_size(exhibit.chart)).encode() if exhibit.chart is not None else None


def _slides(report: Report) -> Iterator[bytes]:
    from reformspor.report.slides_report import slides_report

    yield slides_report(report, None)


def _on_own_ground(report: Report, body: bytes) -> Iterator[bytes]:
    """The slides on the layouts and theme that the file itself has: those of the municipality, if it gave any.

    Nothing more comes of a file whose ground is refused.
    """
    from reformspor.report.slides_report import slides_report

    with suppress(ReformsporError):
        yield slides_report(report, body)


def _workbook(report: Report) -> Iterator[bytes]:
    from reformspor.report.workbook_report import workbook_report

    yield workbook_report(report)


DOCUMENTS: dict[str, Callable[[Report], Iterator[bytes]]] = {
    "docx": _word,
    "pdf": _pdf,
    "pptx": _slides,
    "xlsx": _workbook,
}
