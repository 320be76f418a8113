"""Hours and change: never more than an association, never from months whose hours are not known, and drawn as told."""

from __future__ import annotations

import pytest

from pages import dose
from reformspor.charts import Chart, paint
from reformspor.words import LANGUAGES, speak
from tests.effects.test_dose import written_out
from tests.views.dosed import UNITS, dosed, doses
from tests.views.given import MONTHS
from tests.views.paper import TextPage

CAUSES = ("effekt", "verknad", "førte til", "fører til", "virkning", "effect of", "led to", "caused")


def read(
    lang: str = "nn", chosen: str | None = "doc", slope: float = -1.5, pooled: int = 0, units: int = 8
) -> TextPage:
    paper = TextPage(store=dosed(slope, pooled, units), words=speak(lang), chosen=chosen)
    dose.view(paper)
    return paper


def chart_of(paper: TextPage, name: str) -> Chart:
    return next(chart for answer, chart in paper.charts if answer.name == name and chart is not None)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_view_is_written_in_every_language_without_a_word_for_cause(lang: str) -> None:
    written = read(lang).written
    assert written.startswith(f"# {speak(lang)('dose.title')}")
    assert "{" not in written
    said = [line for line in written.splitlines() if speak(lang)("effect.title") not in line]
    assert not [line for line in said if any(word in line.lower() for word in CAUSES)]


def test_a_planted_association_is_told_at_its_size_and_as_association() -> None:
    paper = read()
    slope = next(answer for answer, _ in paper.charts if answer.name == "dose/slopes")
    same = next(row for row in slope.copy_rows() if row["slope"] == "dose")
    assert same["low"] < -1.5 < same["high"]
    assert same["estimate"] == pytest.approx(-1.5, abs=0.3)
    assert "Det er ein samanheng: einingane valde timane sjølve." in paper.written
    assert "prosentpoeng lågare" in paper.written


def test_nothing_planted_is_said_to_be_unclear_with_its_interval() -> None:
    paper = read(slope=0.0)
    assert "Tala viser ingen klar samanheng mellom timar og tid til skriving." in paper.written
    assert "Det er ein samanheng" not in paper.written


def test_months_whose_hours_are_pooled_are_left_out_and_the_claim_is_weaker() -> None:
    paper = read(pooled=6)
    points = next(answer for answer, _ in paper.charts if answer.name == "dose/points")
    assert {row["month"] for row in points.copy_rows()} == set(MONTHS[6:])
    assert "Timane er kjende i 144 av 192 månader" in paper.written
    assert "Konklusjonen er skildring." in paper.written
    assert "Så mange månader manglar" in paper.written
    assert "Det er ein samanheng: einingane valde" not in paper.written
    kept = float(doses()[:, 6:].sum() * 20)
    assert f"{speak('nn').number(kept)} på ei eining".replace("\N{NO-BREAK SPACE}", " ") in paper.written


def test_every_point_is_drawn_once_and_groups_are_the_means_the_table_gives() -> None:
    chart = chart_of(read(), "dose/points")
    points, groups = chart.data
    column = speak("nn")("dose.column.value_apart")
    hours = speak("nn")("dose.column.per_fte_apart")
    assert len(points["x"]) == len(chart.table) == len(UNITS) * len(MONTHS)
    assert sum(points["y"]) == pytest.approx(chart.table[column].sum(), abs=1e-2)
    means = chart.table.groupby(speak("nn")("dose.column.group"))[[hours, column]].mean()
    assert groups["x"] == pytest.approx(list(means[hours]), abs=1e-3)
    assert groups["y"] == pytest.approx(list(means[column]), abs=1e-3)
    assert list(groups["x"]) == sorted(groups["x"])


def test_the_slopes_drawn_are_those_of_the_table() -> None:
    chart = chart_of(read(), "dose/slopes")
    column = chart.table[speak("nn")("effect.column.estimate")]
    drawn = sum(sum(trace["x"]) for trace in chart.data if "marker" in trace)
    assert drawn == pytest.approx(column.sum(), abs=1e-3)


def test_too_few_units_are_told_and_nothing_is_drawn() -> None:
    paper = read(units=4)
    assert "Metoden treng minst 6." in paper.written
    assert not paper.charts


def test_nothing_is_shown_before_an_outcome_is_chosen_and_opened() -> None:
    assert not read(chosen=None).charts
    closed = TextPage(store=dosed(), words=speak("nn"), chosen="doc", unopened=("doc",))
    dose.view(closed)
    assert not closed.charts
    assert "outcomes/dose" not in closed.asked


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_figure_is_painted_and_has_its_table_and_alt_text(theme: str) -> None:
    for answer, chart in read().charts:
        assert chart is not None
        assert chart.alt
        assert len(chart.table)
        assert answer.assumed
        assert "@" not in str(paint(chart, theme, speak("nn"))["data"])  # type: ignore[arg-type]


def test_the_slope_of_the_page_is_the_regression_written_out() -> None:
    from reformspor.answers import ask
    from reformspor.answers.dosed import dosed as held_of
    from reformspor.answers.panelled import panel_of
    from reformspor.disclosure import Rule
    from reformspor.scope import Scope

    store, everything = dosed(), Scope()
    answers = [ask(store, f"outcomes/{name}", everything, Rule.internal()) for name in ("panel", "starts", "dose")]
    read_panel = panel_of(answers[0], answers[1]).panel
    assert read_panel is not None
    held = held_of(read_panel, answers[2])
    import numpy as np

    told = np.array([[np.nan if one is None else one for one in row] for row in held.dose])
    assert told == pytest.approx(doses())
    slopes, _ = written_out(held.panel, told[None])
    shown = next(answer for answer, _ in read().charts if answer.name == "dose/slopes")
    same = next(row for row in shown.copy_rows() if row["slope"] == "dose")
    assert same["estimate"] == pytest.approx(slopes[0])


def test_an_unclear_association_is_a_description_by_the_one_ladder() -> None:
    written = read(slope=0.0).written
    assert "Konklusjonen er skildring." in written
    assert "Konklusjonen er samanheng." not in written
    assert "Konklusjonen er samanheng." in read().written
