"""Only rows that were handed out can be mended into an export that is kept: marks cannot be made up."""

import csv
import io
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from reformspor.errors import ReformsporError
from reformspor.intake.mended import Mark, mark_from
from reformspor.intake.persons import MASK
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.rejects import csv_of
from reformspor.words import speak
from tests.snapshot.clerk import WRONG_DAY, WRONG_HOURS, mended, set_hours, take
from tests.snapshot.exports import write_export

MARK = speak("nn")("desk.rejects.heading_mark")


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def made_up(sheet, folder: Path, changed: Mapping[str, str]) -> Path:
    """A file of mended rows whose first row has some cells changed by hand, its mark among them."""
    grid = list(csv.reader(io.StringIO(csv_of(sheet).decode("utf-8-sig")), delimiter=";"))
    line = dict(zip(grid[0], grid[1], strict=True)) | changed
    folder.mkdir(exist_ok=True)
    with (folder / "retta.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, grid[0], delimiter=";")
        writer.writeheader()
        writer.writerow(line)
    return folder


def test_a_mark_tells_its_place_and_its_seal_and_any_change_breaks_it() -> None:
    key, other = os.urandom(32), os.urandom(32)
    mark = Mark("a" * 64, "resource_use", 3, 1).sealed(key)
    read = mark_from(mark.text)
    assert read is not None
    assert read.is_sealed(key)
    assert not read.is_sealed(other)
    for text in (mark.text.replace(".3.", ".4."), mark.text.replace(".1.", ".2."), mark.text.rpartition(".")[0]):
        changed = mark_from(text)
        assert changed is not None
        assert not changed.is_sealed(key)


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_row_that_was_admitted_cannot_be_changed_or_drawn_out_by_a_made_up_mark(
    data: DataFolder, tmp_path: Path, dry_run: bool
) -> None:
    _, (sheet,) = take(data, write_export(tmp_path / "in", resource_use=WRONG_HOURS), keep_good=True)
    mark = mark_from(sheet.rows[0][-1])
    assert mark is not None
    # Row 1 is another person's, and was admitted; the checksum in a mark stands on the page about sources too.
    for text in (f"{mark.sha256}.resource_use.1.1", f"{mark.sha256}.resource_use.1.1.{mark.seal}"):
        given = {MARK: text, "period": "45.01.2026", "entry_id": MASK, "person_key": MASK}
        with pytest.raises(ReformsporError, match="strange_mark"):
            take(data, made_up(sheet, tmp_path / "made-up", given), dry_run=dry_run)


def test_rows_that_were_handed_out_are_mended_whatever_another_installation_sealed(
    data: DataFolder, tmp_path: Path
) -> None:
    export = write_export(tmp_path / "in", resource_use=WRONG_HOURS)
    _, (theirs,) = take(DataFolder(tmp_path / "elsewhere"), export, dry_run=True)
    take(data, export, keep_good=True)
    with pytest.raises(ReformsporError, match="strange_mark"):
        take(data, mended(theirs, set_hours, tmp_path / "alone"))
    mended(theirs, set_hours, export)
    done, _ = take(data, export)
    assert done.manifest is not None
    assert done.manifest.rows_refused == 0


def test_the_key_of_the_marks_and_what_is_kept_are_closed_to_others(data: DataFolder, tmp_path: Path) -> None:
    take(data, write_export(tmp_path / "in", sessions=WRONG_DAY), keep_good=True)
    kept = [path for path in data.private.rglob("*") if "mending" in path.parts or path.suffix == ".key"]
    assert {path.name for path in kept} >= {"marks.key", "export", "sessions.csv", "kept.json"}
    for path in kept:
        assert path.stat().st_mode & 0o077 == 0, path.name
