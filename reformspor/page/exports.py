"""Downloads hold the Answer's own frame and where it comes from, and nothing that opens a door in a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import textwrap
from collections.abc import Mapping
from typing import Any

import pandas as pd
import xlsxwriter

from reformspor.answers import Answer
from reformspor.choices.said import one_said
from reformspor.findings.comparison import Comparison
from reformspor.findings.comparison_said import comparison_numbers, say_comparison
from reformspor.intake.guarding import guarded
from reformspor.page.about import asks, measure
from reformspor.page.foot import notes, source_lines
from reformspor.passport import identity
from reformspor.passport.numbers import FIGURES
from reformspor.report.worded import headings, worded
from reformspor.words import Words

LONGEST, CHOSEN = 140, 60
# How wide a column of a workbook is, in signs, and how high a line, in points.
WIDE, WIDEST, LINE = 18, 60, 15
# Columns in kroner, with or without an upper end behind the name.
KRONER = re.compile(r"(cost|in_kind|\w+_nok|\w*nok_per_year|own_rate|counted_rate)(_possible|_most)?")


def file_name(answer: Answer, ending: str) -> str:
    """A name that says question, scope, snapshot and whether the numbers are constructed."""
    scope = answer.scope
    fixed = [*(word for word in scope.text if "=" not in word), *scope.barriers, *scope.owners, *scope.statuses]
    fixed += [*scope.indicators, *([scope.order] if scope.order else [])]
    chosen = "_".join([*(f"{name}-{value}" for name, value in scope.address().items()), *fixed]) or "alt"
    # What is chosen may be long; which snapshot it is must not be lost for it.
    parts = [answer.name.replace("/", "-"), chosen[:CHOSEN], answer.provenance.snapshot_id]
    if answer.assumed:
        # Two scenarios of one question and scope are two files.
        parts.append(identity(answer))
    if answer.provenance.constructed:
        parts.insert(0, "konstruert")
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", "_".join(parts).replace("..", "--"))
    return f"{plain[:LONGEST]}.{ending}"


def csv_bytes(
    answer: Answer, words: Words, places: Mapping[str, str], held: Comparison | None = None, target: str = ""
) -> bytes:
    """The frame as CSV in Norwegian dress (semicolons, BOM), after comment lines that say where it comes from.

    What it is held against stands among them, and so is no row of the figure. The headings are in words, and the last
    comment lines give the code of each, by which a program finds its column.
    Decimal comma in Norwegian, point in English. Text that a spreadsheet would run is given an apostrophe.
    """
    out = io.StringIO(newline="")
    names = headings(answer, words)
    for line in [*head_lines(answer, words, places), *([target] if target else [])]:
        out.write(f"# {line}\r\n")
    for said in _held(held, words):
        out.write(f"# {';'.join(_cell(value, words.lang) for value in said)}\r\n")
    for code, name in names.items():
        out.write(f"# {name}: {code}\r\n")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(list(names.values()))
    for row in answer.frame.itertuples(index=False, name=None):
        writer.writerow([_cell(value, words.lang) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def xlsx_bytes(
    answer: Answer, words: Words, places: Mapping[str, str], held: Comparison | None = None, target: str = ""
) -> bytes:
    """The frame as a workbook: a sheet of numbers in words, one about them and its columns' codes, one of what they are
    held against, and the frame with its codes where it has any. No formulas, no links."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        kroner = book.add_format({"num_format": "#,##0.00"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        names, rows = headings(answer, words), worded(answer, words, places)
        sheet = book.add_worksheet(words("page.downloads.sheet"))
        _sheet(sheet, list(names.values()), rows, bold, day)
        for place, code in enumerate(names):
            if KRONER.fullmatch(code):
                sheet.set_column(place, place, WIDE, kroner)
        other = book.add_worksheet(words("page.downloads.about"))
        about = [(line, "") for line in [*head_lines(answer, words, places), *([target] if target else [])]]
        about += [("", ""), *((name, code) for code, name in names.items())]
        for at, (said, code) in enumerate(about):
            other.write_string(at, 0, said)
            other.write_string(at, 1, code)
        other.set_column(0, 0, 110)
        other.set_column(1, 1, 24)
        _sheet_against(book, _held(held, words), words, bold)
        if not rows.equals(answer.frame.astype(object)):
            _sheet(book.add_worksheet(words("page.downloads.codes")), list(names), answer.frame, bold, day)
    return buffer.getvalue()


