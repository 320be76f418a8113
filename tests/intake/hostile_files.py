"""Files that are not what they seem: links, pipes, bombs, wrong endings, broken tables, other people's formats."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
from collections.abc import Callable
from pathlib import Path

import clean
import xlsxwriter
from hostile import Case, Make

USE = clean.text_of(clean.SIMPLE["resource_use"])
COLUMNS = {
    name: [row[at] for row in clean.SIMPLE["resource_use"][1:]]
    for at, name in enumerate(clean.SIMPLE["resource_use"][0])
}


def place(name: str, put: Callable[[Path], object], *, without: str = "resource_use") -> Make:
    """The clean export with one file put in the place of another."""

    def make(folder: Path) -> None:
        clean.write(folder)
        (folder / f"{without}.csv").unlink(missing_ok=True)
        put(folder / name)

    return make


def beside(name: str, put: Callable[[Path], object]) -> Make:
    """The clean export with one file more."""
    return place(name, put, without="none")


def holding(content: bytes) -> Callable[[Path], object]:
    """Writes bytes."""
    return lambda path: path.write_bytes(content)


def workbook_bytes(rows: clean.Table, name: str = "resource_use") -> bytes:
    """A workbook of one sheet with every value as text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for over, text in enumerate(row):
                sheet.write_string(at, over, text)
    return out.getvalue()


def _sparse(path: Path) -> None:
    with path.open("wb") as out:
        out.write(USE.encode())
        out.truncate(40 * 1024**3)


def rejected(name: str, make: Make, file: str, row: int | None = None, column: str | None = None) -> Case:
    """A case that is refused, with a fault at that place among those named."""
    return Case(name, "reject", make, (file, row, column))


CSV, PARQUET, XLSX = "resource_use.csv", "resource_use.parquet", "resource_use.xlsx"
LINKS = [
    rejected("a link", place(CSV, lambda path: path.symlink_to("sessions.csv")), CSV),
    rejected("a link that leads nowhere", place(CSV, lambda path: path.symlink_to("away")), CSV),
    rejected("a link to itself", place(CSV, lambda path: path.symlink_to(CSV)), CSV),
    rejected("a link to endless zeros", place(CSV, lambda path: path.symlink_to("/dev/zero")), CSV),
    rejected("a link to a secret", place(CSV, lambda path: path.symlink_to("/etc/passwd")), CSV),
    rejected("a pipe", place(CSV, lambda path: os.mkfifo(path)), CSV),
    rejected("a folder", place(CSV, lambda path: path.mkdir()), CSV),
    rejected("a folder called Parquet", place(PARQUET, lambda path: path.mkdir()), PARQUET),
    rejected("a pipe nobody asked for", beside("melding", lambda path: os.mkfifo(path)), "melding"),
    rejected(
        "a link nobody asked for", beside("melding.txt", lambda path: path.symlink_to("/etc/passwd")), "melding.txt"
    ),
    Case("a folder of notes", "normalise", beside("notat", lambda path: path.mkdir()), same=True),
    rejected("glob signs in a name", place("resource_use*.csv", holding(USE.encode())), "resource_use*.csv"),
    rejected("two tables that differ in letters", beside("RESOURCE_USE.CSV", holding(USE.encode())), CSV),
    rejected("two kinds of the same table", beside(PARQUET, holding(b"PAR1")), PARQUET),
    rejected("no file", place("notat.md", holding(b"Fila kjem seinare.")), CSV),
    rejected("a copy", beside("resource_use (1).csv", holding(USE.encode())), "resource_use (1).csv"),
    rejected("a backup", beside("resource_use.csv.bak", holding(USE.encode())), "resource_use.csv.bak"),
    rejected("half a download", beside("sessions.csv.crdownload", holding(b"")), "sessions.csv.crdownload"),
    Case(
        "what macOS leaves",
        "normalise",
        beside("._sessions.csv", holding(b"\0\5\x16\7Kari")),
        never=("Kari",),
        same=True,
    ),
    Case(
        "Excel's lock file",
        "normalise",
        beside("~$sessions.xlsx", holding(b"\x07Kari Nordmann")),
        never=("Kari",),
        same=True,
    ),
    rejected("a sparse file of forty gigabytes", place(CSV, _sparse), CSV),
]
WRONG_KIND = [
    rejected("no bytes", place(CSV, holding(b"")), CSV),
    rejected("only a mark", place(CSV, holding(b"\xef\xbb\xbf")), CSV),
    rejected("only headings", place(CSV, holding(USE.splitlines()[0].encode())), CSV),
    rejected("packed with gzip", place(CSV, holding(gzip.compress(USE.encode()))), CSV),
    rejected("gzip beside", beside("resource_use.csv.gz", holding(gzip.compress(USE.encode()))), "resource_use.csv.gz"),
    rejected("Excel named CSV", place(CSV, holding(workbook_bytes(clean.SIMPLE["resource_use"]))), CSV),
    rejected("CSV named Excel", place(XLSX, holding(USE.encode())), XLSX),
    rejected("old Excel named xlsx", place(XLSX, holding(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000)), XLSX),
    rejected("OpenDocument named xlsx", place(XLSX, holding(b"PK\x03\x04" + b"mimetypeapplication/vnd.oasis")), XLSX),
    rejected("OpenDocument", place("resource_use.ods", holding(b"PK\x03\x04")), "resource_use.ods"),
    rejected(
        "Excel with macros",
        place("resource_use.xlsm", holding(workbook_bytes(clean.SIMPLE["resource_use"]))),
        "resource_use.xlsm",
    ),
    rejected("a PDF", place(CSV, holding(b"%PDF-1.7\n%\xe2\xe3")), CSV),
    rejected("a login page", place(CSV, holding(b"\n <!DOCTYPE html><title>Logg inn</title>")), CSV),
    rejected("JSON", place(CSV, holding(b'[{"use_id": "U-001", "hours": 4}]')), CSV),
    rejected("noise", place(CSV, holding(hashlib.shake_256(b"noise").digest(5000))), CSV),
    rejected("zeros", place(CSV, holding(bytes(5000))), CSV),
    rejected("one column", place(CSV, holding(b"hours\n4\n")), CSV, None, "use_id"),
    Case("UTF-16 without a mark", "normalise", place(CSV, holding(USE.encode("utf-16-le"))), same=True),
    Case("UTF-8 with a mark", "accept", place(CSV, holding(USE.encode("utf-8-sig"))), same=True),
    rejected("UTF-16 cut in the middle of a sign", place(CSV, holding(USE.encode("utf-16")[:-301])), CSV),
    rejected(
        "UTF-8 read as Windows",
        place(CSV, holding(USE.encode().decode("cp1252", "replace").encode())),
        CSV,
        1,
        "activity",
    ),
]
CASES: list[Case] = [*LINKS, *WRONG_KIND]
