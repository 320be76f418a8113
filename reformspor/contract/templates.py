"""Templates to fill in: a CSV for each table and one workbook with them all, each with a row to write over."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from reformspor.contract.dress import BOM, dressed
from reformspor.contract.examples import example_rows
from reformspor.contract.loading import load_contract
from reformspor.contract.table import Column, Contract, Table
from reformspor.words import Words, speak

WORKBOOK = "reformspor.xlsx"
ROWS_WITH_CHOICES = 5000
NEVER_LIVE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# A fixed day, so that the same contract gives the same workbook.
CREATED = dt.datetime(2025, 1, 1)


def template_workbook(lang: str) -> bytes:
    """The Excel workbook with every table as a sheet, with headings, codes and help in `lang`."""
    contract, words, kept = load_contract(), speak(lang), io.BytesIO()
    _write_workbook(kept, contract, example_rows(words), words)
    return kept.getvalue()


def template_zip(lang: str) -> bytes:
    """A zip of a CSV for each table, with headings and codes in `lang`."""
    contract, words, kept = load_contract(), speak(lang), io.BytesIO()
    rows = example_rows(words)
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as parts:
        for table in contract.tables.values():
            member = zipfile.ZipInfo(f"{table.name}.csv", CREATED.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            parts.writestr(member, _csv(table, rows[table.name], contract, words))
    return kept.getvalue()


def write_templates(directory: Path, lang: str) -> None:
    """Write `<table>.csv` for each table into `directory`, and `excel/reformspor.xlsx` with every table as a sheet.

    Headings, code words and example texts are in `lang`. The workbook stands apart, as a folder is admitted
    whole and would otherwise give each row twice. Raises OSError when the directory cannot be written.
    """
    contract, words = load_contract(), speak(lang)
    rows = example_rows(words)
    (directory / "excel").mkdir(parents=True, exist_ok=True)
    for table in contract.tables.values():
        (directory / f"{table.name}.csv").write_bytes(_csv(table, rows[table.name], contract, words))
    _write_workbook(directory / "excel" / WORKBOOK, contract, rows, words)


def asked_for(table: Table) -> list[Column]:
    """The columns a file may supply: all but those admission derives."""
    return [column for column in table.columns.values() if not column.derived]


def _heading(table: Table, column: Column, words: Words) -> str:
    return words(f"contract.{table.name}.columns.{column.name}.name")


def _csv(table: Table, row: Mapping[str, Any], contract: Contract, words: Words) -> bytes:
    columns = asked_for(table)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_heading(table, column, words) for column in columns])
    writer.writerow([dressed(contract, column, words, [row.get(column.name)])[0] for column in columns])
    return text.getvalue().encode(BOM)


def _write_workbook(
    file: Path | io.BytesIO, contract: Contract, rows: Mapping[str, Mapping[str, Any]], words: Words
) -> None:
    with xlsxwriter.Workbook(file, NEVER_LIVE) as book:
        book.set_properties({"created": CREATED, "title": words("demo.template.title")})
        sheets = {table.name: book.add_worksheet(words(table.title_key)) for table in contract.tables.values()}
        choices = _write_code_lists(book, contract, words)
        for table in contract.tables.values():
            _write_sheet(book, sheets[table.name], table, rows[table.name], choices, contract, words)


def _write_code_lists(book: Any, contract: Contract, words: Words) -> dict[str, str]:
    """A sheet with every code and its word; gives for each list the cells its words stand in."""
    name = words("demo.template.code_lists")
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    for place, heading in enumerate(("list", "code", "word")):
        sheet.write_string(0, place, words(f"demo.template.{heading}"), bold)
    sheet.set_column(0, 2, 34)
    sheet.freeze_panes(1, 0)
    at, places = 1, {}
    for listed, codes in contract.codes.items():
        for number, code in enumerate(codes):
            for place, text in enumerate((listed, code, words.code(listed, code))):
                sheet.write_string(at + number, place, text)
        places[listed] = f"='{name}'!$C${at + 1}:$C${at + len(codes)}"
        at += len(codes)
    return places


def _write_sheet(
    book: Any,
    sheet: Any,
    table: Table,
    row: Mapping[str, Any],
    choices: Mapping[str, str],
    contract: Contract,
    words: Words,
) -> None:
    """Headings with their meaning as a note, required ones in bold; codes are chosen from the list."""
    required, optional = book.add_format({"bold": True, "bottom": 1}), book.add_format({"bottom": 1})
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(asked_for(table)):
        heading = _heading(table, column, words)
        sheet.set_column(place, place, max(12, len(heading) + 2))
        sheet.write_string(0, place, heading, required if column.required else optional)
        sheet.write_comment(0, place, words(f"contract.{table.name}.columns.{column.name}.meaning"))
        if column.type in ("code", "yes_no"):
            # More than one code in a cell cannot be chosen from a list, so those columns have none.
            listed = {"validate": "list", "source": choices[str(column.codes)]}
            sheet.data_validation(1, place, ROWS_WITH_CHOICES, place, listed)
        value = row.get(column.name)
        if value is None:
            continue
        if column.type == "date":
            sheet.write_datetime(1, place, dt.datetime.combine(value, dt.time()), day)
        elif isinstance(value, int | Decimal):
            sheet.write_number(1, place, value)
        else:
            sheet.write_string(1, place, dressed(contract, column, words, [value])[0])
