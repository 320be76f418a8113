"""Going back to an earlier snapshot is a change like any other: in a locked month it needs a reason."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from reformspor.cli import main
from reformspor.errors import ReformsporError
from reformspor.snapshot.admission import Admission, admit
from reformspor.snapshot.constructed import admit_demo
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.history import open_again, undo
from reformspor.snapshot.periods import decide, read_log
from reformspor.snapshot.shelf import current, open_current
from tests.snapshot.exports import SESSIONS, has_taken_in, write_export

MOVED = SESSIONS.replace("15.01.2026;workshop", "16.01.2026;meeting")


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """A folder with the good export admitted."""
    return has_taken_in(DataFolder(tmp_path / "data"))


def take(data: DataFolder, folder: Path) -> Admission:
    return admit(folder, data, as_of=dt.date(2026, 3, 31))


def test_going_back_past_a_change_in_a_locked_month_needs_a_reason_too(data: DataFolder, tmp_path: Path) -> None:
    first = current(data)
    second = take(data, write_export(tmp_path / "second", sessions=MOVED)).manifest
    assert first is not None
    assert second is not None
    decide(data, "2026-01", "locked")
    opened = open_current(data)  # a reader at work is no hindrance
    for back in (lambda why: undo(data, why), lambda why: open_again(data, first.id, why)):
        with pytest.raises(ReformsporError, match="undo_needs_reason"):
            back("  ")
        assert current(data) == second
        assert [entry.state for entry in read_log(data)] == ["locked"]
    assert opened is not None
    undo(data, "Rett utgåve er den første")
    assert current(data) == first
    assert [(entry.state, entry.reason) for entry in read_log(data)][1:] == [("changed", "Rett utgåve er den første")]
    with pytest.raises(ReformsporError, match="undo_needs_reason"):
        open_again(data, second.id)


def test_going_back_is_free_where_no_locked_month_changes(data: DataFolder, tmp_path: Path) -> None:
    first = current(data)
    take(data, write_export(tmp_path / "second", sessions=MOVED))
    decide(data, "2026-03", "locked")
    undo(data)
    assert current(data) == first
    assert [entry.state for entry in read_log(data)] == ["locked"]


def test_making_the_constructed_municipality_anew_leaves_what_was_gone_back_to(
    data: DataFolder, constructed: DataFolder, tmp_path: Path
) -> None:
    first = current(data)
    take(data, write_export(tmp_path / "second", sessions=MOVED))
    decide(data, "2026-01", "locked")
    undo(data, "Rett utgåve er den første")
    shutil.copytree(constructed.root, data.root, dirs_exist_ok=True)
    assert admit_demo(data, form="parquet").manifest is not None
    assert current(data) == first


def test_the_command_takes_the_reason(
    data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REFORMSPOR_DATA", str(data.root))
    second = take(data, write_export(tmp_path / "second", sessions=MOVED)).manifest
    decide(data, "2026-01", "locked")
    assert main(["undo", "--lang", "nn"]) == 3
    assert "januar 2026, som er låst" in "".join(capsys.readouterr())
    assert current(data) == second
    assert main(["undo", "--lang", "nn", "--reason", "Feil uttak"]) == 0
    assert read_log(data)[-1].reason == "Feil uttak"
