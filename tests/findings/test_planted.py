"""Ten small planted data sets: what is planted is stated with its rule, and where nothing is planted that is said."""

import pytest

from reformspor.findings import (
    state_change,
    state_few,
    state_largest,
    state_levels,
    state_missing,
    state_oldest,
    state_on_top,
    state_release,
    state_staffing,
    state_stock,
    state_support,
)
from reformspor.words import speak
from tests.charts.given import answered


def plain(text: str) -> str:
    """The text with ordinary spaces, so that a test can be read."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


NN, NB, EN = speak("nn"), speak("nb"), speak("en")
SPANS = "span VARCHAR, hours DOUBLE, hours_possible DOUBLE, month_from DATE, month_to DATE, n BIGINT"
HOURS = "span VARCHAR, month_from DATE, month_to DATE, hours DOUBLE, hours_possible DOUBLE"
ROLES = "role VARCHAR, hours DOUBLE, hours_possible DOUBLE"


def two_years(now: dict[str, object], before: dict[str, object]) -> list[dict[str, object]]:
    return [
        {"span": "before", "month_from": "2024-01-01", "month_to": "2024-12-01", **before},
        {"span": "recent", "month_from": "2025-01-01", "month_to": "2025-12-01", **now},
    ]


def test_1_more_sessions_than_in_the_equally_long_period_before() -> None:
    answer = answered(two_years({"n": 228}, {"n": 190}), SPANS)
    found = state_change(answer, NN, value="n", what="sessions")
    assert plain(found.text) == "228 økter blei haldne (januar–desember 2025), 20 % fleire enn i like lang tid før"
    assert "10 %" in plain(found.rule)
    assert found.certainty == "sure"
    assert state_change(answer, EN, value="n", what="sessions").text.startswith(
        "228 sessions were held (January–December 2025), 20% more"
    )


def test_a_difference_too_small_to_be_stated_is_told_with_both_numbers() -> None:
    found = state_change(answered(two_years({"n": 174}, {"n": 159}), SPANS), NN, value="n", what="sessions")
    assert found.nothing
    assert plain(found.text) == (
        "174 økter blei haldne (januar–desember 2025), om lag som i like lang tid før (159 økter)"
    )


def test_2_fewer_hours_is_said_only_as_far_as_it_is_sure() -> None:
    rows = two_years({"hours": 700.0, "hours_possible": 740.0}, {"hours": 1000.0, "hours_possible": 1040.0})
    found = state_change(answered(rows, HOURS), NB, value="hours", what="hours")
    assert "26" in found.text
    assert "mellom 700 og 740 timer" in found.text


def test_3_one_role_carries_most_of_the_hours() -> None:
    rows = [
        {"role": "union_rep", "hours": 400.0, "hours_possible": 400.0},
        {"role": "local_union_rep", "hours": 200.0, "hours_possible": 210.0},
        {"role": "helper", "hours": 250.0, "hours_possible": 250.0},
        {"role": None, "hours": 150.0, "hours_possible": 150.0},
    ]
    found = state_largest(answered(rows, ROLES), NN, by="role", value="hours", what="roles")
    assert plain(found.text) == "Tillitsvalde legg ned minst 59 % av timane"
    assert not found.nothing


def test_4_few_units_hold_half_of_the_sessions() -> None:
    rows: list[dict[str, object]] = [{"unit_name": f"Eining {n}", "n": 60 if n < 2 else 10} for n in range(10)]
    found = state_few(answered(rows, "unit_name VARCHAR, n BIGINT"), NN, by="unit_name", value="n", what="sessions")
    assert plain(found.text) == "2 av 10 einingar står for 60 % av øktene"


def test_5_the_oldest_barrier_is_named_with_its_owner() -> None:
    rows: list[dict[str, object]] = [
        {"barrier_id": "B1", "title": "Dobbel rapportering", "level": "agency", "days": 412},
        {"barrier_id": "B2", "title": "Uklart ansvar", "level": "ministry", "days": 90},
    ]
    types = "barrier_id VARCHAR, title VARCHAR, level VARCHAR, org VARCHAR, days BIGINT"
    found = state_oldest(answered(rows, types), NN)
    assert plain(found.text) == "«Dobbel rapportering» har stått open lengst: 412 dagar, hjå direktorat eller etat"
    assert "180" in found.rule


def test_a_register_that_tells_only_a_status_is_not_said_to_have_an_oldest() -> None:
    rows: list[dict[str, object]] = [{"barrier_id": "B1", "title": "Gamal sak", "days": 4000, "days_in_status": None}]
    types = "barrier_id VARCHAR, title VARCHAR, level VARCHAR, org VARCHAR, days_in_status BIGINT, days BIGINT"
    assert state_oldest(answered(rows, types), NN).nothing


def test_6_the_stock_of_barriers_grows() -> None:
    rows: list[dict[str, object]] = [
        {"month": f"2025-{month:02}-01", "in_n": 4, "out_n": 2, "open_n": 38 + 2 * month} for month in range(1, 13)
    ]
    types = "month DATE, in_n BIGINT, out_n BIGINT, open_n BIGINT"
    found = state_stock(answered(rows, types), NN)
    assert plain(found.text) == "Opne barrierar auka frå 40 til 62 på 11 månader: 44 kom inn og 22 blei avslutta"


def test_7_most_hours_of_the_representatives_come_on_top() -> None:
    types = "role VARCHAR, on_top VARCHAR, hours DOUBLE, hours_possible DOUBLE"
    rows = [
        {"role": "union_rep", "on_top": "yes", "hours": 600.0, "hours_possible": 600.0},
        {"role": "union_rep", "on_top": "no", "hours": 350.0, "hours_possible": 350.0},
        {"role": "union_rep", "on_top": "withheld", "hours": 50.0, "hours_possible": 50.0},
    ]
    found = state_on_top(answered(rows, types), NN)
    assert plain(found.text) == (
        "For tillitsvalde kom minst 60 % av timane på toppen av ordinære oppgåver: 600 timar eller meir"
    )
    assert found.certainty == "sure"


def test_8_support_for_each_hour_held_and_load_beyond_release() -> None:
    years = [
        {"year": 2025, "ratio_least": 0.8, "ratio_most": 0.9},
        {"year": 2024, "ratio_least": 0.2, "ratio_most": 3.0},
    ]
    types = "year BIGINT, ratio_least DOUBLE, ratio_most DOUBLE"
    support = state_support(answered(years, types), NN)
    assert support.text == "Kvar økttime i 2025 tok mellom 0,8 og 0,9 timar å førebu og følgja opp"
    release = [{"role": "union_rep", "release_h": 400.0, "hours": 640.0, "hours_possible": 640.0}]
    types = "role VARCHAR, release_h DOUBLE, release_h_possible DOUBLE, hours DOUBLE, hours_possible DOUBLE"
    assert "240 timar utover eit frikjøp på 400 timar" in state_release(answered(release, types), NN).text


def test_9_helpers_are_missing_and_a_field_is_empty() -> None:
    weeks = [{"span": "coming", "needed": 36, "fill": 0.5}, {"span": "past", "needed": 36, "fill": 1.0}]
    found = state_staffing(answered(weeks, "span VARCHAR, needed BIGINT, staffed BIGINT, fill DOUBLE"), NN)
    assert plain(found.text) == "18 hjelparplassar manglar dei neste åtte vekene: 36 trengst, 18 er fylte"
    holes = [
        {"table_name": "sessions", "column_name": "outcome", "n": 100, "missing": 45, "missing_share": 0.45},
        {"table_name": "sessions", "column_name": "source_ref", "n": 100, "missing": 99, "missing_share": 0.99},
    ]
    types = "table_name VARCHAR, column_name VARCHAR, n BIGINT, missing BIGINT, missing_share DOUBLE"
    assert "45 %" in plain(state_missing(answered(holes, types), NN).text)


def test_10_where_nothing_is_planted_each_rule_says_that_there_is_nothing_to_state() -> None:
    spans = answered(two_years({"n": 100, "hours": 50.0}, {"n": 98, "hours": 49.0}), SPANS)
    even = answered(
        [{"role": role, "hours": 100.0, "hours_possible": 100.0} for role in ("helper", "union_rep", "employee")], ROLES
    )
    flat = answered(
        [{"month": f"2025-{m:02}-01", "in_n": 2, "out_n": 2, "open_n": 40} for m in range(1, 13)],
        "month DATE, in_n BIGINT, out_n BIGINT, open_n BIGINT",
    )
    for words in (NN, NB, EN):
        for found in (
            state_change(spans, words, value="n", what="sessions"),
            state_change(spans, words, value="hours", what="hours"),
            state_largest(even, words, by="role", value="hours", what="roles"),
            state_stock(flat, words),
        ):
            assert found.nothing
            assert found.text
            assert found.rule
    even_hours = state_largest(even, NN, by="role", value="hours", what="roles")
    assert even_hours.text.startswith("Timane er jamt fordelte")
    assert even_hours.alone


def test_a_sentence_that_needs_its_question_is_no_headline() -> None:
    alone = answered([{"span": "recent", "n": 5}], "span VARCHAR, n BIGINT")
    found = state_change(alone, NN, value="n", what="sessions")
    assert found.nothing
    assert not found.alone


def test_levels_part_what_the_state_owns_from_what_is_ours() -> None:
    rows: list[dict[str, object]] = [
        {"level": "ministry", "n_open": 12},
        {"level": "agency", "n_open": 6},
        {"level": "municipality", "n_open": 12},
        {"level": None, "n_open": 5},
    ]
    found = state_levels(answered(rows, "level VARCHAR, n_open BIGINT"), NN)
    told = "Staten eig 60 % av 30 barrierar som står opne med kjend eigar; 40 % kan kommunen løysa sjølv"
    assert plain(found.text) == told


@pytest.mark.parametrize("what", ["roles"])
def test_an_interval_too_wide_is_not_spoken_of(what: str) -> None:
    rows = [
        {"role": "helper", "hours": 100.0, "hours_possible": 300.0},
        {"role": "employee", "hours": 50.0, "hours_possible": 60.0},
    ]
    found = state_largest(answered(rows, ROLES), NN, by="role", value="hours", what=what)
    assert found.nothing
    assert plain(found.text) == "For mykje er slege saman til å seia kva rolle som er størst"


def test_what_is_missing_or_merged_is_never_named_as_the_largest() -> None:
    rows = [
        {"role": None, "hours": 900.0, "hours_possible": 900.0},
        {"role": "several", "hours": 500.0, "hours_possible": 500.0},
        {"role": "helper", "hours": 100.0, "hours_possible": 100.0},
    ]
    found = state_largest(answered(rows, ROLES), NN, by="role", value="hours", what="roles")
    assert "oppgitt" not in found.text
    assert "Fleire" not in found.text
