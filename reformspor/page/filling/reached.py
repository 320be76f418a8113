"""Reach: who has been in the sessions, and how far the reform has spread in the municipality."""

from __future__ import annotations

from reformspor import charts, findings
from reformspor.findings import application as said
from reformspor.page.filling.draft import Draft
from reformspor.page.protocol import Page


def reach(page: Page, draft: Draft) -> None:
    """Sessions by the level of government that was there, and by whether the parties took part."""
    words = page.words
    levels, parties = draft.ask(page, "sessions/by_level"), draft.ask(page, "sessions/by_parties")
    if text := said.reach_said(levels, parties, words):
        page.points([text])
    draft.figure(page, levels, charts.ranked_bars(levels, words, by="level", value="n", unit="sessions"))
    drawn = charts.ranked_bars(parties, words, by="parties_took_part", value="n", unit="sessions")
    draft.figure(page, parties, drawn, findings.state_parties(parties, words))


def spread(page: Page, draft: Draft) -> None:
    """How many of the units have taken part month by month, and where the initiatives are."""
    words = page.words
    units, phases = draft.ask(page, "phases/spread"), draft.ask(page, "overview/initiatives_by_phase")
    draft.figure(page, units, charts.reach(units, words), findings.state_spread(units, words))
    drawn = charts.ranked_bars(phases, words, by="phase", value="n", unit="initiatives")
    said_of = findings.state_largest(phases, words, by="phase", value="n", what="initiatives")
    draft.figure(page, phases, drawn, said_of)
