"""What the snapshot that is shown changed since its source's former one, as every page says it."""

from __future__ import annotations

from reformspor.charts.changes import changed, summed_up
from reformspor.page.protocol import Page


def what_changed(page: Page) -> None:
    """The changes, or that there is nothing to compare with."""
    answer = page.ask("data/changes")
    if answer.state != "ok":
        # Without a row either nothing changed, or there is no former snapshot: its quality tells which.
        judged = page.ask("data/quality_history").frame
        page.text("views.changes.same" if judged["snapshot_id"].nunique() > 1 else "views.changes.first")
        return
    page.text("views.changes.how")
    page.table(answer, changed(answer, page.words), summed_up(answer, page.words))
