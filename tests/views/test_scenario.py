"""The scenario page says the forecast with its error, and two scenarios side by side that stand in the address."""

import datetime as dt
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO

import duckdb
import pandas as pd
import pytest

from pages import scenario
from reformspor.answers import Answer
from reformspor.charts import paint
from reformspor.choices import choices_from
from reformspor.disclosure import Rule
from reformspor.page.exports import csv_bytes, head_lines, xlsx_bytes
from reformspor.page.foot import notes
from reformspor.passport import identity
from reformspor.scope import Scope
from reformspor.snapshot.forecasting import begun_forecast, write_forecast
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.charts.given import column_sum, drawn
from tests.views.given import AS_OF, small_connection
from tests.views.paper import TextPage

NN = speak("nn")


def written(con: duckdb.DuckDBPyConnection) -> DuckStore:
    with begun_forecast(con, AS_OF, served="") as begun:
        write_forecast(con, "x", begun, served="")
    return DuckStore(con)


@cache
def store(kind: str = "full") -> DuckStore:
    con = small_connection(optional=kind != "bare")
    if kind == "short":
        con.execute("delete from released where month_from < date '2024-02-01'")
    return written(con)


def read(kind: str = "full", lang: str = "nn", **more: object) -> TextPage:
    paper = TextPage(**{"store": store(kind), "words": speak(lang), **more})  # type: ignore[arg-type]
    scenario.view(paper)
    return paper


@cache
def first_seen(kind: str = "full", lang: str = "nn") -> TextPage:
    """The page as a reader first meets it, drawn once for the tests that only look at it."""
    return read(kind, lang)


def named(paper: TextPage, name: str) -> list[tuple[Answer, object]]:
    return [(answer, chart) for answer, chart in paper.charts if answer.name == name]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["full", "bare", "short"])
def test_the_page_is_written_in_every_language_whatever_is_missing(kind: str, lang: str) -> None:
    paper = first_seen(kind, lang)
    assert paper.lines[0] == f"# {speak(lang)('views.scenario.title')}"
    assert "{" not in paper.written.replace("{}", "")
    for answer, chart in paper.charts:
        if answer.state == "ok":
            assert chart is not None
            assert chart.alt
            for theme in ("light", "dark"):
                assert '"@' not in str(paint(chart, theme, paper.words))


def test_it_is_a_projection_and_no_prognosis_of_an_effect_and_says_how_far_it_has_missed() -> None:
    paper = first_seen()
    assert "Framskriving av det som var, ikkje prognose for effekt" in "".join(
        one.said for answer, _ in named(paper, "scenario/forecast") for one in answer.assumed
    )
    assert "ikkje ein prognose for verknaden av reforma" in paper.written
    assert "prøvd 21 gonger frå 6 startmånader" in paper.written
    assert "same månad året før med" in paper.written or "ingen modell slo same månad året før" in paper.written


def test_under_twenty_four_months_there_is_only_the_scenario_and_it_says_why() -> None:
    paper = first_seen("short")
    assert "minst 24 heile månader" in paper.written
    assert paper.written.count("For kort: under 24 månader") > 1
    assert "Timane er ikkje framskrivne. For kort: under 24 månader" in paper.written
    assert named(paper, "scenario/forecast") == []
    assert len(named(paper, "scenario/weeks")) == 1


def test_lines_and_intervals_draw_every_number_of_the_table() -> None:
    for _, chart in named(first_seen(), "scenario/forecast"):
        lines = [trace for trace in chart.data if trace.get("meta") != "customdata"]
        assert sum(drawn(trace) for trace in lines) == pytest.approx(column_sum(chart.table, "Timar"), abs=2)
        bands = [trace for trace in chart.data if trace.get("meta") == "customdata"]
        assert bands
        # The interval is hatched where it was tried and dotted where not, and the line broken: never colour alone.
        assert {band["fillpattern"]["shape"] for band in bands} == {"/", "."}
        assert {trace["line"].get("dash") for trace in lines} == {None, "dash", "dot"}
        assert max(max(band["y"]) for band in bands) == pytest.approx(chart.table["Øvre grense"].max(), abs=0.1)


def test_the_weeks_draw_what_is_covered_and_what_is_lacking() -> None:
    [(_, chart)] = named(read(given={"a": "s40_h5_r10"}), "scenario/weeks")
    bars = [trace for trace in chart.data if trace["type"] == "bar"]
    assert sum(drawn(trace) for trace in bars) == pytest.approx(
        column_sum(chart.table, "Hjelpartimar som trengst"), abs=10
    )
    assert {item.pattern for item in chart.key} == {"solid", "lacking", "line"}


