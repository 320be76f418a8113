"""Templates to fill in: a CSV for each table and one workbook with them all, each with its help and an example."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from reformspor.contract.dress import BOM
from reformspor.contract.examples import asked_for, example_texts
from reformspor.contract.guidance import guide_text, heading_of
from reformspor.contract.loading import load_contract
from reformspor.contract.template_sheets import filled_workbook
from reformspor.words import speak

WORKBOOK = "reformspor.xlsx"
# A fixed day, so that the same contract gives the same zip.
PACKED = (2025, 1, 1, 0, 0, 0)


def template_workbook(lang: str) -> bytes:
    """The Excel workbook with a sheet for each table: help above its headings, lists to choose from, an example."""
    return filled_workbook(lang)


def template_zip(lang: str) -> bytes:
    """A zip with a CSV for each table, headings and an example, and the help as a text beside them."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, content in _files(lang):
            member = zipfile.ZipInfo(name, PACKED)
            member.compress_type = zipfile.ZIP_DEFLATED
            parts.writestr(member, content)
    return kept.getvalue()


def write_templates(directory: Path, lang: str) -> None:
    """Write `<table>.csv` for each table and the help into `directory`, and `excel/reformspor.xlsx` with every table.

    Headings, code words and example texts are in `lang`. The workbook stands apart, as a folder is admitted
    whole and would otherwise give each row twice. Raises OSError when the directory cannot be written.
    """
    (directory / "excel").mkdir(parents=True, exist_ok=True)
    for name, content in _files(lang):
        (directory / name).write_bytes(content)
    (directory / "excel" / WORKBOOK).write_bytes(template_workbook(lang))


def _files(lang: str) -> Iterator[tuple[str, bytes]]:
    words = speak(lang)
    for table in load_contract().tables.values():
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerow([heading_of(table, column, words) for column in asked_for(table)])
        writer.writerow(example_texts(table.name, lang))
        yield f"{table.name}.csv", text.getvalue().encode(BOM)
    yield f"{words('demo.template.guide')}.txt", guide_text(lang).encode(BOM)
