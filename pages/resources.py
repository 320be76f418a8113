"""Ressursbruk: kven legg ned timane, i kva, og kva kjem på toppen av det dei hadde frå før?"""

from __future__ import annotations

from reformspor import charts, findings
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """Hours by month, role and activity; what came on top; what support costs; and where it weighs."""
    total = page.ask("overview/hours_total")
    page.title("views.resources.title", findings.state_change(total, page.words, value="hours", what="hours"))
    hours(page)
    page.section("views.resources.on_top")
    on_top(page)
    page.section("views.resources.support")
    support(page)
    page.section("views.resources.places")
    places(page)
    page.section("views.resources.basis")
    basis(page)


def hours(page: Page) -> None:
    """Hours by month and role, by month and activity, and role against activity."""
    words = page.words
    roles, activities = page.ask("resources/hours_by_role_month"), page.ask("resources/hours_by_activity_month")
    both = page.ask("resources/hours_by_role_activity")
    page.figure(
        roles,
        charts.stacked_months(roles, words, by="role"),
        findings.state_largest(roles, words, by="role", value="hours", what="roles"),
    )
    page.figure(
        activities,
        charts.stacked_months(activities, words, by="activity"),
        findings.state_largest(activities, words, by="activity", value="hours", what="activities"),
    )
    cells = charts.matrix(both, words, rows="role", columns="activity", value="hours")
    page.figure(both, cells)


def on_top(page: Page) -> None:
    """Hours on top of ordinary duty, and load against release time."""
    words = page.words
    months, roles = page.ask("resources/on_top_by_month"), page.ask("resources/on_top_by_role")
    release = page.ask("resources/beyond_release")
    bars = charts.stacked_months(months, words, by="on_top")
    page.figure(months, bars)
    left, right = page.columns(2)
    left.figure(
        roles,
        charts.matrix(roles, words, rows="role", columns="on_top", value="hours"),
        findings.state_on_top(roles, words),
    )
    right.figure(
        release,
        charts.dumbbell(release, words, by="role", agreed="release_h", used="hours"),
        findings.state_release(release, words),
    )


def support(page: Page) -> None:
    """Hours of preparing and following up for each hour held."""
    words = page.words
    years, roles = page.ask("resources/support_ratio"), page.ask("resources/support_ratio_by_role")
    left, right = page.columns(2)
    left.figure(
        years,
        charts.ranked_bars(
            years, words, by="year", value="ratio_least", upper="ratio_most", unit="ratio", in_order=True
        ),
        findings.state_support(years, words),
    )
    right.figure(
        roles,
        charts.ranked_bars(roles, words, by="role", value="ratio_least", upper="ratio_most", unit="ratio"),
    )


def places(page: Page) -> None:
    """Where the hours weigh: units and months, for each 100 årsverk."""
    words = page.words
    cells, units = page.ask("resources/unit_month_per_100_fte"), page.ask("resources/unit_load")
    page.figure(cells, charts.heat_map(cells, words))
    columns = ("unit_name", "sector", "fte", "hours", "hours_possible", "rate", "rate_possible")
    page.table(units, charts.listing(units, words, columns))


def basis(page: Page) -> None:
    """What the hours build on, how they were paid, and the cost that is recorded."""
    words = page.words
    kinds, paid = page.ask("resources/basis_mix"), page.ask("resources/paid_by")
    left, right = page.columns(2)
    left.figure(kinds, charts.ranked_bars(kinds, words, by="basis", value="hours"))
    right.figure(paid, charts.ranked_bars(paid, words, by="paid_by", value="hours"))
    cost = page.ask("resources/cost")
    if cost.state == "ok" and findings.total(cost, "cost_nok") is None:
        page.text("views.resources.no_cost")
        page.link("cost", "views.resources.to_cost")
    else:
        page.figure(cost, charts.stacked_months(cost, words, value="cost_nok", unit="nok"))
