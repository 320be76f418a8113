"""Exports that no profile knows, each as CSV and as a workbook, for the tests of layouts and mapping."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from reformspor.words import speak

Rows = Sequence[Sequence[object]]

HOURS: Rows = (
    ("Ansvar", "Rolle", "Aktivitetskode", "Dato", "Timar", "Tal personar", "Merknad"),
    ("0310", "hjelpar", "førebu", "03.02.2025", 4, 1, "Kari Nordmann ringde"),
    ("0310", "TV", "gjennomføra", "04.02.2025", 2, 3, ""),
    ("0320", "leiar", "førebu", "05.02.2025", 6.5, 2, "<script>alert(1)</script>"),
)
ABOVE: Rows = (("Timeliste for tillitsreforma 2025",), ("Uttak frå:", "Planlegging"), ())
GROUPED: Rows = (
    ("Ansvar", "Rolle", "Arbeid", "", "Omfang", ""),
    ("", "", "Aktivitetskode", "Dato", "Timar", "Tal personar"),
    *(row[:6] for row in HOURS[1:]),
)
MONTHS: Rows = (
    ("Ansvar", "Rolle", "Ansattnr", "jan. 2025", "feb. 2025", "mars 2025", "Sum"),
    ("0310", "hjelpar", "a101", 4, 0, 7.5, 11.5),
    ("0320", "leiar", "a102", "", 3, 2, 5),
)
YEAR = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip
# Headings merged over two lines beside months under one name: few cells in the upper line, none of theirs in the lower.
MERGED: Rows = (
    ("Ansvar", "Rolle", "Aktivitetskode", "Timar", *[""] * 11),
    ("", "", "", *YEAR),
    ("0310", "hjelpar", "førebu", 4, *[""] * 10, 7.5),
    ("0320", "leiar", "gjennomføra", *range(1, 13)),
)
WORDS = speak("nn")
LAW, DIGITAL = WORDS.code("barrier_type", "law"), WORDS.code("barrier_type", "digital")
STATE = WORDS.code("level", "state")
BARRIERS: Rows = (
    ("Saksnr", "Tittel", "Meldt", "Kategori", "Nivå"),
    ("A-1", "To skjema", "12.02.2025", f"{LAW};{DIGITAL}", STATE),
    ("A-2", "Lova stengjer", "13.02.2025", LAW, STATE),
)


def write_csv(file: Path, rows: Rows, separator: str = ";") -> Path:
    """The rows as Norwegian spreadsheets save them: numbers with a comma, quotes where they are needed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
        for row in rows:
            writer.writerow([str(cell).replace(".", ",") if isinstance(cell, float) else cell for cell in row])
    return file


def write_book(file: Path, **sheets: Rows) -> Path:
    """A workbook with each sheet as given; equal neighbours of a group's name are merged cells, as people make them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(file, {"strings_to_numbers": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for at, cell in enumerate(row):
                    if cell != "":
                        sheet.write(line, at, cell)
    return file


def write(folder: Path, form: str, rows: Rows, stem: str = "timeliste") -> Path:
    """The rows in a folder, as csv or xlsx."""
    write_csv(folder / f"{stem}.csv", rows) if form == "csv" else write_book(folder / f"{stem}.xlsx", Timar=rows)
    return folder
