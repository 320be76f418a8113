"""What serves is stale when it is older than its source's own rhythm allows, and nothing constructed ever is."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from reformspor.errors import ReformsporError
from reformspor.intake import load_profile
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.rhythm import GRACE, RHYTHMS, freshness, next_day, pace_of, turn_days
from reformspor.snapshot.shelf import Manifest

KEPT = Manifest(
    id="x", source="kommune", municipality="", profile="", as_of="2026-01-31", admitted_at="2026-02-01T00:00:00+00:00",
    admitted_by="", program="", constructed=False, kept_good=False, rows_read=0, rows_admitted=0, rows_refused=0,
    notices=0, waiting_hours=0.0, files=[], served_sha256="", rhythm="monthly",
)  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def test_a_monthly_source_is_fresh_for_a_month_and_its_days_of_grace(data: DataFolder) -> None:
    due = dt.date(2026, 2, 28) + dt.timedelta(days=GRACE["monthly"])
    last, first = freshness(data, KEPT, due), freshness(data, KEPT, due + dt.timedelta(days=1))
    assert (last.state, last.days_late, last.due) == ("fresh", 0, due)
    assert (first.state, first.days_late) == ("stale", 1)


@pytest.mark.parametrize(
    ("rhythm", "after"),
    [
        ("weekly", dt.date(2026, 2, 7)),
        ("monthly", dt.date(2026, 2, 28)),
        ("quarterly", dt.date(2026, 4, 30)),
        ("yearly", dt.date(2027, 1, 31)),
    ],
)
def test_each_rhythm_has_its_next_day(rhythm: str, after: dt.date) -> None:
    assert next_day(dt.date(2026, 1, 31), rhythm) == after  # type: ignore[arg-type]


def test_a_table_may_be_as_old_as_the_source_takes_to_its_next_export() -> None:
    day = dt.date(2026, 1, 31)
    days = [turn_days(day, rhythm) for rhythm in RHYTHMS]
    assert days == [7, 28, 89, 365, 28]


def test_the_last_month_of_a_year_is_followed_by_the_first_of_the_next() -> None:
    assert next_day(dt.date(2026, 12, 31), "monthly") == dt.date(2027, 1, 31)
    assert next_day(dt.date(2026, 11, 30), "quarterly") == dt.date(2027, 2, 28)


def test_what_comes_once_and_what_is_constructed_is_never_stale(data: DataFolder) -> None:
    later = dt.date(2040, 1, 1)
    assert freshness(data, replace(KEPT, rhythm="once"), later).state == "once"
    assert freshness(data, replace(KEPT, constructed=True), later).state == "constructed"


def test_the_municipality_may_say_another_rhythm_and_grace(data: DataFolder) -> None:
    (data.root / "settings.toml").write_text('[sources.kommune]\nrhythm = "weekly"\ngrace_days = 1\n', "utf-8")
    assert freshness(data, KEPT, dt.date(2026, 2, 8)).state == "fresh"
    assert freshness(data, KEPT, dt.date(2026, 2, 9)).state == "stale"
    assert pace_of(data, "another", "yearly").rhythm == "yearly"


def test_a_source_that_declares_nothing_is_monthly(data: DataFolder) -> None:
    assert pace_of(data, "kommune", "").rhythm == "monthly"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ('[sources.kommune]\nrhythm = "monthy"', "unknown"),
        ("[sources.kommune]\ngrace_days = -1", "grace"),
        ('[sources.kommune]\ngrace_days = "5"', "grace"),
        ('[sources]\nkommune = "monthly"', "unreadable"),
        ("[sources", "unreadable"),
    ],
)
def test_a_rhythm_that_is_not_understood_is_said(data: DataFolder, said: str, why: str) -> None:
    (data.root / "settings.toml").write_text(said, "utf-8")
    with pytest.raises(ReformsporError, match=why):
        freshness(data, KEPT)


@pytest.mark.parametrize("name", ["tidstyv-2014", "sogndal-budsjett-2013"])
def test_the_registries_of_one_year_come_once(name: str) -> None:
    assert load_profile(name).rhythm == "once"


def test_every_rhythm_has_grace() -> None:
    assert set(GRACE) == set(RHYTHMS)
