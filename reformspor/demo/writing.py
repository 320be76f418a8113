"""Writes the demo's tables twice: as Norwegian CSV the way Excel saves it, and as typed Parquet with code headings."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from reformspor.contract import Column, Contract, load_contract
from reformspor.demo.tables import Table
from reformspor.words import Words, speak

BOM = "utf-8-sig"


def write_csv(tables: Mapping[str, Table], folder: Path, lang: str = "nn") -> None:
    """One `<table>.csv` a table: BOM, `;`, decimal comma, dd.mm.yyyy, headings and code words in the language."""
    contract, words = load_contract(), speak(lang)
    for name, table in tables.items():
        headings = [words(f"contract.{name}.columns.{column}.name") for column in table]
        columns = [dressed(contract, contract.tables[name].columns[column], words, table[column]) for column in table]
        with (folder / f"{name}.csv").open("w", encoding=BOM, newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow(headings)
            writer.writerows(zip(*columns, strict=True))


def dressed(contract: Contract, column: Column, words: Words, values: list[Any]) -> list[str]:
    """The values of a column as a Norwegian would write them; nothing stays nothing."""
    said = {code: words.code(column.codes, code) for code in contract.codes[column.codes]} if column.codes else {}
    write = _writer(column, said)
    memory: dict[Any, str] = {}
    written = []
    for value in values:
        key = tuple(value) if isinstance(value, list) else value
        text = memory.get(key)
        if text is None:
            text = memory[key] = "" if value is None else write(value)
        written.append(text)
    return written


def _writer(column: Column, said: Mapping[str, str]) -> Callable[[Any], str]:
    match column.type:
        case "code" | "yes_no":
            return lambda code: said[code]
        case "codes":
            return lambda codes: ";".join(said[code] for code in codes)
        case "ids":
            return ";".join
        case "number":
            return _comma
        case "date":
            return lambda day: f"{day:%d.%m.%Y}"
        case "month" if column.or_day:
            return _period
        case "month":
            return lambda day: f"{day:%m.%Y}"
        case "timestamp":
            return lambda moment: f"{moment:%d.%m.%Y %H:%M}"
        case _:
            return str


def _comma(number: Decimal) -> str:
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _period(iso: str) -> str:
    return ".".join(reversed(iso.split("-")))


def write_parquet(tables: Mapping[str, Table], folder: Path) -> None:
    """One `<table>.parquet` a table, headings and codes as in the contract and values typed."""
    contract = load_contract()
    for name, table in tables.items():
        columns = contract.tables[name].columns
        arrays = {column: pa.array(values, type=arrow_type(columns[column])) for column, values in table.items()}
        pq.write_table(pa.table(arrays), folder / f"{name}.parquet", compression="zstd")


def arrow_type(column: Column) -> pa.DataType:
    """The Arrow type of a column; a period that may be a day or a month is text, as no type holds both."""
    match column.type:
        case "date":
            return pa.date32()
        case "month":
            return pa.string() if column.or_day else pa.date32()
        case "timestamp":
            return pa.timestamp("us", tz="Europe/Oslo")
        case "integer":
            return pa.int64()
        case "number":
            return pa.decimal128(18, column.decimals or 2)
        case "ids" | "codes":
            return pa.list_(pa.string())
        case _:
            return pa.string()


def plain(value: Any) -> Any:
    """A value as JSON can hold it: dates in ISO form, decimals as numbers."""
    if isinstance(value, dt.date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value
