"""Oversyn: korleis står det til med reforma, på éi side?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reformspor import charts, findings
from reformspor.answers import Answer
from reformspor.findings import Finding, Glance
from reformspor.page.measured import Measured, measured, measured_tile
from reformspor.page.protocol import Page, Tile

OF_TODAY = ("late", "waiting")


def view(page: Page) -> None:
    """The situation in a sentence, five tiles, three findings, and the figures behind them."""
    words = page.words
    sessions, hours = page.ask("overview/sessions_total"), page.ask("overview/hours_total")
    barriers, initiatives = page.ask("overview/open_barriers"), page.ask("overview/initiatives_by_phase")
    freshness = page.ask("overview/freshness")
    levels, by_role = page.ask("barriers/by_level"), page.ask("resources/hours_by_role_month")
    phases = findings.state_largest(initiatives, words, by="phase", value="n", what="initiatives")

    oldest = page.ask("barriers/ageing")
    page.title("views.overview.title", findings.state_situation(sessions, hours, barriers, words, oldest))
    page.text("status.lead")
    page.tiles(needs(page))
    page.tiles(
        [
            tile(
                page, "sessions", sessions, findings.glance_sessions(sessions, words), "sessions",
                measured(page, "sessions_month", sessions),
            ),
            tile(
                page, "hours", hours, findings.glance_hours(hours, words), "resources",
                measured(page, "hours_month", hours),
            ),
            tile(
                page, "barriers", barriers, findings.glance_barriers(barriers, words, oldest), "barriers",
                measured(page, "open_barriers", barriers).over(measured(page, "barrier_days", barriers, named=True)),
            ),
            tile(page, "initiatives", initiatives, findings.glance_initiatives(initiatives, words), "phases"),
            tile(
                page, "freshness", freshness, findings.glance_freshness(freshness, words), "data",
                measured(page, "data_days", freshness),
            ),
        ]
    )  # fmt: skip
    page.findings(findings.outstanding(candidates(page, sessions, hours, levels, phases), words))
    page.text("views.overview.chosen")
    page.figure(
        by_role,
        charts.stacked_months(by_role, words, by="role"),
        findings.state_change(hours, words, value="hours", what="hours"),
    )
    left, right = page.columns(2)
    left.figure(
        levels,
        charts.ranked_bars(levels, words, by="level", value="n_open", unit="barriers"),
        findings.state_levels(levels, words),
    )
    bars = charts.ranked_bars(initiatives, words, by="phase", value="n", unit="initiatives")
    right.figure(initiatives, bars, phases)
    held, roles = page.ask("sessions/held_by_month"), page.ask("resources/hours_by_role")
    left.figure(
        held,
        charts.stacked_months(held, words, value="n", unit="sessions"),
        findings.state_change(sessions, words, value="n", what="sessions"),
    )
    right.figure(
        roles,
        charts.ranked_bars(roles, words, by="role", value="hours", families=True),
        findings.state_largest(roles, words, by="role", value="hours", what="roles"),
    )


def needs(page: Page) -> list[Tile]:
    """What leadership needs first, each with its status: helpers, representatives, cost, and what waits on somebody."""
    words, recent = page.words, page.recent()
    gap, need = page.ask("sessions/unstaffed"), helper_need(page)
    reps = findings.representatives_of(page.scope.roles)
    release = page.ask("union_reps/release_by_month", roles=reps, **recent)
    cost = page.ask("cost/total", **recent)
    late, barriers = page.ask("sessions/follow_ups_by_state"), page.ask("barriers/status_now")
    top = page.ask("union_reps/on_top_by_year", roles=reps, **recent)
    beyond = findings.glance_beyond(release, words, page.choices.number("norm.hours_per_fte"))
    beyond = replace(
        beyond,
        former=findings.against_former(
            release, page.former("union_reps/release_by_month", roles=reps), words, findings.beyond_ends
        ),
    )
    spent = replace(
        findings.glance_estimate(cost, words, "cost"),
        change=findings.cost_said(cost, words),
        former=findings.estimate_shift(cost, page.former("cost/total"), words, "cost"),
    )
    return [
        tile(
            page, "gap", gap, findings.glance_gap(gap, words, need), "capacity",
            measured(page, "helper_gap", gap),
        ),
        tile(
            page, "beyond", release, beyond, "union_reps",
            measured(page, "beyond_release", release),
        ),
        tile(
            page, "on_top", top, on_top(page, top, reps), "union_reps",
            measured(page, "on_top_share", top),
        ),
        tile(
            page, "cost", cost, spent, "cost",
            measured(page, "cost_month", cost),
        ),
        tile(
            page, "late", late, stood(page, findings.glance_late(late, words), late, findings.late_ends), "sessions",
            measured(page, "follow_ups_late", late),
        ),
        tile(
            page, "waiting", barriers,
            stood(page, findings.glance_waiting(barriers, words), barriers, findings.waiting_ends), "barriers",
            measured(page, "barriers_waiting", barriers),
        ),
    ]  # fmt: skip


def on_top(page: Page, answer: Answer, reps: tuple[str, ...]) -> Glance:
    """The share of the representatives' hours on top of what they had, against the period before."""
    former = page.former("union_reps/on_top_by_year", roles=reps)
    said = findings.against_former(answer, former, page.words, findings.on_top_ends, share=True)
    return replace(findings.glance_on_top(answer, page.words), former=said)


def stood(page: Page, glance: Glance, answer: Answer, ends: Callable[[Answer], tuple[float, float] | None]) -> Glance:
    """A number of today against the same number as things stood a period before."""
    return replace(glance, former=findings.against_day(answer, page.stood(answer.name), page.words, ends))


def helper_need(page: Page) -> Answer:
    """Hours the planned sessions ask of helpers against the hours there are."""
    return page.ask("capacity/need", roles=("helper",), first=None, last=None)


def tile(page: Page, name: str, answer: Answer, glance: Glance, link: str, held: Measured | None = None) -> Tile:
    """A tile with its label in words, the page behind it, and which period it is held against."""
    key = f"status.tile.{name}" if page.words.has(f"status.tile.{name}") else f"views.tile.{name}"
    # What is of a day names the day it is held against itself.
    return measured_tile(page, page.words(key), answer, glance, held, link=link, of_period=name not in OF_TODAY)


def candidates(page: Page, sessions: Answer, hours: Answer, levels: Answer, phases: Finding) -> list[Finding]:
    """Everything the overview could say; the rule of rank chooses among them."""
    words = page.words
    return [
        findings.state_change(sessions, words, value="n", what="sessions"),
        findings.state_change(hours, words, value="hours", what="hours"),
        findings.state_on_top(page.ask("resources/on_top_by_role"), words),
        findings.state_release(page.ask("resources/beyond_release"), words),
        findings.state_staffing(page.ask("overview/helper_fill"), words),
        findings.state_shortage(helper_need(page), words),
        findings.state_levels(levels, words),
        findings.state_oldest(page.ask("barriers/ageing"), words),
        findings.state_stock(page.ask("barriers/stock_flow_by_month"), words, page.ask("barriers/ageing")),
        findings.state_missing(page.ask("data/coverage"), words),
        phases,
    ]
