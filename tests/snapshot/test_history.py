"""What is shown can be taken back and forth, and every turn is logged for good."""

import json
from pathlib import Path

import pytest

from reformspor.errors import ReformsporError
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.history import LOG, before_this, history, open_again, undo
from reformspor.snapshot.shelf import Manifest, current
from tests.snapshot.exports import SESSIONS, hours, write_export
from tests.snapshot.test_admission import rows, take


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def taken(data: DataFolder, folder: Path, **tables: str) -> Manifest:
    manifest = take(data, write_export(folder, **tables)).manifest
    assert manifest is not None
    return manifest


def shown(data: DataFolder) -> str:
    manifest = current(data)
    assert manifest is not None
    return manifest.id


def test_an_undo_shows_the_former_snapshot_and_opening_the_other_redoes_it(data: DataFolder, tmp_path: Path) -> None:
    first = taken(data, tmp_path / "one")
    second = taken(data, tmp_path / "two", sessions=SESSIONS.replace("S3;", "S4;"))
    turn = undo(data)
    assert (turn.before, turn.after, shown(data)) == (second.id, first.id, first.id)
    assert rows(data, "select session_id from sessions order by 1")[-1] == ("S3",)
    open_again(data, second.id)
    assert shown(data) == second.id


def test_undo_goes_one_further_back_each_time_and_stops_at_the_first(data: DataFolder, tmp_path: Path) -> None:
    ids = [taken(data, tmp_path / name, sessions=SESSIONS.replace("S3;", f"{name};")).id for name in ("A", "B", "C")]
    assert undo(data).after == ids[1]
    assert undo(data).after == ids[0]
    assert before_this(data) is None
    with pytest.raises(ReformsporError, match="undo"):
        undo(data)
    assert shown(data) == ids[0]


def test_the_ledger_keeps_what_it_has_released_after_an_undo(data: DataFolder, tmp_path: Path) -> None:
    taken(data, tmp_path / "one")
    more = hours(8) + "".join(hours(9, "02.2026", 50).splitlines(keepends=True)[1:])
    taken(data, tmp_path / "two", resource_use=more)
    released = rows(data, "select row_id, hours from released order by 1")
    undo(data)
    taken(data, tmp_path / "three", resource_use=more, sessions=SESSIONS.replace("S3;", "S4;"))
    assert rows(data, "select row_id, hours from released order by 1") == released


def test_every_turn_is_logged_with_when_who_what_and_from_where_to_where(data: DataFolder, tmp_path: Path) -> None:
    first = taken(data, tmp_path / "one")
    second = taken(data, tmp_path / "two", sessions=SESSIONS.replace("S3;", "S4;"))
    undo(data)
    open_again(data, second.id)
    open_again(data, second.id)
    turns = [(turn.what, turn.before, turn.after) for turn in reversed(history(data))]
    assert turns == [
        ("admitted", "", first.id),
        ("admitted", first.id, second.id),
        ("undone", second.id, first.id),
        ("opened", first.id, second.id),
    ]
    assert all(turn.at.endswith("+00:00") and turn.by == history(data)[0].by for turn in history(data))


def test_the_log_is_only_added_to_and_a_torn_line_loses_no_other(data: DataFolder, tmp_path: Path) -> None:
    taken(data, tmp_path / "one")
    log = data.snapshots / LOG
    before = log.read_text("utf-8")
    log.write_text(before + '{"at": "2026-', "utf-8")
    taken(data, tmp_path / "two", sessions=SESSIONS.replace("S3;", "S4;"))
    assert log.read_text("utf-8").startswith(before)
    assert [turn.what for turn in history(data)] == ["admitted", "admitted"]
    assert json.loads(log.read_text("utf-8").splitlines()[-1])["what"] == "admitted"


def test_an_undo_of_a_sources_first_snapshot_shows_what_was_shown_before_it(data: DataFolder, tmp_path: Path) -> None:
    from reformspor.snapshot.admission import admit

    other = taken(data, tmp_path / "one")
    outcome = admit(write_export(tmp_path / "two", sessions=SESSIONS.replace("S3;", "S4;")), data, source="annan")
    assert outcome.manifest is not None
    assert undo(data).after == other.id
