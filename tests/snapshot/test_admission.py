"""An export becomes a sealed snapshot, or everything stays as it was."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from reformspor.errors import ReformsporError
from reformspor.snapshot.admission import Admission, admit
from reformspor.snapshot.folder import DataFolder, admission_work, data_folder
from reformspor.snapshot.shelf import SERVED, current, open_current, reopen, shelf
from tests.snapshot.exports import SESSIONS, has_taken_in, hours, write_export

DAY = dt.date(2026, 3, 31)
WRONG = SESSIONS.replace("15.01.2026", "32.01.2026")


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def take(data: DataFolder, folder: Path, *, keep_good: bool = False, dry_run: bool = False) -> Admission:
    return admit(folder, data, as_of=DAY, keep_good=keep_good, dry_run=dry_run)


def served_file(data: DataFolder) -> Path:
    manifest = current(data)
    assert manifest is not None
    return data.snapshots / manifest.id / SERVED


def rows(data: DataFolder, sql: str) -> list[tuple[object, ...]]:
    opened = open_current(data)
    assert opened is not None
    return [tuple(row) for row in opened[1].run(sql, {}).itertuples(index=False)]


def test_a_good_export_is_served_with_a_manifest(data: DataFolder, tmp_path: Path) -> None:
    outcome = take(data, write_export(tmp_path / "in"))
    assert [fault.code for fault in outcome.faults] == []
    manifest = current(data)
    assert manifest is not None
    assert outcome.manifest == manifest
    assert (manifest.rows_admitted, manifest.rows_refused) == (3 + 8 + 2 + 5 + 1, 0)
    assert manifest.as_of == "2026-03-31"
    assert {file["file"] for file in manifest.files} >= {"sessions.csv", "resource_use.csv"}
    assert rows(data, "select count(*) as n from sessions") == [(3,)]
    assert rows(data, "select sum(hours) as h from released") == [(32.0,)]


def test_status_is_derived_from_events(data: DataFolder) -> None:
    has_taken_in(data)
    found = rows(data, "select barrier_id, status, closed_date, owner_level from barrier_now order by 1")
    assert found[0][:2] == ("B1", "raised")
    assert found[0][3] == "ministry"
    assert found[1][:2] == ("B2", "reopened")
    assert found[1][2] is None or str(found[1][2]) == "NaT"


def test_the_served_file_holds_no_person_and_no_unreviewed_text(data: DataFolder) -> None:
    has_taken_in(data)
    raw = served_file(data).read_bytes()
    for secret in (b"secret", b"p-001", b"Nordmann", b"dobbel rapportering"):
        assert secret not in raw
    con = duckdb.connect(str(served_file(data)), read_only=True)
    columns = {
        row[0] for row in con.execute("select distinct column_name from duckdb_columns() where not internal").fetchall()
    }
    assert not columns & {"person_key", "comment", "person_id", "name_of_person"}
    tables = {row[0] for row in con.execute("select table_name from duckdb_tables() where not internal").fetchall()}
    assert not tables & {"resource_use", "capacity"}


def test_one_fault_refuses_the_set_and_the_former_snapshot_serves(data: DataFolder, tmp_path: Path) -> None:
    first = take(data, write_export(tmp_path / "good"))
    second = take(data, write_export(tmp_path / "bad", sessions=WRONG, barriers=""))
    assert second.verdict == "reject"
    assert len({fault.file for fault in second.faults}) >= 2, "every fault is named at once"
    assert second.manifest is None
    assert current(data) == first.manifest == second.still_serving


def test_keep_good_admits_the_rest_and_every_answer_says_how_many_were_refused(
    data: DataFolder, tmp_path: Path
) -> None:
    outcome = take(data, write_export(tmp_path / "bad", sessions=WRONG), keep_good=True)
    assert outcome.manifest is not None
    assert outcome.manifest.kept_good
    assert outcome.manifest.rows_refused >= 1
    assert rows(data, "select sum(rows_refused) as n from files")[0][0] == outcome.manifest.rows_refused


def test_a_dry_run_leaves_nothing_behind(data: DataFolder, tmp_path: Path) -> None:
    assert take(data, write_export(tmp_path / "in"), dry_run=True).verdict in ("accept", "normalise")
    assert current(data) is None
    assert not list(data.private.iterdir())


def test_admitting_the_same_export_twice_adds_nothing(data: DataFolder, tmp_path: Path) -> None:
    folder = write_export(tmp_path / "in")
    take(data, folder)
    before = rows(data, "select sum(hours) as h, count(*) as n from released")
    take(data, folder)
    assert rows(data, "select sum(hours) as h, count(*) as n from released") == before
    assert len(shelf(data)) == 1


def test_a_later_export_replaces_its_tables_and_adds_to_the_ledger(data: DataFolder, tmp_path: Path) -> None:
    take(data, write_export(tmp_path / "one"))
    first = rows(data, "select row_id, hours from released order by row_id")
    more = hours() + "".join(hours(6, "02.2026", 100).splitlines(keepends=True)[1:])
    take(data, write_export(tmp_path / "two", resource_use=more))
    second = rows(data, "select row_id, hours from released order by row_id")
    assert second[: len(first)] == first, "released rows never change"
    assert rows(data, "select sum(hours) as h from released") == [(56.0,)]
    assert rows(data, "select count(*) as n from sessions") == [(3,)]


def test_hours_of_too_few_people_wait(data: DataFolder, tmp_path: Path) -> None:
    outcome = take(data, write_export(tmp_path / "in", resource_use=hours(people=4)))
    assert outcome.waiting_hours >= 16
    assert rows(data, "select count(*) as n from released") == [(0,)]


def test_an_earlier_snapshot_can_be_opened_again(data: DataFolder, tmp_path: Path) -> None:
    first = take(data, write_export(tmp_path / "one")).manifest
    second = take(data, write_export(tmp_path / "two", resource_use=hours(9))).manifest
    assert first is not None
    assert second is not None
    assert [manifest.id for manifest in shelf(data)].count(first.id) == 1
    reopen(data, first.id)
    assert current(data) == first
    with pytest.raises(ReformsporError):
        reopen(data, "2026-nothing")


def test_a_changed_served_file_is_not_opened(data: DataFolder, tmp_path: Path) -> None:
    take(data, write_export(tmp_path / "one"))
    raw = bytearray(served_file(data).read_bytes())
    raw[len(raw) // 2] ^= 1
    served_file(data).write_bytes(raw)
    with pytest.raises(ReformsporError, match="changed"):
        open_current(data)


def test_an_interrupted_admission_leaves_the_former_serving(data: DataFolder, tmp_path: Path) -> None:
    first = take(data, write_export(tmp_path / "one")).manifest

    def stop(step: str) -> None:
        if step == "release":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        admit(write_export(tmp_path / "two", resource_use=hours(9)), data, as_of=DAY, progress=stop)
    assert current(data) == first
    assert not list(data.private.glob(".*-*"))
    assert take(data, tmp_path / "two").manifest is not None


def test_two_admissions_at_once_are_refused(data: DataFolder) -> None:
    with admission_work(data), pytest.raises(ReformsporError, match="busy"), admission_work(data):
        pass


def test_the_private_folder_is_closed_to_others(data: DataFolder, tmp_path: Path) -> None:
    take(data, write_export(tmp_path / "in"))
    if os.name == "posix":
        assert data.private.stat().st_mode & 0o077 == 0


WATCHED = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event in ("open", "os.open") else None)
from reformspor.answers import ask
from reformspor.disclosure import Rule
from reformspor.questions import load_questions
from reformspor.scope import Scope
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.shelf import open_current
_, store = open_current(data_folder())
for name in load_questions():
    ask(store, name, Scope(), Rule.internal())
seen = [path for path in opened if "/private/" in path]
assert not seen, seen
import os
fds = [f"/proc/self/fd/{fd}" for fd in os.listdir("/proc/self/fd")]
links = [os.readlink(fd) for fd in fds if os.path.lexists(fd)]
assert any("served.duckdb" in link for link in links)
assert not [link for link in links if "/private/" in link], links
"""


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are listed in /proc only on Linux")
def test_a_process_that_answers_every_question_never_opens_the_private_folder(data: DataFolder) -> None:
    has_taken_in(data)
    done = subprocess.run(
        [sys.executable, "-c", WATCHED],
        env=os.environ | {"REFORMSPOR_DATA": str(data.root)},
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_data_folder_is_the_one_the_environment_names(tmp_path: Path) -> None:
    assert data_folder({"REFORMSPOR_DATA": str(tmp_path)}).root == tmp_path
    assert data_folder({}).root.name == "data"
