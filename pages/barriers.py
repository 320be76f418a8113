"""Barrierar: kva står i vegen, kven kan løysa det, kva kostar det, og kva har ventinga kosta?"""

from __future__ import annotations

from pages.review import waiting_texts
from reformspor import charts, findings
from reformspor.answers import Answer
from reformspor.page.protocol import Page

ASSUMED = ("days", "even", "partly", "hours", "not_all")


def view(page: Page) -> None:
    """Flow, the path from who feels it to who can change it, kinds, what has stood longest, cost, and the waiting."""
    flow, oldest = page.ask("barriers/stock_flow_by_month"), page.ask("barriers/ageing")
    page.title("views.barriers.title", findings.state_stock(flow, page.words, oldest))
    told(page, oldest)
    waiting_texts(page, "barriers", "barrier_events")
    # A source that tells no history does not tell what is open, so there is no flow to draw.
    if not findings.only_status(oldest):
        stock(page, flow)
    page.section("barriers.section.paths")
    way = page.ask("barriers/paths")
    page.figure(way, charts.paths(way, page.words), findings.state_paths(way, page.words))
    page.section("barriers.section.kinds")
    kinds(page)
    page.section("barriers.section.oldest")
    page.figure(oldest, charts.ageing(oldest, page.words), findings.state_oldest(oldest, page.words))
    page.section("views.barriers.burden")
    burden(page)
    page.section("barriers.section.waiting")
    waiting(page)
    page.link("register", "views.barriers.to_register")


def told(page: Page, oldest: Answer) -> None:
    """As of which day the page is read, and what the source does not tell with what to register to get it."""
    from_ = oldest.provenance
    if from_.taken_at is not None and from_.as_of < from_.taken_at:
        page.text("barriers.dated", day=page.words.date(from_.as_of), taken=page.words.date(from_.taken_at))
    if findings.only_status(oldest):
        page.text("barriers.only_status")
    if page.ask("barriers/by_level").state == "not_reported":
        page.text("barriers.no_owner")


def stock(page: Page, flow: Answer) -> None:
    """What stands open with what came and went each month, and all that has come and gone."""
    whole = page.ask("barriers/cumulative_flow")
    page.section("barriers.section.flow")
    page.figure(flow, charts.stock_and_flow(flow, page.words))
    page.figure(whole, charts.cumulative_flow(whole, page.words), findings.state_flow(whole, page.words))


def kinds(page: Page) -> None:
    """Types and instruments by the level that owns the solution, and each alone."""
    words = page.words
    types, levels = page.ask("barriers/by_type"), page.ask("barriers/by_level")
    both, means = page.ask("barriers/type_by_level"), page.ask("barriers/instrument_by_level")
    page.figure(
        both,
        charts.matrix(both, words, rows="type", columns="level", value="n_open", unit="barriers"),
        findings.state_levels(levels, words),
    )
    page.figure(
        means,
        charts.matrix(means, words, rows="instrument", columns="level", value="n_open", unit="barriers"),
        findings.state_largest(means, words, by="instrument", value="n_open", what="instruments"),
    )
    left, right = page.columns(2)
    left.figure(
        types,
        charts.ranked_bars(types, words, by="type", value="n", unit="barriers"),
        findings.state_largest(types, words, by="type", value="n", what="barriers", total="n_barriers"),
    )
    status, own_words = page.ask("barriers/status_now"), page.ask("barriers/by_source_type")
    right.figure(status, charts.ranked_bars(status, words, by="status", value="n", unit="barriers"))
    if own_words.state == "ok":
        right.figure(own_words, charts.ranked_bars(own_words, words, by="source_type", value="n", unit="barriers"))


def burden(page: Page) -> None:
    """What the barriers cost, factor by factor, and how many have been estimated at all."""
    words = page.words
    largest, estimated = page.ask("barriers/burden"), page.ask("barriers/burden_coverage")
    if largest.state == "ok":
        page.figure(largest, charts.burden(largest, words), findings.state_barrier_cost(largest, words))
    else:
        page.text("barriers.no_estimate")
    page.figure(estimated, charts.ranked_bars(estimated, words, by="est_unit", value="n", unit="barriers"))


def waiting(page: Page) -> None:
    """Hours gone since the barriers were raised, and what that sum stands on."""
    words = page.words
    waited = page.ask("barriers/waiting_cost")
    if waited.state == "no_data":
        page.text("barriers.no_waiting")
        return
    page.figure(waited, charts.waiting_cost(waited, words), findings.state_waiting_cost(waited, words))
    page.text("barriers.assumed.heading")
    page.points([words(f"barriers.assumed.{name}") for name in ASSUMED])
