"""What the snapshot that is shown changed since its source's former one, as every page says it."""

from __future__ import annotations

from reformspor.charts.changes import changed, summed_up
from reformspor.page.protocol import Page


def what_changed(page: Page) -> None:
    """The changes, or that there is nothing to compare with."""
    answer = page.ask("data/changes")
    if answer.state != "ok":
        page.text("views.changes.first")
        return
    page.text("views.changes.how")
    page.table(answer, changed(answer, page.words), summed_up(answer, page.words))
