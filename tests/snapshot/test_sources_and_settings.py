"""A source is replaced knowingly, protection is chosen in a file, and what a killed admission left is cleared away."""

import datetime as dt
from pathlib import Path

import pytest

from reformspor.errors import ReformsporError
from reformspor.ledger import Settings
from reformspor.snapshot.admission import PRIVATE_FILE, admit
from reformspor.snapshot.folder import DataFolder, admission_work
from reformspor.snapshot.protection import settings_of
from reformspor.snapshot.shelf import current, open_current, shelf
from tests.snapshot.exports import hours, write_export

DAY = dt.date(2026, 3, 31)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def hours_served(data: DataFolder) -> float:
    opened = open_current(data)
    assert opened is not None
    return float(opened[1].run("select coalesce(sum(hours), 0)::double as h from released", {})["h"][0])


def test_one_file_of_a_source_does_not_withdraw_the_rest_of_it(data: DataFolder, tmp_path: Path) -> None:
    folder = write_export(tmp_path / "in")
    admit(folder, data, as_of=DAY)
    with pytest.raises(ReformsporError, match="lone_file"):
        admit(folder / "units.csv", data, as_of=dt.date(2026, 4, 1))
    assert hours_served(data) == 32
    assert admit(folder / "units.csv", data, as_of=DAY, source="einingar").manifest is not None
    assert len(shelf(data)) == 2


@pytest.mark.parametrize("name", ["../utanfor", "/utanfor", "Kommune", ".work-x", "a" * 41])
def test_a_source_has_a_name_that_stays_inside_the_data_folder(data: DataFolder, tmp_path: Path, name: str) -> None:
    with pytest.raises(ReformsporError, match="source_name"):
        admit(write_export(tmp_path / "in"), data, as_of=DAY, source=name)
    assert current(data) is None


def test_the_ledger_remembers_before_anything_can_be_shown(data: DataFolder, tmp_path: Path) -> None:
    folder = write_export(tmp_path / "in")
    first = admit(folder, data, as_of=DAY).manifest
    assert first is not None
    # As if the power had gone after the ledger was in place, before the snapshot had its manifest.
    (data.snapshots / first.id / "manifest.json").unlink()
    assert (data.private_of("kommune") / PRIVATE_FILE).exists()
    assert current(data) is None
    assert admit(folder, data, as_of=DAY).manifest is not None
    assert hours_served(data) == 32


def test_what_a_killed_admission_left_is_cleared_away_and_said(data: DataFolder, tmp_path: Path) -> None:
    for left in (".work-abc", ".intake-abc"):
        (data.private / left).mkdir(parents=True)
        (data.private / left / "exports.duckdb").write_bytes(b"persons")
    said: list[str] = []
    admit(write_export(tmp_path / "in"), data, as_of=DAY, progress=said.append)
    assert said[0] == "cleared"
    assert not list(data.private.glob(".*"))


def test_a_check_stands_in_no_admissions_way(data: DataFolder, tmp_path: Path) -> None:
    with admission_work(data):
        assert admit(write_export(tmp_path / "in"), data, as_of=DAY, dry_run=True).verdict == "accept"


def test_a_source_without_person_keys_is_told_what_that_costs(data: DataFolder, tmp_path: Path) -> None:
    bare = "\n".join(line.rpartition(";")[0] for line in hours().splitlines()) + "\n"
    outcome = admit(write_export(tmp_path / "in", resource_use=bare), data, as_of=DAY)
    assert "heads_only" in [notice.code for notice in outcome.notices]


def test_a_municipality_chooses_its_protection_in_a_file(data: DataFolder, tmp_path: Path) -> None:
    assert settings_of(data) == Settings()
    data.root.mkdir()
    (data.root / "settings.toml").write_text('[protection]\nk = 9\norder = "unit"\n', "utf-8")
    assert settings_of(data) == Settings(k=9, order="unit")
    admit(write_export(tmp_path / "in"), data, as_of=DAY)
    assert hours_served(data) == 0, "eight people are under nine"


@pytest.mark.parametrize(
    ("text", "said"),
    [("k = 2", "k_too_low"), ("kk = 5", "unknown"), ('k = "5"', "wrong_kind"), ("k =", "unreadable")],
)
def test_a_choice_of_protection_is_never_passed_over(data: DataFolder, text: str, said: str) -> None:
    data.root.mkdir()
    (data.root / "settings.toml").write_text(f"[protection]\n{text}\n", "utf-8")
    with pytest.raises(ReformsporError, match=said):
        settings_of(data)
