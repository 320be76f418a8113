"""Register: kva er meldt, kva har hendt med kvar barriere, og kva skal i arkivet?"""

from __future__ import annotations

from pages.review import waiting_texts
from reformspor import charts, findings
from reformspor.answers import Answer
from reformspor.page.protocol import Page

# What the register shows of every barrier, and what more of one that is chosen; codes whose labels are searched.
LISTED = ("barrier_id", "title", "types", "source_types", "level", "org", "status", "days", "reported_date", "severity")
ABOUT = (
    "unit_name", "status_at", "closed_date", "wanted_action", "answer_by", "next_step", "description", "legal_ref",
    "instrument", "est_hours", "est_unit",
)  # fmt: skip
STEP = (
    "step", "at", "from_status", "to_status", "actor_level", "actor_org", "answer", "to_level", "to_org", "note",
    "doc_ref", "days_since_last",
)  # fmt: skip
SEARCHED = ("type", "level", "status", "instrument", "est_unit")
SORTED = ("oldest", "longest", "severity", "answer_by")
# One barrier is shown by its link whatever filters are set.
WHOLE = {"first": None, "last": None, "sectors": (), "units": (), "levels": (), "types": ()}


def view(page: Page) -> None:
    """The list with search, filters and order; one barrier with its history; what is registered; the archive's."""
    levels, told = page.ask("barriers/by_level"), page.ask("barriers/registered")
    page.title("register.title", findings.state_register(levels, told, page.words))
    waiting_texts(page, "barriers", "barrier_events")
    listing(page)
    page.section("register.registered")
    page.text("register.registered_lead")
    page.table(told, charts.registered_listing(told, page.words))
    lacking = charts.lacking_said(told, page.words)
    if lacking:
        page.section("register.lacking")
        page.points(lacking)
    page.section("register.archive")
    page.text("register.archive_lead")
    page.archive()


def listing(page: Page) -> None:
    """The barriers that fit, each leading to its own address, and the one that is chosen, before them when it is."""
    words = page.words
    first, second, third, fourth = page.columns(4)
    text = first.search("register.search")
    status = second.choose("register.status", charts.statuses(words), "status")
    owner = third.choose("register.owner", charts.owners(page.ask("dossier/owners"), words), "owner")
    orders = {name: words(f"register.sort.{name}") for name in SORTED}
    order = fourth.choose("register.order", orders, "sort")
    known = page.ask(
        "barriers/register",
        text=charts.wanted(text, words, SEARCHED),
        statuses=(status,) if status else (),
        owners=(owner,) if owner else (),
        order=order or "",
    )
    shown, of_all = charts.cut(known, "n_barriers")
    if not shown and (text or status or owner):
        page.text("register.none")
    if shown < of_all:
        page.text("register.newest", n=shown, all=of_all)
    found = charts.listing(known, words, LISTED)
    held = page.held("barrier")
    if not held:
        page.table(known, charts.leading(found, "register", "barrier"))
    options = charts.options(found)
    if held and held not in options:
        options |= charts.options(charts.listing(barrier(page, held), words, LISTED))
        if held not in options:
            page.text("register.unknown", barrier=held)
    chosen = page.choose("register.choose", options, "barrier")
    if chosen is not None:
        story(page, chosen)
    # Whoever comes by a barrier's own link reads that barrier first.
    if held:
        page.table(known, charts.leading(found, "register", "barrier"))


def barrier(page: Page, code: str) -> Answer:
    """One barrier, whatever filters are set."""
    return page.ask("barriers/register", barriers=(code,), **WHOLE)


def story(page: Page, code: str) -> None:
    """All about one barrier, and what has happened to it; without a history, what to register to have one."""
    words = page.words
    known, steps = barrier(page, code), page.ask("barriers/history", barriers=(code,), **WHOLE)
    about = charts.facts(known, words, (*LISTED, *ABOUT), only=("barrier_id", code))
    page.table(known, about, words("register.about", barrier=code))
    history = charts.listing(steps, words, STEP, only=("barrier_id", code))
    page.table(steps, history, words("register.history", barrier=code))
    if charts.is_status_only(steps):
        page.text("register.only_status")
