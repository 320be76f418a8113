"""Values in Norwegian dress: decimal comma, dd.mm.yyyy, code words, several of them parted by semicolons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from reformspor.contract.table import Column, Contract
from reformspor.words import Words

BOM = "utf-8-sig"


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
