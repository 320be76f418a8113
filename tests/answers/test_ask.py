"""An Answer carries its rows, its provenance, and what it does not show; ask is where a level is enforced."""

import datetime as dt
from dataclasses import replace

import duckdb
import pytest

from reformspor.answers import Answer, ask
from reformspor.disclosure import Rule, level_of_process
from reformspor.errors import ReformsporError
from reformspor.questions import Question, read_question
from reformspor.scope import Scope, from_text
from reformspor.snapshot.schema import create_served
from reformspor.store import DuckStore
from reformspor.words import speak

HEADER = """-- question = "Kva?"
-- why = "For å veta."
-- grain = {grain}
-- values = {values}
-- unit = "n"
-- people = "{people}"
-- owner = "HR-leiar"
-- review_by = 2027-11-01
{more}
{sql}
"""
HOURS = """
select role,
    sum(hours) filter (where ($role_sure::VARCHAR[] is null or role = any($role_sure::VARCHAR[]))
                       and band_lo >= $sure_band::INTEGER) as hours,
    sum(hours) as hours_possible
from released
where $role_possible::VARCHAR[] is null or role = any($role_possible::VARCHAR[])
group by role order by role
"""


def question(sql: str, *, grain: str, values: str, people: str = "none: counts", more: str = "") -> dict[str, Question]:
    return {
        "t/q": read_question(
            "t/q", HEADER.format(grain=grain, values=values, people=people, more=more, sql=sql.strip())
        )
    }


@pytest.fixture
def store() -> DuckStore:
    con = duckdb.connect()
    create_served(con)
    con.execute("insert into meta values ('snapshot_id', 's1'), ('constructed', 'yes'), ('as_of', '2026-10-31')")
    con.execute("insert into files values ('x', 'okter.csv', 'sessions', 'abc', 10, 8, 2, 0)")
    con.execute(
        """insert into released (row_id, role, place, band_lo, hours) values
        (1, 'helper', 'unit:1', 5, 40), (2, 'helper', 'unit:2', 10, 60), (3, 'several', 'municipality', 20, 100)"""
    )
    con.execute("insert into role_tree values ('helper', 'helper'), ('several', 'helper'), ('several', 'leader')")
    con.execute("insert into waiting values ('x', null, 7.5, 3)")
    con.execute(
        "insert into barriers (barrier_id, reported_date, title, public) values "
        "('B1', date '2020-01-01', 'open', 'open'), ('B2', date '2020-01-01', 'shut', 'internal')"
    )
    return DuckStore(con)


def hours(store: DuckStore, scope: str, rule: Rule) -> Answer:
    asked = question(HOURS, grain='["role"]', values='["hours"]', people="ledger")
    return ask(store, "t/q", from_text(scope), rule, asked)


def test_an_answer_says_what_is_sure_and_what_may_be_on_top(store: DuckStore) -> None:
    answer = hours(store, "role=helper", Rule.internal())
    assert float(answer.frame["hours"].sum()) == 100
    assert float(answer.frame["hours_possible"].sum()) == 200
    assert answer.hidden.possible == {"hours": 100.0}
    assert answer.hidden.waiting_hours == 7.5


def test_the_public_level_is_surer_only_of_ten(store: DuckStore) -> None:
    answer = hours(store, "role=helper", Rule.public())
    assert float(answer.frame["hours"].sum()) == 60
    assert float(answer.frame["hours_possible"].sum()) == 200


def test_an_answer_carries_where_it_comes_from(store: DuckStore) -> None:
    origin = hours(store, "", Rule.internal()).provenance
    assert (origin.snapshot_id, origin.constructed, origin.as_of) == ("s1", True, dt.date(2026, 10, 31))
    assert origin.files[0].name == "okter.csv"
    assert origin.refused == 2
    assert len(origin.question_hash) == 64


def test_text_that_is_not_open_is_blank_at_the_public_level(store: DuckStore) -> None:
    sql = "select barrier_id, title, public from barriers order by barrier_id"
    asked = question(sql, grain='["barrier_id"]', values='["title"]')
    inside = ask(store, "t/q", Scope(), Rule.internal(), asked)
    outside = ask(store, "t/q", Scope(), Rule.public(), asked)
    assert list(inside.frame["title"]) == ["open", "shut"]
    assert [row["title"] for row in outside.copy_rows()] == ["open", None]
    assert outside.hidden.withheld == 1


def test_text_is_blank_at_the_public_level_when_nothing_says_it_is_open(store: DuckStore) -> None:
    asked = question("select title from barriers", grain="['barrier_id']", values='["title"]')
    assert ask(store, "t/q", Scope(), Rule.public(), asked).frame["title"].isna().all()


