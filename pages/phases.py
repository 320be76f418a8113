"""Fasar: kvar er tiltaka i rundgangen, kor lenge, kva stansar dei, og breier reforma seg?"""

from __future__ import annotations

from pages.review import waiting_texts
from reformspor import charts, findings
from reformspor.answers import Answer
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """Where the initiatives are and have been, how they go round, what stops them, and how far the reform reaches."""
    lanes, now = page.ask("phases/lanes"), page.ask("phases/initiatives")
    page.title("views.phases.title", findings.state_now(now, page.words))
    if lanes.state == "no_table":
        # All of it stands on the same two tables, so it is said once.
        page.empty(lanes)
    else:
        waiting_texts(page, "initiatives", "phase_events")
        page.figure(lanes, charts.swimlanes(lanes, page.words))
        page.section("phases.section.loop")
        loop(page, now)
        page.section("phases.section.time")
        time(page, now)
        page.section("phases.section.stops")
        stops(page)
    page.section("phases.section.spread")
    spread(page)


def loop(page: Page, now: Answer) -> None:
    """The cycle with counts on its arrows, and every change from phase to phase."""
    words = page.words
    changes = page.ask("phases/transitions")
    left, right = page.columns(2)
    left.figure(changes, charts.cycle(changes, words, now), findings.state_cycle(changes, words))
    right.figure(changes, charts.transition_matrix(changes, words))


def time(page: Page, now: Answer) -> None:
    """How long they stay in each phase, which round they are in, and each initiative by itself."""
    words = page.words
    stays = page.ask("phases/time_in_phase")
    page.figure(stays, charts.spells(stays, words), findings.state_time(stays, words))
    page.figure(now, charts.rounds(now, words), findings.state_rounds(now, words))
    columns = ("title", "unit_name", "phase", "from_date", "days", "rounds", "n_stops", "initiative_id")
    page.table(now, charts.listing(now, words, columns))


def stops(page: Page) -> None:
    """Who owns the barriers that have stopped initiatives, each stop, and the way to the barrier itself."""
    words = page.words
    owners, each = page.ask("phases/stops_by_level"), page.ask("phases/stops")
    page.figure(
        owners,
        charts.ranked_bars(owners, words, by="level", value="n", unit="initiatives"),
        findings.state_stops(owners, words),
    )
    columns = (
        "title", "at", "to_phase", "days", "goes_on", "barrier_title", "level", "status", "reason", "barrier_id",
        "initiative_id",
    )  # fmt: skip
    page.table(each, charts.listing(each, words, columns))
    barriers = charts.options(charts.listing(each, words, ("barrier_id", "barrier_title")))
    chosen = page.choose("phases.choose", barriers, "barrier") if barriers else None
    if chosen is not None:
        page.link("register", "phases.to_barrier", barrier=chosen)


def spread(page: Page) -> None:
    """How many of the units have taken part, month by month."""
    words = page.words
    units = page.ask("phases/spread")
    page.figure(units, charts.reach(units, words), findings.state_spread(units, words))
    if charts.without_register(units):
        page.text("phases.no_units")
