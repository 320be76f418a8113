"""Every figure and table is held against the period before, or says why not; targets are drawn and said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import pytest

from reformspor.answers import Answer, ask
from reformspor.application import Held, our_calls
from reformspor.charts import Chart, paint, target_listing
from reformspor.charts.listing import heading_of
from reformspor.choices import load_definitions
from reformspor.findings import total
from reformspor.findings.comparison import WHOLES, Comparison, compare
from reformspor.findings.comparison_said import comparison_numbers, comparison_table, say_comparison
from reformspor.findings.measures import FIGURES, READ, ends_of, state_target
from reformspor.page.goals import goal_for
from reformspor.page.measured import aimed, measured
from reformspor.page.navigation import PAGES, view_of
from reformspor.scope import Scope
from reformspor.store import DuckStore
from reformspor.words import LANGUAGES, speak
from tests.views.dosed import dosed
from tests.views.effect_given import effect_store, registered
from tests.views.given import small
from tests.views.outcome_given import outcome_store
from tests.views.paper import TextPage

STORE = small()
# Pages that show no number of their own here: of the program, of what is delivered, of texts that wait, or of what is
# put together of other pages.
WITHOUT = {"deliver", "dictionary", "methods", "review", "settings", "report", "presentation", "verification"}
# Shows its contents alone until a section is chosen; see the test below.
IN_SECTIONS = {"application"}
# Pages of outcomes, of which the small store has none; they are written of what they have in tests below.
OF_OUTCOMES = {"outcomes", "effect", "sensitivity", "dose", "peers"}
# Enough targets for every measure, so that each figure of one is drawn with it.
GOALS = {"share": 0.5, "ratio": 1.0, "nok_month": 1000.0}


@cache
def written(page: str, period: str = "", *, aimed_at: bool = False) -> TextPage:
    """A page with everything on it, written once for all tests."""
    scope = Scope.from_address({"period": period} if period else {})
    paper = TextPage(store=with_targets() if aimed_at else STORE, words=speak("nn"), scope=scope)
    view_of(page)(paper)
    return paper


def shown(paper: TextPage) -> list[Answer]:
    """The answers of the figures and tables that have something to show."""
    return [one for one in (*(a for a, _ in paper.charts), *(a for a, _ in paper.tables)) if one.state == "ok"]


@cache
def held(page: str, period: str = "") -> tuple[Comparison, ...]:
    """What each figure and table of a page is held against."""
    answers = shown(written(page, period))
    return tuple(compare(one, lambda name, scope, rule=one.rule: ask(STORE, name, scope, rule)) for one in answers)


@pytest.mark.parametrize("page", [entry.name for entry in PAGES])
def test_every_figure_and_table_has_a_comparison_or_a_reason(page: str) -> None:
    assert bool(held(page)) != (page in WITHOUT | OF_OUTCOMES | IN_SECTIONS)
    hold(held(page))


def test_every_figure_and_table_of_the_whole_annex_has_a_comparison_or_a_reason() -> None:
    paper = TextPage(store=STORE, words=speak("nn"), given={"part": "whole"}, applications=Held(our_calls()))
    view_of("application")(paper)
    comparisons = [
        compare(one, lambda name, scope, rule=one.rule: ask(STORE, name, scope, rule)) for one in shown(paper)
    ]
    assert len(comparisons) > 10
    hold(comparisons)


def hold(comparisons: Sequence[Comparison]) -> None:
    """Each is a comparison or a reason why there is none, said in every language."""
    for comparison in comparisons:
        name = comparison.now.name
        assert bool(comparison.rows) != bool(comparison.why), name
        lines = {say_comparison(comparison, speak(lang), "x") for lang in LANGUAGES}
        assert len(lines) == len(LANGUAGES), name
        for lang in LANGUAGES:
            table, numbers = comparison_table(comparison, speak(lang)), comparison_numbers(comparison, speak(lang))
            assert len(table) == len(numbers) == len(comparison.rows)


@pytest.mark.parametrize("page", ["outcomes", "effect", "sensitivity"])
def test_figures_of_outcomes_have_a_reason_too(page: str) -> None:
    store = outcome_store() if page == "outcomes" else effect_store()
    paper = TextPage(
        store=store, words=speak("nn"), given={"outcome": "docs", "indicator": "docs"}, register=registered()
    )
    view_of(page)(paper)
    answers = shown(paper)
    assert len(answers) > 2
    hold([compare(one, lambda name, scope, rule=one.rule: ask(store, name, scope, rule)) for one in answers])


def test_figures_of_hours_and_change_have_a_reason_too() -> None:
    paper = TextPage(store=dosed(-1.5, 0, 8), words=speak("nn"), chosen="doc")
    view_of("dose")(paper)
    answers = shown(paper)
    assert len(answers) > 1
    hold([compare(one, lambda name, scope, rule=one.rule: ask(paper.store, name, scope, rule)) for one in answers])


def test_most_figures_of_the_pages_about_the_reform_are_compared_and_not_only_excused() -> None:
    for page in ("overview", "sessions", "resources", "union_reps", "cost", "barriers", "phases"):
        comparisons = held(page, "2024-07..2024-12")
        assert sum(bool(one.rows) for one in comparisons) > len(comparisons) / 2, page


@pytest.mark.parametrize("page", [entry.name for entry in PAGES if entry.name not in WITHOUT])
def test_the_numbers_are_the_sums_of_the_two_answers(page: str) -> None:
    for comparison in held(page):
        added = [row for row in comparison.wholes if row.value == "hours" and comparison.now.name not in WHOLES]
        for row in added:
            assert comparison.former is not None
            assert (row.before, row.now) == (total(comparison.former, "hours"), total(comparison.now, "hours"))


def test_a_chosen_period_is_held_against_the_one_before_it() -> None:
    periods = {one.former.scope.address()["period"] for one in held("sessions", "2025-07..2025-12") if one.former}
    assert periods == {"2025-01..2025-06"}


def aims() -> Mapping[str, float]:
    """A target for each measure there is."""
    return {code: GOALS.get(one.unit, 7.0) for code, one in load_definitions().measures.items()}


@cache
def with_targets() -> DuckStore:
    store = small()
    for measure, value in aims().items():
        store._connection.execute(
            "insert into targets (measure, month, value, source) values (?, date '2024-01-01', ?, 'Plan 7')",
            [measure, value],
        )
    return store


def test_the_line_of_a_target_stands_where_the_table_of_targets_says_and_is_labelled() -> None:
    drawn, seen = set(), set()
    for entry in PAGES:
        paper = written(entry.name, aimed_at=True)
        seen |= {answer.name for answer in shown(paper)}
        for answer, chart in paper.charts:
            figure = FIGURES.get(answer.name)
            if figure is None or not figure.axis or chart is None or answer.state != "ok":
                continue
            lined = aimed(paper, answer, chart)
            assert lined is not None
            drawn.add(answer.name)
            check_line(lined, chart, aims()[figure.measure] * figure.scale, figure.axis)
    # The small exports have nothing to show for some of them.
    assert drawn == {name for name, figure in FIGURES.items() if figure.axis} & seen
    assert len(drawn) >= 5


def check_line(lined: Chart, plain: Chart, value: float, axis: str) -> None:
    line, label = lined.layout["shapes"][-1], lined.layout["annotations"][-1]
    assert (line[f"{axis}0"], line[f"{axis}1"]) == (value, value)
    assert label["text"].startswith("Mål:")
    low, high = lined.layout[f"{axis}axis"]["range"]
    assert low <= value <= high
    assert lined.alt.startswith(plain.alt)
    assert lined.alt != plain.alt
    assert lined.data == plain.data
    paint(lined, "dark", speak("nn"))


def test_a_figure_without_a_target_is_left_as_it_is() -> None:
    paper = written("overview")
    for answer, chart in paper.charts:
        if goal_for(paper, FIGURES[answer.name].measure) is None if answer.name in FIGURES else True:
            assert aimed(paper, answer, chart) is chart


def test_every_measure_a_target_may_be_set_for_can_be_read_and_is_said_in_three_languages() -> None:
    assert READ.keys() == load_definitions().measures.keys()
    assert {figure.measure for figure in FIGURES.values()} <= READ.keys()
    store = with_targets()
    for lang in LANGUAGES:
        paper = TextPage(store=store, words=speak(lang))
        for name, figure in FIGURES.items():
            answer = paper.ask(name)
            said = state_target(figure.measure, answer, goal_for(paper, figure.measure), paper.words)
            assert (said is None) == (ends_of(figure.measure, answer) is None), name
            assert said is None or "Plan 7" in said
            named = state_target(figure.measure, answer, goal_for(paper, figure.measure), paper.words, named=True)
            assert (named is None) == (said is None)
            assert named is None or named.startswith(f"{paper.words.code('measure', figure.measure)}: ")


def test_the_table_of_targets_reads_each_in_its_measures_unit_and_shares_as_per_cent() -> None:
    paper = written("settings", aimed_at=True)
    [(answer, table)] = [pair for pair in paper.tables if pair[0].name == "data/targets"]
    units = [load_definitions().measures[row["target_of"]].unit for row in answer.copy_rows()]
    said = dict(zip(units, table[heading_of(paper.words, "value")], strict=True))
    assert (said["share"], said["ratio"]) == (
        "50\N{NO-BREAK SPACE}%",
        paper.words("choices.unit.ratio", value="1", n=1),
    )
    assert table.shape == (len(aims()), 4)
    assert "50\N{NO-BREAK SPACE}%" in list(target_listing(answer, speak("nb"))[heading_of(speak("nb"), "value")])
    assert "50%" in list(target_listing(answer, speak("en"))[heading_of(speak("en"), "value")])


def test_tiles_of_four_pages_say_their_target() -> None:
    for page, least in (("overview", 6), ("capacity", 2), ("union_reps", 2), ("cost", 1)):
        tiles = written(page, aimed_at=True).shown_tiles
        assert sum(tile.target is not None and "Plan 7" in tile.target for tile in tiles) >= least, page


def test_a_target_of_the_whole_is_not_held_against_some_roles_hours() -> None:
    paper = TextPage(store=with_targets(), words=speak("nn"))
    assert measured(paper, "hours_month", paper.ask("overview/hours_total")).target is not None
    assert measured(paper, "hours_month", paper.ask("overview/hours_total", roles=("helper",))).target is None
