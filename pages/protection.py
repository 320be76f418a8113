"""Personvern og partssamarbeid: kva blir lagra om folk, kva blir aldri vist, og kva er drøfta med dei tillitsvalde?"""

from __future__ import annotations

from reformspor import charts, report
from reformspor.page.protocol import Page
from reformspor.report import Standing

NEVER = ("names", "union", "person", "ranking", "attendance", "exact", "few", "text", "comment")
RIGHTS = ("insight", "correction", "erasure", "objection")
TIDY = "python -m reformspor tidy"


def view(page: Page) -> None:
    """Purpose and discussion first, then what is kept, the rule, what is never shown, its price, levels and rights."""
    held, loss = page.ask("data/waiting"), page.ask("data/loss")
    at = Standing.of(page.ask("data/meta"), loss, held, page.choices)
    page.title("views.protection.title")
    page.text("protection.lead")
    purpose(page, at)
    fields(page, at)
    threshold(page, at)
    page.section("protection.loss")
    page.text("protection.loss_lead")
    page.table(loss, charts.shares(loss, page.words, ("loss_people", "loss_measure", "share")))
    page.section("protection.waiting")
    page.text("protection.waiting_lead")
    headings = (("hours", "charts.heading.hours"),)
    page.table(held, charts.listing(held, page.words, ("source", "hours"), headings=headings))
    rights(page)
    draft(page, at)


def purpose(page: Page, at: Standing) -> None:
    """What the hours are kept for, and when it was discussed with whom."""
    words = page.words
    page.section("protection.purpose")
    if at.purpose:
        page.text("protection.purpose_said", purpose=at.purpose)
    else:
        page.text("protection.purpose_missing")
    page.section("protection.discussed")
    if at.discussed_on is None:
        page.text("protection.not_discussed")
    elif at.discussed_with:
        roles = words.listing([words.code("role", role) for role in at.discussed_with])
        page.text("protection.discussed_on", day=at.discussed_on, roles=roles)
    else:
        page.text("protection.discussed_alone", day=at.discussed_on)
    page.text("protection.why_discuss")
    if at.bodies:
        names = [words("protection.bodies", kind=words(f"choices.name.bodies_{kind}"), name=n) for kind, n in at.bodies]
        page.points(names)
    page.link("settings", "protection.to_settings")


def fields(page: Page, at: Standing) -> None:
    """Every field that may be about persons, read from the contract, and how long it is kept."""
    page.section("protection.fields")
    page.text("protection.fields_lead", n=report.n_open_columns())
    page.grid(report.fields_table(page.words, at.k), "protection.fields")
    page.link("dictionary", "protection.to_dictionary")
    page.text("protection.retention", n=at.retention_days)
    if at.last_date is None:
        page.text("protection.retention_open")
    else:
        page.text("protection.retention_waiting", day=at.last_date)


def threshold(page: Page, at: Standing) -> None:
    """The rule of small groups in words and on three constructed groups, and what is never shown."""
    words = page.words
    page.section("protection.threshold")
    page.text("protection.threshold_lead", k=at.k, p=at.p)
    page.grid(report.threshold_table(words, at.k, at.p), "protection.threshold")
    page.text("protection.threshold_after")
    page.section("protection.never")
    page.points([words(f"protection.never_shown.{name}", k=at.k) for name in NEVER])


def rights(page: Page) -> None:
    """Who sees what, and what each may ask for."""
    words = page.words
    page.section("protection.levels")
    page.text("protection.levels_lead")
    page.grid(report.levels_table(words), "protection.levels")
    page.section("protection.rights")
    said = [words(f"protection.right.{name}") for name in RIGHTS]
    page.points([*said, words("protection.right.automatic", command=TIDY), words("protection.right.contact")])


def draft(page: Page, at: Standing) -> None:
    """The draft impact assessment to download, and how much of it is left to write."""
    document = report.assessment(at, page.words)
    page.section("protection.draft")
    page.text("protection.draft_lead")
    page.text("protection.draft_open", n=len(document.open))
    page.document(document)
