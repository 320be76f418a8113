"""Rules of the contract's own tables: one municipality at a time, nothing held before its day, no person in a name."""

import datetime as dt
from pathlib import Path

import pytest
from exports import places, take

from reformspor.intake import Intake
from tests.snapshot.exports import EVENTS, SESSIONS, UNITS, hours, write_export

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


INITIATIVES = "initiative_id;title;unit_id;started\nI1;Heimevakt;U1;05.01.2026\n"
PHASES = """initiative_id;at;from_phase;to_phase;round
I1;10.01.2026;;explore;1
I1;20.01.2026;explore;try_out;1
"""


def test_an_event_that_does_not_begin_where_the_last_one_ended_is_refused_by_row(tmp_path: Path) -> None:
    good = write_export(tmp_path / "in", initiatives=INITIATIVES, phase_events=PHASES)
    assert not take_native(good, tmp_path).faults
    broken = write_export(
        tmp_path / "out",
        initiatives=INITIATIVES,
        phase_events=PHASES.replace("explore;try_out", "develop;try_out"),
        barrier_events=EVENTS.replace("resolved;reopened", "raised;reopened"),
    )
    assert places(take_native(broken, tmp_path / "out")) == {
        ("event_order", "phase_events.csv", 2, "from_phase"),
        ("event_order", "barrier_events.csv", 5, "from_status"),
    }


def test_an_event_before_its_subject_began_is_refused_by_row(tmp_path: Path) -> None:
    early = write_export(
        tmp_path / "in",
        initiatives=INITIATIVES,
        phase_events=PHASES.replace("10.01.2026", "01.01.2026"),
        barrier_events=EVENTS.replace("B2;03.02.2026", "B2;01.02.2026"),
    )
    assert places(take_native(early, tmp_path)) == {
        ("event_before_start", "phase_events.csv", 1, "at"),
        ("event_before_start", "barrier_events.csv", 3, "at"),
    }


@pytest.mark.parametrize("rounds", [("1", "2"), ("", "2")])
def test_of_two_changes_of_phase_on_one_day_the_later_round_is_the_phase_of_the_hours(
    rounds: tuple[str, str], tmp_path: Path
) -> None:
    both = [f"I1;20.01.2026;;try_out;{rounds[0]}", f"I1;20.01.2026;;explore;{rounds[1]}"]
    use = hours().replace("period;", "initiative_id;period;").replace(";;05.01", ";;I1;05.01")
    for nth, order in enumerate((both, both[::-1])):
        folder = write_export(
            tmp_path / f"in{nth}",
            initiatives=INITIATIVES,
            phase_events="\n".join(["initiative_id;at;from_phase;to_phase;round", *order]) + "\n",
            resource_use=use,
        )
        intake, con = take(folder, tmp_path / f"work{nth}", None, DAY)
        assert not intake.faults, places(intake)
        assert con.execute("select distinct phase from staging.resource_use").fetchall() == [("explore",)]
        con.close()


def test_a_word_a_code_had_when_the_template_was_filled_is_still_read(tmp_path: Path) -> None:
    filled = write_export(tmp_path / "in", resource_use=hours().replace("registered", "Overslag"))
    intake, con = take(filled, tmp_path / "work", None, DAY)
    assert con.execute("select distinct basis from staging.resource_use").fetchall() == [("estimated",)]
    assert (intake.faults, [notice.code for notice in intake.notices if notice.column == "basis"]) == ((), [])
    con.close()
