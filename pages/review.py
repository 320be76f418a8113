"""Tekstgjennomgang: kva tekstar ventar, og kven har sagt ja til at dei blir viste?"""

from __future__ import annotations

from reformspor import charts
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """Why texts wait, the texts themselves for those inside the house, and how many stand how for all."""
    page.title("review.title")
    page.text("review.lead")
    page.review()
    texts = page.ask("data/texts")
    page.section("review.counts")
    page.table(texts, charts.text_counts(texts, page.words))


def waiting_texts(page: Page, *tables: str) -> None:
    """How many texts of some tables wait, and the way to them for those who may read them; nothing when none does."""
    n = charts.n_waiting(page.ask("data/texts"), tables)
    if not n:
        return
    page.text("review.waiting.said", n=n)
    if page.rule.level == "internal":
        page.link("review", "review.go")
