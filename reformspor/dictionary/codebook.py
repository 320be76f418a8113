"""The codebook: the contract as rows to read in a spreadsheet, and the whole dictionary in three languages as JSON."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

import xlsxwriter

from reformspor.contract import Column, Table, load_contract
from reformspor.contract.dress import BOM
from reformspor.dictionary.building import sections
from reformspor.dictionary.entry import Entry
from reformspor.dictionary.tables import codes_of, column_name, range_said, type_said
from reformspor.questions import load_questions
from reformspor.words import LANGUAGES, Words, speak

NEVER_LIVE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# A fixed day, so that the same contract gives the same workbook.
CREATED = dt.datetime(2025, 1, 1)
COLUMN_HEADS = ("table", "code", "name", "means", "type", "needed", "range", "references", "list", "privacy")
WIDTHS = (22, 22, 26, 60, 30, 20, 18, 18, 18, 40)


def column_rows(words: Words) -> list[tuple[str, ...]]:
    """One row for each column of each table, under `COLUMN_HEADS`, in the reader's language; codes as they are."""
    return [
        (
            table.name,
            column.name,
            column_name(table, column, words),
            words(f"contract.{table.name}.columns.{column.name}.meaning"),
            type_said(column, words),
            words(f"dictionary.column_{_needed(column)}"),
            range_said(column, words),
            column.references or "",
            column.codes or "",
            words(f"dictionary.privacy.{column.privacy}"),
        )
        for table, column in _columns()
    ]


def code_rows(words: Words) -> list[tuple[str, str, str, str]]:
    """One row for each code: its list, the code, its word and its meaning."""
    return [(name, *row) for name in load_contract().codes for row in codes_of(name, words, pooled=False)]


def codebook_csv(words: Words) -> bytes:
    """The columns in Norwegian dress: semicolons and a byte order mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_heads(words, COLUMN_HEADS))
    writer.writerows(column_rows(words))
    return out.getvalue().encode(BOM)


def codebook_xlsx(words: Words) -> bytes:
    """A workbook with a sheet each for tables, columns, codes and measures."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, NEVER_LIVE) as book:
        book.set_properties({"created": CREATED, "title": words("dictionary.title")})
        bold, wrap = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
        for name, heads, rows, widths in _sheets(words):
            sheet = book.add_worksheet(words(f"dictionary.sheet_{name}"))
            for place, (head, width) in enumerate(zip(_heads(words, heads), widths, strict=True)):
                sheet.set_column(place, place, width)
                sheet.write_string(0, place, head, bold)
            for at, row in enumerate(rows, start=1):
                for place, value in enumerate(row):
                    sheet.write_string(at, place, value, wrap)
            sheet.freeze_panes(1, 0)
    return buffer.getvalue()


def codebook_json() -> str:
    """The whole dictionary for machines: the contract as it is, and each name and meaning in every language."""
    contract = load_contract()
    said = {
        "tables": {name: _table_json(table) for name, table in contract.tables.items()},
        "codes": {
            name: {
                code: _in_all(f"codes.{name}.{code}") | _meanings(f"dictionary.code.{name}.{code}") for code in codes
            }
            for name, codes in contract.codes.items()
        },
        "questions": {name: _question_json(name) for name in load_questions()},
        "words": {entry.code: _entry_json(entry) for entry in _of("words")},
        "bodies": {entry.code: _entry_json(entry) for entry in _of("bodies")},
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _sheets(words: Words) -> Iterator[tuple[str, tuple[str, ...], Sequence[Sequence[str]], tuple[int, ...]]]:
    tables = [entry for section in sections(words.lang) if section.key == "tables" for entry in section.entries]
    facts = [[fact.value for fact in entry.facts] for entry in tables]
    rows = [[entry.code, entry.title, entry.means, *said[:3]] for entry, said in zip(tables, facts, strict=True)]
    yield "tables", ("table", "name", "means", "key", "needed", "systems"), rows, (22, 26, 60, 40, 16, 50)
    yield "columns", COLUMN_HEADS, column_rows(words), WIDTHS
    yield "codes", ("list", "code", "word", "means"), code_rows(words), (22, 24, 34, 70)
    asked = [
        part
        for section in sections(words.lang)
        if section.key == "measures"
        for e in section.entries
        for part in e.parts
    ]
    measures = [[part.code, part.title, part.means, *(fact.value for fact in part.facts)] for part in asked]
    heads = ("measure", "name", "means", "why", "owner", "review", "people")
    yield "measures", heads, measures, (34, 50, 60, 60, 22, 30, 50)


def _heads(words: Words, names: Sequence[str]) -> list[str]:
    return [words(f"dictionary.fact.{name}") for name in names]


def _columns() -> Iterator[tuple[Table, Column]]:
    for table in load_contract().tables.values():
        for column in table.columns.values():
            yield table, column


def _needed(column: Column) -> str:
    return "derived" if column.derived else "required" if column.required else "optional"


def _in_all(key: str) -> dict[str, Any]:
    return {"name": {lang: speak(lang)(key) for lang in LANGUAGES}}


def _meanings(key: str) -> dict[str, Any]:
    return {"meaning": {lang: speak(lang)(key) for lang in LANGUAGES}} if speak(LANGUAGES[0]).has(key) else {}


def _table_json(table: Table) -> dict[str, Any]:
    return _in_all(table.title_key) | {
        "grain": {lang: speak(lang)(f"contract.{table.name}.grain") for lang in LANGUAGES},
        "key": list(table.key),
        "required": table.required,
        "systems": list(table.systems),
        "of_persons": table.of_persons,
        "columns": {column.name: _column_json(table, column) for column in table.columns.values()},
    }


def _column_json(table: Table, column: Column) -> dict[str, Any]:
    start = f"contract.{table.name}.columns.{column.name}"
    return (
        _in_all(f"{start}.name")
        | _meanings(f"{start}.meaning")
        | {
            "type": column.type,
            "required": column.required,
            "derived": column.derived,
            "or_day": column.or_day,
            "codes": column.codes,
            "references": column.references,
            "minimum": None if column.minimum is None else float(column.minimum),
            "maximum": None if column.maximum is None else float(column.maximum),
            "decimals": column.decimals,
            "privacy": column.privacy,
        }
    )


def _question_json(name: str) -> dict[str, Any]:
    question = load_questions()[name]
    said = {
        part: {lang: speak(lang)(f"{question.word_key}.{part}") for lang in LANGUAGES}
        for part in ("asks", "measure", "why")
    }
    return said | {
        "grain": list(question.grain),
        "values": list(question.values),
        "unit": question.unit,
        "people": question.people,
        "owner": question.owner,
        "review_by": question.review_by.isoformat(),
        "tables": list(question.tables),
        "sha256": question.digest,
        "sql": question.sql,
    }


def _of(key: str) -> tuple[Entry, ...]:
    return next(section.entries for section in sections(LANGUAGES[0]) if section.key == key)


def _entry_json(entry: Entry) -> dict[str, Any]:
    kind, key = entry.term.split(".", 1)
    if kind == "body":
        return _in_all(f"bodies.{key}") | _meanings(f"dictionary.body.{key}")
    return _in_all(f"dictionary.term.{key}.name") | _meanings(f"dictionary.term.{key}.means")
