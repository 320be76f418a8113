"""Dossier: kva ber me akkurat den me skal møta om, og kva tek me med?"""

from __future__ import annotations

from reformspor import charts, findings
from reformspor.page.protocol import Page

ASKED = (
    "barrier_id", "title", "wanted_action", "answer_by", "days_over", "status", "days", "severity", "feels",
    "legal_ref", "n_sessions",
)  # fmt: skip
COST = (
    "title", "burden_hours", "burden_per_year", "burden_affected", "burden_rate_nok", "hours_per_year",
    "nok_per_year", "barrier_id",
)  # fmt: skip
CASE = (
    "title", "wanted_action", "answer_by", "days_over", "status", "status_at", "days", "severity", "description",
    "types", "feels", "legal_ref", "instrument", "level", "org", "burden_hours", "burden_per_year",
    "burden_affected", "burden_rate_nok", "hours_per_year", "nok_per_year", "n_sessions", "last_session", "next_step",
)  # fmt: skip
# Those whose owner nobody has told cannot be handed to anyone.
NOBODY = "not_reported"
STEP = ("at", "from_status", "to_status", "actor_org", "answer", "to_level", "to_org", "note", "doc_ref")


def view(page: Page) -> None:
    """Whom to meet, what is asked of them, what to bring, and each barrier as a case."""
    owners = page.ask("dossier/owners")
    page.title("dossier.title")
    page.text("dossier.lead")
    if findings.unowned(owners):
        page.text("dossier.no_owners")
    owner = page.choose("dossier.choose", charts.owner_names(owners, page.words), "owner")
    if owner is None:
        page.table(owners, charts.owner_listing(owners, page.words), page.words("dossier.owners"))
        return
    asked = page.ask("dossier/asks", owners=(owner,))
    page.findings([findings.state_asks(asked, page.words, owner), findings.state_burden(asked, page.words)])
    page.section("dossier.files")
    if owner == NOBODY:
        page.text("dossier.nobody")
    else:
        page.handover(owner)
    asks(page, owner)
    case(page, owner)


def asks(page: Page, owner: str) -> None:
    """What is asked, where it stands, and what it costs factor by factor."""
    words, asked = page.words, page.ask("dossier/asks", owners=(owner,))
    page.section("dossier.asks")
    page.text("dossier.order")
    page.table(asked, charts.listing(asked, words, ASKED))
    standing = page.ask("dossier/standing", owners=(owner,))
    page.figure(
        standing,
        charts.ranked_bars(standing, words, by="status", value="n", unit="barriers"),
        findings.state_standing(asked, words),
    )
    page.figure(asked, charts.ageing(asked, words), findings.state_oldest(asked, words))
    page.table(asked, charts.listing(asked, words, COST), words("dossier.burden"))


def case(page: Page, owner: str) -> None:
    """One barrier whole: what it is, what has happened, and the sessions it came up in."""
    words, asked = page.words, page.ask("dossier/asks", owners=(owner,))
    page.section("dossier.case")
    named = charts.options(charts.listing(asked, words, ("barrier_id", "title")))
    chosen = page.choose("dossier.choose_case", named, "barrier")
    if chosen is None:
        return
    if findings.is_open_to_all(asked, chosen):
        page.handover(owner, chosen)
    else:
        page.text("dossier.kept_in")
    about = charts.facts(asked, words, CASE, only=("barrier_id", chosen))
    page.table(asked, about, words("dossier.case"))
    steps = page.ask("barriers/history", barriers=(chosen,))
    if findings.tells_no_history(steps):
        page.text("dossier.no_history")
    page.findings([findings.state_tried(steps, words)])
    page.table(steps, charts.listing(steps, words, STEP), words("dossier.history"))
    held = page.ask("dossier/sessions", barriers=(chosen,))
    if held.state == "ok":
        columns = ("date", "kind", "phase", "days_ago")
        page.table(held, charts.listing(held, words, columns), words("dossier.sessions"))
    else:
        page.text("dossier.no_sessions")
