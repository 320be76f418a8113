"""Workbooks and Parquet files that are broken, too large or not what they say."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import clean
import pyarrow as pa
import pyarrow.parquet as pq
from hostile import Case
from hostile_files import COLUMNS, PARQUET, USE, XLSX, holding, place, rejected, workbook_bytes


def repacked(change: Callable[[str, bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    """The workbook of the hours with its parts changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook_bytes(clean.SIMPLE["resource_use"]))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, change(part, old.read(part)))
        for part, content in (more or {}).items():
            new.writestr(part, content)
    return out.getvalue()


def _laughs(part: str, content: bytes) -> bytes:
    if part != "xl/sharedStrings.xml":
        return content
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = content.decode().replace("?>", f"?><!DOCTYPE sst [{entities}]>", 1)
    return text.replace("U-001", "&a9;").encode()


def _outside(part: str, content: bytes) -> bytes:
    if part != "xl/sharedStrings.xml":
        return content
    text = content.decode().replace("?>", '?><!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>', 1)
    return text.replace("P-11", "&x;").encode()


def _giant(part: str, content: bytes) -> bytes:
    if part != "xl/worksheets/sheet1.xml":
        return content
    return content.replace(b'<c r="A2"', b'<c r="XFD1048576"', 1)


def _unreckoned(part: str, content: bytes) -> bytes:
    if part != "xl/worksheets/sheet1.xml":
        return content
    return re.sub(rb'<c r="H2" t="s"><v>[0-9]+</v></c>', b'<c r="H2"><f>SUM(1,2)</f></c>', content)


def _reckoned(part: str, content: bytes) -> bytes:
    if part != "xl/worksheets/sheet1.xml":
        return content
    return re.sub(rb'<c r="H2" t="s"><v>[0-9]+</v></c>', b'<c r="H2"><f>SUM(2000,200)</f><v>2200</v></c>', content)


def _formula(part: str, content: bytes) -> bytes:
    if part != "xl/worksheets/sheet1.xml":
        return content
    return re.sub(rb'<c r="H2" t="s"><v>[0-9]+</v></c>', b'<c r="H2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', content)


def bomb(path: Path) -> None:
    """A workbook whose one part unpacks to six hundred megabytes."""
    path.write_bytes(workbook_bytes(clean.SIMPLE["resource_use"]))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as book,
        book.open("xl/worksheets/sheet9.xml", "w") as part,
    ):
        for _ in range(600):
            part.write(bytes(1024 * 1024))


def lying_bomb(path: Path) -> None:
    """The same, with lists that say the part is one byte."""
    bomb(path)
    path.write_bytes(path.read_bytes().replace((600 * 1024 * 1024).to_bytes(4, "little"), (1).to_bytes(4, "little")))


def parquet(
    change: Callable[[dict[str, object]], dict[str, object]] = lambda columns: columns, **options: object
) -> Callable[[Path], None]:
    """The hours as Parquet, with columns changed."""

    def put(path: Path) -> None:
        typed: dict[str, object] = dict(COLUMNS)
        typed["hours"] = [float(text) for text in COLUMNS["hours"]]
        typed["cost_nok"] = [float(text) if text else None for text in COLUMNS["cost_nok"]]
        pq.write_table(pa.table(change(typed)), path, **options)

    return put


