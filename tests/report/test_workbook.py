"""A report as a workbook: each figure's numbers as shown, nothing that runs, and where all of it comes from."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
import python_calamine

from reformspor.charts import Way
from reformspor.passport import carry
from reformspor.report.cells import column_of, said
from reformspor.report.leaves import Plain, Report
from reformspor.report.sheet_cells import sheet_name
from reformspor.report.workbook_report import workbook_report
from reformspor.words import speak


def sheets(body: bytes) -> dict[str, list[list[Any]]]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(body))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


@pytest.mark.parametrize("lang", ["nn", "en"])
def test_each_figure_has_a_sheet_with_its_table_as_shown(
    whole: Callable[[str], Report], as_book: Callable[[str], bytes], lang: str
) -> None:
    words, held = speak(lang), sheets(as_book(lang))
    for number, exhibit in enumerate(whole(lang).exhibits, start=1):
        name = words("paper.figure" if exhibit.chart is not None else "paper.table", n=number)
        rows = held[name]
        assert rows[0][0] == exhibit.headline
        if exhibit.table is None:
            continue
        heads = [str(one) for one in exhibit.table.columns]
        at = next(place for place, row in enumerate(rows) if row[: len(heads)] == heads)
        for row, wanted in zip(rows[at + 1 :], exhibit.table.itertuples(index=False, name=None), strict=False):
            for cell, value, column in zip(row, wanted, exhibit.table.columns, strict=False):
                check(cell, value, column_of(exhibit.table[column], names=False).decimals, words)
        assert len(rows) > at + len(exhibit.table)


def check(cell: object, value: object, decimals: int | None, words: object) -> None:
    del decimals
    if isinstance(cell, float) or (isinstance(value, int | float) and not isinstance(value, bool) and value == value):
        assert cell == pytest.approx(float(value), rel=1e-9)  # type: ignore[arg-type]
    else:
        text = value.text if isinstance(value, Way) else value
        assert str(cell).removeprefix("'") in (said(words, text), str(text))  # type: ignore[arg-type]


def test_the_sheet_of_provenance_has_each_passport_with_its_snapshot_and_files(
    whole: Callable[[str], Report], as_book: Callable[[str], bytes]
) -> None:
    report = whole("nn")
    rows = sheets(as_book("nn"))["Opphav"]
    told = {str(row[0]): [str(cell) for cell in row] for row in rows if str(row[0]).startswith("RS-")}
    assert set(told) == set(report.passports)
    for name, passport in report.passports.items():
        assert passport.snapshot in told[name]
        assert passport.digest in told[name]
    assert {one.id for one in carry.taken("xlsx", as_book("nn")).passports} == set(report.passports)


def test_filters_level_and_what_is_hidden_are_told_first(
    whole: Callable[[str], Report], as_book: Callable[[str], bytes]
) -> None:
    report, held = whole("nn"), sheets(as_book("nn"))
    first = next(iter(held.values()))
    text = " ".join(str(cell) for row in first for cell in row)
    for said_there in (report.badge, report.level, report.period, report.municipality, report.program):
        assert said_there in text
    assert "små grupper" in text


def test_nothing_in_it_runs_leads_out_or_is_hidden(short: Report) -> None:
    wicked = pd.DataFrame({"=1+1": ["=cmd|' /C calc'!A0", "@sum", "http://example.org", "\x01\x02"], "n": [1, 2, 3, 4]})
    chapter = replace(short.chapters[0], leaves=(*short.chapters[0].leaves, Plain("[a]:*?/\\ =b", wicked)))
    body = workbook_report(replace(short, chapters=(chapter,)))
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        for name in package.namelist():
            held = package.read(name)
            assert b"<f>" not in held, name
            assert b"hyperlink" not in held.lower().replace(b"<hyperlinkschanged>", b"").replace(
                b"</hyperlinkschanged>", b""
            ), name
            assert b'TargetMode="External"' not in held, name
            assert b'state="hidden"' not in held, name
    texts = [str(cell) for rows in sheets(body).values() for row in rows for cell in row]
    assert "'=cmd|' /C calc'!A0" in texts


def test_made_twice_the_file_is_the_same_to_the_last_byte(short: Report) -> None:
    assert workbook_report(short) == workbook_report(short)


def test_a_sheet_has_a_name_of_its_own_that_a_workbook_takes() -> None:
    taken: set[str] = set()
    for name in ("Barrierar: kva/kven?", "Barrierar: kva/kven?", "x" * 60, "x" * 60, "[]"):
        made = sheet_name(name, taken)
        assert 0 < len(made) <= 31
        assert made.lower() not in taken
        assert not set(made) & set("[]:*?/\\'")
        taken.add(made.lower())
