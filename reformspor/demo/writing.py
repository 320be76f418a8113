"""Writes the demo's tables twice: as Norwegian CSV the way Excel saves it, and as typed Parquet with code headings."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from reformspor.contract import Column, load_contract
from reformspor.contract.dress import BOM, dressed
from reformspor.demo.tables import Table
from reformspor.words import speak


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
