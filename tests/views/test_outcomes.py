"""The view of outcomes shows what was measured and what was not, and no value of an outcome that is not opened."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from pages import outcomes
from reformspor.answers import Answer
from reformspor.charts import Chart, paint
from reformspor.disclosure import Rule
from reformspor.words import LANGUAGES, speak
from tests.views.outcome_given import outcome_store
from tests.views.paper import TextPage

NN = speak("nn")


@cache
def read(lang: str = "nn", level: str = "internal", chosen: str = "docs", unopened: tuple[str, ...] = ()) -> TextPage:
    paper = TextPage(
        outcome_store(), speak(lang), rule=Rule.of(level), unopened=unopened, given={"indicator": chosen}, chosen=chosen
    )
    outcomes.view(paper)
    return paper


def figure(paper: TextPage, name: str) -> tuple[Answer, Chart]:
    return next((answer, chart) for answer, chart in paper.charts if answer.name == name and chart is not None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_written_in_every_language(lang: str) -> None:
    paper = read(lang)
    assert paper.lines[0] == f"# {speak(lang)('outcomes.title')}"
    assert "{" not in paper.written
    assert len(paper.charts) == 4


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_figure_can_be_painted_and_has_its_table_and_alt_text(theme: str) -> None:
    for answer, chart in read().charts:
        assert chart is not None, answer.name
        assert chart.alt, answer.name
        assert not chart.table.empty, answer.name
        assert '"@' not in str(paint(chart, theme, NN))  # type: ignore[arg-type]


def test_the_register_says_what_is_lacking_and_of_how_many() -> None:
    text = read().written
    assert "Registeret seier alt som trengst om 2 av 3 indikatorar. Oftast manglar definisjon, for 1 av dei." in text
    assert "ikkje oppgitt" in text


def test_the_curves_are_the_numbers_of_the_table_and_starts_and_breaks_are_drawn() -> None:
    _, chart = figure(read(), "outcomes/course")
    drawn = [value for trace in chart.data if "group" in trace.get("meta", {}) for value in trace["y"]]
    # A line is cut where the definition changes, once in each of the two groups.
    assert drawn.count(None) == 2
    drawn = [value for value in drawn if value is not None]
    assert sorted(round(value, 3) for value in drawn) == sorted(chart.table["Snitt"])
    starts = [trace for trace in chart.data if trace.get("meta", {}).get("starts")]
    assert len(starts) == 2
    assert all(len(trace["x"]) == 2 for trace in starts)
    assert len([shape for shape in chart.layout["shapes"] if shape["line"]["color"] == "@act"]) == 2
    assert "Målt på ny måte herifrå" in [item.label for item in chart.key]
    hollow = [size for trace in chart.data if "group" in trace.get("meta", {}) for size in trace["marker"]["size"]]
    assert Counter(size > 1 for size in hollow) == {False: 138, True: 8}


def test_the_cells_of_the_map_are_the_months_of_the_table() -> None:
    for name, shades in (("outcomes/missing", 4), ("outcomes/starts", 3)):
        _, chart = figure(read(), name)
        cells = Counter(state for row in chart.data[0]["z"] for state in row)
        assert sum(cells.values()) == chart.table["Månader"].sum() == (216 if name == "outcomes/starts" else 252)
        assert len(cells) <= shades


def test_a_figure_of_fewer_than_ten_is_held_back_and_said_to_be() -> None:
    text = read().written
    assert "Dokumentasjon: alle 180 verdiane i einingane med tal er leverte og viste." in text
    assert "2 einingar har ingen viste verdiar" in text
    assert "73 leverte verdiar er haldne att. Vanlegast er at dei har for få personar bak (72)." in text
    table = figure(read(), "outcomes/missing")[1].table
    assert set(table.loc[table["Tilstand"] == "Halden att", "Kvifor"]) == {
        "for få personar bak", "ville saman med andre verdiar fortelja om for få", "",
    } - {""}  # fmt: skip


def test_a_value_that_was_never_delivered_is_counted() -> None:
    text = read(chosen="days").written
    assert "Dagar til svar: 1 av 180 verdiar i einingane med tal er ikkje viste (0,6 %)." in text
    assert "0 er haldne att, og 1 er ikkje leverte." in text


def test_nothing_is_shown_of_an_outcome_that_is_not_opened() -> None:
    paper = read(unopened=("docs", "say"))
    shown = {answer.name: answer for answer, _ in (*paper.charts, *paper.tables)}
    assert "outcomes/wave_differences" not in shown
    assert set(shown["outcomes/course"].frame["indicator"]) == {"days"}
    assert "docs" not in set(shown["outcomes/baseline"].frame["measure"])
    nothing = read(unopened=("docs", "days", "say"))
    assert not {"outcomes/panel", "outcomes/waves"} & set(nothing.asked)
    assert "Registrer hypotesen før du opnar" in nothing.written


def test_the_baseline_is_told_group_by_group_with_standardised_differences() -> None:
    answer, table = next((a, t) for a, t in read().tables if a.name == "outcomes/baseline")
    assert answer.state == "ok"
    assert "Standardisert skilnad" in table.columns
    assert {"Einingar som er med i reforma", "Einingar som ikkje er med", "Tok til juli 2023"} <= set(table["Gruppe"])
    assert "Gruppene var ulike alt før start på 4 av 4 mål" in read().written


def test_waves_are_a_difference_with_interval_number_and_response() -> None:
    answer, chart = figure(read(), "outcomes/wave_differences")
    assert "svara ligg 0,60 høgare enn i runden før (95 % uvisse 0,34 til 0,86)" in read().written
    marks = next(trace for trace in chart.data if trace.get("meta", {}).get("differences"))
    assert sorted(round(value, 2) for value in marks["x"]) == sorted(chart.table["Skilnad"])
    weak = [row["unit_id"] for row in answer.copy_rows() if row["weak"]]
    assert weak == ["d"]
    assert "Under halvparten svara, eller ukjent kor mange som blei spurde" in list(chart.table["Merknad"])


def test_the_public_sees_the_same_as_no_outcome_is_of_fewer_than_ten() -> None:
    tables = [
        {answer.name: chart.table.to_string() for answer, chart in read(level=level).charts if chart is not None}
        for level in ("internal", "public")
    ]
    assert tables[0] == tables[1]


def test_without_outcomes_it_is_said_what_to_deliver() -> None:
    paper = TextPage(outcome_store(outcomes=False, surveys=False), NN)
    outcomes.view(paper)
    assert "Ingen indikator har verdiar av ti eller fleire personar enno." in paper.written
    assert "Lever rundane i tabellen surveys" in paper.written
    assert "2 av 6 einingar er med" in paper.written
    assert [answer.name for answer, _ in paper.charts] == ["outcomes/starts"]


def test_without_a_register_of_units_there_are_no_groups_and_no_figure_pretends_there_are() -> None:
    paper = TextPage(outcome_store(units=False), NN)
    outcomes.view(paper)
    assert [answer.name for answer, _ in paper.charts if answer.state == "ok"] == [
        "outcomes/missing", "outcomes/wave_differences",
    ]  # fmt: skip


def test_a_name_that_looks_like_markup_is_shown_as_it_is_written() -> None:
    _, chart = figure(read(), "outcomes/missing")
    assert any("&lt;b&gt;Kontoret" in text for text in chart.layout["yaxis"]["ticktext"])
    assert "<b>Kontoret" not in str(chart.data)
