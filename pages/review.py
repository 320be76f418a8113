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
