"""Tillitsvalde: kva ber dei utover frikjøpet, kva veks, og kva bed planen dei om?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from reformspor import charts, findings
from reformspor.answers import Answer
from reformspor.findings import Glance
from reformspor.page.measured import measured, measured_tile
from reformspor.page.protocol import Page, Tile

Ends = tuple[float, float]


def view(page: Page) -> None:
    """Five tiles, and behind them release, work on top, the load on each, what grows, the parties and the plan."""
    words = page.words
    roles = findings.representatives_of(page.scope.roles)
    months = asked(page, "union_reps/release_by_month")
    page.title("views.union_reps.title", findings.state_months_beyond(months, words))
    page.text("union_reps.lead")
    if page.scope.roles and not set(page.scope.roles) & set(roles):
        page.text("union_reps.no_reps")
    tiles(page)
    release(page, months)
    on_top(page)
    load(page)
    growth(page)
    parties(page)
    plan(page)
    page.link("protection", "union_reps.to_protection")


def tiles(page: Page) -> None:
    """Hours, hours beyond the release, the share on top, the share with the parties, and what the plan asks."""
    words, recent = page.words, page.recent()
    hours = asked(page, "overview/hours_total")
    beyond = asked(page, "union_reps/release_by_month", **recent)
    top = asked(page, "union_reps/on_top_by_year", **recent)
    took = page.ask("union_reps/parties_by_phase", **recent)
    plan = asked(page, "union_reps/next_quarter")
    total, norm = findings.glance_hours(hours, words), page.choices.number("norm.hours_per_fte")
    page.tiles(
        [
            tile(page, "hours", hours, total, total.former, "hours_month"),
            tile(
                page,
                "beyond",
                beyond,
                findings.glance_beyond(beyond, words, norm),
                before(page, beyond, findings.beyond_ends),
                "beyond_release",
            ),
            tile(
                page,
                "on_top",
                top,
                findings.glance_on_top(top, words),
                before(page, top, findings.on_top_ends, share=True),
                "on_top_share",
            ),
            tile(
                page,
                "parties",
                took,
                findings.glance_parties(took, words),
                before(page, took, findings.party_share, share=True),
                "parties_took_part",
            ),
            tile(page, "plan", plan, findings.glance_plan(plan, words)),
        ]
    )


def asked(page: Page, name: str, **fixed: Any) -> Answer:
    """A question asked of representatives only, of all the roles its own figure shows when one is picked in it."""
    return page.ask(name, roles=findings.representatives_of(page.scope_of(name).roles), **fixed)


def before(page: Page, now: Answer, ends: Callable[[Answer], Ends | None], *, share: bool = False) -> str | None:
    """A number against the equally long period before."""
    former = page.former(now.name, roles=now.scope.roles)
    return findings.against_former(now, former, page.words, ends, share=share)


def tile(
    page: Page,
    name: str,
    answer: Answer,
    glance: Glance,
    former: str | None = None,
    measure: str = "",
) -> Tile:
    """A tile with its definition and the period it is held against; a `measure` has its target and its status."""
    held = measured(page, measure, answer) if measure else None
    label = page.words(f"union_reps.tile.{name}")
    return measured_tile(page, label, answer, replace(glance, former=former), held, of_period=True)


def release(page: Page, months: Answer) -> None:
    """Hours against release for each role, and month by month."""
    words = page.words
    page.section("union_reps.release")
    by_role = asked(page, "resources/beyond_release")
    page.figure(
        by_role,
        charts.dumbbell(by_role, words, by="role", agreed="release_h", used="hours"),
        findings.state_release(by_role, words),
    )
    page.figure(months, charts.release_months(months, words), findings.state_months_beyond(months, words))


def on_top(page: Page) -> None:
    """Hours on top of ordinary duty, month by month, and their share year by year."""
    words = page.words
    page.section("union_reps.on_top")
    months = asked(page, "resources/on_top_by_month")
    years = asked(page, "union_reps/on_top_by_year")
    page.figure(years, charts.share_years(years, words), findings.state_on_top_years(years, words))
    page.figure(
        months,
        charts.stacked_months(months, words, by="on_top"),
        findings.state_on_top(asked(page, "resources/on_top_by_role"), words),
    )


def load(page: Page) -> None:
    """Hours a month for each representative, as the two ends of the band."""
    page.section("union_reps.load")
    page.text("union_reps.load_lead")
    answer = asked(page, "union_reps/load")
    page.figure(answer, charts.load_bands(answer, page.words), findings.state_load(answer, page.words))


def growth(page: Page) -> None:
    """Which kind of work grows, in like periods."""
    page.section("union_reps.growth")
    answer = asked(page, "union_reps/activity_growth")
    page.figure(answer, charts.growth_bars(answer, page.words), findings.state_growth(answer, page.words))


def parties(page: Page) -> None:
    """In what part of the sessions the parties took part, over time and by phase."""
    words = page.words
    page.section("union_reps.parties")
    quarters, phases = page.ask("union_reps/parties_by_quarter"), page.ask("union_reps/parties_by_phase")
    page.figure(quarters, charts.parties_by_quarter(quarters, words), findings.state_parties(quarters, words))
    page.figure(phases, charts.parties_by_phase(phases, words), findings.state_parties_phase(phases, words))


def plan(page: Page) -> None:
    """What the plan of the three months to come asks, beside the release in them."""
    page.section("union_reps.plan")
    page.text("union_reps.plan_lead")
    answer = asked(page, "union_reps/next_quarter")
    drawn = charts.release_months(answer, page.words, used="asked")
    page.figure(answer, drawn, findings.state_plan(answer, page.words))
