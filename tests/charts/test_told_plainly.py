"""What cannot be told is said in words and not drawn, and what rows share is never added up."""

from __future__ import annotations

import datetime as dt

import pytest

from reformspor import charts, findings
from reformspor.page.foot import notes
from reformspor.questions import load_questions
from reformspor.words import LANGUAGES, speak
from tests.charts.given import answered
from tests.views.given import small

NN = speak("nn")
SHARES = "year BIGINT, share_least DOUBLE, share_most DOUBLE"
EFFORT = (
    "kind VARCHAR, sessions BIGINT, hours DOUBLE, hours_possible DOUBLE, basis VARCHAR, per_session DOUBLE, "
    "per_session_possible DOUBLE, prepare DOUBLE, conduct DOUBLE, follow_up DOUBLE, pooled_rate DOUBLE, "
    "pooled_rate_possible DOUBLE"
)
FIFTH = "role VARCHAR, year BIGINT, fifth_share DOUBLE, band VARCHAR, is_latest BOOLEAN"
ROLES = "role VARCHAR, hours DOUBLE, hours_possible DOUBLE"


def plain(text: str | None) -> str:
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_year_of_which_nothing_is_known_is_named_and_stands_in_the_table_but_has_no_bar(lang: str) -> None:
    words = speak(lang)
    rows = [
        {"year": 2021, "share_least": 0.0, "share_most": 1.0},
        {"year": 2022, "share_least": 0.6, "share_most": 0.7},
    ]
    chart = charts.share_years(answered(rows, SHARES), words)
    assert [round(x) for x in chart.data[0]["x"]] == [60]
    assert len(chart.table) == 2
    assert "2021" in chart.left_out
    assert "2022" not in chart.left_out
    assert chart.key[0].colour == chart.data[0]["marker"]["color"] == "@c2"


def test_the_busiest_fifth_stands_by_role_and_year_and_a_year_not_told_is_empty() -> None:
    rows = [
        {"role": "helper", "year": 2024, "fifth_share": 0.21, "band": "20-49", "is_latest": True},
        {"role": "leader", "year": 2024, "fifth_share": 0.36, "band": "10-19", "is_latest": True},
        {"role": "helper", "year": 2023, "fifth_share": 0.26, "band": "10-19", "is_latest": False},
    ]
    table = charts.fifth_listing(answered(rows, FIFTH), NN)
    assert list(table.columns[1:3]) == ["2023", "2024"]
    assert [plain(said) for said in table["2024"]] == ["21 %", "36 %"]
    assert table["2023"].isna().tolist() == [False, True]
    assert table.iloc[:, -1].tolist() == ["20–49", "10–19"]


def test_what_a_session_takes_is_a_tile_and_a_headline_and_stands_first_in_its_table() -> None:
    rows = [
        {"kind": "all", "sessions": 10, "hours": 140, "hours_possible": 142, "basis": "all", "per_session": 14.0,
         "per_session_possible": 14.2, "pooled_rate": 14.0, "pooled_rate_possible": 14.2,
         "prepare": 3.0, "conduct": 9.0, "follow_up": 0.0},
        {"kind": "none", "sessions": None, "hours": 60, "hours_possible": 60, "basis": "beside"},
    ]  # fmt: skip
    answer = answered(rows, EFFORT)
    assert findings.glance_session(answer, NN).value == "14"
    assert "14 timar" in plain(findings.state_session(answer, NN).text)
    assert "25 % av dei timane som er fordelte, er for- og etterarbeid" in plain(
        findings.state_session(answer, NN).text
    )
    assert charts.effort_listing(answer, NN).columns[1] == NN("capacity.heading.each")
    assert findings.state_session(answered([], EFFORT), NN).nothing


def test_hours_under_names_of_several_roles_are_told_and_none_are_not() -> None:
    rows = [
        {"role": "helper", "hours": 100.0, "hours_possible": 100.0},
        {"role": "several", "hours": 0.0, "hours_possible": 1241.0},
    ]
    assert "1 241 timar" in plain(findings.state_unplaced(answered(rows, ROLES), NN))
    assert findings.state_unplaced(answered(rows[:1], ROLES), NN) == ""


@pytest.mark.parametrize(
    ("as_of", "since"),
    [("2026-10-31", "2025-01-01"), ("2025-12-31", "2025-01-01"), ("2025-12-30", "2024-01-01")],
)
def test_hours_are_counted_from_the_same_day_as_the_question_measures_from(as_of: str, since: str) -> None:
    store = small()
    asked = f"select date_trunc('year', date '{as_of}' - interval 1 year + interval 1 day)::DATE as day"
    day = store.run(asked, {}).iloc[0]["day"]
    assert str(findings.effort_since(dt.date.fromisoformat(as_of))) == str(day)[:10] == since


def test_a_share_that_what_is_merged_may_raise_is_said_as_at_least() -> None:
    rows = [
        {"role": "employee", "hours": 500.0, "hours_possible": 500.0},
        {"role": "helper", "hours": 300.0, "hours_possible": 300.0},
        {"role": "several", "hours": 200.0, "hours_possible": 200.0},
    ]
    said = [
        plain(findings.state_largest(answered(some, ROLES), NN, by="role", value="hours", what="roles").text)
        for some in (rows, rows[:2])
    ]
    assert said == ["Medarbeidarar legg ned minst 50 % av timane", "Medarbeidarar legg ned 62 % av timane"]


def test_what_may_belong_to_several_rows_is_not_added_over_them() -> None:
    rows: list[dict[str, object]] = [
        {"role": "chief_union_rep", "hours": 100.0, "hours_possible": 180.0},
        {"role": "joint_union_rep", "hours": 50.0, "hours_possible": 120.0},
    ]
    apart, shared = (answered(rows, ROLES, values="hours", shared=one) for one in (False, True))
    assert apart.hidden.possible == {"hours": 150.0}
    assert shared.hidden.possible == {"hours": 80.0}
    assert any("80 t til kan høyra med på kvar rad" in plain(line) for line in notes(NN, shared))
    assert not any("på kvar rad" in line for line in notes(NN, apart))


@pytest.mark.parametrize(
    "name",
    ["resources/beyond_release", "union_reps/activity_growth", "capacity/effort_by_kind", "capacity/need"],
)
def test_questions_whose_rows_may_hold_the_same_hours_say_so(name: str) -> None:
    assert load_questions()[name].shared
