"""The view of the phases says all it promises, says a missing table once, and leads to the barrier behind a stop."""

from __future__ import annotations

import datetime as dt

import duckdb
import pytest

from pages import phases
from reformspor.disclosure import Rule
from reformspor.snapshot.schema import create_served
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.views.given import small
from tests.views.paper import TextPage


def store(*, events: bool = True, units: bool = True) -> DuckStore:
    """Six initiatives that have gone round, two stopped by a barrier, and two units."""
    con = duckdb.connect()
    create_served(con)
    con.execute("insert into meta values ('as_of', '2025-12-31')")
    con.execute("insert into sessions by name select 'S1' as session_id, date '2025-02-01' as date, 'U1' as unit_id, "
                "'held' as status")  # fmt: skip
    con.execute("insert into barriers by name select 'B1' as barrier_id, 'Eit krav' as title, ['law'] as types, "
                "date '2025-01-01' as reported_date, 'internal' as public")  # fmt: skip
    con.execute("insert into barrier_now by name select 'B1' as barrier_id, 'raised' as status, "
                "'agency' as owner_level")  # fmt: skip
    if units:
        con.execute("insert into units by name select 'U1' as unit_id, 'Solsida' as name union all select 'U2', 'Elva'")
    for number in range(6):
        con.execute(
            "insert into initiatives by name select ? as initiative_id, ? as title, 'U1' as unit_id",
            [f"T{number}", f"Tiltak {number}"],
        )
        steps = [("explore", 1, 1, None), ("try_out", 3, 1, None), ("explore", 6, 2, None), ("paused", 9, 2, "B1")]
        for phase, month, round_, barrier in steps[: 2 + number] if events else []:
            con.execute(
                "insert into phase_events by name select ? as initiative_id, ? as at, ? as to_phase, ? as round, "
                "? as barrier_id, 'Løynd grunn' as reason",
                [f"T{number}", dt.date(2025, month, 1), phase, round_, barrier],
            )
    return DuckStore(con)


def read(lang: str = "nn", **page: object) -> TextPage:
    paper = TextPage(**{"store": store(), "words": speak(lang), **page})  # type: ignore[arg-type]
    phases.view(paper)
    return paper


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_view_is_written_in_every_language(lang: str) -> None:
    paper = read(lang)
    assert paper.lines[0] == f"# {speak(lang)('views.phases.title')}"
    assert len(paper.charts) == 7
    assert all(chart is not None and chart.alt and not chart.table.empty for _, chart in paper.charts)


def test_the_view_says_where_they_are_how_they_go_round_and_what_stopped_them() -> None:
    text = read().written
    for words in (
        "2 av 6 tiltak er i rundgangen", "Av 15 skifte gjekk", "5 av 6 tiltak er komne til runde to",
        "Barrierar har stansa 4 tiltak", "Eit krav", "1 av 2 einingar har vore med i reforma",
    ):  # fmt: skip
        assert words in text, words


def test_choosing_a_barrier_leads_to_it_in_its_register() -> None:
    assert "Opna barrieren i barriereregisteret [register?B1]" in read(chosen="B1").written
    assert "Opna barrieren" not in read().written


def test_a_public_reader_sees_no_text_that_is_not_open() -> None:
    text = read(rule=Rule.public()).written
    for hidden in ("Eit krav", "Løynd grunn", "Tiltak 0"):
        assert hidden not in text, hidden
    assert "T0" in text


def test_a_missing_table_is_said_once_and_the_rest_of_the_page_stands() -> None:
    for given in (store(events=False), small(optional=False)):
        paper = read(store=given)
        assert paper.written.count("Denne figuren treng ei fil til") == 1
        assert [answer.name for answer, _ in paper.charts] == ["phases/spread"]


def test_without_a_register_of_units_it_is_said_that_all_is_not_known() -> None:
    text = read(store=store(units=False)).written
    assert "Éi eining har vore med i reforma; kor mange det er i alt, er ikkje kjent" in text
    assert "Registeret over einingar er ikkje lagt inn" in text
