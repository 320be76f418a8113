"""A report as a workbook: a sheet for each figure and table as shown, and one that says where all of it comes from."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import pandas as pd
import xlsxwriter

from reformspor.charts import Way
from reformspor.contract.template_sheets import NEVER_LIVE
from reformspor.passport import Passport, carry
from reformspor.report.cells import column_of, said
from reformspor.report.leaves import Chapter, Comment, Exhibit, Head, Items, NumberRow, Plain, Report, Said
from reformspor.report.sheet_cells import Sheet, Styles, sheet_name, styles_of
from reformspor.report.signing import signed
from reformspor.words import Words, speak

# The paper of A4 by its number in a workbook.
A4 = 9


def workbook_report(report: Report) -> bytes:
    """The file, with the passports in it: numbers as numbers, no formula, link, picture or hidden sheet."""
    words = speak(report.lang)
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, NEVER_LIVE) as book:
        book.set_properties(
            {
                "title": report.title,
                "author": report.municipality,
                "subject": " · ".join(part for part in (report.badge, report.level) if part),
                "comments": "",
                "created": dt.datetime.combine(report.day, dt.time(12)),
            }
        )
        styles = styles_of(book, report.lang)
        _front(_sheet(book, words("sheets.front"), styles), report, words)
        number = 0
        for chapter in report.chapters:
            _spoken(book, styles, chapter, words)
            for leaf in chapter.leaves:
                if isinstance(leaf, Exhibit):
                    number += 1
                    _named(book, styles, leaf, number, words)
                elif isinstance(leaf, Plain):
                    _plain(_sheet(book, leaf.caption, styles), leaf, words)
        _provenance(_sheet(book, words("sheets.provenance"), styles), report, words)
    return carry.put("xlsx", held.getvalue(), tuple(report.passports.values()), report.order)


def _sheet(book: Any, name: str, styles: Styles) -> Sheet:
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    sheet = book.add_worksheet(sheet_name(name, taken))
    # Printed, every column of a sheet stands on the same page.
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    return Sheet(sheet, styles)


def _front(sheet: Sheet, report: Report, words: Words) -> None:
    """What the report is of, and the sheets in order."""
    sheet.line(report.title, strong=True)
    if report.badge:
        sheet.line(" ".join(part for part in (report.badge + ".", report.about) if part), strong=True)
    pairs = [
        (words("paper.front.municipality"), report.municipality),
        (words("paper.front.period"), report.period),
        (words("paper.front.filters"), report.filters),
        (words("paper.front.level"), report.level),
        (words("paper.front.day"), words.date(report.day)),
        (words("paper.front.by"), report.by),
        (words("paper.front.source"), report.source),
        (words("paper.front.program"), report.program),
        (words("paper.front.hidden"), words("paper.front.hidden_said")),
    ]
    for name, text in pairs:
        if text:
            sheet.pair(name, text)
    sheet.line("")
    sheet.line(words("paper.list"), strong=True)
    for number, one in enumerate(report.exhibits, start=1):
        sheet.pair(_called(one, number, words), one.headline)
    sheet.widths([24, 110])


def _spoken(book: Any, styles: Styles, chapter: Chapter, words: Words) -> None:
    """What a view says in words and tiles, where it says anything."""
    told = [leaf for leaf in chapter.leaves if isinstance(leaf, Head | Said | Items | NumberRow)]
    if not told and not chapter.verdict and not chapter.comments:
        return
    sheet = _sheet(book, chapter.title, styles)
    sheet.line(chapter.title, strong=True)
    if chapter.verdict:
        sheet.line(chapter.verdict)
    if chapter.filters:
        sheet.line(words("paper.chosen", filters=chapter.filters))
    for leaf in told:
        match leaf:
            case Head():
                sheet.line("")
                sheet.line(leaf.text, strong=True)
            case Said():
                sheet.line(f"{leaf.text} ({leaf.sure})" if leaf.sure else leaf.text)
            case Items():
                for text in leaf.texts:
                    sheet.line(text)
            case NumberRow():
                for one in leaf.numbers:
                    identity = one.passport.id if one.passport is not None else ""
                    sheet.row([one.label, f"{one.value} {one.unit}".strip(), " · ".join(one.said), identity])
    _comments(sheet, chapter.comments, words)
    sheet.widths([40, 30, 90, 22])


def _comments(sheet: Sheet, comments: Sequence[Comment], words: Words) -> None:
    if comments:
        sheet.line("")
    for one in comments:
        sheet.line(signed(one, words))


def _called(exhibit: Exhibit, number: int, words: Words) -> str:
    return words("paper.figure" if exhibit.chart is not None else "paper.table", n=number)


def _named(book: Any, styles: Styles, exhibit: Exhibit, number: int, words: Words) -> None:
    """A figure: what it says, its table as shown, and what stands at its foot."""
    sheet = _sheet(book, _called(exhibit, number, words), styles)
    sheet.line(exhibit.headline, strong=True)
    sheet.line(exhibit.subtitle)
    if exhibit.against:
        sheet.line(exhibit.against)
    sheet.line("")
    if exhibit.table is None:
        sheet.line(exhibit.silence)
    else:
        _table(sheet, exhibit.table, words)
    sheet.line("")
    for text in (*exhibit.source, *exhibit.notes):
        sheet.line(text)
    _comments(sheet, exhibit.comments, words)


def _plain(sheet: Sheet, leaf: Plain, words: Words) -> None:
    sheet.line(leaf.caption, strong=True)
    sheet.line("")
    _table(sheet, leaf.table, words)


def _table(sheet: Sheet, frame: pd.DataFrame, words: Words) -> None:
    """Numbers stay numbers, with as many decimals as are shown; everything else is as the reader's language has it."""
    columns = [column_of(frame[name], names=place == 0) for place, name in enumerate(frame.columns)]
    sheet.heads([str(name) for name in frame.columns])
    for row in frame.itertuples(index=False, name=None):
        cells = [
            value if _is_number(value) else said(words, value.text if isinstance(value, Way) else value)
            for value in row
        ]
        sheet.row(cells, [column.decimals for column in columns])
    sheet.fitted(frame, first=True)


def _is_number(value: Any) -> bool:
    number = isinstance(value, int | float) or hasattr(value, "dtype") or hasattr(value, "as_tuple")
    return number and not isinstance(value, bool) and value == value


def _provenance(sheet: Sheet, report: Report, words: Words) -> None:
    """Of every figure and tile: its passport, what was asked at which level, and the data it is from."""
    sheet.line(words("sheets.provenance"), strong=True)
    sheet.line(words("paper.front.verified_said"))
    sheet.line("")
    keys = ("passport", "says", "question", "scope", "level", "snapshot", "as_of", "files", "program", "hash", "digest")
    sheet.heads([words(f"sheets.column.{key}") for key in keys])
    for one in report.passports.values():
        sheet.row(_row(one))
    sheet.widths([22, 60, 28, 30, 12, 24, 12, 60, 24, 20, 20])


def _row(one: Passport) -> list[str]:
    scope = "&".join(f"{name}={code}" for name, code in sorted(one.scope.items()))
    files = "; ".join(f"{name} {sha}" for name, sha in one.files)
    level = str(one.rule.get("level", ""))
    return [
        one.id, one.says, one.question, scope, level, one.snapshot, one.as_of, files, one.program, one.question_hash,
        one.digest,
    ]  # fmt: skip