def cut(put: Callable[[Path], None], change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """A file whose bytes are changed after it was written."""

    def changed(path: Path) -> None:
        put(path)
        path.write_bytes(change(path.read_bytes()))

    return changed


def _twice() -> pa.Table:
    hours = pa.array([float(text) for text in COLUMNS["hours"]])
    texts = [pa.array(texts) for name, texts in COLUMNS.items() if name not in ("hours", "cost_nok")]
    names = [name for name in COLUMNS if name not in ("hours", "cost_nok")]
    return pa.Table.from_arrays([*texts, hours, hours], names=[*names, "hours", "hours"])


PACKED = [
    rejected("Parquet cut short", place(PARQUET, cut(parquet(), lambda content: content[:-60])), PARQUET),
    rejected(
        "Parquet with another footer length",
        place(PARQUET, cut(parquet(), lambda content: content[:-8] + b"\xff\xff\xff\x7fPAR1")),
        PARQUET,
    ),
    rejected("Parquet's marks alone", place(PARQUET, holding(b"PAR1PAR1")), PARQUET),
    rejected("Parquet of no bytes", place(PARQUET, holding(b"")), PARQUET),
    rejected("CSV named Parquet", place(PARQUET, holding(USE.encode())), PARQUET),
    rejected(
        "Parquet with encrypted footer",
        place(PARQUET, cut(parquet(), lambda content: b"PARE" + content[4:-4] + b"PARE")),
        PARQUET,
    ),
    rejected(
        "Parquet with hours as text",
        place(PARQUET, parquet(lambda c: c | {"hours": COLUMNS["hours"]})),
        PARQUET,
        None,
        "hours",
    ),
    rejected(
        "Parquet with hours as truth",
        place(PARQUET, parquet(lambda c: c | {"hours": [True] * 7})),
        PARQUET,
        None,
        "hours",
    ),
    rejected(
        "Parquet with ids as numbers",
        place(PARQUET, parquet(lambda c: c | {"use_id": list(range(7))})),
        PARQUET,
        None,
        "use_id",
    ),
    rejected(
        "Parquet with a nested column",
        place(PARQUET, parquet(lambda c: c | {"hours": [{"a": 1.0}] * 7})),
        PARQUET,
        None,
        "hours",
    ),
    rejected(
        "Parquet with NaN",
        place(PARQUET, parquet(lambda c: c | {"hours": [float("nan"), *[1.0] * 6]})),
        PARQUET,
        1,
        "hours",
    ),
    rejected(
        "Parquet with infinity",
        place(PARQUET, parquet(lambda c: c | {"hours": [1.0, float("inf"), *[1.0] * 5]})),
        PARQUET,
        2,
        "hours",
    ),
    rejected(
        "Parquet with no rows",
        place(
            PARQUET,
            parquet(
                lambda c: {
                    name: pa.array([], pa.string()) if name not in ("hours", "cost_nok") else pa.array([], pa.float64())
                    for name in c
                }
            ),
        ),
        PARQUET,
    ),
    rejected(
        "Parquet with a column twice",
        place(PARQUET, lambda path: pq.write_table(_twice(), path)),
        PARQUET,
        None,
        "hours",
    ),
    rejected(
        "Parquet without a column",
        place(PARQUET, parquet(lambda c: {name: v for name, v in c.items() if name != "hours"})),
        PARQUET,
        None,
        "hours",
    ),
    rejected(
        "Parquet with dates as numbers",
        place(PARQUET, parquet(lambda c: c | {"date": list(range(20100, 20107))})),
        PARQUET,
        None,
        "date",
    ),
    Case(
        "Parquet with decimals and dictionaries",
        "accept",
        place(PARQUET, parquet(use_dictionary=True, compression="zstd")),
        same=True,
    ),
    rejected("a workbook cut short", place(XLSX, holding(workbook_bytes(clean.SIMPLE["resource_use"])[:-700])), XLSX),
    rejected("a workbook with endless entities", place(XLSX, holding(repacked(_laughs))), XLSX),
    rejected("a workbook that asks for another file", place(XLSX, holding(repacked(_outside))), XLSX),
    rejected("a workbook with a cell far away", place(XLSX, holding(repacked(_giant))), XLSX),
    rejected("a workbook with a broken formula", place(XLSX, holding(repacked(_formula))), XLSX, 1, "cost_nok"),
    rejected(
        "a workbook with a formula nobody reckoned",
        place(XLSX, holding(repacked(_unreckoned))),
        XLSX,
        1,
        "cost_nok",
    ),
    Case("a workbook with a reckoned formula", "accept", place(XLSX, holding(repacked(_reckoned))), same=True),
    rejected("a workbook that unpacks to six hundred megabytes", place(XLSX, bomb), XLSX),
    rejected("a workbook that lies of its size", place(XLSX, lying_bomb), XLSX),
    rejected(
        "a workbook without the hours",
        place("uttak.xlsx", holding(workbook_bytes([["heilt", "anna"], ["a", "b"]], "Ark1"))),
        "resource_use.csv",
    ),
    Case(
        "a workbook of texts", "accept", place(XLSX, holding(workbook_bytes(clean.SIMPLE["resource_use"]))), same=True
    ),
]
CASES: list[Case] = PACKED
