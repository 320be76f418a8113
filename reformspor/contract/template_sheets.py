"""The workbook to fill in: a guide, a sheet a table with its help in sight above the headings, the code lists."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import xlsxwriter

from reformspor.contract.dress import dressed
from reformspor.contract.examples import asked_for, example_rows
from reformspor.contract.guidance import form_said, heading_of, meaning_of, needed_said, steps
from reformspor.contract.loading import load_contract
from reformspor.contract.table import Column, Contract, Table
from reformspor.words import LANGUAGES, Words, speak

ROWS_WITH_CHOICES = 5000
NEVER_LIVE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
# A fixed day, so that the same contract gives the same workbook.
CREATED = dt.datetime(2025, 1, 1)
TITLE, HELP, NEED, HEADINGS, EXAMPLE = range(5)
LINE, SIGNS_A_WIDTH = 12.0, 1.22
INK, QUIET, SUNKEN, ACCENT, RULE = "#1B252B", "#4A565D", "#F0EEE8", "#17566B", "#8A948F"
PLAIN = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
SHOWN_AS = {"date": "dd.mm.yyyy", "timestamp": "dd.mm.yyyy hh:mm", "number": "General", "integer": "0"}


def own_sheets() -> frozenset[str]:
    """The names, in every language, of the workbook's sheets that hold no table."""
    return frozenset(speak(lang)(f"demo.template.{name}") for lang in LANGUAGES for name in ("guide", "code_lists"))


def filled_workbook(lang: str) -> bytes:
    """The workbook's bytes; nothing in it is a formula, a link or a macro."""
    contract, words, kept = load_contract(), speak(lang), io.BytesIO()
    rows = example_rows(words)
    with xlsxwriter.Workbook(kept, NEVER_LIVE) as book:
        book.set_properties({"created": CREATED, "title": words("demo.template.title")})
        guide = book.add_worksheet(words("demo.template.guide"))
        sheets = {table.name: book.add_worksheet(words(table.title_key)) for table in contract.tables.values()}
        choices = _write_code_lists(book, contract, words)
        _write_guide(book, guide, contract, words)
        for table in contract.tables.values():
            _write_sheet(book, sheets[table.name], table, rows[table.name], choices, contract, words)
    return kept.getvalue()


