"""Framskriving og scenario: kva om det held fram som før, og kva om noko blir endra?"""

from __future__ import annotations

from reformspor import charts, findings
from reformspor.answers import Answer, spanning, supposing
from reformspor.answers.supposed import Measured, measured, outcome_answer, weeks_answer
from reformspor.answers.supposed_fields import MORE, fields_of, scenario_from
from reformspor.page.protocol import Page
from reformspor.scope.fields import write_fields

HELPERS = ("helper",)


def view(page: Page) -> None:
    """Hours carried on with the error they have had, and two scenarios beside one another."""
    words = page.words
    forecast = spanning(page.ask("scenario/forecast"), "month")
    future = supposing(forecast, findings.forecast_assumptions(words))
    tested, groups = page.ask("scenario/backtest"), page.ask("scenario/forecast_groups")
    page.title("views.scenario.title", findings.state_forecast(future, tested, groups, words))
    page.text("scenario.lead")
    page.section("scenario.section.forecast")
    shown = findings.foreseen(future)
    if shown:
        carried_on(page, future, tested, shown)
    else:
        page.text("scenario.no_forecast")
    page.table(groups, charts.group_table(groups, tested, words))
    page.section("scenario.section.scenario")
    scenarios(page)


def carried_on(page: Page, future: Answer, tested: Answer, shown: tuple[str, ...]) -> None:
    """All roles and each group, and how far the forecast of one of them has missed."""
    words = page.words
    first, *others = shown
    page.figure(future, charts.forecast_line(future, words, first), findings.state_next(future, words, first))
    if others:
        panels = charts.forecast_panels(future, words, others)
        page.figure(future, panels, findings.state_growing(future, words, others))
    options = {group: findings.group_label(words, group) for group in shown}
    group = page.choose("scenario.choose", options, "g", stands=first) or first
    page.figure(tested, charts.backtest_lines(tested, words, group), findings.state_backtest(tested, words, group))
    heading = words("scenario.heading.backtest", group=options[group])
    page.table(tested, charts.backtest_table(tested, words, group), heading)


def scenarios(page: Page) -> None:
    """What the last twelve months say, the two scenarios' fields, and what each comes to."""
    effort, pace, helpers = page.ask("scenario/effort"), page.ask("scenario/pace"), page.ask("scenario/helpers")
    kinds = page.ask("capacity/effort_by_kind", roles=HELPERS)
    need = page.ask("capacity/need", roles=HELPERS, first=None, last=None)
    panels = (effort, pace, helpers, kinds, need)
    basis = measured(pace, effort, helpers, kinds, need)
    if basis is None:
        if pace.state == "ok":
            page.text("scenario.none_lately")
        else:
            page.empty(pace)
        return
    for key, places in findings.basis_said(page.words, basis):
        page.text(key, **places)
    page.link("capacity", "scenario.to_capacity")
    compared(page, panels, basis)
    columns = ("role", "activity", "hours", "hours_possible", "rate_low", "rate_high")
    page.table(effort, charts.listing(effort, page.words, columns, kinds=(("activity", "activity"),)))


def compared(page: Page, panels: tuple[Answer, ...], basis: Measured) -> None:
    """Two scenarios beside one another: the reader's numbers, the weeks, and the year."""
    words = page.words
    left, right = page.columns(2)
    first, second = fields_of(basis), fields_of(basis, more=MORE)
    chosen = {
        "a": (left.inputs("scenario.heading.a", first, "a"), first),
        "b": (right.inputs("scenario.heading.b", second, "b"), second),
    }
    asked = {name: scenario_from(values) for name, (values, _) in chosen.items()}
    codes = {name: write_fields(values, fields) for name, (values, fields) in chosen.items()}
    assumed = findings.assumptions(words, {name: (one, codes[name]) for name, one in asked.items()})
    known = basis.available is not None
    outcome = outcome_answer(panels, asked, basis.circumstances, assumed, has_capacity=known)
    weeks = weeks_answer(panels, asked, basis.circumstances, assumed, has_capacity=known)
    page.figure(weeks, charts.gap_weeks(weeks, words), findings.state_gap(outcome, words))
    page.table(outcome, charts.scenario_table(outcome, words))
