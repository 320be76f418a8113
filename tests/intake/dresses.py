"""A clean export is dressed by a seed in one of the ways people and systems write it; its meaning never changes."""

from __future__ import annotations

import csv
import datetime as dt
import random
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import clean
import pyarrow as pa
import pyarrow.parquet as pq
import wardrobe
import xlsxwriter

from reformspor.intake import load_profile
from reformspor.intake.fields import Field, OwnTable
from reformspor.intake.native import native
from reformspor.words import LANGUAGES, speak

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
FORMS = ("csv", "csv", "csv", "workbook", "workbooks", "parquet", "mixed")
SIGNS = {"csv": ",;\t|", "tsv": "\t", "txt": ",;\t|"}


def dress(seed: int, folder: Path) -> str | None:
    """Write the clean export in the dress of a seed, and give the profile it is read with (None: our own contract)."""
    rng = random.Random(seed)
    own = bool(seed % 2)
    tables = clean.NATIVE if own else clean.SIMPLE
    fields = native().tables if own else load_profile("simple").tables
    folder.mkdir(parents=True)
    form = rng.choice(FORMS)
    if form == "workbook":
        _workbook(rng, folder / f"{rng.choice(('uttak', 'Heile året 2025', 'EKSPORT'))}.xlsx", tables, fields, own)
    for name, rows in tables.items() if form != "workbook" else ():
        kind = rng.choice(("csv", "workbooks", "parquet")) if form == "mixed" else form
        stem = _stem(rng, name, own)
        if kind == "csv":
            _text(rng, folder, stem, rows, fields[name], own)
        elif kind == "parquet":
            _parquet(rng, folder / f"{stem}.parquet", rows, fields[name], own)
        else:
            _workbook(rng, folder / f"{stem}.xlsx", {name: rows}, fields, own)
    if rng.random() < 0.2:
        (folder / "LES MEG.md").write_text("Uttak for året.", "utf-8")
    return None if own else "simple"


def _stem(rng: random.Random, name: str, own: bool) -> str:
    titles = [speak(lang)(f"contract.{name}.title") for lang in LANGUAGES] if own else []
    return rng.choice([name, name, name.upper(), name.capitalize(), name.replace("_", " "), *titles])


def _shuffled(rng: random.Random, rows: clean.Table) -> clean.Table:
    """Columns and rows in another order, and sometimes a column that no table knows."""
    order = rng.sample(range(len(rows[0])), len(rows[0])) if rng.random() < 0.4 else range(len(rows[0]))
    moved = [[row[at] for at in order] for row in rows]
    body = moved[1:]
    if rng.random() < 0.4:
        rng.shuffle(body)
    if rng.random() < 0.2:
        return [[*moved[0], "sist_endra_av_system"], *([*row, "x 1"] for row in body)]
    return [moved[0], *body]


def _heading(rng: random.Random, name: str, table: OwnTable) -> str:
    field = table.fields.get(name)
    choices = [
        name,
        name,
        name.upper(),
        name.replace("_", " ").capitalize(),
        f" {name} ",
        *(field.headings if field else ()),
    ]
    picked = rng.choice(choices)
    return (
        unicodedata.normalize("NFD", picked)
        if rng.random() < 0.1 and picked in (field.headings if field else ())
        else picked
    )


def _worn(rng: random.Random, rows: clean.Table, table: OwnTable, style: wardrobe.Style) -> clean.Table:
    moved = _shuffled(rng, rows)
    fields = [table.fields.get(name) for name in moved[0]]
    body = [
        [wardrobe.written(text, field, style) if field else text for text, field in zip(row, fields, strict=True)]
        for row in moved[1:]
    ]
    plain_names = rng.random() < 0.4
    return [[name if plain_names else _heading(rng, name, table) for name in moved[0]], *body]


def _text(rng: random.Random, folder: Path, stem: str, rows: clean.Table, table: OwnTable, own: bool) -> None:
    encoding, suffix = rng.choice(ENCODINGS), rng.choice(("csv", "csv", "CSV", "tsv", "txt"))
    worn = _worn(rng, rows, table, wardrobe.chosen(rng, own, "narrow" if encoding == "cp1252" else "wide"))
    if encoding == "cp1252":
        worn = [[unicodedata.normalize("NFC", text) for text in row] for row in worn]
    sign, end = rng.choice(SIGNS[suffix.lower()]), rng.choice(("\n", "\r\n", "\r"))
    if rng.random() < 0.15:
        worn = [[*row, ""] for row in worn]
    quoting = rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    text = clean.text_of(worn, sign, end, quoting)
    if rng.random() < 0.15:
        text = f"sep={sign}{end}{text}"
    text = rng.choice((text, text, text.rstrip("\r\n"), text + end * 3, text + sign * (len(worn[0]) - 1) + end))
    (folder / f"{stem}.{suffix}").write_bytes(text.encode(encoding))


