"""The view of the barriers says what they are and cost, can be read as of a past day, and says what lacks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import duckdb
import pytest

from pages import barriers, data
from reformspor import charts
from reformspor.charts.path_places import placed
from reformspor.charts.picking import offered
from reformspor.page.foot import notes, source_lines
from reformspor.page.navigation import PAGES, view_of
from reformspor.questions import load_questions
from reformspor.scope import FILTERS, Scope
from reformspor.snapshot.schema import create_served
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.charts.given import column_sum, drawn
from tests.views.given import small
from tests.views.paper import TextPage

NN = speak("nn")
HISTORY = (
    ("B1", "2025-02-01", "raised", "agency", "DFØ"),
    ("B1", "2025-04-01", "answered", None, None),
    ("B1", "2025-06-01", "raised", "ministry", "DFD"),
    ("B1", "2025-09-01", "resolved", None, None),
    ("B1", "2025-11-01", "reopened", None, None),
    ("B2", "2025-03-01", "partly", None, None),
    ("B2", "2025-08-01", "lapsed", None, None),
)


def told() -> DuckStore:
    """Two barriers with a history: one of two owners that was reopened, one partly solved that lapsed."""
    con = begun()
    for number in (1, 2):
        con.execute(
            "insert into barriers by name select ? as barrier_id, ? as title, ['law', 'digital'] as types, "
            "date '2025-01-01' as reported_date, 'municipality' as owner_level, 'users' as who_feels_it, "
            "0.5 as burden_hours, 12 as burden_per_year, 40 as burden_affected, ? as burden_rate_nok",
            [f"B{number}", f"Sak {number}", 600 if number == 1 else None],
        )
    for place, (barrier, at, status, level, org) in enumerate(HISTORY):
        con.execute(
            "insert into barrier_events by name select ? as event_id, ? as barrier_id, ?::date as at, ? as to_status, "
            "? as to_level, ? as to_org, 'no' as status_only",
            [f"e{place}", barrier, at, status, level, org],
        )
    return DuckStore(con)


def statuses() -> DuckStore:
    """A register that tells a status and no history, no owner and no estimate, as the one of 2014 does."""
    con = begun()
    for number in range(3):
        con.execute(
            "insert into barriers by name select ? as barrier_id, ['law'] as types, 'not_reported' as owner_level, "
            "date '2014-06-12' as reported_date",
            [f"B{number}"],
        )
        con.execute(
            "insert into barrier_events by name select ? as event_id, ? as barrier_id, date '2014-06-12' as at, "
            "'reported' as to_status, 'yes' as status_only",
            [f"e{number}", f"B{number}"],
        )
    return DuckStore(con)


def begun() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    create_served(con)
    con.execute("insert into meta values ('as_of', '2025-12-31')")
    return con


def read(store: DuckStore, as_of: str = "", lang: str = "nn") -> TextPage:
    day = dt.date.fromisoformat(as_of) if as_of else None
    paper = TextPage(store=store, words=speak(lang), scope=Scope(as_of=day))
    barriers.view(paper)
    return paper


def rows(paper: TextPage, name: str) -> list[dict[str, object]]:
    return next(answer.copy_rows() for answer, _ in paper.charts if answer.name == name)


@pytest.mark.parametrize(
    ("day", "status", "is_open", "owner"),
    [
        ("2025-01-15", {"reported": 2}, 2, ("Kommunen sjølv", "Kommunen sjølv")),
        ("2025-03-31", {"partly": 1, "raised": 1}, 2, ("DFØ", "Kommunen sjølv")),
        ("2025-04-01", {"answered": 1, "partly": 1}, 2, ("DFØ", "Kommunen sjølv")),
        ("2025-08-31", {"lapsed": 1, "raised": 1}, 1, ("DFD",)),
        ("2025-09-01", {"lapsed": 1, "resolved": 1}, 0, ()),
        ("2025-12-31", {"lapsed": 1, "reopened": 1}, 1, ("DFD",)),
    ],
)
def test_the_page_read_as_of_a_day_tells_status_and_owner_at_the_end_of_it(
    day: str, status: dict[str, int], is_open: int, owner: tuple[str, ...]
) -> None:
    paper = read(told(), day)
    assert {row["status"]: row["n"] for row in rows(paper, "barriers/status_now")} == status
    assert rows(paper, "barriers/stock_flow_by_month")[-1]["open_n"] == is_open
    oldest = next(chart for answer, chart in paper.charts if answer.name == "barriers/ageing")
    assert oldest is not None
    assert tuple(oldest.table["Kven som eig løysinga"]) == owner
    past = day != "2025-12-31"
    assert ("Sida blir lesen slik det stod" in paper.written) == past


def test_every_figure_of_the_page_follows_the_day_and_its_source_is_still_the_export() -> None:
    paper = read(told(), "2025-03-31")
    for answer, _ in paper.charts:
        assert answer.provenance.as_of == dt.date(2025, 3, 31), answer.name
        assert answer.unused_filters == (), answer.name
        assert "31. mars 2025" in answer.scope_sentence(NN)
        assert "31. desember 2025" in " ".join(source_lines(NN, answer))


def test_a_day_after_the_export_is_the_day_of_the_export_and_one_before_it_all_has_no_data() -> None:
    assert rows(read(told(), "2030-01-01"), "barriers/status_now") == rows(read(told()), "barriers/status_now")
    assert "Ingen data i dette utvalet" in read(told(), "2024-12-31").written


def test_every_question_of_a_page_that_reads_the_past_can_be_asked_of_a_past_day() -> None:
    questions = load_questions()
    for entry in PAGES:
        if not entry.past:
            continue
        paper = TextPage(store=small(), words=NN)
        view_of(entry.name)(paper)
        asked = {name for name in paper.asked if "barriers" in questions[name].sql}
        # How many texts wait for review, and what is registered at all, are of the export and no day of it.
        now = {name for name in asked if not questions[name].past}
        assert now <= {"data/texts"}, (entry.name, now)


def test_a_question_that_can_be_asked_of_a_past_day_binds_it_and_reads_no_status_of_today() -> None:
    for question in load_questions().values():
        if question.past:
            assert "as_of" in question.parameters, question.name
            assert "barrier_now" not in question.sql, question.name


def test_no_cost_is_made_of_fewer_than_all_its_factors() -> None:
    paper = read(told())
    answer, chart = next(pair for pair in paper.charts if pair[0].name == "barriers/burden")
    assert chart is not None
    assert [row["nok_per_year"] for row in answer.copy_rows()] == [144000.0, None]
    assert drawn(chart.data[0]) == column_sum(chart.table, "Kr i året") == 144000
    written = str(chart.layout["annotations"])
    assert "0,5 t × 12 i året × 40 råka" in written
    assert "manglar timepris" in written
    assert "Éin av 2 barrierar har alle fire faktorane" in paper.written


def test_the_waiting_is_counted_from_the_first_time_it_was_raised_and_says_what_it_stands_on() -> None:
    paper = read(told())
    answer, chart = next(pair for pair in paper.charts if pair[0].name == "barriers/waiting_cost")
    (row,) = answer.copy_rows()
    # 1 February to 1 September, and 1 November to 31 December.
    assert row["days_waited"] == 212 + 60
    assert row["hours_waited"] == pytest.approx(240 * 272 / 365.25)
    assert chart is not None
    assert drawn(chart.data[0]) == pytest.approx(column_sum(chart.table, "Timar sidan løfta"), abs=0.01)
    assert "gevinstar ved regelen er ikkje trekte frå" in paper.written


def test_the_path_draws_every_number_of_its_table_and_its_bands_are_as_wide_as_they_count() -> None:
    answer, chart = next(pair for pair in read(small()).charts if pair[0].name == "barriers/paths")
    assert chart is not None
    told_by = next(trace for trace in chart.data if trace.get("meta") == "customdata")
    assert drawn(told_by) == column_sum(chart.table, "Barrierar")
    assert {"type", "level"} <= offered(chart, FILTERS).keys()
    stages = {"feels_type": 0, "type_level": 1, "level_status": 2}
    links = {(stages[row["stage"]], row["from_code"], row["to_code"]): row["n"] for row in answer.copy_rows()}
    places = placed(links)
    widths = {round(end.wide / links[key], 6) for key, end in places.ends.items()}
    assert len(widths) == 1
    for (place, one, two), end in places.ends.items():
        for box, upper in ((places.boxes[place, one], end.leaves), (places.boxes[place + 1, two], end.arrives)):
            assert box.low - 1e-6 <= upper - end.wide <= upper <= box.low + box.height + 1e-6


def test_what_came_in_is_what_went_out_and_what_stands_open() -> None:
    answer, chart = next(pair for pair in read(small()).charts if pair[0].name == "barriers/cumulative_flow")
    assert all(row["in_total"] == row["out_total"] + row["open_n"] + row["perhaps_n"] for row in answer.copy_rows())
    assert chart is not None
    went, came = chart.data
    assert drawn(went) == column_sum(chart.table, "Gått ut i alt")
    assert drawn(came) == column_sum(chart.table, "Komne inn i alt, attopna med")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_by_type_says_that_its_parts_are_more_than_the_barriers(lang: str) -> None:
    words = speak(lang)
    split = {"barriers/paths", "barriers/type_by_level", "barriers/by_type"}
    for answer, _ in read(told(), lang=lang).charts:
        assert (words("barriers.split") in notes(words, answer)) == (answer.name in split), answer.name


def test_parts_that_are_no_more_than_the_barriers_are_not_said_to_be() -> None:
    answer = next(answer for answer, _ in read(statuses()).charts if answer.name == "barriers/by_type")
    assert NN("barriers.split") not in notes(NN, answer)
    assert NN("barriers.split") not in notes(NN, replace(answer, frame=answer.frame.iloc[:0]))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_source_without_history_owners_and_estimates_says_so_and_what_to_register(lang: str) -> None:
    words = speak(lang)
    written = read(statuses(), lang=lang).written
    assert "barriers/stock_flow_by_month" not in {answer.name for answer, _ in read(statuses()).charts}
    for key in ("only_status", "no_owner", "no_estimate", "no_waiting"):
        assert words(f"barriers.{key}").replace("\N{NO-BREAK SPACE}", " ") in written, key
    assert words("barriers.only_status") not in read(told(), lang=lang).written


def test_the_oldest_say_what_was_last_heard_and_what_comes_next() -> None:
    answer = next(answer for answer, _ in read(small()).charts if answer.name == "barriers/ageing")
    frame = answer.frame.assign(next_step="Purra på svar")
    chart = charts.ageing(replace(answer, frame=frame), NN)
    assert "sist 10. januar 2024: løfta til eigar" in str(chart.layout["annotations"])
    assert "neste steg: Purra på svar" in str(chart.layout["annotations"])


def test_the_data_view_lists_events_that_do_not_hang_together_and_says_when_all_do() -> None:
    sound, odd = (TextPage(store=told(), words=NN) for _ in range(2))
    odd.store._connection.execute(  # type: ignore[attr-defined]
        "insert into barrier_events by name select 'x' as event_id, 'B2' as barrier_id, "
        "date '2025-10-01' as at, 'trying' as to_status"
    )
    for paper in (sound, odd):
        data.view(paper)
    assert "Hendingane på barrierane heng saman" in sound.written
    listed = next(frame for answer, frame in odd.tables if answer.name == "data/event_order")
    assert listed["Kva som ikkje stemmer"].tolist() == ["Gjekk vidare utan å vera teken opp att"]
    assert "Hendingane på barrierane heng saman" not in odd.written
