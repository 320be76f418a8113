"""A file beyond a limit is refused by its size, its rows or what it unpacks to, and nothing of it is taken."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from reformspor.intake import Intake, from_text, load_profile, take_in
from reformspor.intake.fields import Limits
from tests.intake.exports import BARRIERS, simple_folder

LINE = "U-{at},,P-11,hjelpar,førebuing,2025-01-13,4,2200\n"
HEAD = "use_id,session_id,person_id,role,activity,date,hours,cost_nok\n"
ROOMY = Limits(1_000_000, 1 << 30, 10_000)


def take(folder: Path, limits: Limits) -> Intake:
    profile = replace(load_profile("simple"), limits=limits)
    work = folder.parent / f"work-{limits.rows}-{limits.unpacked}"
    work.mkdir()
    with duckdb.connect(str(work / "exports.duckdb")) as con:
        return take_in(folder, profile=profile, as_of=dt.date(2025, 12, 31), con=con, private=work / "private")


def csv(folder: Path, rows: int) -> None:
    lines = "".join(LINE.format(at=at) for at in range(rows))
    (folder / "resource_use.csv").write_text(HEAD + lines, "utf-8")


def xlsx(folder: Path, rows: int) -> None:
    with xlsxwriter.Workbook(str(folder / "resource_use.xlsx")) as book:
        sheet = book.add_worksheet("resource_use")
        for at, line in enumerate([HEAD, *(LINE.format(at=at) for at in range(rows))]):
            sheet.write_row(at, 0, line.strip().split(","))


def parquet(folder: Path, rows: int) -> None:
    csv(folder, rows)
    text = folder / "resource_use.csv"
    duckdb.connect().execute(f"copy (from read_csv('{text}', all_varchar=true)) to '{folder / 'resource_use.parquet'}'")
    text.unlink()


@pytest.mark.parametrize("write", [csv, xlsx, parquet])
@pytest.mark.parametrize("limits", [replace(ROOMY, rows=300), replace(ROOMY, unpacked=1_500)], ids=["rows", "bytes"])
def test_a_file_beyond_a_limit_is_refused_whatever_its_form(
    write: Callable[[Path, int], None], limits: Limits, tmp_path: Path
) -> None:
    folder = simple_folder(tmp_path / "in", sessions="", barriers=BARRIERS[: BARRIERS.find("\n") + 1])
    (folder / "resource_use.csv").unlink()
    write(folder, 500)
    file = next(folder.glob("resource_use.*")).name
    assert not any(fault.code == "too_large" for fault in take(folder, ROOMY).faults)
    refused = take(folder, limits)
    assert ("too_large", file) in {(fault.code, fault.file) for fault in refused.faults}
    assert file not in {read.file for read in refused.files}


def test_a_large_text_whose_quotes_hide_its_rows_is_refused_when_they_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(from_text, "FAST_FROM", 0)
    folder = simple_folder(tmp_path / "in")
    csv(folder, 500)
    text = (folder / "resource_use.csv").read_text("utf-8").replace("hjelpar", '"hjelpar"')
    (folder / "resource_use.csv").write_text(text, "utf-8")
    refused = take(folder, replace(ROOMY, rows=300))
    assert ("too_large", "resource_use.csv") in {(fault.code, fault.file) for fault in refused.faults}


def test_a_workbook_of_very_many_parts_is_refused(tmp_path: Path) -> None:
    folder = simple_folder(tmp_path / "in")
    (folder / "resource_use.csv").unlink()
    xlsx(folder, 2)
    with zipfile.ZipFile(folder / "resource_use.xlsx", "a") as book:
        for at in range(12_000):
            book.writestr(f"xl/part{at}.xml", b"")
    codes = {(fault.code, fault.file) for fault in take(folder, ROOMY).faults}
    assert ("too_large", "resource_use.xlsx") in codes