def test_means_of_few_respondents_are_left_out(store: DuckStore) -> None:
    sql = "select * from (values ('a', 4.2, 9), ('b', 3.9, 10), ('c', 5.0, null)) as t(unit_id, value, n_persons)"
    asked = question(sql, grain='["unit_id"]', values='["value", "n_persons"]', people="n_persons")
    answer = ask(store, "t/q", Scope(), Rule.internal(), asked)
    assert list(answer.frame["unit_id"]) == ["b"]
    assert answer.hidden.withheld == 2


@pytest.mark.parametrize(
    ("sql", "people", "state"),
    [
        ("select 'a' as kind, 1 as n where false", "none: counts", "no_data"),
        ("select 'a' as kind, 0 as n", "none: counts", "no_data"),
        ("select 'a' as kind, 0 as n", "ledger", "hidden"),
        ("select 'not_reported' as kind, 3 as n", "none: counts", "not_reported"),
        ("select 'a' as kind, 3 as n", "none: counts", "ok"),
    ],
)
def test_no_data_hidden_and_not_reported_are_three_states(store: DuckStore, sql: str, people: str, state: str) -> None:
    asked = question(sql, grain='["kind"]', values='["n"]', people=people)
    assert ask(store, "t/q", Scope(), Rule.internal(), asked).state == state


def test_an_optional_table_that_is_missing_is_named(store: DuckStore) -> None:
    asked = question("select 1 as n", grain='["n"]', values='["n"]', more='-- tables = ["initiatives"]\n')
    answer = ask(store, "t/q", Scope(), Rule.internal(), asked)
    assert answer.state == "no_table"
    assert answer.missing_tables == ("initiatives",)


def test_filters_a_question_does_not_use_are_named(store: DuckStore) -> None:
    assert hours(store, "role=helper&phase=explore&level=state", Rule.internal()).unused_filters == ("phase", "level")


def test_an_unknown_question_names_the_nearest(store: DuckStore) -> None:
    asked = question("select 1 as n", grain='["n"]', values='["n"]')
    with pytest.raises(ReformsporError) as caught:
        ask(store, "t/qq", Scope(), Rule.internal(), asked)
    assert "t/q" in speak("en")(caught.value.key, **caught.value.details)


@pytest.mark.parametrize(
    ("environment", "address", "level"),
    [
        ({}, "127.0.0.1", "internal"),
        ({}, "0.0.0.0", "public"),
        ({}, None, "public"),
        ({"REFORMSPOR_LEVEL": "research"}, "0.0.0.0", "research"),
        ({"REFORMSPOR_LEVEL": "internall"}, "127.0.0.1", "public"),
    ],
)
def test_a_level_that_is_not_clearly_given_is_the_strictest(
    environment: dict[str, str], address: str | None, level: str
) -> None:
    assert level_of_process(environment, address) == level


@pytest.mark.parametrize(
    ("period", "state"), [("..2019-12", "no_data"), ("2020-01..2020-02", "hidden"), ("2027-01..", "no_data")]
)
def test_a_period_outside_all_data_has_no_data_though_hours_wait(store: DuckStore, period: str, state: str) -> None:
    store.run("update released set month_from = date '2020-03-01'", {})
    store.run("insert into sessions (session_id, date) values ('s', date '2020-01-20')", {})
    nobody = question(
        "select 'helper' as role, 0.0 as hours where $from::DATE is not null or $to::DATE is not null",
        grain='["role"]', values='["hours"]', people="ledger",
    )  # fmt: skip
    assert ask(store, "t/q", from_text(f"period={period}"), Rule.internal(), nobody).state == state


def test_the_public_level_finds_only_what_stands_in_open_text(store: DuckStore) -> None:
    found = {
        rule.level: [
            row["barrier_id"] for row in ask(store, "barriers/register", Scope(text=("sh",)), rule).copy_rows()
        ]
        for rule in (Rule.internal(), Rule.public())
    }
    assert found == {"internal": ["B2"], "public": []}


def test_rows_are_the_readers_own_however_often_they_are_read(store: DuckStore) -> None:
    answer = hours(store, "role=helper", Rule.internal())
    rows = answer.copy_rows()
    rows[0]["hours"] = -1.0
    assert answer.copy_rows()[0]["hours"] == answer.frame["hours"].iloc[0] != -1.0
    assert replace(answer, frame=answer.frame.iloc[:0]).copy_rows() == []


@pytest.mark.parametrize(
    ("name", "chosen", "said"),
    [
        ("sessions/held_by_month", "", "heile perioden"),
        ("sessions/held_by_month", "role=helper", "heile perioden · hjelpar"),
        ("data/files", "", ""),
        ("sessions/unstaffed", "role=helper", "hjelpar"),
        ("sessions/unstaffed", "period=2026-11..2026-12", "november–desember 2026"),
    ],
)
def test_what_heeds_no_period_is_not_said_to_be_of_the_whole_of_it(
    store: DuckStore, name: str, chosen: str, said: str
) -> None:
    assert ask(store, name, from_text(chosen), Rule.internal()).scope_sentence(speak("nn")) == said
