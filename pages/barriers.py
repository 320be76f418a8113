"""Barrierar: kva står i vegen, kven kan løysa det, og kva ventar me svar på?"""

from __future__ import annotations

from pages.review import waiting_texts
from reformspor import charts, findings
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """Stock and flow, types and owners, what has waited longest, what it costs, and the way to the register."""
    flow = page.ask("barriers/stock_flow_by_month")
    page.title("views.barriers.title", findings.state_stock(flow, page.words, page.ask("barriers/ageing")))
    waiting_texts(page, "barriers", "barrier_events")
    page.figure(flow, charts.stock_and_flow(flow, page.words))
    kinds(page)
    page.section("views.barriers.waiting")
    waiting(page)
    page.section("views.barriers.burden")
    burden(page)
    page.link("register", "views.barriers.to_register")


def kinds(page: Page) -> None:
    """Types, and who owns the solution."""
    words = page.words
    types, levels = page.ask("barriers/by_type"), page.ask("barriers/by_level")
    both, own_words = page.ask("barriers/type_by_level"), page.ask("barriers/by_source_type")
    page.figure(
        both,
        charts.matrix(both, words, rows="type", columns="level", value="n_open", unit="barriers"),
        findings.state_levels(levels, words),
    )
    left, right = page.columns(2)
    left.figure(
        types,
        charts.ranked_bars(types, words, by="type", value="n", unit="barriers"),
        findings.state_largest(types, words, by="type", value="n", what="barriers", total="n_barriers"),
    )
    status = page.ask("barriers/status_now")
    right.figure(status, charts.ranked_bars(status, words, by="status", value="n", unit="barriers"))
    if own_words.state == "ok":
        right.figure(own_words, charts.ranked_bars(own_words, words, by="source_type", value="n", unit="barriers"))


def waiting(page: Page) -> None:
    """The oldest that stand open, and how each level answers."""
    words = page.words
    oldest, response = page.ask("barriers/ageing"), page.ask("barriers/response")
    page.figure(oldest, charts.ageing(oldest, words), findings.state_oldest(oldest, words))
    columns = ("level", "asked", "answered", "joined", "conditional", "refused", "tried", "solved", "median_days")
    page.table(response, charts.listing(response, words, columns))


def burden(page: Page) -> None:
    """What the barriers cost, factor by factor, and how many have been estimated at all."""
    words = page.words
    largest, estimated = page.ask("barriers/burden"), page.ask("barriers/burden_coverage")
    page.figure(estimated, charts.ranked_bars(estimated, words, by="est_unit", value="n", unit="barriers"))
    columns = (
        "title", "level", "burden_hours", "burden_rate_nok", "burden_per_year", "burden_affected", "hours_per_year",
        "nok_per_year", "barrier_id",
    )  # fmt: skip
    page.table(largest, charts.listing(largest, words, columns))
