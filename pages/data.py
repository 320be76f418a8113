"""Data: er tala ferske, kva er her, kor godt er det, kva er nekta, kva er endra, og kva ventar?"""

from __future__ import annotations

from pages.review import waiting_texts
from reformspor import charts, findings
from reformspor.page.changed import what_changed
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """How fresh, what is there, how good, what was refused, what changed, what waits, and what it all stands on."""
    rules = page.ask("data/quality")
    page.title("views.data.title", findings.state_rules(rules, page.words))
    page.freshness()
    fresh(page)
    page.section("views.data.quality")
    quality(page)
    page.section("views.data.refused")
    refused(page)
    page.section("views.data.changed")
    changed(page)
    page.section("views.data.waiting")
    waiting(page)
    page.section("views.data.sources")
    sources(page)


def fresh(page: Page) -> None:
    """How fresh each table is, and what time it covers."""
    words = page.words
    days, tables = page.ask("overview/freshness"), page.ask("data/tables_present")
    left, right = page.columns(2)
    left.figure(days, charts.ranked_bars(days, words, by="table_name", value="days"))
    right.table(tables, charts.listing(tables, words, ("table_name", "n", "first_date", "latest_date")))


def quality(page: Page) -> None:
    """The rules that stand worst, one of them explained, where the holes are, and whether it is getting better."""
    words = page.words
    rules, missing = page.ask("data/quality"), page.ask("data/coverage")
    months, units = page.ask("data/quality_by_month"), page.ask("data/quality_by_unit")
    history = page.ask("data/quality_history")
    page.text("views.data.why_quality")
    page.figure(rules, charts.rule_bars(rules, words))
    chosen = page.choose("views.data.rule", charts.rule_choices(rules, words), "rule")
    if chosen is not None:
        page.table(rules, charts.rule_explained(rules, words, chosen), words(f"quality.rule.{chosen}"))
    page.figure(
        months,
        charts.holes_by_month(months, words, by="table_name"),
        findings.state_holes(months, words, by="table_name"),
    )
    page.figure(
        units, charts.holes_by_month(units, words, by="unit_name"), findings.state_holes(units, words, by="unit_name")
    )
    events(page)
    left, right = page.columns(2)
    left.figure(missing, charts.coverage(missing, words), findings.state_missing(missing, words))
    right.figure(history, charts.holes_by_snapshot(history, words), findings.state_quality_change(history, words))


def events(page: Page) -> None:
    """The events of barriers that are out of order or contradict one another; nothing is tidied away."""
    odd, words = page.ask("data/event_order"), page.words
    if odd.state != "ok":
        page.text("views.data.events_in_order")
        return
    columns = ("barrier_id", "at", "to_status", "problem", "before_at", "before_status", "from_status")
    kinds = (("problem", "problem"), ("before_status", "barrier_status"), ("to_status", "barrier_status"))
    shown, of_all = charts.cut(odd, "n_found")
    if shown < of_all:
        page.text("views.data.events_cut", n=shown, all=of_all)
    page.table(odd, charts.listing(odd, words, columns, kinds=kinds))


def refused(page: Page) -> None:
    """What was read, admitted and refused of each file, and where it is mended."""
    words = page.words
    files = page.ask("data/files")
    columns = ("file", "table_name", "rows_read", "rows_admitted", "rows_refused", "notices", "sha256")
    page.text("views.data.how_refused")
    page.table(files, charts.listing(files, words, columns), findings.state_refused(files, words).text)
    page.link("deliver", "views.data.to_deliver")


def changed(page: Page) -> None:
    """What changed since the former snapshot, which months are approved, and what was changed in locked ones."""
    words = page.words
    what_changed(page)
    locked = page.ask("data/locked_changes")
    page.section("periods.page.title")
    page.approved()
    if locked.state == "ok":
        columns = ("month", "table_name", "key", "change", "column_name", "before", "after", "as_of")
        kinds, headings = (("change", "locked_change"), ("month", "month")), (("key", "periods.page.row"),)
        page.table(locked, charts.listing(locked, words, columns, kinds=kinds, headings=headings))


def waiting(page: Page) -> None:
    """What waits in the ledger, and what the protection costs."""
    words = page.words
    held, loss = page.ask("data/waiting"), page.ask("data/loss")
    waiting_texts(page)
    page.text("views.data.why_waiting")
    page.table(
        held,
        charts.listing(held, words, ("source", "hours", "records"), headings=(("hours", "charts.heading.hours"),)),
    )
    page.text("views.data.why_protection")
    page.table(loss, charts.shares(loss, words, ("loss_people", "loss_measure", "share")))
    held_back(page)


def held_back(page: Page) -> None:
    """How many values of outcomes and surveys are held back, and why; nothing where none is."""
    words, values = page.words, page.ask("outcomes/held")
    if values.state == "ok":
        known = {row["indicator"]: row for row in page.ask("outcomes/indicators").copy_rows()}
        page.findings([findings.state_held_back(values, words)])
        page.table(values, charts.held_table(values, words, known), words("outcomes.heading.held"))
        page.text("outcomes.held_why")


def sources(page: Page) -> None:
    """What the snapshot says of itself, and the accounts it carries."""
    words = page.words
    meta, accounts = page.ask("data/meta"), page.ask("data/accounts")
    page.table(meta, charts.listing(meta, words, ("key", "value"), kinds=(("key", "meta"), ("value", "any"))))
    columns = ("year", "kind", "n", "n_units", "amount_nok")
    page.table(accounts, charts.listing(accounts, words, columns, kinds=(("kind", "account_kind"),)))
