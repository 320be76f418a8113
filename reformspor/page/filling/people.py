"""People: how they are protected, and which sessions to look closer at, drawn by lot without naming anybody."""

from __future__ import annotations

from reformspor import charts, report
from reformspor.answers import Assumed
from reformspor.answers.sampled import sampled_answer
from reformspor.findings import application as said
from reformspor.page.filling.data import standing_of
from reformspor.page.filling.draft import Draft
from reformspor.page.protocol import Page
from reformspor.report.dpia import discussed_said, kept_said
from reformspor.report.parts import OPEN
from reformspor.scope.fields import Field

SAMPLED = (
    "session_id", "date", "phase", "kind", "others_present", "parties_took_part", "unit_name", "stratum_n",
    "stratum_drawn",
)  # fmt: skip
KINDS = (("kind", "session_kind"), ("others_present", "yes_no"), ("parties_took_part", "yes_no"))
# The size and the seed as they are until somebody chooses others.
SIZE, SEED = 16, 1


def privacy(page: Page, draft: Draft) -> None:
    """Purpose and discussion, the rule of small groups, what is kept how long, who sees what, and what it costs."""
    words, at = page.words, standing_of(page)
    page.points(
        [
            words("application.privacy.ledger", k=at.k, p=at.p),
            words("application.privacy.special"),
            kept_said(at, words),
            words("application.privacy.purpose", purpose=at.purpose)
            if at.purpose
            else words("application.privacy.aimless"),
            OPEN.sub("", discussed_said(at, words)).strip()
            if at.discussed_on is not None
            else words("application.privacy.undiscussed"),
        ]
    )
    page.grid(report.levels_table(words), "protection.levels")
    loss = page.ask("data/loss")
    draft.table(page, loss, charts.shares(loss, words, ("loss_people", "loss_measure", "share")))


def sample(page: Page, draft: Draft) -> None:
    """Sessions for interviews and observation, drawn by lot within phase, kind and who was there."""
    words = page.words
    page.text("application.sample.lead")
    given = page.inputs("application.sample.heading", sample_fields(), "s")
    size, seed = (int(float(str(given[code]))) for code in ("n", "f"))
    held = draft.ask(page, "sessions/to_sample")
    if held.state != "ok":
        page.empty(held)
        return
    assumed = (
        Assumed(f"n={size}", words("application.sample.of", n=size)),
        Assumed(f"seed={seed}", words("application.sample.seeded", seed=str(seed))),
    )
    drawn = sampled_answer(held, size, str(seed), assumed)
    page.points([said.sample_said(drawn, held, str(seed), words)])
    draft.table(page, drawn, charts.listing(drawn, words, SAMPLED, kinds=KINDS), words("application.sample.title"))
    page.text("application.sample.after")


def sample_fields() -> tuple[Field, ...]:
    """How many sessions, and the seed of the lot."""
    return (
        Field("n", "application.sample.size", float(SIZE), 1.0, 200.0),
        Field("f", "application.sample.seed", float(SEED), 0.0, 999_999_999.0),
    )