def _sheet(sheet: Any, heads: list[str], rows: pd.DataFrame, bold: Any, day: Any) -> None:
    """Rows under their headings, which stay in sight."""
    for place, name in enumerate(heads):
        sheet.write_string(0, place, name, bold)
    # A wrapped heading does not make its own room.
    sheet.set_row(0, LINE * max((len(textwrap.wrap(name, WIDE - 2)) for name in heads), default=1))
    for at, row in enumerate(rows.itertuples(index=False, name=None), start=1):
        for place, value in enumerate(row):
            _write(sheet, at, place, value, day)
    sheet.freeze_panes(1, 0)
    for place in range(len(heads)):
        longest = max((len(value) for value in rows.iloc[:, place] if isinstance(value, str)), default=0)
        sheet.set_column(place, place, min(max(WIDE, longest), WIDEST))


def _held(held: Comparison | None, words: Words) -> list[list[Any]]:
    """The comparison's line, then its headings and rows; nothing without one."""
    if held is None:
        return []
    rows = comparison_numbers(held, words)
    said = f"{words('compare.figure.label')}: {say_comparison(held, words, words('page.about.label'))}"
    return [[said], *([list(rows.columns)] if len(rows) else []), *rows.to_numpy(dtype=object).tolist()]


def _sheet_against(book: Any, rows: list[list[Any]], words: Words, bold: Any) -> None:
    """A sheet of the comparison, its headings on the second row."""
    if not rows:
        return
    sheet = book.add_worksheet(words("compare.figure.sheet"))
    for at, row in enumerate(rows):
        for place, value in enumerate(row):
            if at == 1:
                sheet.write_string(at, place, str(value), bold)
            else:
                _write(sheet, at, place, value, None)
    sheet.set_column(0, 1, 2 * WIDE)
    sheet.set_column(2, 7, WIDE)


def head_lines(answer: Answer, words: Words, places: Mapping[str, str]) -> list[str]:
    """What a file says of itself: question, measure, scope, source, notes, settings and checksums."""
    from_, level = answer.provenance, words(f"frame.level.{answer.rule.level}")
    return [
        *([words("frame.badge")] if from_.constructed else []),
        asks(words, answer),
        measure(words, answer) or answer.name,
        " · ".join(part for part in (from_.municipality, answer.scope_sentence(words, places), level) if part),
        " ".join(line for line in source_lines(words, answer) if line),
        *notes(words, answer),
        f"{answer.name} {from_.question_hash} · {from_.snapshot_id} · {identity(answer)}",
        *(f"{one.key} = {one.value} · {one_said(words, one)}" for one in from_.settings),
        *(f"{file.name} sha256 {file.sha256}" for file in from_.files),
    ]


def _cell(value: Any, lang: str) -> str:
    plain = _plain(value)
    if plain is None:
        return ""
    if isinstance(plain, float):
        return f"{plain:.10g}".replace(".", "." if lang == "en" else ",")
    return guarded(plain) if isinstance(plain, str) else str(plain)


def _write(sheet: Any, row: int, place: int, value: Any, day: Any) -> None:
    plain = _plain(value)
    if plain is None:
        return
    if isinstance(plain, dt.date):
        sheet.write_datetime(row, place, dt.datetime.combine(plain, dt.time()), day)
    elif isinstance(plain, bool):
        sheet.write_boolean(row, place, plain)
    elif isinstance(plain, int | float):
        # No figure stands in the file that its passport does not hold too.
        sheet.write_number(row, place, float(f"{plain:.{FIGURES}g}") if isinstance(plain, float) else plain)
    else:
        sheet.write_string(row, place, guarded(str(plain)))


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return "; ".join(str(item) for item in value)
    if value is None or pd.isna(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time() else value.isoformat()
    return float(value) if hasattr(value, "as_tuple") else value
