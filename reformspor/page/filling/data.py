"""Data: what was delivered, how complete it is, the codebook, and the data management plan."""

from __future__ import annotations

from reformspor import charts, findings
from reformspor.application.codebook import codebook_table
from reformspor.application.plan import Facts, plan_of
from reformspor.findings import application as said
from reformspor.page.filling.draft import Draft
from reformspor.page.protocol import Page
from reformspor.report import Standing

TABLES = ("table_name", "n", "first_date", "latest_date")
FILES = ("file", "table_name", "rows_read", "rows_admitted", "rows_refused", "sha256")


def volume(page: Page, draft: Draft) -> None:
    """The tables with their rows and the time they cover, and the files with their checksums."""
    words = page.words
    present, files = page.ask("data/tables_present"), page.ask("data/files")
    if text := said.volume_said(present, words):
        page.points([text])
    draft.table(page, present, charts.listing(present, words, TABLES))
    draft.table(page, files, charts.listing(files, words, FILES), findings.state_refused(files, words).text)


def completeness(page: Page, draft: Draft) -> None:
    """What is missing column by column, and the rules the data are judged by."""
    words = page.words
    missing, rules = page.ask("data/coverage"), page.ask("data/quality")
    draft.figure(page, missing, charts.coverage(missing, words), findings.state_missing(missing, words))
    draft.figure(page, rules, charts.rule_bars(rules, words), findings.state_rules(rules, words))


def codebook(page: Page, draft: Draft) -> None:
    """Every column of what was delivered."""
    page.text("application.codebook.lead")
    table = codebook_table(page.ask("data/coverage"), page.ask("data/files"), page.words)
    page.grid(table, "application.codebook.title")


def plan(page: Page, draft: Draft) -> None:
    """The data management plan, head by head, its open fields in their places."""
    words = page.words
    page.text("application.plan.lead")
    for number, (head, questions) in enumerate(plan_of(facts_of(page), words).items(), start=1):
        page.section("application.plan.numbered", number=number, head=words(f"application.plan.head.{head}"))
        for one in questions:
            page.text("application.asked", asks=words(f"application.plan.question.{head}_{one.key}"))
            if one.said:
                page.points(one.said)
            for ask in one.asks:
                draft.field(page, ask)


def facts_of(page: Page) -> Facts:
    """What the plan is made of, as this reader may see it."""
    at = standing_of(page)
    return Facts(
        at,
        page.ask("data/tables_present"),
        page.ask("data/files"),
        page.ask("data/quality"),
        at.snapshot_id,
    )


def standing_of(page: Page) -> Standing:
    """How the protection stands in this municipality."""
    return Standing.of(page.ask("data/meta"), page.ask("data/loss"), page.ask("data/waiting"), page.choices)
