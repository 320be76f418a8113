"""Kapasitet: har me timane øktene som kjem, krev, og kven ber dei?"""

from __future__ import annotations

from reformspor import charts, findings
from reformspor.answers import Answer, over_months_of, spanning
from reformspor.findings import Glance
from reformspor.page.measured import measured, measured_tile
from reformspor.page.protocol import Page, Tile

HELPERS = ("helper",)


def view(page: Page) -> None:
    """Need against what there is, the sessions without helpers, and where the hours go and lie."""
    need = page.ask("capacity/need", roles=HELPERS, first=None, last=None)
    page.title("views.capacity.title", findings.state_shortage(need, page.words))
    page.text("capacity.lead")
    effort = page.ask("capacity/effort_by_kind", roles=HELPERS)
    tiles(page, need, effort)
    weeks_and_months(page, need, effort)
    page.section("capacity.section.unstaffed")
    unstaffed(page)
    page.section("capacity.section.effort")
    per_session(page, effort)
    page.section("capacity.section.carried")
    carried(page)
    page.section("capacity.section.places")
    places(page)


def tiles(page: Page, need: Answer, effort: Answer) -> None:
    """The gap, the fill rate, the sessions that lack helpers, the busiest fifth, and the hours of a session."""
    words = page.words
    fill, weeks = page.ask("overview/helper_fill"), page.ask("sessions/unstaffed")
    fifth = page.ask("capacity/concentration", roles=HELPERS)
    page.tiles(
        [
            tile(page, "gap", need, findings.glance_shortage(need, words)),
            tile(page, "fill", fill, findings.glance_fill(fill, words), "helper_fill"),
            tile(page, "unstaffed", weeks, findings.glance_unstaffed(weeks, words), "unstaffed_sessions"),
            tile(page, "fifth", fifth, findings.glance_fifth(fifth, words)),
            tile(page, "session", effort, findings.glance_session(effort, words)),
        ]
    )


def tile(page: Page, name: str, answer: Answer, glance: Glance, measure: str = "") -> Tile:
    """A tile of this page with its label in words, its definition, and the target and status of its measure."""
    held = measured(page, measure, answer) if measure else None
    return measured_tile(page, page.words(f"capacity.tile.{name}"), answer, glance, held)


def weeks_and_months(page: Page, need: Answer, effort: Answer) -> None:
    """Need against available hours week by week, and month by month behind and beyond."""
    words = page.words
    weeks, months = (spanning(need, "day_from", span=span) for span in ("week", "month"))
    page.figure(weeks, charts.need_against(need, words, "week"), findings.state_shortage(need, words))
    since = findings.effort_since(effort.provenance.as_of)
    gathered = page.ask("resources/hours_by_role", roles=HELPERS, first=since, last=None)
    said = findings.state_beside(effort, words, findings.state_unplaced(gathered, words))
    page.text("capacity.beside.said", said=said)
    page.figure(months, charts.need_against(need, words, "month"), findings.state_short_months(need, words))


def unstaffed(page: Page) -> None:
    """Helpers needed and in place by week, and the sessions that lack some."""
    words = page.words
    weeks, fill = page.ask("sessions/unstaffed"), page.ask("overview/helper_fill")
    ahead = spanning(weeks, "week_to")
    missing = over_months_of(ahead, page.ask("sessions/unstaffed_sessions"))
    page.figure(ahead, charts.staffing_weeks(weeks, words), findings.state_staffing(fill, words))
    columns = ("date", "title", "unit_name", "kind", "needed", "staffed", "gap", "session_id")
    page.table(missing, charts.listing(missing, words, columns, kinds=(("kind", "session_kind"),)))


def per_session(page: Page, effort: Answer) -> None:
    """What a session of each kind takes, and what preparing and following up are of it."""
    words = page.words
    page.figure(effort, charts.effort_bars(effort, words), findings.state_session(effort, words))
    activities = page.ask("resources/hours_by_activity_month", roles=HELPERS)
    page.figure(
        activities,
        charts.stacked_months(activities, words, by="activity"),
        findings.state_largest(activities, words, by="activity", value="hours", what="activities"),
    )
    quarters = page.ask("capacity/support_ratio", roles=HELPERS)
    support = charts.support_quarters(quarters, words)
    page.figure(quarters, support, findings.state_support_ends(quarters, words))


def carried(page: Page) -> None:
    """On how few the work rests, and how close the sessions lie."""
    words = page.words
    fifth, days = page.ask("capacity/concentration"), page.ask("capacity/calendar")
    helpers = page.ask("capacity/concentration", roles=HELPERS)
    # That no fifth of the helpers can be told of is no heading over the fifths of others.
    said = findings.state_concentration(helpers if helpers.state == "ok" else fifth, words)
    page.table(fifth, charts.fifth_listing(fifth, words), heading=said.text)
    page.figure(days, charts.session_calendar(days, words), findings.state_calendar(days, words))


def places(page: Page) -> None:
    """Where the hours weigh, unit by unit and month by month, and how far the units lie apart."""
    words = page.words
    cells, spread = page.ask("resources/unit_month_per_100_fte"), page.ask("capacity/unit_spread")
    page.figure(spread, charts.spread_months(spread, words))
    page.figure(cells, charts.heat_map(cells, words))
