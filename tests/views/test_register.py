"""The register finds, sorts and opens every barrier by its own address, and says what a source does not tell."""

from __future__ import annotations

import datetime as dt
from functools import cache

import duckdb
import pandas as pd
import pytest

from pages import register
from reformspor.charts import Way, leading
from reformspor.disclosure import Rule
from reformspor.page.navigation import PAGES
from reformspor.page.tables import markup
from reformspor.scope import Scope
from reformspor.snapshot.schema import create_served
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.views.given import small, small_connection
from tests.views.paper import TextPage

NN = speak("nn")
STORE = small()


@cache
def status_only() -> DuckStore:
    """A source that tells who reported and a status, and nothing more, as a registry without history does."""
    con = duckdb.connect()
    create_served(con)
    con.execute("insert into meta values ('as_of', '2025-12-31'), ('snapshot_id', 'x'), ('constructed', 'yes')")
    con.execute(
        "insert into barriers by name select 'B' || i as barrier_id, date '2025-01-01' as reported_date, "
        "['law'] as types, 'not_reported' as owner_level, 'Org ' || i % 2 as reported_by_org from range(4) t(i)"
    )
    con.execute(
        "insert into barrier_events by name select 'e' || i as event_id, 'B' || i as barrier_id, "
        "date '2025-01-01' as at, 'reported' as to_status, 'yes' as status_only from range(4) t(i)"
    )
    return DuckStore(con)


def read(store: DuckStore = STORE, **page: object) -> TextPage:
    paper = TextPage(store, NN, **page)  # type: ignore[arg-type]
    register.view(paper)
    return paper


def listed(paper: TextPage) -> list[str]:
    """The codes of the barriers in the list."""
    frames = [frame for answer, frame in paper.tables if answer.name == "barriers/register" and len(frame)]
    lists = [frame for frame in frames if isinstance(frame.iloc[0, 0], Way)]
    return [str(code) for frame in lists for code in frame[frame.columns[0]]]


def test_the_register_can_be_searched_narrowed_and_sorted_from_the_address() -> None:
    assert len(listed(read())) == 16
    assert listed(read(searched="sak 13")) == ["B13"]
    assert listed(read(given={"status": "resolved"})) == ["B10", "B05", "B15", "B00"]
    assert listed(read(given={"status": "resolved", "sort": "oldest"})) == ["B00", "B15", "B05", "B10"]
    assert set(listed(read(given={"owner": "agency"}))) == {"B01", "B05", "B09", "B13"}
    assert listed(read(searched="sak 13", given={"status": "resolved"})) == []
    assert "Ingen barriere passar" in read(searched="finst ikkje").written


def test_each_barrier_in_the_list_leads_to_its_own_address_within_what_is_chosen() -> None:
    frame = next(frame for answer, frame in read().tables if answer.name == "barriers/register")
    first = frame[frame.columns[0]].iloc[0]
    assert first == Way("B11", "register", (("barrier", "B11"),))
    text = markup(NN, frame, "x", {"lang": "en", "sector": "culture"}).text
    assert '<a href="/register?lang=en&amp;sector=culture&amp;barrier=B11">B11</a>' in text
    assert register.__name__.split(".")[1] in {entry.name for entry in PAGES}


def test_a_hostile_code_becomes_no_markup_and_no_other_address() -> None:
    import pandas as pd

    frame = leading(pd.DataFrame({"Barriere": ['"><img src=x>&lang=zz']}), "register", "barrier")
    text = markup(NN, frame, "x", {"lang": "nn"}).text
    assert "<img" not in text
    assert "barrier=%22%3E%3Cimg+src%3Dx%3E%26lang%3Dzz" in text


def test_a_link_opens_its_barrier_whatever_else_is_chosen() -> None:
    elsewhere = Scope(levels=("ministry",), first=dt.date(2024, 1, 1), last=dt.date(2024, 1, 1))
    paper = read(scope=elsewhere, given={"barrier": "B05"})
    assert listed(paper) == ["B00", "B12"]
    assert "Historia til B05" in paper.written
    assert paper.written.index("Historia til B05") < paper.written.index("B12")
    history = next(frame for answer, frame in paper.tables if answer.name == "barriers/history")
    assert history["Til status"].tolist()[0] == "Meldt"
    assert history["Til status"].tolist()[-1] == "Løyst"


def test_a_link_to_a_barrier_there_is_not_is_said_so() -> None:
    assert "Det finst ingen barriere med koden <b>X</b>" in read(given={"barrier": "<b>X</b>"}).written


def test_as_of_a_past_day_the_register_and_the_history_end_there() -> None:
    paper = read(scope=Scope(as_of=dt.date(2024, 6, 30)), given={"barrier": "B05"})
    assert "B05" in listed(paper)
    assert "B06" not in listed(paper)
    history = next(frame for answer, frame in paper.tables if answer.name == "barriers/history")
    assert "Løyst" not in history["Til status"].tolist()


def test_an_event_that_moves_no_barrier_is_not_said_to_lack_a_level() -> None:
    con = small_connection()
    con.execute(
        "insert into barriers by name select 'M1' as barrier_id, date '2025-01-01' as reported_date, "
        "['law'] as types, 'ministry' as owner_level"
    )
    con.execute(
        "insert into barrier_events by name select 'm' || i as event_id, 'M1' as barrier_id, 'raised' as to_status, "
        "date '2025-02-01' + to_days(i::int) as at, case i when 1 then 'agency' end as to_level from range(2) t(i)"
    )
    paper = read(DuckStore(con), given={"barrier": "M1"})
    history = next(frame for answer, frame in paper.tables if answer.name == "barriers/history")
    moved = [None if pd.isna(said) else said for said in history["Flytt til nivå"]]
    assert moved == [None, None, "Direktorat eller etat"]


def test_a_source_with_only_a_status_says_so_and_what_to_register() -> None:
    paper = read(status_only(), given={"barrier": "B1"})
    assert paper.lines[1] == "4 barrierar er melde i registeret"
    assert "Kjelda fortel berre kvar denne barrieren står" in paper.written
    for said in ("skriv inn owner_level i tabellen barriers", "skriv kvar hending i tabellen barrier_events"):
        assert said in paper.written, said
    told = next(frame for answer, frame in paper.tables if answer.name == "barriers/registered")
    rows = {row[0]: tuple(row[1:]) for row in told.itertuples(index=False)}
    assert rows["Kven som melde"] == (4, 4, 2)
    assert rows["Ei historie av hendingar"] == (0, 4, 0)


def test_a_source_with_history_is_not_said_to_lack_it() -> None:
    paper = read(given={"barrier": "B05"})
    assert "Kjelda fortel berre" not in paper.written
    assert "skriv kvar hending" not in paper.written
    assert "12 av dei står opne" in paper.lines[1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_register_is_whole_in_every_language_and_at_every_level(lang: str) -> None:
    for rule in (Rule.internal(), Rule.public()):
        paper = TextPage(STORE, speak(lang), rule=rule, given={"barrier": "B05"})
        register.view(paper)
        assert "{" not in paper.written
        assert len(paper.tables) == 4