def test_the_scenario_of_the_address_is_said_in_every_file_and_names_the_figure() -> None:
    as_measured, changed = first_seen(), read(given={"b": "s40_h7_r12.5_u3_w2026-05-01"})
    [(before, _)], [(after, _)] = named(as_measured, "scenario/weeks"), named(changed, "scenario/weeks")
    said = "Scenario B: 40,0 økter i månaden"
    assert said in " ".join(notes(NN, after))
    assert "7 hjelparar med 12,5 % frikjøp; 3 einingar kjem til 1. mai 2026" in " ".join(head_lines(after, NN, {}))
    assert said in csv_bytes(after, NN, {}).decode("utf-8-sig")
    with zipfile.ZipFile(BytesIO(xlsx_bytes(after, NN, {}))) as book:
        assert said in book.read("xl/sharedStrings.xml").decode()
    assert identity(before) != identity(after)
    english = named(read(lang="en", given={"b": "s40_h7_r12.5_u3_w2026-05-01"}), "scenario/weeks")
    assert identity(after) == identity(english[0][0])


def test_what_cannot_be_used_in_the_link_is_told_and_the_measured_value_holds() -> None:
    paper = read(given={"a": "smange_h-3_w2031-01-01_q1"})
    assert "«mange» i lenkja kan ikkje brukast for «Økter i månaden»" in paper.written
    assert "«-3» i lenkja kan ikkje brukast for «Hjelparar»: det skal vera eit tal frå 0 til 2 000" in paper.written
    assert "«2031-01-01»" in paper.written
    assert "«q1» i lenkja er ikkje noko felt" in paper.written
    measured = first_seen()
    same = [named(one, "scenario/weeks")[0][0].frame for one in (paper, measured)]
    pd.testing.assert_frame_equal(*same)


def test_two_scenarios_stand_beside_one_another_with_the_difference() -> None:
    outcome = next(
        answer for answer, _ in read(given={"a": "h9_r5", "b": "s40_h9_r5"}).tables if answer.name == "scenario/outcome"
    )
    a, b, difference = outcome.copy_rows()
    for name in ("sessions", "hours", "gap"):
        assert difference[name] == pytest.approx(b[name] - a[name])
    table = next(frame for answer, frame in first_seen().tables if answer.name == "scenario/outcome")
    assert list(table.columns) == ["Dei neste 52 vekene", "Scenario A", "Scenario B", "Skilnad, B mot A"]


def test_without_capacity_no_gap_is_made_up_until_helpers_are_put_in() -> None:
    bare = first_seen("bare")
    assert "Tabellen capacity manglar" in bare.written
    assert "Kapasiteten til hjelparane er ikkje kjend" in bare.written
    answer = named(bare, "scenario/weeks")[0][0]
    assert answer.frame["gap"].isna().all()
    helped = read("bare", given={"a": "h10_r20", "b": "h12_r20"})
    assert not named(helped, "scenario/weeks")[0][0].frame["gap"].isna().any()


def test_without_rates_cost_is_not_worked_out_and_said() -> None:
    paper = read(choices=choices_from({}))
    assert "Ingen rolle har timesats" in paper.written
    outcome = next(answer for answer, _ in paper.tables if answer.name == "scenario/outcome")
    assert outcome.frame["cost"].isna().all()


def test_a_choice_outside_any_session_says_there_are_no_data() -> None:
    paper = read(scope=Scope(units=("U9",)))
    assert "Ingen data i dette utvalet" in paper.written


def test_the_public_reader_gets_the_same_page() -> None:
    assert read(rule=Rule.public()).lines[0] == "# Framskriving og scenario"


def test_the_first_scenario_is_what_was_measured() -> None:
    pace = next(answer for answer, _ in first_seen().tables if answer.name == "scenario/effort")
    own = sum(row["hours"] for row in pace.copy_rows() if row["role"] == "helper")
    held = store().run(
        "select count(*) as n from sessions where status = 'held' and date >= date '2025-01-01' and date <= $as_of",
        {"as_of": dt.date(2025, 12, 31)},
    )["n"][0]
    outcome = next(answer for answer, _ in first_seen().tables if answer.name == "scenario/outcome").copy_rows()[0]
    assert outcome["sessions"] == pytest.approx(held, rel=0.01)
    # Hours per session are shown with one decimal, and used as shown.
    assert outcome["hours"] == pytest.approx(own, rel=0.02)


def test_an_answer_of_a_method_keeps_the_answers_it_stands_on() -> None:
    answer = named(first_seen(), "scenario/weeks")[0][0]
    assert answer.question.panel == "scenario/effort"
    assert "from sessions" in answer.question.sql
    assert "released_capacity" in answer.question.sql
    assert {one.key for one in answer.provenance.settings} >= {"norm.hours_per_fte"}
    assert replace(answer, assumed=()).frame is answer.frame
