"""A month is approved and locked in a log that holds together; what changes in a locked month needs a reason."""

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from reformspor.cli import main
from reformspor.errors import ReformsporError
from reformspor.snapshot.admission import PRIVATE_FILE, Admission, admit
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.periods import LOG, decide, head_of, locked_months, read_log, standing_months
from reformspor.snapshot.shelf import current
from tests.snapshot.exports import BARRIERS, EVENTS, SESSIONS, hours, write_export
from tests.snapshot.test_admission import rows

DAY = dt.date(2026, 3, 31)
JANUARY = dt.date(2026, 1, 1)
MOVED = SESSIONS.replace("15.01.2026;workshop", "16.01.2026;meeting")


@pytest.fixture(scope="module")
def admitted(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    root = tmp_path_factory.mktemp("admitted")
    data = DataFolder(root / "data")
    assert take(data, write_export(root / "first")).manifest is not None
    return data


@pytest.fixture
def data(admitted: DataFolder, tmp_path: Path) -> DataFolder:
    """A folder of one's own with the good export admitted."""
    shutil.copytree(admitted.root, tmp_path / "data")
    return DataFolder(tmp_path / "data")


def take(data: DataFolder, folder: Path, reason: str = "") -> Admission:
    return admit(folder, data, as_of=DAY, reason=reason)


def codes(outcome: Admission) -> list[str]:
    return [fault.code for fault in outcome.faults]


def test_a_month_goes_from_approved_to_locked_to_unlocked_and_every_step_is_kept(data: DataFolder) -> None:
    decide(data, "2026-01", "approved", role="hr_lead")
    decide(data, "2026-01", "locked")
    assert list(locked_months(read_log(data), "kommune")) == [JANUARY]
    decide(data, "2026-01", "unlocked", reason="Feil i timane")
    log = read_log(data)
    assert [(entry.state, entry.role) for entry in log] == [
        ("approved", "hr_lead"),
        ("locked", "municipal_director"),
        ("unlocked", "municipal_director"),
    ]
    assert [entry.former for entry in log] == ["", log[0].hash, log[1].hash]
    assert all(entry.snapshot == current(data).id for entry in log)  # type: ignore[union-attr]
    assert standing_months(log, "kommune")["2026-01"].reason == "Feil i timane"
    assert locked_months(log, "kommune") == {}


@pytest.mark.parametrize(
    ("month", "state", "given", "said"),
    [
        ("2026-13", "locked", {}, "no_month"),
        ("januar", "locked", {}, "no_month"),
        ("2026-04", "locked", {}, "not_over"),
        ("2026-02", "unlocked", {"reason": "x"}, "not_unlocked"),
        ("2026-01", "locked", {}, "not_locked"),
        ("2026-01", "approved", {}, "not_approved"),
        ("2026-01", "unlocked", {}, "reason_needed"),
        ("2026-02", "locked", {"role": "employee"}, "unknown_role"),
        ("2026-02", "locked", {"source": "other"}, "no_source"),
    ],
)
def test_a_step_that_does_not_follow_is_refused(
    data: DataFolder, month: str, state: str, given: dict[str, str], said: str
) -> None:
    decide(data, "2026-01", "locked")
    with pytest.raises(ReformsporError, match=said):
        decide(data, month, state, **given)  # type: ignore[arg-type]
    assert len(read_log(data)) == 1


def test_the_last_day_of_a_month_is_enough_and_the_day_before_is_not(data: DataFolder, tmp_path: Path) -> None:
    assert decide(data, "2026-03", "locked").month == "2026-03"
    early = DataFolder(tmp_path / "early")
    admit(write_export(tmp_path / "in"), early, as_of=DAY - dt.timedelta(days=1))
    with pytest.raises(ReformsporError, match="not_over"):
        decide(early, "2026-03", "locked")


def test_the_municipality_chooses_who_may_lock(data: DataFolder) -> None:
    (data.root / "settings.toml").write_text('[periods]\nroles = ["hr_lead"]\n', "utf-8")
    assert decide(data, "2026-01", "locked").role == "hr_lead"
    with pytest.raises(ReformsporError, match="unknown_role"):
        decide(data, "2026-02", "locked", role="leader")


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", "\r", "\n", "\x0b", '"}'])
def test_no_sign_in_a_reason_breaks_the_log(data: DataFolder, sign: str) -> None:
    decide(data, "2026-01", "approved", reason=f"feil{sign}retta")
    decide(data, "2026-01", "locked")
    assert [entry.reason for entry in read_log(data)] == [f"feil{sign}retta", ""]


