"""The four real exports give the counts that were found in them by hand, and their known dirt is met."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from exports import SHARED, take

REAL = SHARED / "real"
TODAY = dt.date(2026, 11, 22)
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the shared folder with real exports is not beside the project"
)


def test_the_registry_of_2014_gives_1355_barriers_with_their_types(tmp_path: Path) -> None:
    intake, con = take(REAL / "tidstyv-2014", tmp_path, "tidstyv-2014", TODAY)
    assert not intake.faults
    types = dict(
        con.execute(
            "select kind, count(*) from (select unnest(types) as kind from staging.barriers) group by 1"
        ).fetchall()
    )
    assert types == {
        "law": 567,
        "procedure": 493,
        "digital": 324,
        "reporting_req": 284,
        "other": 226,
        "activity_req": 113,
    }
    assert con.execute("select count(*), count(distinct barrier_id) from staging.barriers").fetchone() == (1355, 1355)
    assert con.execute("select count(*) from staging.barriers where reported_by_org like '%ø¸%'").fetchone() is not None
    events = con.execute("select distinct to_status, status_only from staging.barrier_events").fetchall()
    assert events == [("reported", "yes")]
    hours = {notice.code: notice.details["n"] for notice in intake.notices if notice.code == "hours_without_period"}
    assert hours == {"hours_without_period": 116}


def test_312_sittings_without_a_range_are_named_by_row_and_the_rest_admitted(tmp_path: Path) -> None:
    intake, con = take(REAL / "toronto-council-attendance", tmp_path, "toronto", TODAY)
    assert len(intake.faults) == 312
    assert {fault.code for fault in intake.faults} == {"no_range"}
    assert len({fault.row for fault in intake.faults}) == 312
    (read,) = intake.files
    assert (read.rows_read, read.rows_admitted, read.rows_refused) == (6111, 5799, 312)
    said = {notice.code: notice.details.get("n") for notice in intake.notices}
    assert (said["absent_no_hours"], said["repeats_merged"], said["no_length"]) == (459, 6, 5)
    assert con.execute("select count(*) from staging.resource_use").fetchone() == (5331,)
    persons = con.execute("select distinct person_key from staging.resource_use").fetchall()
    assert all(len(key) == 12 and key.isalnum() for (key,) in persons)
    longest = con.execute("select max(hours) from staging.resource_use").fetchone()
    assert longest == (Decimal("13.90"),)


def test_names_stand_in_no_staged_table(tmp_path: Path) -> None:
    _, con = take(REAL / "toronto-council-attendance", tmp_path, "toronto", TODAY)
    con.close()
    names = {line.split(",")[3].encode() for line in (REAL / "toronto-council-attendance" / "unedited_data.csv").open()}
    held = (tmp_path / "exports.duckdb").read_bytes()
    assert held
    assert not [name for name in names if len(name) > 6 and name in held and name != b"Last Name"]


def test_612_meetings_come_in_with_their_times(tmp_path: Path) -> None:
    intake, con = take(REAL / "viva-insights-meeting-sample", tmp_path, "viva-meetings", TODAY)
    assert not intake.faults
    assert con.execute("select count(*) from staging.sessions").fetchone() == (612,)
    first = con.execute("select timezone('UTC', start) from staging.sessions where \"row\" = 1").fetchone()
    assert first == (dt.datetime(2022, 12, 5, 16, 30),)


def test_the_budget_sums_to_16_0_and_0(tmp_path: Path) -> None:
    intake, con = take(REAL / "sogndal-budsjett-2013", tmp_path, "sogndal-budsjett-2013", TODAY)
    assert not intake.faults
    assert intake.files[0].rows_admitted == 4898
    sums = con.execute("select year, sum(amount_nok) from staging.accounts group by 1 order by 1").fetchall()
    assert sums == [(2011, Decimal(16)), (2012, Decimal(0)), (2013, Decimal(0))]
    assert con.execute("select count(*) from staging.accounts where account = '10100'").fetchone() == (139 * 3,)
