"""What is kept of persons goes when its time is out, and a ledger that is lost is never begun anew unseen."""

import datetime as dt
import os
import shutil
import time
from pathlib import Path

import duckdb
import pytest

from reformspor.cli import main
from reformspor.errors import ReformsporError
from reformspor.ledger import Settings
from reformspor.snapshot import DataFolder, admit, open_current, tidy
from reformspor.snapshot.admission import PRIVATE_FILE
from reformspor.snapshot.constructed import admit_demo
from reformspor.snapshot.history import open_again
from reformspor.snapshot.ledgers import PERSONS
from reformspor.snapshot.shelf import shelf
from tests.snapshot.exports import has_taken_in, hours, write_export

DAY = dt.date(2026, 3, 31)
MONTH_ON = dt.date.today() + dt.timedelta(days=31)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def taken_in(data: DataFolder, folder: Path, **more: object) -> None:
    assert admit(folder, data, as_of=DAY, **more).manifest is not None  # type: ignore[arg-type]


def bytes_of(data: DataFolder) -> bytes:
    return b"".join(file.read_bytes() for file in (data.private / "kommune").rglob("*") if file.is_file())


def served_hours(data: DataFolder) -> float:
    opened = open_current(data)
    assert opened is not None
    return float(opened[1].run("select coalesce(sum(hours), 0)::double as h from released", {})["h"][0])


def test_released_records_go_when_their_time_is_out_though_nothing_is_admitted(
    data: DataFolder, tmp_path: Path
) -> None:
    has_taken_in(data)
    assert [(s.source, s.deleted, s.kept) for s in tidy(data)] == [("kommune", 0, 8)]
    assert [(s.source, s.deleted, s.kept) for s in tidy(data, MONTH_ON)] == [("kommune", 8, 0)]
    assert [(s.deleted, s.kept) for s in tidy(data, MONTH_ON)] == [(0, 0)]
    assert served_hours(data) == 32


def test_no_trace_of_a_deleted_record_lies_in_the_file_but_its_hash(data: DataFolder, tmp_path: Path) -> None:
    has_taken_in(data)
    file = data.private / "kommune" / PERSONS
    with duckdb.connect(str(file), read_only=True) as con:
        ((person,),) = con.execute("select min(person_key) from ledger.person").fetchall()
    assert person.encode() in bytes_of(data)
    tidy(data, MONTH_ON)
    assert person.encode() not in bytes_of(data)
    with duckdb.connect(str(file), read_only=True) as con:
        assert con.execute("select count(*) from ledger.forgotten").fetchall() == [(8,)]


def test_what_was_tidied_away_is_known_again_and_not_released_twice(data: DataFolder, tmp_path: Path) -> None:
    folder = write_export(tmp_path / "in")
    taken_in(data, folder)
    tidy(data, MONTH_ON)
    (folder / "units.csv").write_text((folder / "units.csv").read_text().replace("40;", "41;"))
    taken_in(data, folder)
    assert len(shelf(data)) == 2
    assert served_hours(data) == 32


def test_an_old_export_is_kept_as_long_as_a_new_one(data: DataFolder, tmp_path: Path) -> None:
    has_taken_in(data)
    assert dt.date.today() - DAY > dt.timedelta(days=30)
    assert tidy(data)[0].deleted == 0


def test_another_sources_records_are_let_go_of_at_an_admission(data: DataFolder, tmp_path: Path) -> None:
    has_taken_in(data)
    taken_in(data, write_export(tmp_path / "other"), source="andre", settings=Settings(retention_days=0))
    with duckdb.connect(str(data.private / "kommune" / PERSONS), read_only=True) as con:
        assert con.execute("select count(*) from ledger.record").fetchall() == [(0,)]