def test_a_line_that_is_changed_taken_out_or_rubbish_is_found(data: DataFolder) -> None:
    for month in ("2026-01", "2026-02", "2026-03"):
        decide(data, month, "locked")
    file = data.root / LOG
    whole = file.read_text("utf-8")
    lines = whole.splitlines(keepends=True)
    changed = [lines[0], lines[1].replace('"locked"', '"approved"'), lines[2]]
    swapped = [lines[1], lines[0], lines[2]]
    for broken, at in ((changed, 2), (swapped, 1), ([lines[0], lines[2]], 2), ([lines[0], "rot\n"], 2)):
        file.write_text("".join(broken), "utf-8")
        with pytest.raises(ReformsporError, match="broken") as found:
            read_log(data)
        assert found.value.details["line"] == at
    file.write_text(whole, "utf-8")
    assert len(read_log(data)) == 3


def test_a_log_that_is_cut_off_after_a_snapshot_was_made_is_found(data: DataFolder, tmp_path: Path) -> None:
    decide(data, "2026-01", "locked")
    take(data, write_export(tmp_path / "second", resource_use=hours(9)), "Ei kurstime kom seint")
    assert current(data).periods_head == head_of(read_log(data))  # type: ignore[union-attr]
    (data.root / LOG).write_text("", "utf-8")
    with pytest.raises(ReformsporError, match="cut"):
        read_log(data)
    with pytest.raises(ReformsporError, match="cut"):
        take(data, write_export(tmp_path / "third", resource_use=hours(10)))


def test_a_change_in_a_locked_month_is_refused_row_by_row_and_the_last_good_stays(
    data: DataFolder, tmp_path: Path
) -> None:
    decide(data, "2026-01", "locked")
    first = current(data)
    outcome = take(data, write_export(tmp_path / "moved", sessions=MOVED))
    assert outcome.verdict == "reject"
    assert current(data) == first == outcome.still_serving
    assert codes(outcome) == ["locked_month", "locked_changed", "locked_changed"]
    assert [(fault.column, fault.details["id"], fault.details["before"]) for fault in outcome.faults[1:]] == [
        ("date", "S1", "2026-01-15"),
        ("kind", "S1", "workshop"),
    ]
    assert not (data.private_of("kommune") / "next.duckdb").exists()
    gone = take(data, write_export(tmp_path / "gone", barriers=without_b1(BARRIERS), barrier_events=without_b1(EVENTS)))
    assert codes(gone)[0] == "locked_month"
    assert {"locked_removed"} == set(codes(gone)[1:])


def test_a_check_says_beforehand_what_would_be_refused(data: DataFolder, tmp_path: Path) -> None:
    decide(data, "2026-01", "locked")
    export = write_export(tmp_path / "moved", sessions=MOVED)
    beforehand = admit(export, data, as_of=DAY, dry_run=True)
    assert codes(beforehand) == codes(take(data, export)) != []
    assert beforehand.verdict == "reject"
    assert admit(export, data, as_of=DAY, dry_run=True, reason="Rett dato").faults == ()


def without_b1(rows: str) -> str:
    return "".join(line for line in rows.splitlines(keepends=True) if not line.startswith("B1"))


def test_a_change_outside_the_locked_months_is_nobodys_business(data: DataFolder, tmp_path: Path) -> None:
    decide(data, "2026-01", "locked")
    later = SESSIONS.replace("12.02.2026;meeting", "13.02.2026;workshop")
    more = hours() + "".join(hours(6, "02.2026", 100).splitlines(keepends=True)[1:])
    outcome = take(data, write_export(tmp_path / "later", sessions=later, resource_use=more))
    assert outcome.manifest is not None
    assert rows(data, "select count(*) from locked_changes") == [(0,)]


def test_a_row_that_moves_into_or_out_of_a_locked_month_is_a_change_there(data: DataFolder, tmp_path: Path) -> None:
    decide(data, "2026-02", "locked")
    into = SESSIONS.replace("15.01.2026", "15.02.2026")
    found = take(data, write_export(tmp_path / "into", sessions=into)).faults
    assert [(fault.code, str(fault.details["month"])) for fault in found] == [
        ("locked_month", "2026-02-01"),
        ("locked_changed", "2026-02-01"),
    ]


def test_a_target_that_begins_in_a_locked_month_is_a_change_there(data: DataFolder, tmp_path: Path) -> None:
    decide(data, "2026-01", "locked")
    targets = "measure;month;unit_id;value\nsessions_month;01.2026;;20\nsessions_month;03.2026;;25\n"
    found = take(data, write_export(tmp_path / "held", targets=targets)).faults
    assert [fault.code for fault in found] == ["locked_month", "locked_added"]
    assert (found[1].file, found[1].details["id"]) == ("targets.csv", "sessions_month · 2026-01-01")


