"""Endring og effekt: kva endra seg etter starten, og kor sikre kan me vera?"""

from __future__ import annotations

from reformspor import charts
from reformspor.answers import studied
from reformspor.answers.asked import Surroundings
from reformspor.answers.panelled import breaks_of
from reformspor.answers.unshifted import unshifted
from reformspor.charts.measured_anew import with_breaks, with_exploring
from reformspor.effects.study import Study
from reformspor.findings import changed, sensitivity, verdict
from reformspor.page.outcome import Outcome
from reformspor.page.protocol import Page
from reformspor.page.studying import looked_at
from reformspor.page.variation import variation

# So many months on each side of the start are drawn at once.
SHOWN = (-18, 18)
# Levels at which what the model says is no finding.
WEAK = frozenset({"too_little", "undecided", "description", "hidden"})


def view(page: Page) -> None:
    """One outcome at a time: the numbers as measured, what the model says, and how much may be said."""
    page.title("effect.title")
    page.text("effect.lead")
    looked = looked_at(page)
    if looked is not None:
        found, given, study = looked.found, looked.given, looked.study
        if study is not None:
            concluded(page, found, study)
        measured(page, found, given)
        if study is not None:
            modelled(page, found, given, study)
            held_to(page, found, study)
        variation(page, found)
    for name in ("outcomes", "sensitivity", "planning", "methods"):
        page.link(name, f"effect.to_{name}")


def concluded(page: Page, found: Outcome, study: Study) -> None:
    """The verdict and how it was reached, what would have to be true, and what else could explain it."""
    words = page.words
    page.findings([verdict.state_verdict(study, words, found.name, found.measured_in)])
    lowered = verdict.state_lowering(study.verdict, words, free_text=page.rule.free_text)
    said = [lowered] if lowered else []
    if not study.hypothesis:
        said.append(words("effect.unregistered"))
    page.points([*said, verdict.method_said(study, words)])
    page.section("effect.section.against")
    page.text("effect.must_be_true", what=verdict.assumes_said(study, words))
    page.points([*verdict.counter_said(study, words), verdict.near_said(study, words)])


def measured(page: Page, found: Outcome, given: Surroundings) -> None:
    """Every value, before any method."""
    page.section("effect.section.course")
    course = studied.course(found.values, given.panel, found.unit_names)
    unit = verdict.difference_unit(found.measured_in, page.words)
    chart = with_breaks(
        charts.effect_course(course, page.words, found.measured_in), breaks_of(found.values), page.words
    )
    page.figure(course, chart, changed.state_moved(course, page.words, unit))


def modelled(page: Page, found: Outcome, given: Surroundings, study: Study) -> None:
    """What the model of the design says: one series against itself, or units against units."""
    words, unit = page.words, verdict.difference_unit(found.measured_in, page.words)
    page.section("effect.section.study")
    refused = sensitivity.refused_said(study, words)
    if refused:
        page.points(refused)
        return
    if study.verdict.level in WEAK:
        page.text("effect.weak", level=words(f"verdict.level.{study.verdict.level}.name"))
    if study.design == "its":
        its = study.results["its"]
        series = studied.series(found.values, its, study.results.get("its_control"))
        said = changed.state_series(its, words, unit)
        chart = with_breaks(charts.effect_series(series, words, found.measured_in), breaks_of(found.values), words)
        page.figure(series, with_exploring(chart, *found.explored_and_begun, words), said)
        changes = studied.changes(found.values, its, study.main)
    elif study.design == "did":
        cs = study.results["cs"]
        events = studied.events(found.values, cs)
        page.figure(events, charts.event_study(events, words, unit, SHOWN), changed.state_events(events, words))
        beside = unshifted(found.values, given.panel, cs)
        page.figure(beside, charts.effect_series(beside, words, found.measured_in))
        groups, calendar = studied.groups(found.values, cs), studied.calendar(found.values, cs)
        page.figure(groups, charts.groups_forest(groups, words, unit), changed.state_cohorts(groups, words, unit))
        page.figure(calendar, charts.by_month(calendar, words, unit))
        changes = studied.changes(found.values, cs, study.main)
    else:
        return
    page.table(changes, charts.changes_table(changes, words))
    page.points(sensitivity.notices_said(study.own, words))


def held_to(page: Page, found: Outcome, study: Study) -> None:
    """Every gate with what was measured, and what would make the verdict stronger."""
    words = page.words
    page.section("effect.section.verdict")
    page.text("verdict.gates.lifts")
    page.points(verdict.lifts(study.verdict, words))
    gates = studied.gates(found.values, study.verdict)
    page.table(gates, verdict.gates_table(study.verdict, words))
    page.lower_desk(found.lowered_as, study.verdict)
