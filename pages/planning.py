"""Planlegging: kva kan planen finna, kven skal byrja når, og kva ventar me før nokon ser tala?"""

from __future__ import annotations

from reformspor.answers import Answer
from reformspor.answers.planning import (
    Design,
    by_months_answer,
    by_units_answer,
    design_fields,
    design_from,
    orders_answer,
    staircase_answer,
    wedge_answer,
    wedge_fields,
    wedge_from,
)
from reformspor.charts.detectable import detectable_lines
from reformspor.charts.found import chance_found
from reformspor.charts.planned import orders_table
from reformspor.charts.staircase import staircase
from reformspor.findings.hypotheses import draw_said, draw_table, hypothesis_said, register_said, register_table
from reformspor.findings.planning import (
    plan_gates,
    planning_assumed,
    smallest_p_said,
    state_gates,
    state_orders,
    state_plan,
    state_tried,
    state_wedge,
    wedge_assumed,
)
from reformspor.findings.verdict import gates_table
from reformspor.page.protocol import Page
from reformspor.page.varied import varied
from reformspor.report.plan import Told, design_said, plan_document


def view(page: Page) -> None:
    """What the plan can find, the order of joining, the text for an application, the lot, and the register."""
    units = page.ask("outcomes/starts")
    page.title("planning.title")
    page.text("planning.lead")
    page.section("planning.section.plan")
    seen, relevant = varied(page, units)
    fields = design_fields(len(units.frame) if seen is None else seen.units, seen, relevant)
    design = design_from(page.inputs("planning.heading.plan", fields, "p"))
    lost = len(set(design.late))
    if lost:
        page.text("planning.outside", n=lost)
    page.section("planning.section.find")
    told = findable(page, units, design)
    wedge(page, units)
    page.section("planning.section.text")
    page.text("planning.text_lead")
    page.points(design_said(told, page.words))
    page.document(plan_document(told, page.words))
    page.link("application", "application.design.from_planning", p=page.held("p"), o=page.held("o"))
    drawn(page, units)
    registered(page)


def findable(page: Page, units: Answer, design: Design) -> Told:
    """The smallest change by units and months, the plan tried, and what other orders would give."""
    words, assumed = page.words, planning_assumed(page.words, design)
    by_units, by_months = by_units_answer(units, design, assumed), by_months_answer(units, design, assumed)
    steps, others = staircase_answer(units, design, assumed), orders_answer(units, design, assumed)
    found, tried = state_plan(by_units, design, words), state_tried(design, words)
    page.figure(by_units, detectable_lines(by_units, words, "units", design.relevant), found)
    if tried is not None:
        page.findings([tried])
    page.figure(by_months, detectable_lines(by_months, words, "months", design.relevant))
    page.section("planning.section.order")
    page.text("planning.lot_lead")
    page.points([smallest_p_said(design, words)])
    stair = staircase(steps, words)
    page.figure(steps, stair)
    page.text("planning.orders_lead")
    page.findings([state_orders(others, words)])
    orders = orders_table(others, words)
    page.table(others, orders, words("planning.heading.orders"))
    gates = plan_gates(design)
    page.findings([state_gates(gates, words)])
    page.grid(gates_table(gates, words), "planning.heading.gates")
    now = units.provenance
    whose = page.choices.municipality(now.municipality, constructed=now.constructed)
    register, names = page.registered(), outcome_names(page)
    return Told(whose, now.constructed, now.as_of, design, found, tried, stair.table, orders, register, names)


def wedge(page: Page, units: Answer) -> None:
    """The power of a stepped wedge whose variances are known."""
    words = page.words
    page.section("planning.section.wedge")
    page.text("planning.wedge_lead")
    asked = wedge_from(page.inputs("planning.heading.wedge", wedge_fields(), "h"))
    found = wedge_answer(units, asked, wedge_assumed(words))
    page.figure(found, chance_found(found, words), state_wedge(found, asked, words))


def drawn(page: Page, units: Answer) -> None:
    """The draws there have been, the latest as a table, and the desk where one is made."""
    register, words = page.registered(), page.words
    page.section("planning.section.draw")
    page.points([draw_said(one, words) for one in register.draws] or [words("planning.no_draw")])
    if register.draws:
        names = {row["unit_id"]: row["unit_name"] for row in units.copy_rows()}
        page.grid(draw_table(register.draws[-1], words, names), "planning.heading.drawn")
    page.at_desk("draw")


def outcome_names(page: Page) -> dict[str, str]:
    """What each outcome is called."""
    return {str(row["indicator"]): str(row["name"]) for row in page.ask("outcomes/indicators").copy_rows()}


def registered(page: Page) -> None:
    """Every hypothesis, those that were replaced too, whether the register holds, and the desk."""
    register, words = page.registered(), page.words
    page.section("planning.section.register")
    page.text("hypotheses.lead")
    if any(one.constructed for one in register.hypotheses):
        page.text("hypotheses.constructed")
    page.points(register_said(register, words))
    if register.hypotheses:
        names = outcome_names(page)
        page.grid(register_table(register, words, names), "hypotheses.title")
        opened = {one.outcome for one in register.openings}
        page.points(
            [
                " ".join(
                    hypothesis_said(
                        one,
                        words,
                        names,
                        is_open=one.hypothesis.outcome in opened,
                        free_text=page.rule.free_text,
                    )
                )
                for one in register.hypotheses[::-1]
            ]
        )
    page.at_desk("register")
