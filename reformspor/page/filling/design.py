"""Design and power: the plan the reader has set on Planning, what it can find, and what is registered beforehand."""

from __future__ import annotations

from reformspor.answers.planning import by_units_answer, design_fields, design_from, orders_answer, staircase_answer
from reformspor.charts.detectable import detectable_lines
from reformspor.charts.planned import orders_table
from reformspor.charts.staircase import staircase
from reformspor.findings.hypotheses import hypothesis_said, register_said, register_table
from reformspor.findings.planning import plan_gates, planning_assumed, state_gates, state_plan, state_tried
from reformspor.findings.verdict import gates_table
from reformspor.page.filling.draft import Draft
from reformspor.page.protocol import Page
from reformspor.page.varied import varied
from reformspor.report.plan import Told, design_said
from reformspor.scope.fields import read_fields


def design(page: Page, draft: Draft) -> None:
    """Who begins when, the smallest change that can be found, and which demands of the verdict the plan meets."""
    words, units = page.words, page.ask("outcomes/starts")
    page.text("application.design.lead")
    seen, relevant = varied(page, units)
    fields = design_fields(len(units.frame) if seen is None else seen.units, seen, relevant)
    # The plan is set on the page Planning, whose address this page reads.
    plan = design_from(read_fields(page.held("p"), fields)[0])
    assumed = planning_assumed(words, plan)
    by_units, steps = by_units_answer(units, plan, assumed), staircase_answer(units, plan, assumed)
    others = orders_answer(units, plan, assumed)
    found, tried = state_plan(by_units, plan, words), state_tried(plan, words)
    stair, now = staircase(steps, words), units.provenance
    orders = orders_table(others, words)
    told = Told(
        now.municipality, now.constructed, now.as_of, plan, found, tried, stair.table, orders, page.registered()
    )
    page.points(design_said(told, words))
    draft.figure(page, steps, stair)
    draft.figure(page, by_units, detectable_lines(by_units, words, "units", plan.relevant), found)
    draft.table(page, others, orders, words("planning.heading.orders"))
    gates = plan_gates(plan)
    page.findings([state_gates(gates, words)])
    page.grid(gates_table(gates, words), "planning.heading.gates")
    page.link("planning", "application.design.to_planning", p=page.held("p"), o=page.held("o"))


def register(page: Page, draft: Draft) -> None:
    """What was expected before any outcome was opened, with the seal that shows it was not changed afterwards."""
    held, words = page.registered(), page.words
    if any(one.constructed for one in held.hypotheses):
        page.text("hypotheses.constructed")
    page.points(register_said(held, words))
    standing = [one for one in held.hypotheses if not one.replaced]
    if not standing:
        page.text("application.register.none")
        return
    names = {str(row["indicator"]): str(row["name"]) for row in page.ask("outcomes/indicators").copy_rows()}
    page.grid(register_table(held, words, names), "hypotheses.title")
    opened = {one.outcome for one in held.openings}
    page.points(
        [
            " ".join(
                hypothesis_said(
                    one, words, names, is_open=one.hypothesis.outcome in opened, free_text=page.rule.free_text
                )
            )
            for one in standing
        ]
    )