def _write_guide(book: Any, sheet: Any, contract: Contract, words: Words) -> None:
    """How to fill in, and what each sheet is for."""
    title = book.add_format(PLAIN | {"bold": True, "font_size": 18, "font_color": ACCENT})
    step = book.add_format(PLAIN | {"text_wrap": True})
    head = book.add_format(PLAIN | {"bold": True, "bottom": 1, "bottom_color": RULE})
    cell = book.add_format(PLAIN | {"text_wrap": True})
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 64)
    sheet.set_column(2, 2, 22)
    sheet.write_string(0, 0, words("demo.template.title"), title)
    sheet.set_row(0, 30)
    at = 1
    for said in steps(words, "excel"):
        sheet.merge_range(at, 0, at, 2, said, step)
        sheet.set_row(at, 16 * (1 + len(said) // 115))
        at += 1
    at += 1
    for place, heading in enumerate(("sheet", "grain", "needed")):
        sheet.write_string(at, place, words(f"demo.template.{heading}"), head)
    for table in contract.tables.values():
        at += 1
        sheet.write_string(at, 0, words(table.title_key), cell)
        sheet.write_string(at, 1, words(f"contract.{table.name}.grain"), cell)
        sheet.write_string(at, 2, words("demo.template.always" if table.required else "demo.template.when_had"), cell)
        sheet.set_row(at, 16 * (1 + len(words(f"contract.{table.name}.grain")) // 66))
    _on_paper(sheet, portrait=True)


def _write_code_lists(book: Any, contract: Contract, words: Words) -> dict[str, str]:
    """A sheet with every code and its word; gives for each list the cells its words stand in."""
    name = words("demo.template.code_lists")
    sheet = book.add_worksheet(name)
    bold = book.add_format(PLAIN | {"bold": True, "bottom": 1, "bottom_color": RULE})
    for place, heading in enumerate(("list", "code", "word")):
        sheet.write_string(0, place, words(f"demo.template.{heading}"), bold)
    sheet.set_column(0, 1, 22)
    sheet.set_column(2, 2, 44)
    sheet.freeze_panes(1, 0)
    at, places = 1, {}
    for listed, codes in contract.codes.items():
        for number, code in enumerate(codes):
            for place, text in enumerate((listed, code, words.code(listed, code))):
                sheet.write_string(at + number, place, text)
        places[listed] = f"='{name}'!$C${at + 1}:$C${at + len(codes)}"
        at += len(codes)
    _on_paper(sheet, portrait=True)
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
    """What a row is; then above each heading its help and whether it must be filled; under it the example."""
    title = book.add_format(PLAIN | {"bold": True, "font_size": 14, "font_color": ACCENT})
    sheet.write_string(TITLE, 0, f"{words(table.title_key)}: {words(f'contract.{table.name}.grain')}", title)
    sheet.set_row(TITLE, 22)
    tallest = 1.0
    for place, column in enumerate(asked_for(table)):
        width, lines = _write_help(book, sheet, place, table, column, words)
        tallest = max(tallest, lines)
        shown = SHOWN_AS.get(column.type, "@")
        sheet.set_column(place, place, width, book.add_format(PLAIN | {"num_format": shown}))
        if column.type in ("code", "yes_no"):
            # More than one code in a cell cannot be chosen from a list, so those columns have none.
            listed = {"validate": "list", "source": choices[str(column.codes)]}
            sheet.data_validation(EXAMPLE, place, ROWS_WITH_CHOICES, place, listed)
        _write_example(book, sheet, place, column, row.get(column.name), shown, contract, words)
    sheet.set_row(HELP, LINE * tallest + 4)
    sheet.freeze_panes(EXAMPLE, 1)
    _on_paper(sheet, portrait=False)


def _write_help(book: Any, sheet: Any, place: int, table: Table, column: Column, words: Words) -> tuple[float, int]:
    """The help over one heading; gives the column's width and the lines the help takes."""
    heading, meaning, form = (
        heading_of(table, column, words),
        meaning_of(table, column, words),
        form_said(column, words),
    )
    width = max(16, min(36, len(meaning + form) // 4.5), len(heading) + 3)
    quiet = PLAIN | {"font_size": 9, "font_color": QUIET, "text_wrap": True, "bg_color": SUNKEN, "right": 5}
    quiet |= {"right_color": "#FFFFFF"}
    sheet.write_rich_string(
        HELP, place, book.add_format(quiet), meaning + "\n", book.add_format(quiet | {"italic": True}), form,
        book.add_format(quiet),
    )  # fmt: skip
    need = quiet | ({"bold": True, "font_color": ACCENT} if column.required else {})
    sheet.write_string(NEED, place, needed_said(column, words), book.add_format(need))
    head = PLAIN | {"bold": True, "bottom": 2, "bottom_color": INK, "bg_color": SUNKEN}
    sheet.write_string(HEADINGS, place, heading, book.add_format(head))
    signs = width * SIGNS_A_WIDTH
    return width, sum(1 + int(len(part) / signs) for part in (meaning, form)) + 1


def _write_example(
    book: Any, sheet: Any, place: int, column: Column, value: Any, shown: str, contract: Contract, words: Words
) -> None:
    grey = book.add_format(PLAIN | {"italic": True, "font_color": QUIET, "num_format": shown})
    if value is None:
        sheet.write_blank(EXAMPLE, place, None, grey)
    elif column.type == "date":
        sheet.write_datetime(EXAMPLE, place, dt.datetime.combine(value, dt.time()), grey)
    elif column.type == "timestamp":
        sheet.write_datetime(EXAMPLE, place, value.replace(tzinfo=None), grey)
    elif isinstance(value, int | Decimal):
        sheet.write_number(EXAMPLE, place, value, grey)
    else:
        sheet.write_string(EXAMPLE, place, dressed(contract, column, words, [value])[0], grey)


def _on_paper(sheet: Any, *, portrait: bool) -> None:
    sheet.set_paper(9)
    sheet.set_portrait() if portrait else sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    if not portrait:
        sheet.repeat_rows(HEADINGS)
