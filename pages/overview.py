"""Oversyn: korleis står det til med reforma, på éi side?"""

from __future__ import annotations

from reformspor import charts, findings
from reformspor.answers import Answer
from reformspor.findings import Finding, Glance
from reformspor.page.protocol import Page, Tile


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
    page.tiles(
        [
            tile(page, "sessions", sessions, findings.glance_sessions(sessions, words), "sessions"),
            tile(page, "hours", hours, findings.glance_hours(hours, words), "resources"),
            tile(page, "barriers", barriers, findings.glance_barriers(barriers, words, oldest), "barriers"),
            tile(page, "initiatives", initiatives, findings.glance_initiatives(initiatives, words), "sessions"),
            tile(page, "freshness", freshness, findings.glance_freshness(freshness, words), "data"),
        ]
    )
    page.findings(findings.outstanding(candidates(page, sessions, hours, levels, phases), words))
    page.text("views.overview.chosen")
    page.figure(
        by_role,
        charts.stacked_months(by_role, words, by="role"),
        findings.state_change(hours, words, value="hours", what="hours"),
        picks=("period", "role"),
    )
    left, right = page.columns(2)
    left.figure(
        levels,
        charts.ranked_bars(levels, words, by="level", value="n_open", unit="barriers"),
        findings.state_levels(levels, words),
        picks=("level",),
    )
    bars = charts.ranked_bars(initiatives, words, by="phase", value="n", unit="initiatives")
    right.figure(initiatives, bars, phases, picks=("phase",))
    held, roles = page.ask("sessions/held_by_month"), page.ask("resources/hours_by_role")
    left.figure(held, charts.stacked_months(held, words, value="n", unit="sessions"), picks=("period",))
    right.figure(
        roles,
        charts.ranked_bars(roles, words, by="role", value="hours", families=True),
        findings.state_largest(roles, words, by="role", value="hours", what="roles"),
        picks=("role",),
    )


def tile(page: Page, name: str, answer: Answer, glance: Glance, link: str) -> Tile:
    """A tile with its label in words, the measure's own definition, and which period it is held against."""
    said = [page.words(f"{answer.question.word_key}.measure")]
    if glance.former:
        said.append(findings.say_former_period(page.scope, answer, page.words))
    return Tile(
        label=page.words(f"views.tile.{name}"),
        value=glance.value,
        unit=glance.unit,
        change=glance.change,
        spark=glance.spark,
        definition=" ".join(said),
        link=link,
        tone=glance.tone,
        answer=answer,
        former=glance.former,
    )


def candidates(page: Page, sessions: Answer, hours: Answer, levels: Answer, phases: Finding) -> list[Finding]:
    """Everything the overview could say; the rule of rank chooses among them."""
    words = page.words
    return [
        findings.state_change(sessions, words, value="n", what="sessions"),
        findings.state_change(hours, words, value="hours", what="hours"),
        findings.state_on_top(page.ask("resources/on_top_by_role"), words),
        findings.state_release(page.ask("resources/beyond_release"), words),
        findings.state_staffing(page.ask("overview/helper_fill"), words),
        findings.state_levels(levels, words),
        findings.state_oldest(page.ask("barriers/ageing"), words),
        findings.state_stock(page.ask("barriers/stock_flow_by_month"), words, page.ask("barriers/ageing")),
        findings.state_missing(page.ask("data/coverage"), words),
        phases,
    ]
