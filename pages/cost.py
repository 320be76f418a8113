"""Kostnad: kva kostar reforma i timar, årsverk og kroner, og kva av det kan reknast som eigeninnsats?"""

from __future__ import annotations

from reformspor import charts, findings
from reformspor.page.measured import measured
from reformspor.page.protocol import Page, Tile

TILES = (
    ("hours", "hours"),
    ("fte_spent", "fte"),
    ("cost", "cost"),
    ("in_kind", "in_kind"),
    ("uncosted_h", "uncosted"),
)
# What a sum is a target for, by the month.
MEASURES = {"cost": "cost_month", "hours": "hours_month"}
RATES = (
    "role", "own_rate", "own_rate_most", "counted_rate", "counted_rate_most", "hours", "hours_possible",
    "fte_spent", "fte_spent_possible", "cost", "cost_possible", "in_kind", "in_kind_possible",
    "uncosted_h", "uncosted_h_possible",
)  # fmt: skip
CAP = (
    "year", "hours", "hours_possible", "people_least", "each_most", "hours_cap", "over_h", "over_h_possible",
)  # fmt: skip


def view(page: Page) -> None:
    """The sums and their change; by month; by role with in-kind; by sector and unit; and what the estimate rests on."""
    total = page.ask("cost/total")
    page.title("cost.title", findings.state_cost(total, page.words))
    page.text("cost.lead")
    sums(page)
    page.section("cost.when")
    if findings.lacks_rates(total):
        hours_alone(page)
        return
    months(page)
    page.section("cost.who")
    roles(page)
    page.section("cost.where")
    places(page)
    page.section("cost.basis")
    basis(page)


def sums(page: Page) -> None:
    """Five sums of the period with their change, what is not costed, and the same as a table."""
    words = page.words
    recent = page.recent()
    now, former = page.ask("cost/total", **recent), page.former("cost/total")
    page.text("cost.sums_of", period=words.period(recent["first"], recent["last"]))
    defined, against = words("questions.cost.total.measure"), findings.say_former_period(page.scope, now, words)
    glances = {name: findings.glance_estimate(now, words, name) for name, _ in TILES}
    held = {name: measured(page, measure, now) for name, measure in MEASURES.items()}
    page.tiles(
        [
            Tile(
                label=words(f"cost.tile.{key}"),
                value=glances[name].value,
                unit=glances[name].unit,
                tone=glances[name].tone,
                former=findings.estimate_shift(now, former, words, name),
                target=held[name].target if name in held else None,
                status=held[name].status if name in held else None,
                definition=f"{defined} {against}".strip(),
                link="settings" if name == "uncosted_h" else None,
                answer=now,
            )
            for name, key in TILES
        ]
    )
    by_role = page.ask("cost/by_role")
    page.findings([findings.state_uncosted(by_role, words)])
    page.link("settings", "cost.to_settings")
    if now.state == "ok":
        before = former if findings.told_before(now, former) else None
        page.table(
            now, charts.cost_totals(now, before, words), charts.totals_heading(now, words, beside=before is not None)
        )


def hours_alone(page: Page) -> None:
    """Where no hour has a rate there is no cost to draw: the hours, and the way to the rates."""
    words = page.words
    page.text("cost.hours_alone")
    by_role, by_activity = page.ask("resources/hours_by_role_month"), page.ask("resources/hours_by_activity_month")
    page.figure(by_role, charts.stacked_months(by_role, words, by="role"))
    page.figure(by_activity, charts.stacked_months(by_activity, words, by="activity"))
    recorded = page.ask("resources/cost")
    if findings.total(recorded, "cost_nok") is not None:
        page.figure(recorded, charts.stacked_months(recorded, words, value="cost_nok", unit="nok"))


def months(page: Page) -> None:
    """Cost by month and role, by month and activity, and by activity in all."""
    words = page.words
    by_role, by_activity = page.ask("cost/by_role_month"), page.ask("cost/by_activity_month")
    page.figure(
        by_role,
        charts.stacked_months(by_role, words, by="role", value="cost", unit="nok_estimate"),
        findings.state_largest(by_role, words, by="role", value="cost", what="cost_roles"),
    )
    page.figure(
        by_activity,
        charts.stacked_months(by_activity, words, by="activity", value="cost", unit="nok_estimate"),
        findings.state_largest(by_activity, words, by="activity", value="cost", what="cost_activities"),
    )
    kinds = page.ask("cost/by_activity")
    page.figure(kinds, charts.own_and_in_kind(kinds, words, "activity"))


def roles(page: Page) -> None:
    """Own cost beside in-kind for each role, the rates, and the cap on hours a person and year."""
    words, choices = page.words, page.choices
    each = page.ask("cost/by_role")
    page.text(
        "cost.how_in_kind",
        share=findings.per_mille(choices.number("in_kind.share_of_salary"), words),
        most=findings.short(choices.number("in_kind.most_per_hour") or 0.0, words),
        hours=choices.number("in_kind.most_hours_per_year"),
    )
    page.figure(each, charts.own_and_in_kind(each, words, "role"), findings.state_in_kind(each, words))
    page.table(each, charts.costed_listing(each, words, RATES))
    page.text("cost.cap")
    years = page.ask("cost/in_kind_year")
    page.table(years, charts.listing(years, words, CAP), findings.state_cap(years, words).text)


def places(page: Page) -> None:
    """Cost by sector, and how the units lie for each 100 årsverk; units are never ranked."""
    words = page.words
    sectors, units = page.ask("cost/by_sector"), page.ask("cost/by_unit")
    page.figure(sectors, charts.own_and_in_kind(sectors, words, "sector"))
    page.figure(
        units,
        charts.unit_rates(units, words, value="rate_nok", unit="nok_year_per_100_fte", beside=("hours", "cost")),
        findings.state_cost_spread(units, words),
    )
    lacking = charts.without_fte(units)
    if lacking:
        page.text("cost.no_fte", n=len(lacking), names=words.listing(lacking))


def basis(page: Page) -> None:
    """Registered and estimated hours apart, and recorded cost beside the computed."""
    words = page.words
    kinds, recorded = page.ask("cost/by_basis"), page.ask("cost/recorded")
    page.figure(kinds, charts.own_and_in_kind(kinds, words, "basis"), findings.state_cost_basis(kinds, words))
    page.text("cost.beside")
    page.figure(
        recorded,
        charts.paired_bars(
            recorded,
            words,
            by="year",
            pair=("recorded_nok", "cost"),
            names=("recorded_nok", "computed"),
            beside=("hours",),
        ),
        findings.state_recorded(recorded, words),
    )
