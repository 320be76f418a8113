"""Rules of the contract's own tables: one municipality at a time, nothing held before its day, no person in a name."""

import datetime as dt
from pathlib import Path

from exports import places, take

from reformspor.intake import Intake
from tests.snapshot.exports import SESSIONS, UNITS, write_export

DAY = dt.date(2026, 3, 31)
TWO_MUNICIPALITIES = (
    "unit_id;name;sector;headcount;fte;municipality_id\n"
    "U1;Heimetenesta;health_care;40;32,5;4640\n"
    "U2;Skulen;upbringing;20;18;4640\n"
    "U3;Barnehagen;upbringing;9;8;4601\n"
)


def take_native(folder: Path, tmp_path: Path) -> Intake:
    intake, con = take(folder, tmp_path / "work", None, DAY)
    con.close()
    return intake


def test_a_session_is_not_held_after_the_day_of_the_export(tmp_path: Path) -> None:
    ahead = write_export(tmp_path / "in", sessions=SESSIONS.replace("12.02.2026", "12.04.2026"))
    assert places(take_native(ahead, tmp_path)) == {("held_later", "sessions.csv", 2, "date")}


def test_a_planned_session_may_lie_a_year_ahead_and_no_more(tmp_path: Path) -> None:
    within = write_export(tmp_path / "in", sessions=SESSIONS.replace("10.06.2026", "31.03.2027"))
    assert not take_native(within, tmp_path).faults
    beyond = write_export(tmp_path / "far", sessions=SESSIONS.replace("10.06.2026", "01.04.2027"))
    assert places(take_native(beyond, tmp_path / "far")) == {("outside_time", "sessions.csv", 3, "date")}


def test_two_municipalities_are_not_mixed_in_one_source(tmp_path: Path) -> None:
    mixed = take_native(write_export(tmp_path / "in", units=TWO_MUNICIPALITIES), tmp_path)
    assert places(mixed) == {("other_municipality", "units.csv", 3, "municipality_id")}
    alone = TWO_MUNICIPALITIES.replace("4601", "")
    assert not take_native(write_export(tmp_path / "one", units=alone), tmp_path / "one").faults


def test_two_files_for_a_table_are_named_once(tmp_path: Path) -> None:
    folder = write_export(tmp_path / "in")
    (folder / "units.txt").write_text(UNITS, "utf-8")
    assert [fault.code for fault in take_native(folder, tmp_path).faults] == ["table_twice"]


def test_a_file_named_by_a_birth_number_is_not_called_by_it(tmp_path: Path) -> None:
    folder = write_export(tmp_path / "in")
    (folder / "15057610082.csv").write_text("a;b\n1;2\n", "utf-8")
    assert [fault.file for fault in take_native(folder, tmp_path).faults] == ["•••.csv"]
