"""Data: kva er teke inn, kva er nekta, kva ventar, og kor ferskt er det?"""

from __future__ import annotations

from reformspor import charts, findings
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """Files and rows, what waits, how fresh and how complete, and what the figures stand on."""
    words = page.words
    files, waiting = page.ask("data/files"), page.ask("data/waiting")
    fresh, holes = page.ask("overview/freshness"), page.ask("data/coverage")
    tables, meta = page.ask("data/tables_present"), page.ask("data/meta")

    page.title("views.data.title", findings.state_refused(files, words))
    columns = ("file", "table_name", "rows_read", "rows_admitted", "rows_refused", "notices", "sha256")
    page.table(files, charts.listing(files, words, columns))
    page.section("views.data.waiting")
    page.text("views.data.why_waiting")
    page.table(
        waiting,
        charts.listing(waiting, words, ("source", "hours", "records"), headings=(("hours", "charts.heading.hours"),)),
    )
    loss = page.ask("data/loss")
    page.section("views.data.protection")
    page.text("views.data.why_protection")
    page.table(loss, charts.shares(loss, words, ("loss_people", "loss_measure", "share")))
    page.section("views.data.quality")
    left, right = page.columns(2)
    left.figure(fresh, charts.ranked_bars(fresh, words, by="table_name", value="days"))
    right.figure(holes, charts.coverage(holes, words), findings.state_missing(holes, words))
    page.section("views.data.sources")
    page.table(tables, charts.listing(tables, words, ("table_name", "n", "first_date", "latest_date")))
    page.table(meta, charts.listing(meta, words, ("key", "value"), kinds=(("key", "meta"), ("value", "any"))))
    accounts = page.ask("data/accounts")
    page.section("views.data.accounts")
    columns = ("year", "kind", "n", "n_units", "amount_nok")
    page.table(accounts, charts.listing(accounts, words, columns, kinds=(("kind", "account_kind"),)))
    page.section("views.data.deliver")
    page.link("deliver", "views.data.to_deliver")
