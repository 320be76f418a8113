"""A file that asks for too much costs one refused reading: the process that reads it is bounded, and says so."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from reformspor.choices import load_definitions
from reformspor.errors import ReformsporError
from reformspor.snapshot import DataFolder, current, open_current
from reformspor.snapshot.bounds import ANSWERING, Bounds, bounds_of, limits_of, struck
from reformspor.snapshot.child import admit_in_child
from reformspor.store import Limits
from reformspor.words import LANGUAGES, speak
from tests.snapshot.exports import has_taken_in, write_export

DAY = dt.date(2026, 3, 31)
ROOT = Path(__file__).parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps every bound")
SHEET = "xl/worksheets/sheet1.xml"


def write_bomb(path: Path) -> None:
    """A workbook of a megabyte or so with some millions of cells, within what a workbook may hold."""
    common = path.with_name("common.xlsx")
    with xlsxwriter.Workbook(str(common)) as book:
        book.add_worksheet("units")
    cell = b'<c t="inlineStr"><is><t>unit_id</t></is></c>'
    with zipfile.ZipFile(common) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in given.namelist():
            if name != SHEET:
                bomb.writestr(name, given.read(name))
        start, end = given.read(SHEET).split(b"<sheetData/>")
        with bomb.open(SHEET, "w") as sheet:
            sheet.write(start + b"<sheetData>")
            for _ in range(100):
                sheet.write((b"<row>" + cell * 20 + b"</row>") * 1_000)
            sheet.write(b"</sheetData>" + end)
    common.unlink()


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return has_taken_in(DataFolder(tmp_path / "data"))


def bound(data: DataFolder, **limits: int) -> None:
    said = "\n".join(f"{name} = {value}" for name, value in limits.items())
    (data.root / "settings.toml").write_text(f"[limits]\n{said}\n", "utf-8")


@linux
def test_a_workbook_that_swells_is_stopped_and_what_served_goes_on_serving(data: DataFolder, tmp_path: Path) -> None:
    before = current(data)
    bound(data, memory_mib=400)
    (tmp_path / "in").mkdir()
    write_bomb(tmp_path / "in" / "units.xlsx")
    assert (tmp_path / "in" / "units.xlsx").stat().st_size < 2_000_000
    with pytest.raises(ReformsporError) as stopped:
        admit_in_child(tmp_path / "in", data, lang="en")
    said = speak("en")(stopped.value.key, **stopped.value.details)
    assert "400 MiB" in said
    assert current(data) == before


ASKED = """
import resource, sys
from reformspor.cli import main
main(sys.argv[1:], alone=True)
print("bound:", *(resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_DATA, resource.RLIMIT_CPU)))
"""


@linux
@pytest.mark.parametrize("asked", [("map", "good"), ("rejects", "out"), ("review", "--list"), ("admit", "good")])
def test_every_command_that_reads_what_others_made_bounds_itself(
    data: DataFolder, tmp_path: Path, asked: tuple[str, str]
) -> None:
    bound(data, memory_mib=700, cpu_seconds=77)
    given = [asked[0], asked[1] if asked[1].startswith("--") else str(tmp_path / asked[1]), "--json"]
    environment = os.environ | {"REFORMSPOR_DATA": str(data.root), "REFORMSPOR_LEVEL": "internal"}
    command = [sys.executable, "-c", ASKED, *given]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.splitlines()[-1] == f"bound: {700 * 1024**2} 77", done.stderr


@linux
def test_a_reading_that_never_ends_is_stopped_by_its_processor_time(data: DataFolder, tmp_path: Path) -> None:
    before = current(data)
    bound(data, cpu_seconds=3)
    folder = write_export(tmp_path / "in")
    lines = "".join(f"U{at};Næring {at} \u2013 \xe6;culture;1;1\n" for at in range(600_000))
    (folder / "units.csv").write_bytes(("unit_id;name;sector;headcount;fte\n" + lines).encode("cp1252"))
    environment = os.environ | {"REFORMSPOR_DATA": str(data.root)}
    command = [sys.executable, "-m", "reformspor", "admit", str(folder), "--as-of", DAY.isoformat(), "--lang", "en"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 3
    assert speak("en")("limits.cpu", seconds=3) in done.stderr
    assert "Traceback" not in done.stderr
    assert current(data) == before


def test_a_process_the_system_ended_is_explained_in_every_language() -> None:
    for ended in (signal.SIGABRT, signal.SIGKILL, signal.SIGSEGV):
        error = struck(-ended, Bounds(memory_mib=700))
        assert error is not None
        assert all("700" in speak(lang)(error.key, **error.details) for lang in LANGUAGES)
    assert struck(0, Bounds()) is None
    assert struck(3, Bounds()) is None


def test_bounds_are_settings_and_a_wrong_one_is_refused(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    assert bounds_of(data) == Bounds()
    definitions = [load_definitions().find(f"limits.{name}") for name in ("memory_mib", "cpu_seconds")]
    assert Bounds(*[one.value for one in definitions if one is not None]) == Bounds()  # type: ignore[arg-type]
    assert all(definitions)
    bound(data, memory_mib=900, cpu_seconds=60)
    assert bounds_of(data) == Bounds(900, 60)
    for wrong in ({"memory_mb": 900}, {"cpu_seconds": 0}):
        bound(data, **wrong)
        with pytest.raises(ReformsporError):
            bounds_of(data)


def test_what_answering_may_take_is_set_in_the_same_place_and_holds_for_the_store_that_serves(data: DataFolder) -> None:
    definitions = [load_definitions().find(f"limits.{name}") for name in ANSWERING]
    assert Limits(*[one.value for one in definitions if one is not None]) == limits_of(data)  # type: ignore[arg-type]
    bound(data, answer_memory_mib=256, answer_threads=1)
    assert bounds_of(data) == Bounds()
    opened = open_current(data)
    assert opened is not None
    held = "select current_setting('threads') as threads, current_setting('memory_limit') as memory"
    assert opened[1].run(held, {}).to_dict("records") == [{"threads": 1, "memory": "256.0 MiB"}]
    opened[1].close()
    for wrong in ({"answer_threads": 0}, {"answer_thread": 2}):
        bound(data, **wrong)
        assert limits_of(data) == Limits()


def test_a_snapshot_can_be_opened_twice_in_a_process_and_each_is_locked(data: DataFolder) -> None:
    opened = [open_current(data) for _ in range(2)]
    for one in opened:
        assert one is not None
        with pytest.raises(duckdb.Error, match="locked"):
            one[1].run("set threads = 3", {})
    for one in opened:
        assert one is not None
        one[1].close()
