"""Skog av estimat: kor mykje heng svaret på metoden, einingane og datoen?"""

from __future__ import annotations

from reformspor import charts
from reformspor.answers import Answer, studied
from reformspor.answers import sensitivity as answers
from reformspor.answers.asked import Surroundings
from reformspor.charts import Chart
from reformspor.effects.result import Refusal
from reformspor.effects.study import Study
from reformspor.findings import Finding, verdict
from reformspor.findings import sensitivity as said
from reformspor.page.outcome import Outcome
from reformspor.page.protocol import Page
from reformspor.page.studying import looked_at


def view(page: Page) -> None:
    """How far the answer hangs on what was chosen."""
    page.title("sensitivity.title")
    page.text("sensitivity.lead")
    looked = looked_at(page)
    if looked is not None and looked.study is not None:
        stressed(page, looked.found, looked.study)
        expected(page, looked.found, looked.given, looked.study)
    for name in ("effect", "methods"):
        page.link(name, f"effect.to_{name}")


def stressed(page: Page, found: Outcome, study: Study) -> None:
    """The verdict, and then each thing it could hang on."""
    page.findings([verdict.state_verdict(study, page.words, found.name, found.measured_in)])
    refused = said.refused_said(study, page.words)
    if refused or not study.results:
        page.points(refused)
        return
    methods(page, found, study)
    if study.design == "did":
        left_out(page, found, study)
        exchanged(page, found, study)
        trends(page, found, study)
        compared(page, found, study)
    elif study.design == "its":
        dated(page, found, study)
    page.points(said.notices_said(study.own, page.words))


def methods(page: Page, found: Outcome, study: Study) -> None:
    """What each method finds."""
    words, unit = page.words, verdict.difference_unit(found.measured_in, page.words)

    def why(one: Refusal) -> str:
        return said.refusal_said(one, words)

    page.section("sensitivity.section.estimators")
    answer = answers.estimators(found.values, study.results, study.stands_on, why)
    shown(page, answer, charts.methods_forest(answer, words, unit), said.state_estimators(answer, words, unit))


def left_out(page: Page, found: Outcome, study: Study) -> None:
    """The change without each unit."""
    words, unit, names = page.words, verdict.difference_unit(found.measured_in, page.words), found.unit_names
    page.section("sensitivity.section.units")
    answer = answers.left_out(found.values, study.results["leave_one_out"])
    finding = said.state_left_out(answer, words, unit, names)
    shown(page, answer, charts.units_forest(answer, words, unit, names), finding)


def exchanged(page: Page, found: Outcome, study: Study) -> None:
    """Where the change lies among those of other distributions of the starts; the control outcome is asked the same."""
    words, unit = page.words, verdict.difference_unit(found.measured_in, page.words)
    page.section("sensitivity.section.draws")
    drawn = study.results[study.stands_on]
    heap = studied.heap(found.values, drawn)
    shown(page, heap, charts.draws_heap(heap, words, unit), said.state_draws(drawn, heap, words))
    control = study.results.get("control")
    page.section("sensitivity.section.control")
    if control is None:
        page.text("sensitivity.no_control")
    else:
        page.findings([said.state_control(control, words)])


def trends(page: Page, found: Outcome, study: Study) -> None:
    """How differently the units may develop before the answer falls, and what would have been seen before the start."""
    words, unit, results = page.words, verdict.difference_unit(found.measured_in, page.words), study.results
    page.section("sensitivity.section.trends")
    honest, relative, power = (results[name] for name in ("honest", "honest_relative", "pretrends"))
    bounds = answers.bounds(found.values, "bounds", honest)
    shown(page, bounds, charts.bounds_forest(bounds, words, unit), said.state_bounds(honest, words, unit))
    if relative.refused:
        page.findings([said.state_relative(relative, words)])
    else:
        wider = answers.bounds(found.values, "relative_bounds", relative)
        forest = charts.bounds_forest(wider, words, unit, relative=True)
        shown(page, wider, forest, said.state_relative(relative, words))
    drift = answers.stretches(found.values, power)
    shown(page, drift, charts.drift_in_stretches(drift, words, unit), said.state_drift(power, words, unit))


def compared(page: Page, found: Outcome, study: Study) -> None:
    """What a simple regression would have rested on."""
    bacon = study.results["bacon"]
    page.section("sensitivity.section.comparisons")
    page.findings([said.state_comparisons(bacon, page.words)])
    if not bacon.refused:
        shares = answers.comparisons(found.values, bacon)
        page.table(shares, charts.comparisons_table(shares, page.words))


def dated(page: Page, found: Outcome, study: Study) -> None:
    """Where the true start lies among other dates."""
    placebo = study.results["placebo"]
    page.section("sensitivity.section.dates")
    dates = studied.placebos(found.values, placebo)
    shown(page, dates, charts.placebo_dates(dates, page.words), said.state_placebos(placebo, page.words))


def expected(page: Page, found: Outcome, given: Surroundings, study: Study) -> None:
    """What was registered beforehand, point for point beside what was found."""
    page.section("sensitivity.section.expected")
    if given.registered is None:
        page.text("effect.unregistered")
        page.link("planning", "effect.to_planning")
        return
    table = charts.expected_table(given.registered, study, page.registered(), page.words, found.name, found.measured_in)
    page.table(studied.expected(found.values, given.registered.hypothesis, study), table)


def shown(page: Page, answer: Answer, chart: Chart, finding: Finding) -> None:
    """The figure where there is something to draw; else only why there is not."""
    if answer.state == "ok":
        page.figure(answer, chart, finding)
    else:
        page.findings([finding])
