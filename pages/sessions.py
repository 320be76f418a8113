"""Arbeidsøkter: kva er halde, kva fall bort, kven var med, og kva kom ut av det?"""

from __future__ import annotations

from pages.review import waiting_texts
from reformspor import charts, findings
from reformspor.answers import over_months_of, spanning
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """What was held and with whom, what came of it, and what comes."""
    total = page.ask("overview/sessions_total")
    page.title("views.sessions.title", findings.state_change(total, page.words, value="n", what="sessions"))
    waiting_texts(page, "sessions", "actions")
    held(page)
    page.section("views.sessions.with_whom")
    taking_part(page)
    page.section("views.sessions.came_of_it")
    came_of_it(page)
    page.link("phases", "phases.go")
    page.section("views.sessions.coming")
    coming(page)
    page.section("views.sessions.all")
    everything(page)


def held(page: Page) -> None:
    """Sessions by month and status, and by phase."""
    words = page.words
    status, phases = page.ask("sessions/status_by_month"), page.ask("sessions/by_phase_month")
    page.figure(
        status,
        charts.stacked_months(status, words, by="status", value="n", unit="sessions", kind="session_status"),
    )
    page.figure(
        phases,
        charts.stacked_months(phases, words, by="phase", value="n", unit="sessions"),
        findings.state_largest(phases, words, by="phase", value="n", what="phases"),
    )


def taking_part(page: Page) -> None:
    """Sessions by kind, parties, unit and government level."""
    words = page.words
    kinds, parties = page.ask("sessions/by_kind"), page.ask("sessions/by_parties")
    units, levels = page.ask("sessions/by_unit"), page.ask("sessions/by_level")
    left, right = page.columns(2)
    left.figure(
        kinds,
        charts.ranked_bars(kinds, words, by="kind", value="n", unit="sessions"),
        findings.state_largest(kinds, words, by="kind", value="n", what="sessions"),
    )
    right.figure(
        parties,
        charts.ranked_bars(parties, words, by="parties_took_part", value="n", unit="sessions"),
        findings.state_parties(parties, words),
    )
    left.figure(levels, charts.ranked_bars(levels, words, by="level", value="n", unit="sessions"))
    right.figure(
        units,
        charts.ranked_bars(units, words, by="unit_name", value="n", unit="sessions", in_order=True),
        findings.state_few(units, words, by="unit_name", value="n", what="sessions"),
    )


def came_of_it(page: Page) -> None:
    """Outcomes of sessions, and follow-up points that are still open."""
    words = page.words
    outcomes, states = page.ask("sessions/outcomes"), page.ask("sessions/follow_ups_by_state")
    points = page.ask("sessions/open_follow_ups")
    left, right = page.columns(2)
    left.figure(
        outcomes,
        charts.ranked_bars(outcomes, words, by="outcome", value="n", unit="sessions"),
        findings.state_largest(outcomes, words, by="outcome", value="n", what="outcomes"),
    )
    right.figure(states, charts.ranked_bars(states, words, by="state", value="n", unit="actions"))
    columns = ("action_id", "title", "kind", "owner_role", "due", "days_late", "unit_name", "session_date")
    page.table(points, charts.listing(points, words, columns, kinds=(("kind", "action_kind"),)))


def coming(page: Page) -> None:
    """Helpers needed and in place in the coming weeks, and the sessions that lack some."""
    words = page.words
    weeks, unstaffed = page.ask("sessions/unstaffed"), page.ask("sessions/unstaffed_sessions")
    fill = page.ask("overview/helper_fill")
    ahead = spanning(weeks, "week_to")
    page.figure(ahead, charts.staffing_weeks(weeks, words), findings.state_staffing(fill, words))
    columns = ("date", "title", "unit_name", "kind", "needed", "staffed", "gap", "session_id")
    missing = over_months_of(ahead, unstaffed)
    page.table(missing, charts.listing(missing, words, columns, kinds=(("kind", "session_kind"),)))


def everything(page: Page) -> None:
    """The sessions themselves."""
    sessions = page.ask("sessions/listing")
    columns = (
        "date", "title", "status", "kind", "phase", "unit_name", "format", "parties_took_part", "outcome", "session_id",
    )  # fmt: skip
    kinds = (("status", "session_status"), ("kind", "session_kind"), ("outcome", "session_outcome"))
    found = charts.matching(
        charts.listing(sessions, page.words, columns, kinds=kinds), page.search("views.sessions.search")
    )
    page.table(sessions, found)
