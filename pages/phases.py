"""Fasar: kvar er tiltaka i rundgangen, kor lenge, kva stansar dei, og breier reforma seg?"""

from __future__ import annotations

from reformspor import charts
from reformspor.page.protocol import Page


def view(page: Page) -> None:
    """Each initiative's way through the phases."""
    lanes = page.ask("phases/lanes")
    page.title("views.phases.title")
    page.figure(lanes, charts.swimlanes(lanes, page.words))
