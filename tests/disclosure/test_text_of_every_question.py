"""No question gives a text that is not open to all at the public level, whatever its column is called."""

from __future__ import annotations

from functools import cache

import pytest

from reformspor.answers import ask
from reformspor.contract import load_contract
from reformspor.disclosure import Rule
from reformspor.questions import load_questions
from reformspor.scope import Scope
from reformspor.snapshot.schema import served_tables
from reformspor.store import DuckStore
from tests.views.given import small_connection

SECRET = "Løyndom"
QUESTIONS = load_questions()
TEXTS = [
    (table.name, column.name)
    for table in served_tables(load_contract())
    for column in table.columns.values()
    if column.privacy == "free_text"
]


@cache
def stored(visible: str) -> DuckStore:
    """The small municipality with a text in every place there can be one; of barriers, all `visible`."""
    con = small_connection()
    con.execute(
        "insert into barriers by name select 'Z' as barrier_id, date '2025-02-01' as reported_date, ['law'] as types, "
        "'ministry' as owner_level, 'DFD' as owner_org, 2 as burden_hours, 3 as burden_rate_nok, 4 as burden_per_year, "
        "5 as burden_affected"
    )
    con.execute("update sessions set barrier_ids = ['Z', 'B01']")
    con.execute("update phase_events set barrier_id = 'Z', to_phase = 'paused'")
    for table, column in TEXTS:
        con.execute(f"""update "{table}" set "{column}" = '{SECRET} {table} {column}'""")
    con.execute("update barriers set public = ?", [visible])
    return DuckStore(con)


def said(name: str, rule: Rule, visible: str) -> str:
    return ask(stored(visible), name, Scope(), rule).frame.to_csv()


@pytest.mark.parametrize("name", QUESTIONS)
def test_no_text_that_is_not_open_leaves_a_question_at_the_public_level(name: str) -> None:
    assert SECRET not in said(name, Rule.public(), "internal")


def test_the_same_texts_are_there_inside_the_house_and_open_ones_of_barriers_outside() -> None:
    inside = {name for name in QUESTIONS if SECRET in said(name, Rule.internal(), "internal")}
    assert {"barriers/register", "barriers/history", "archive/barriers", "archive/events", "sessions/listing"} <= inside
    outside = {name for name in QUESTIONS if SECRET in said(name, Rule.public(), "open")}
    assert {"barriers/register", "barriers/history", "archive/barriers", "archive/events"} <= outside
    assert "sessions/listing" not in outside
