"""Lanes, the cycle, stays, rounds and reach draw what their tables say, and nothing of a name or a pause is lost."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from reformspor.answers import Answer
from reformspor.charts import Chart, cycle, paint, reach, rounds, spells, swimlanes, transition_matrix, without_register
from reformspor.words import LANGUAGES, speak
from tests.charts.given import answered, column_sum, drawn

NN = speak("nn")
LANES = "initiative_id VARCHAR, title VARCHAR, phase VARCHAR, round INTEGER, from_date DATE, to_date DATE"
LONG = "Eit tiltak med eit svært langt namn som skal stå heilt ut, òg på ein telefon, utan at noko blir kutta av"


def lanes(n: int) -> Answer:
    """n initiatives, each exploring, trying out and exploring again, some of them then paused or ended."""
    rows: list[dict[str, object]] = []
    for number in range(n):
        title = f"{LONG} {number}"
        days = ["2024-01-01", "2024-05-01", "2025-01-10", "2025-10-01", None]
        last = (None, "paused", "ended")[number % 3]
        steps = [("explore", 1), ("try_out", 1), ("explore", 2), *([(last, 2)] if last else [])]
        for place, (phase, round_) in enumerate(steps):
            end = days[place + 1] if place + 1 < len(steps) else None
            row = {"phase": phase, "round": round_, "from_date": days[place], "to_date": end}
            rows.append({"initiative_id": f"T{number:02}", "title": title, **row})
    return answered(rows, LANES)


def words_of(chart: Chart) -> str:
    return " ".join(str(note["text"]).replace("<br>", " ") for note in chart.layout["annotations"])


def moves(*rows: tuple[str, str, int]) -> Answer:
    types = "from_phase VARCHAR, to_phase VARCHAR, n BIGINT, part DOUBLE"
    return answered(
        [dict(zip(("from_phase", "to_phase", "n", "part"), (*row, 0.5), strict=True)) for row in rows], types
    )


@pytest.mark.parametrize("n", [3, 30])
def test_every_name_stands_whole_over_its_lane(n: int) -> None:
    chart = swimlanes(lanes(n), NN)
    assert all(f"{LONG} {number}" in words_of(chart) for number in range(n))
    assert (
        max(
            len(line)
            for note in chart.layout["annotations"]
            for line in re.sub("<span[^>]*>|</span>", "", str(note["text"])).split("<br>")
        )
        <= 44
    )
    assert sum(drawn(trace) for trace in chart.data) == column_sum(chart.table, "Dagar")
    assert chart.whole is None
    assert chart.least_width <= 320


def test_of_sixty_initiatives_thirty_are_drawn_and_the_reader_can_have_them_all() -> None:
    chart = swimlanes(lanes(60), NN)
    assert chart.left_out == "Figuren viser 30 tiltak. Dei andre 30 er ikkje teikna, men står i tabellen."
    assert chart.table["Tiltak"].nunique() == 60
    assert chart.whole is not None
    whole = chart.whole()
    assert all(f"{LONG} {number}" in words_of(whole) for number in range(60))
    assert whole.height > chart.height
    assert sum(drawn(trace) for trace in whole.data) == column_sum(chart.table, "Dagar")


def test_those_at_work_stand_first_and_the_ended_last() -> None:
    said = words_of(swimlanes(lanes(6), NN))
    assert said.index("I rundgangen") < said.index("Sette på vent") < said.index("Avslutta")


def test_a_pause_is_dotted_and_the_end_is_a_thin_line_so_that_they_differ_without_colour() -> None:
    chart = swimlanes(lanes(3), NN)
    bars = {trace["name"]: trace for trace in chart.data if trace["type"] == "bar"}
    assert bars["Sett på vent"]["marker"]["pattern"]["shape"] == "."
    assert "pattern" not in bars["Avslutta"]["marker"]
    assert bars["Avslutta"]["width"] < bars["Sett på vent"]["width"] / 2
    assert {item.label: item.pattern for item in chart.key}["Avslutta"] == "line"


def test_the_number_of_a_new_round_stands_where_it_begins() -> None:
    chart = swimlanes(lanes(3), NN)
    marks = next(trace for trace in chart.data if trace.get("mode") == "markers+text")
    assert marks["text"] == ["2", "2", "2"]
    assert chart.table["Runde"].tolist() == [1, 1, 2, 1, 1, 2, 2, 1, 1, 2, 2]


def test_two_of_one_title_and_one_without_keep_a_lane_each() -> None:
    rows = [
        {"initiative_id": name, "title": title, "phase": "explore", "round": 1, "from_date": "2025-01-01"}
        for name, title in (("T1", "Same"), ("T2", "Same"), ("T3", None))
    ]
    chart = swimlanes(answered(rows, LANES), NN)
    assert chart.table["Tiltak"].tolist() == ["T1 · Same", "T2 · Same", "T3 · Tittel ikkje vist"]


def test_the_cycle_counts_each_change_once_on_an_arrow_or_in_words() -> None:
    given = moves(
        ("start", "explore", 9), ("explore", "try_out", 8), ("try_out", "develop", 6), ("develop", "explore", 3),
        ("try_out", "explore", 2), ("explore", "paused", 1), ("paused", "explore", 1), ("develop", "operate", 2),
        ("operate", "ended", 1), ("try_out", "ended", 4),
    )  # fmt: skip
    now = answered([{"initiative_id": "T1", "phase": "paused"}], "initiative_id VARCHAR, phase VARCHAR")
    chart = cycle(given, NN, now)
    assert sum(drawn(trace) for trace in chart.data) == column_sum(chart.table, "Skifte") == 37
    arrows = next(trace for trace in chart.data if trace.get("mode") == "markers+text")
    assert arrows["text"] == ["8", "6", "3", "2"]
    said = words_of(chart)
    for text in ("9 starta her", "1 sett på vent", "4 avslutta", "2 gjekk i drift", "1 attende frå vent"):
        assert text in said, text
    assert "I drift\N{NO-BREAK SPACE}→ Avslutta: 1" in said
    assert "Sett på vent: 1" in said
    assert "8" in chart.alt


def test_the_loop_is_drawn_whole_also_where_nobody_has_gone_round() -> None:
    chart = cycle(moves(("start", "explore", 2), ("explore", "try_out", 1)), NN)
    arrows = next(trace for trace in chart.data if trace.get("mode") == "markers+text")
    assert arrows["text"] == ["1", "0", "0"]
    assert len(chart.key) == 1


def test_the_matrix_has_number_and_share_in_the_order_the_work_goes() -> None:
    chart = transition_matrix(moves(("try_out", "explore", 2), ("start", "explore", 9), ("explore", "paused", 1)), NN)
    assert chart.table["Frå fase"].tolist() == ["Start", "Utforsking", "Utprøving"]
    assert sum(drawn(trace) for trace in chart.data) == column_sum(chart.table, "Skifte") == 12
    assert "9" in str(chart.data[1]["text"])
    assert "50" in str(chart.data[1]["text"])


def test_a_stay_that_goes_on_is_an_open_mark_and_said_to_be_at_least_so_long() -> None:
    types = (
        "phase VARCHAR, initiative_id VARCHAR, title VARCHAR, from_date DATE, goes_on VARCHAR, median_days BIGINT, "
        "days BIGINT"
    )
    rows = [
        {"phase": "explore", "initiative_id": "T1", "title": "A", "goes_on": "no", "days": 61, "median_days": 61},
        {"phase": "explore", "initiative_id": "T2", "title": "B", "goes_on": "yes", "days": 365, "median_days": 61},
        {"phase": "paused", "initiative_id": "T1", "title": "A", "goes_on": "yes", "days": 10},
    ]
    chart = spells(answered([{**row, "from_date": dt.date(2025, 1, 1)} for row in rows], types), NN)
    assert [trace["marker"]["symbol"] for trace in chart.data] == [
        "circle",
        "triangle-right-open",
        "triangle-right-open",
    ]
    assert sum(drawn(trace) for trace in chart.data) == column_sum(chart.table, "Dagar") == 436
    stays = chart.table["Opphald i fasen, månader"].tolist()
    assert stays == ["minst 12,0 månader", "2,0 månader", "minst 0,3 månader"]
    assert "1 held fram" in chart.alt
    assert "midtverdi ikkje nådd" in words_of(chart)
    assert "midtverdi 2,0 md." in words_of(chart)


def test_rounds_count_every_initiative_and_put_those_without_a_phase_last() -> None:
    rows = [(1, "explore"), (1, "ended"), (3, "explore"), (None, "not_reported")]
    given = answered(
        [{"initiative_id": f"T{at}", "rounds": n, "phase": phase} for at, (n, phase) in enumerate(rows)],
        "initiative_id VARCHAR, rounds INTEGER, phase VARCHAR",
    )
    chart = rounds(given, NN)
    assert chart.table["Runde"].tolist() == ["Runde 1", "Runde 3", "Utan ført fase"]
    assert sum(drawn(trace) for trace in chart.data) == column_sum(chart.table, "Tiltak") == 4


REACH = "month DATE, n_started BIGINT, n_units BIGINT, n_active BIGINT"


def test_reach_holds_the_active_against_all_units_and_those_that_should_have_started() -> None:
    rows = [
        {"month": "2025-01-01", "n_active": 1, "n_started": 0, "n_units": 5},
        {"month": "2025-02-01", "n_active": 3, "n_started": 2, "n_units": 5},
    ]
    chart = reach(answered(rows, REACH), NN)
    assert [trace["y"] for trace in chart.data] == [[5, 5], [0, 2], [1, 3]]
    assert chart.table["Har vore med"].tolist() == [1, 3]
    assert len({trace["line"].get("dash", "solid") for trace in chart.data}) == 3
    assert "frå 1 til 3 einingar" in chart.alt


def test_without_a_register_only_the_units_that_have_taken_part_are_drawn() -> None:
    given = answered([{"month": "2025-01-01", "n_active": 2, "n_started": 0}], REACH)
    chart = reach(given, NN)
    assert [trace["y"] for trace in chart.data] == [[2]]
    assert list(chart.table.columns) == ["Månad", "Har vore med"]
    assert without_register(given)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_figure_is_painted_in_every_language(lang: str, theme: str) -> None:
    words = speak(lang)
    for chart in (swimlanes(lanes(6), words), cycle(moves(("explore", "try_out", 2)), words)):
        assert '"@' not in str(paint(chart, theme, words))  # type: ignore[arg-type]
        assert chart.alt