def test_with_a_reason_it_is_admitted_logged_and_listed(data: DataFolder, tmp_path: Path) -> None:
    decide(data, "2026-01", "locked")
    outcome = take(data, write_export(tmp_path / "moved", sessions=MOVED), "Feil dato i planleggjaren")
    assert outcome.manifest is not None
    listed = rows(
        data, 'select table_name, "key", change, column_name, "before", "after" from locked_changes order by 4'
    )
    assert listed == [
        ("sessions", "S1", "changed", "date", "2026-01-15", "2026-01-16"),
        ("sessions", "S1", "changed", "kind", "workshop", "meeting"),
    ]
    last = read_log(data)[-1]
    assert (last.state, last.month, last.reason) == ("changed", "2026-01", "Feil dato i planleggjaren")
    assert last.snapshot == outcome.manifest.id
    assert list(locked_months(read_log(data), "kommune")) == [JANUARY], "it is still locked"


def test_what_was_changed_earlier_is_carried_to_later_snapshots(data: DataFolder, tmp_path: Path) -> None:
    decide(data, "2026-01", "locked")
    take(data, write_export(tmp_path / "moved", sessions=MOVED), "Feil dato")
    take(
        data,
        write_export(
            tmp_path / "more", sessions=MOVED + "S4;20.02.2026;meeting;no;try_out;U1;health_care;held;9;1;1;x\n"
        ),
    )
    assert rows(data, "select count(*), count(distinct snapshot_id) from locked_changes") == [(2, 1)]


def test_an_export_admitted_before_does_not_take_a_locked_month_back_in_silence(
    data: DataFolder, tmp_path: Path
) -> None:
    first = current(data)
    decide(data, "2026-01", "locked")
    moved = take(data, write_export(tmp_path / "moved", sessions=MOVED), "Rett dato").manifest
    again = write_export(tmp_path / "again")
    assert codes(take(data, again))[0] == "locked_month"
    assert current(data) == moved
    assert take(data, again, "Dagen var rett likevel").verdict != "reject"
    assert current(data).id == first.id  # type: ignore[union-attr]
    assert [entry.reason for entry in read_log(data)][1:] == ["Rett dato", "Dagen var rett likevel"]
    assert take(data, again).verdict != "reject", "what is shown already changes nothing"


def test_of_hours_in_a_locked_month_nothing_more_is_said_than_that_they_changed(
    data: DataFolder, tmp_path: Path
) -> None:
    decide(data, "2026-01", "locked")
    corrected = hours().replace(";4,0;", ";4,5;", 1)
    refused = take(data, write_export(tmp_path / "one", resource_use=corrected))
    assert codes(refused) == ["locked_month", "locked_hours"]
    assert refused.faults[0].details["n"] == 0
    assert "secret" not in str(refused.faults)
    assert "E1" not in str([fault.details for fault in refused.faults])
    before = rows(data, "select sum(hours) from released")
    taken = take(data, write_export(tmp_path / "two", resource_use=corrected), "Ein time for lite")
    assert taken.manifest is not None
    assert rows(data, "select sum(hours) from released") == before, "one person's correction waits for company"
    assert rows(data, "select table_name, change, count(*) from locked_changes group by all") == [
        ("resource_use", "hours", 1)
    ]


def test_the_same_hours_again_change_nothing_in_a_locked_month(data: DataFolder, tmp_path: Path) -> None:
    decide(data, "2026-01", "locked")
    more = SESSIONS + "S4;20.02.2026;meeting;no;try_out;U1;health_care;held;9;1;1;x\n"
    assert take(data, write_export(tmp_path / "again", sessions=more)).manifest is not None
    assert (data.private_of("kommune") / PRIVATE_FILE).exists()


def test_the_commands_lock_list_and_unlock(
    data: DataFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REFORMSPOR_DATA", str(data.root))
    assert main(["lock", "2026-01", "--approve", "--role", "hr_lead"]) == 0
    assert main(["lock", "2026-01"]) == 0
    assert "januar 2026 er låst av rolla kommunedirektør" in capsys.readouterr().out
    assert main(["lock", "2026-01", "--unlock", "--lang", "en"]) == 3
    assert "needs a reason" in capsys.readouterr().err
    assert main(["lock", "2026-01", "--unlock", "--reason", "Feil"]) == 0
    capsys.readouterr()
    assert main(["periods", "--json"]) == 0
    assert [line["state"] for line in json.loads(capsys.readouterr().out)] == ["approved", "locked", "unlocked"]


@pytest.mark.parametrize("lang", ["nn", "nb", "en"])
def test_a_refusal_names_the_month_the_rows_and_the_remedy(
    data: DataFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    decide(data, "2026-01", "locked")
    monkeypatch.setenv("REFORMSPOR_DATA", str(data.root))
    export = write_export(tmp_path / "moved", sessions=MOVED, resource_use=hours(9))
    command = ["admit", str(export), "--as-of", "2026-03-31", "--lang", lang]
    assert main([*command, "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    messages = " ".join(fault["message"] for fault in said["faults"])
    for part in ("januar 2026" if lang != "en" else "January 2026", "S1", "2026-01-16", "--reason"):
        assert part in messages
    assert main([*command, "--reason", "Rett dato"]) == 0
