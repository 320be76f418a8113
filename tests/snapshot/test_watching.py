"""A watched folder: what is whole is admitted once, what is being written waits, what is refused stays and is told."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reformspor.errors import ReformsporError
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import current
from reformspor.snapshot.watching import Came, read_status, watch_once
from tests.snapshot.exports import SESSIONS, write_export

ROOT = Path(__file__).parents[2]


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def one_round(folder: Path, data: DataFolder, still: float = 0.2) -> dict[str, Came]:
    heard: list[Came] = []
    came = watch_once(folder, data, lang="nn", still=still, told=heard.append)
    assert heard == [one for one in came if one.state != "unchanged"]
    return {one.source: one for one in came}


def test_what_arrives_is_admitted_once_and_what_is_refused_is_not_tried_again_until_it_changes(
    data: DataFolder, tmp_path: Path
) -> None:
    folder = tmp_path / "exports"
    write_export(folder / "kommune")
    wrong = write_export(folder / "register", sessions=SESSIONS.replace("15.01.2026", "32.01.2026"))
    first = one_round(folder, data)
    assert (first["kommune"].state, first["register"].state) == ("admitted", "refused")
    serving = current(data)
    assert serving is not None
    assert serving.id == first["kommune"].snapshot
    listed = json.loads((data.private / "register" / "refused.json").read_text("utf-8"))
    assert [fault["row"] for fault in listed["faults"]] == [1]
    assert (wrong / "sessions.csv").exists()

    second = one_round(folder, data)
    assert {one.state for one in second.values()} == {"unchanged"}
    assert second["register"].standing == "refused"
    assert {one.source: one.standing for one in read_status(data)} == {"kommune": "admitted", "register": "refused"}
    assert "Nordmann" not in (data.snapshots / "watch.json").read_text("utf-8")

    write_export(folder / "register")
    third = one_round(folder, data)
    assert (third["kommune"].state, third["register"].state) == ("unchanged", "admitted")
    assert not (data.private / "register" / "refused.json").exists()


def test_the_faults_of_an_export_go_with_the_export(data: DataFolder, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    listed = []
    for source in ("emptied", "gone", "stays"):
        write_export(folder / source, sessions=SESSIONS.replace("15.01.2026", "32.01.2026"))
        listed.append(data.private / source / "refused.json")
    one_round(folder, data)
    assert all(file.exists() for file in listed)
    for file in (folder / "emptied").iterdir():
        file.unlink()
    shutil.rmtree(folder / "gone")
    one_round(folder, data)
    assert [file.exists() for file in listed] == [False, False, True]


def test_a_file_that_is_being_written_is_left_until_it_lies_still(data: DataFolder, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    source = write_export(folder / "kommune")
    whole = (source / "sessions.csv").read_bytes()
    (source / "sessions.csv").write_bytes(whole[:200])
    with ThreadPoolExecutor(1) as pool:
        round_ = pool.submit(one_round, folder, data, 1.0)
        while not round_.done():
            with (source / "sessions.csv").open("ab") as growing:
                growing.write(b"x")
        assert round_.result()["kommune"].state == "writing"
    (source / "sessions.csv").write_bytes(whole)
    (source / "units.csv.part").write_bytes(b"")
    assert one_round(folder, data)["kommune"].state == "writing"
    assert current(data) is None
    (source / "units.csv.part").unlink()
    assert one_round(folder, data)["kommune"].state == "admitted"


def test_good_rows_are_kept_only_where_the_source_says_so(data: DataFolder, tmp_path: Path) -> None:
    source = write_export(tmp_path / "exports" / "kommune", sessions=SESSIONS.replace("15.01.2026", "32.01.2026"))
    (source / "source.toml").write_text("keep_good = true\n", "utf-8")
    came = one_round(tmp_path / "exports", data)["kommune"]
    assert (came.state, came.rows_refused > 0) == ("admitted", True)


@pytest.mark.parametrize("text", ["keep_good = 1", "profil = 'simple'", "\x00", "profile = 3"])
def test_settings_that_are_not_understood_stop_the_source_and_nothing_else(
    text: str, data: DataFolder, tmp_path: Path
) -> None:
    source = write_export(tmp_path / "exports" / "kommune")
    (source / "source.toml").write_text(text, "utf-8")
    came = one_round(tmp_path / "exports", data)["kommune"]
    assert (came.state, came.why) == ("failed", "watch.settings")
    assert current(data) is None


def test_a_source_with_a_name_that_is_none_or_that_is_a_link_is_not_read(data: DataFolder, tmp_path: Path) -> None:
    write_export(tmp_path / "away")
    (tmp_path / "exports" / "Æ og Å").mkdir(parents=True)
    (tmp_path / "exports" / "kommune").symlink_to(tmp_path / "away")
    came = one_round(tmp_path / "exports", data)
    assert {one.state for one in came.values()} == {"failed"}
    assert current(data) is None


def test_two_rounds_at_once_are_one_round(data: DataFolder, tmp_path: Path) -> None:
    write_export(tmp_path / "exports" / "kommune")
    command = [sys.executable, "-m", "reformspor", "watch", str(tmp_path / "exports"), "--once"]
    environment = os.environ | {"REFORMSPOR_DATA": str(data.root)}
    runs = [
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [run.communicate(timeout=300) for run in runs]
    codes = sorted(run.returncode for run in runs)
    assert codes in ([0, 3], [0, 0]), said
    lines = [json.loads(line) for out, _ in said for line in out.splitlines()]
    assert [line["state"] for line in lines] == ["admitted"], "the export is admitted by one of them, once"
    assert len(list(data.snapshots.glob("*/manifest.json"))) == 1


def test_a_folder_that_is_not_there_and_a_round_at_work_are_said(data: DataFolder, tmp_path: Path) -> None:
    with pytest.raises(ReformsporError, match="no_folder"):
        one_round(tmp_path / "nowhere", data)