def _workbook(rng: random.Random, path: Path, tables: clean.Tables, fields: Mapping[str, OwnTable], own: bool) -> None:
    alone = len(tables) == 1
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        for name in rng.sample(list(tables), len(tables)):
            if rng.random() < 0.15:
                book.add_worksheet(rng.choice(("Notat", "Om uttaket")) + f" {name}").write(0, 0, "Henta av fagsystemet")
            called = "Ark1" if alone and rng.random() < 0.5 else _stem(rng, name, own)[:31]
            _sheet(rng, book, called, tables[name], fields[name], own)


def _sheet(
    rng: random.Random, book: xlsxwriter.Workbook, called: str, rows: clean.Table, table: OwnTable, own: bool
) -> None:
    sheet = book.add_worksheet(called)
    real_dates, real_numbers = rng.random() < 0.6, rng.random() < 0.6
    style = wardrobe.chosen(rng, own, "wide")
    moved = _shuffled(rng, rows)
    top, left = rng.choice((0, 0, 2)), rng.choice((0, 0, 1))
    days = book.add_format({"num_format": rng.choice(("dd.mm.yyyy", "yyyy-mm-dd", "d. mmmm yyyy"))})
    for at, name in enumerate(moved[0]):
        sheet.write_string(top, left + at, _heading(rng, name, table))
        field = table.fields.get(name)
        for down, row in enumerate(moved[1:], top + 1):
            value = _real(row[at], field, real_dates, real_numbers)
            if isinstance(value, dt.datetime):
                sheet.write_datetime(down, left + at, value, days)
            elif isinstance(value, float):
                sheet.write_number(down, left + at, value)
            elif value:
                sheet.write_string(down, left + at, wardrobe.written(value, field, style) if field else value)
            elif rng.random() < 0.2:
                sheet.write_blank(down, left + at, None, days)


def _real(text: str, field: Field | None, dates: bool, numbers: bool) -> str | float | dt.datetime:
    """The value as the cell's own type, where the workbook has real dates or numbers."""
    if not text or field is None:
        return text
    if dates and (field.type == "date" or (field.type == "month" and len(text) == 10)):
        return dt.datetime.fromisoformat(text)
    if dates and field.type == "timestamp":
        return dt.datetime.fromisoformat(text).astimezone(wardrobe.OSLO).replace(tzinfo=None)
    return float(text) if numbers and field.type in ("number", "integer") else text


def _parquet(rng: random.Random, path: Path, rows: clean.Table, table: OwnTable, own: bool) -> None:
    moved = _shuffled(rng, rows)
    style = wardrobe.chosen(rng, own, "wide")
    columns = {}
    for at, name in enumerate(moved[0]):
        field, values = table.fields.get(name), [row[at] or None for row in moved[1:]]
        columns[_heading(rng, name, table)] = _array(rng, values, field, style)
    packing = rng.choice(("snappy", "zstd", "gzip", "none"))
    pq.write_table(pa.table(columns), path, compression=packing, row_group_size=rng.choice((2, 1000)))


def _array(rng: random.Random, values: list[str | None], field: Field | None, style: wardrobe.Style) -> pa.Array:
    kind = field.type if field else "text"
    if kind in ("number", "integer"):
        whole = all(value is None or "." not in value for value in values)
        return _numbers(values, rng.choice(("double", "decimal", "int64", "int32") if whole else ("double", "decimal")))
    if kind == "date" or (kind == "month" and all(value is None or len(value) == 10 for value in values)):
        as_what = rng.choice((pa.date32(), pa.timestamp("us"), pa.timestamp("ms"), pa.timestamp("ns"), pa.string()))
        if as_what == pa.string():
            return pa.array(values)
        return pa.array([dt.datetime.fromisoformat(v) if v else None for v in values]).cast(as_what)
    if kind == "timestamp":
        as_what = rng.choice((pa.timestamp("us", "UTC"), pa.timestamp("ns", "Europe/Oslo"), pa.string()))
        if as_what == pa.string():
            return pa.array(values)
        return pa.array([dt.datetime.fromisoformat(v).astimezone(dt.UTC) if v else None for v in values]).cast(as_what)
    if kind == "codes" and rng.random() < 0.5:
        return pa.array([value.split(";") if value else None for value in values], pa.list_(pa.string()))
    worn = [wardrobe.written(value, field, style) if value and field else value for value in values]
    array = pa.array(worn, rng.choice((pa.string(), pa.large_string())))
    return array.dictionary_encode() if rng.random() < 0.3 else array


def _numbers(values: list[str | None], kind: str) -> pa.Array:
    if kind == "decimal":
        return pa.array([Decimal(value) if value else None for value in values], pa.decimal128(18, 3))
    if kind == "double":
        return pa.array([float(value) if value else None for value in values], pa.float64())
    return pa.array([int(value) if value else None for value in values]).cast(kind)


def seeds(n: int) -> list[int]:
    """The seeds of the first dresses, the same in every run."""
    return list(range(1, n + 1))
