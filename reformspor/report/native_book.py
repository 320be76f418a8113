"""The workbook a native chart is edited by: its own numbers under their names, and nothing else."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import xlsxwriter

from reformspor.contract.template_sheets import NEVER_LIVE
from reformspor.intake.guarding import guarded
from reformspor.report.native import Native
from reformspor.report.native_xml import SHEET, first_column

# Every copy of the same chart has the same workbook.
ALWAYS = dt.datetime(2000, 1, 1)


def book_of(native: Native) -> bytes:
    """Names in the first column and a column for each series; of points, two columns for each.

    A name that a spreadsheet would run is text in it.
    """
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, NEVER_LIVE) as book:
        book.set_properties({"created": ALWAYS, "author": "", "comments": ""})
        sheet = book.add_worksheet(SHEET)
        _names(book, sheet, native)
        for place, one in enumerate(native.series):
            column = place * 2 + 1 if native.kind == "points" else place + first_column(native)
            sheet.write_string(0, column, guarded(one.name))
            for row, value in enumerate(one.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value)
            for row, at in enumerate(one.at, start=1):
                sheet.write_number(row, column - 1, at)
    return held.getvalue()


def _names(book: Any, sheet: Any, native: Native) -> None:
    """Days where they are months, parts of years after their years, else names."""
    month = book.add_format({"num_format": "mmm yyyy"})
    for row, name in enumerate(native.names, start=1):
        if native.months:
            sheet.write_number(row, 0, native.months[row - 1], month)
            continue
        if native.years and (row == 1 or native.years[row - 1] != native.years[row - 2]):
            sheet.write_string(row, 0, native.years[row - 1])
        if name:
            sheet.write_string(row, first_column(native) - 1, guarded(name))
