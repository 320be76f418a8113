"""Quality is judged by rules that are data, at every admission, and carried from snapshot to snapshot."""

import datetime as dt
from pathlib import Path

import pytest

from reformspor.errors import ReformsporError
from reformspor.snapshot.admission import Admission, admit
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.quality_rules import FILE, load_rules
from reformspor.words import LANGUAGES, speak
from tests.snapshot.exports import EVENTS, SESSIONS, has_taken_in, hours, write_export
from tests.snapshot.test_admission import rows

RULES = load_rules().rules
DAY = dt.date(2026, 3, 31)
WORN = (
    SESSIONS
    + """\
S4;20.01.2026;meeting;not_reported;not_reported;U1;health_care;held;12;1;1;x
S5;21.01.2026;meeting;yes;explore;U1;health_care;planned;12;1;1;x
S6;22.02.2026;meeting;yes;explore;U1;health_care;cancelled;12;1;1;x
"""
)


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def take(data: DataFolder, folder: Path, day: dt.date = DAY, source: str | None = None) -> Admission:
    outcome = admit(folder, data, as_of=day, source=source)
    assert outcome.manifest is not None, outcome.faults
    return outcome


def judged(data: DataFolder, rule: str, column: str | None = None) -> list[tuple[object, ...]]:
    """Month, trials and trials passed of one rule, by month."""
    also = f"and column_name = '{column}'" if column else ""
    return [
        (str(month)[:10], n, met)
        for month, n, met in rows(
            data, f'select "month", n, n_met from quality where rule = \'{rule}\' {also} order by "month"'
        )
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_its_measure_and_who_can_mend_it_have_words(rule: object, lang: str) -> None:
    words = speak(lang)
    assert words(f"quality.rule.{rule.id}")  # type: ignore[attr-defined]
    assert words(f"quality.measure.{rule.measure}")  # type: ignore[attr-defined]
    assert words(f"quality.dimension.{rule.dimension}")  # type: ignore[attr-defined]
    mender = rule.mender  # type: ignore[attr-defined]
    assert words.has(f"quality.mender.{mender}") or words.code("role", mender)


def test_no_words_are_left_of_rules_that_are_gone() -> None:
    words = speak("nn")
    known = {f"quality.rule.{rule.id}" for rule in RULES}
    assert {key for key in words._words if key.startswith("quality.rule.")} == known


@pytest.mark.parametrize("dimension", ["correctness", "completeness", "consistency", "timeliness"])
def test_every_dimension_has_rules(dimension: str) -> None:
    assert any(rule.dimension == dimension for rule in RULES)


def test_events_that_contradict_one_another_are_admitted_as_they_stand_and_counted(data: DataFolder) -> None:
    odd = """\
B1;02.03.2026;raised;reopened;
B2;21.03.2026;;lapsed;
B2;22.03.2026;;trying;
B2;22.03.2026;;raised;
"""
    take(data, write_export(data.root / "in", barrier_events=EVENTS + odd))
    assert judged(data, "events_reopened") == [("2026-03-01", 2, 1)]
    assert judged(data, "events_was_closed") == [("2026-03-01", 2, 1)]
    assert judged(data, "events_one_a_day")[-1] == ("2026-03-01", 7, 5)
    listed = rows(data, "select count(*) from barrier_events")
    assert listed == [(9,)]


def test_a_barrier_closed_before_it_was_registered_is_refused_at_admission(data: DataFolder) -> None:
    early = EVENTS + "B1;01.01.2026;;resolved;\n"
    outcome = admit(write_export(data.root / "in", barrier_events=early), data, as_of=DAY)
    assert outcome.manifest is None
    assert {(fault.code, fault.row) for fault in outcome.faults} == {("event_before_start", 6)}


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('dimension = "correctness"', 'dimension = "beauty"', "unknown dimension"),
        ('measure = "accepted"', 'measure = "guessed"', "unknown measure"),
        ('columns = ["outcome"]', 'columns = ["outcomes"]', "unknown column"),
        ('table = "units"', 'table = "houses"', "unknown table"),
        ('mender = "hr_lead"', 'mender = "nobody"', "unknown mender"),
        ("watch = 0.70", "watch = 0.97", "watch <= good"),
        ('id = "files_whole"', 'id = "rows_accepted"', "stands twice"),
        ("days = 45", "", "days"),
        ("met = \"this.status <> 'planned'\"", "", "met"),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused_by_name(tmp_path: Path, before: str, after: str, said: str) -> None:
    text = FILE.read_text("utf-8")
    assert before in text
    broken = tmp_path / "quality.toml"
    broken.write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(ReformsporError, match=said):
        load_rules(broken)


def test_what_is_filled_is_counted_by_unit_and_month(data: DataFolder, tmp_path: Path) -> None:
    take(data, write_export(tmp_path / "in", sessions=WORN))
    assert judged(data, "sessions_filled", "phase") == [("2026-01-01", 3, 2), ("2026-02-01", 2, 2)]
    assert judged(data, "sessions_filled", "levels_present") == [("2026-01-01", 3, 0), ("2026-02-01", 2, 0)]
    assert rows(data, "select distinct unit_id from quality where rule = 'sessions_filled'") == [("U1",)]


def test_what_is_planned_after_the_day_of_the_export_is_not_judged(data: DataFolder, tmp_path: Path) -> None:
    has_taken_in(data)
    assert sum(n for _, n, _ in judged(data, "sessions_filled", "kind")) == 2  # type: ignore[misc]


def test_a_session_that_is_over_and_still_planned_does_not_agree_with_the_calendar(
    data: DataFolder, tmp_path: Path
) -> None:
    take(data, write_export(tmp_path / "in", sessions=WORN))
    assert judged(data, "sessions_settled") == [("2026-01-01", 3, 2), ("2026-02-01", 2, 2)]
    assert judged(data, "sessions_outcome") == [("2026-01-01", 2, 0), ("2026-02-01", 1, 0)]


def test_a_barrier_answered_without_being_asked_is_seen(data: DataFolder, tmp_path: Path) -> None:
    events = EVENTS.replace("B2;10.03.2026;reported;resolved;", "B2;10.03.2026;reported;answered;").replace(
        "resolved;reopened", "answered;reopened"
    )
    take(data, write_export(tmp_path / "in", barrier_events=events + "B1;20.03.2026;raised;answered;ministry\n"))
    assert judged(data, "events_asked") == [("2026-03-01", 2, 1)]


def test_hours_on_cancelled_sessions_and_sessions_without_hours_are_told_for_the_year_alone(
    data: DataFolder, tmp_path: Path
) -> None:
    """Forty people with hours on the cancelled S6, twelve on S1, and nobody on S4."""
    lines = hours(40, "02.2026").replace(";;05.", ";S6;05.") + "".join(
        hours(12, "01.2026", 200).replace(";;05.", ";S1;05.").splitlines(keepends=True)[1:]
    )
    take(data, write_export(tmp_path / "in", sessions=WORN, resource_use=lines))
    told = rows(
        data,
        'select rule, unit_id is null as whole, "month" is null as all_year, "year", n, n_met from quality '
        "where rule in ('hours_cancelled', 'sessions_hours') order by rule",
    )
    assert told == [("hours_cancelled", True, True, 2026, 60.0, 20.0), ("sessions_hours", True, True, 2026, 10.0, 0.0)]


def test_nine_people_with_hours_on_a_cancelled_session_are_not_told(data: DataFolder, tmp_path: Path) -> None:
    lines = hours(9, "02.2026").replace(";;05.", ";S6;05.") + "".join(
        hours(30, "01.2026", 200).replace(";;05.", ";S1;05.").splitlines(keepends=True)[1:]
    )
    take(data, write_export(tmp_path / "in", sessions=WORN, resource_use=lines))
    assert rows(data, "select n, n_met from quality where rule = 'hours_cancelled'") == [(40.0, 40.0)]


def test_a_month_without_sessions_is_a_hole_in_the_rhythm(data: DataFolder, tmp_path: Path) -> None:
    has_taken_in(data)
    assert judged(data, "sessions_present") == [("2026-01-01", 1, 1), ("2026-02-01", 1, 1), ("2026-03-01", 1, 0)]
    assert judged(data, "sessions_current") == [("2026-03-01", 1, 0)]


def test_a_month_that_is_not_over_is_not_missed(data: DataFolder, tmp_path: Path) -> None:
    take(data, write_export(tmp_path / "in"), DAY - dt.timedelta(days=1))
    assert judged(data, "sessions_current") == [("2026-02-01", 1, 1)]


def test_what_is_new_since_the_former_snapshot_is_late_or_in_time(data: DataFolder, tmp_path: Path) -> None:
    take(data, write_export(tmp_path / "one"))
    assert judged(data, "sessions_arrived") == []
    new = SESSIONS + "S7;20.01.2026;meeting;no;try_out;U1;health_care;held;9;1;1;x\n"
    take(
        data,
        write_export(tmp_path / "two", sessions=new + "S8;20.02.2026;meeting;no;try_out;U1;health_care;held;9;1;1;x\n"),
    )
    assert judged(data, "sessions_arrived") == [("2026-01-01", 1, 0), ("2026-02-01", 1, 1)]


def test_refused_rows_and_notices_count_as_correctness(data: DataFolder, tmp_path: Path) -> None:
    wrong = SESSIONS.replace("12.02.2026", "42.02.2026")
    outcome = admit(write_export(tmp_path / "in", sessions=wrong), data, as_of=DAY, keep_good=True)
    assert outcome.manifest is not None
    told = rows(data, "select sum(n), sum(n_met) from quality where rule = 'rows_accepted' and table_name = 'sessions'")
    assert told == [(3.0, 2.0)]


def test_a_column_that_nothing_asks_for_is_left_out_and_told(data: DataFolder, tmp_path: Path) -> None:
    units = "unit_id;name;sector;headcount;fte;shoe size\nU1;Heimetenesta;health_care;40;32,5;44\n"
    take(data, write_export(tmp_path / "in", units=units))
    told = rows(data, "select table_name, n_met from quality where rule = 'files_whole' order by n_met, table_name")
    assert told[0] == ("units", 0.0)
    assert {met for _, met in told[1:]} == {1.0}, "how the other files are dressed is no fault of theirs"


def test_a_refused_row_counts_in_its_own_unit_and_month_when_it_says_them(data: DataFolder, tmp_path: Path) -> None:
    wrong = SESSIONS.replace("12.02.2026;meeting", "12.02.2026;picnic")
    outcome = admit(write_export(tmp_path / "in", sessions=wrong), data, as_of=DAY, keep_good=True)
    assert outcome.manifest is not None
    told = rows(
        data,
        'select unit_id, "month"::varchar, n, n_met from quality '
        "where rule = 'rows_accepted' and table_name = 'sessions' order by 2 nulls last",
    )
    assert told == [("U1", "2026-01-01", 1.0, 1.0), ("U1", "2026-02-01", 1.0, 0.0), (None, None, 1.0, 1.0)]


def test_of_refused_hours_nothing_is_told_but_how_many(data: DataFolder, tmp_path: Path) -> None:
    wrong = hours(20).replace("U1;helper", "U9;helper", 1)
    outcome = admit(write_export(tmp_path / "in", resource_use=wrong), data, as_of=DAY, keep_good=True)
    assert outcome.manifest is not None
    told = rows(
        data,
        "select unit_id, \"month\", n, n_met from quality where rule = 'rows_accepted' and table_name = 'resource_use'",
    )
    assert [(unit, n, met) for unit, _, n, met in told] == [(None, 30.0, 20.0)], "in tens, rounded up"


def test_the_rules_that_judged_go_with_the_snapshot(data: DataFolder, tmp_path: Path) -> None:
    has_taken_in(data)
    kept = rows(data, "select rule, good, watch, mender from quality_rule order by place")
    assert kept == [(rule.id, rule.good, rule.watch, rule.mender) for rule in RULES]


def test_each_snapshot_carries_the_summaries_of_those_before_it_of_its_own_source(
    data: DataFolder, tmp_path: Path
) -> None:
    first = take(data, write_export(tmp_path / "one", sessions=WORN)).manifest
    take(data, write_export(tmp_path / "other", units="unit_id;name;sector\nU1;x;technical\n"), source="other")
    last = take(data, write_export(tmp_path / "two"), DAY + dt.timedelta(days=1)).manifest
    assert first is not None
    assert last is not None
    told = rows(data, "select distinct snapshot_id, as_of::varchar from quality_history order by 2")
    assert told == [(first.id, "2026-03-31"), (last.id, "2026-04-01")]
    share = rows(
        data,
        "select n_met < n as holed from quality_history "
        "where dimension = 'consistency' and table_name = 'sessions' order by as_of",
    )
    assert share == [(True,), (True,)]


def test_a_table_that_is_not_in_the_export_is_not_judged(data: DataFolder, tmp_path: Path) -> None:
    folder = write_export(tmp_path / "in")
    take(data, folder)
    given = {file.stem for file in folder.iterdir()}
    assert {table for (table,) in rows(data, "select distinct table_name from quality")} == given