def test_the_command_says_what_went(data: DataFolder, tmp_path: Path, capsys, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("REFORMSPOR_DATA", str(data.root))
    assert main(["tidy", "--lang", "en"]) == 0
    assert capsys.readouterr().out.strip() == "Nothing is kept of persons."
    has_taken_in(data)
    (data.root / "settings.toml").write_text("[protection]\nretention_days = 0\n")
    (data.private / ".work-left").mkdir()
    assert main(["tidy", "--lang", "en"]) == 0
    assert capsys.readouterr().out.strip() == "kommune: 8 records deleted, 0 still kept"
    assert not (data.private / ".work-left").exists()


def lose_folder(data: DataFolder) -> None:
    shutil.rmtree(data.private)


def lose_file(data: DataFolder) -> None:
    (data.private / "kommune" / PERSONS).unlink()


def empty_file(data: DataFolder) -> None:
    lose_file(data)
    duckdb.connect(str(data.private / "kommune" / PERSONS)).close()


def damage_file(data: DataFolder) -> None:
    (data.private / "kommune" / PERSONS).write_bytes(b"x" * 100)


def lose_ledger_key(data: DataFolder) -> None:
    (data.private / "kommune" / "ledger.key").unlink()


def lose_pseudonym_key(data: DataFolder) -> None:
    (data.private / "pseudonym.key").unlink()


@pytest.mark.parametrize("lose", [lose_folder, lose_file, empty_file, damage_file, lose_ledger_key, lose_pseudonym_key])
def test_a_lost_ledger_is_noticed_and_begun_anew_only_by_choice_and_under_another_name(
    data: DataFolder, tmp_path: Path, lose
) -> None:  # type: ignore[no-untyped-def]
    has_taken_in(data)
    lose(data)
    later = write_export(tmp_path / "in", resource_use=hours(12))
    for _ in range(2):
        with pytest.raises(ReformsporError, match="ledger_lost"):
            admit(later, data, as_of=DAY)
    assert served_hours(data) == 32
    again = admit(later, data, as_of=DAY, new_ledger=True).manifest
    assert again is not None
    assert (again.source, served_hours(data)) == ("kommune-2", 48)
    taken_in(data, write_export(tmp_path / "in", resource_use=hours(13)), source="kommune-2")


def test_restoring_the_folder_makes_all_well(data: DataFolder, tmp_path: Path) -> None:
    has_taken_in(data)
    shutil.copytree(data.private, tmp_path / "backup")
    lose_folder(data)
    later = write_export(tmp_path / "in", resource_use=hours(14))
    with pytest.raises(ReformsporError, match="ledger_lost"):
        admit(later, data, as_of=DAY)
    shutil.rmtree(data.private)
    shutil.copytree(tmp_path / "backup", data.private)
    taken_in(data, later)
    assert served_hours(data) == 56


def test_a_ledger_that_is_there_is_never_begun_anew(data: DataFolder, tmp_path: Path) -> None:
    folder = write_export(tmp_path / "in")
    for _ in range(2):
        with pytest.raises(ReformsporError, match="ledger_there"):
            admit(folder, data, as_of=DAY, new_ledger=True)
        taken_in(data, folder)
    assert PERSONS == PRIVATE_FILE


def older(data: DataFolder, source: str) -> None:
    """Make the source's ledger one from before it was known what people are known by."""
    with duckdb.connect(str(data.private / source / PRIVATE_FILE)) as con:
        con.execute("drop table ledger.form")


def test_a_ledger_that_knew_people_otherwise_is_told_and_begun_anew_by_choice(data: DataFolder, tmp_path: Path) -> None:
    has_taken_in(data)
    older(data, "kommune")
    later = write_export(tmp_path / "in", resource_use=hours(12))
    with pytest.raises(ReformsporError, match="ledger_older"):
        admit(later, data, as_of=DAY)
    assert served_hours(data) == 32
    again = admit(later, data, as_of=DAY, new_ledger=True).manifest
    assert again is not None
    assert (again.source, served_hours(data)) == ("kommune-2", 48)


def test_the_constructed_municipality_begins_anew_by_itself(data: DataFolder, constructed: DataFolder) -> None:
    shutil.copytree(constructed.root, data.root)
    first = served_hours(data)
    older(data, "demo")
    outcome = admit_demo(data, form="parquet")
    assert outcome.manifest is not None
    assert served_hours(data) == first
    assert outcome.waiting_hours < first / 10


@pytest.mark.parametrize("constructed", [True, False])
def test_an_older_ledger_of_which_nothing_is_shown_is_begun_anew(
    data: DataFolder, tmp_path: Path, constructed: bool
) -> None:
    """Nobody is real, or every snapshot has been removed; the ledger's tables may be others than they were."""
    folder = write_export(tmp_path / "in")
    (folder / "manifest.json").write_text(f'{{"constructed": {str(constructed).lower()}}}', "utf-8")
    taken_in(data, folder)
    older(data, "kommune")
    with duckdb.connect(str(data.private / "kommune" / PRIVATE_FILE)) as con:
        con.execute("alter table ledger.released_effort drop column activity")
    if not constructed:
        shutil.rmtree(data.snapshots)
    for turn in range(2):
        write_export(tmp_path / "in", resource_use=hours(12 + turn))
        taken_in(data, folder)
        assert served_hours(data) == 48


def test_a_correction_that_comes_too_late_is_said_once(data: DataFolder, tmp_path: Path) -> None:
    has_taken_in(data)
    tidy(data, MONTH_ON)
    changed = hours(8).replace("E3;;05.01.2026;U1;helper;conduct;1;4,0", "E3;;05.01.2026;U1;helper;conduct;1;5,0")
    said = []
    for turn in range(3):
        units = f"unit_id;name;sector;headcount;fte\nU1;Heimetenesta;health_care;4{turn};32,5\n"
        outcome = admit(write_export(tmp_path / "in", resource_use=changed, units=units), data, as_of=DAY)
        said.append([notice.code for notice in outcome.notices].count("late_corrections"))
    assert said == [1, 0, 0]


def test_a_file_that_is_no_ledger_is_said_and_left_alone(data: DataFolder, tmp_path: Path) -> None:
    has_taken_in(data)
    damage_file(data)
    assert [(s.source, s.readable) for s in tidy(data, MONTH_ON)] == [("kommune", False)]
    assert (data.private / "kommune" / PERSONS).read_bytes() == b"x" * 100


def test_texts_are_kept_for_so_many_days_and_those_that_can_still_be_reviewed_longer(
    data: DataFolder, tmp_path: Path
) -> None:
    ids = []
    for at in range(5):
        admit(write_export(tmp_path / str(at), resource_use=hours(8 + at)), data, as_of=DAY)
        ids.append(shelf(data)[0].id)
    stores = [data.private / "kommune" / "texts" / f"{each}.duckdb" for each in ids]
    assert all(store.exists() for store in stores)
    open_again(data, ids[1])
    for at, store in enumerate(stores):
        old = time.time() - (40 - at) * 24 * 3600
        os.utime(store, (old, old))
    tidy(data)
    assert [store.exists() for store in stores] == [False, True, False, False, True]
