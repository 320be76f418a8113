"""Er det berre hos oss? Typane våre av barrierar ved sida av ei anna teljing, når nokon har lasta henne inn."""

from __future__ import annotations

from reformspor import charts, findings
from reformspor.answers import Answer, beside
from reformspor.page.protocol import Page
from reformspor.reference import Reference


def view(page: Page) -> None:
    """What is compared and who reported it, the shares side by side, what cannot be compared, how to load a count."""
    # Shares of types are of all types, whatever type is chosen.
    own = page.ask("barriers/by_type", types=())
    page.title("elsewhere.title")
    page.text("elsewhere.lead")
    other = chosen(page)
    if other is None:
        alone(page, own)
    else:
        compared(page, own, other)
    page.at_desk("references")


def chosen(page: Page) -> Reference | None:
    """The count to stand beside: the only one, or the one the reader has chosen, else the first by name."""
    kept = {one.file: one for one in page.references}
    if len(kept) > 1:
        code = page.choose("elsewhere.choose", {file: one.title for file, one in kept.items()}, "beside")
        if code is not None:
            return kept[code]
    return next(iter(kept.values()), None)


def alone(page: Page, own: Answer) -> None:
    """Our types by themselves, and what a count is and how it comes here."""
    page.text("elsewhere.none")
    page.text("elsewhere.how")
    page.text("elsewhere.command")
    page.figure(own, charts.ranked_bars(own, page.words, by="type", value="n", unit="barriers"))


def compared(page: Page, own: Answer, other: Reference) -> None:
    """Shares where there is enough to tell them of, else counts; then what the other registry did not ask about."""
    words, title = page.words, other.title
    unheeded = ("type",) if page.scope.types else ()
    answer = beside(own, other, findings.reference_said(words, other), unheeded)
    page.text(f"elsewhere.warning.{other.reporters}")
    page.text("elsewhere.several")
    if findings.is_finer(answer):
        page.text("elsewhere.finer", n=len(other.types))
    found = findings.state_elsewhere(answer, words, other)
    if findings.enough_to_compare(answer):
        page.figure(answer, charts.beside_marks(answer, words, title), found)
    else:
        page.findings([found])
        page.table(answer, charts.counts_listing(answer, words, title), words("elsewhere.few_heading"))
    apart = charts.apart_listing(answer, words)
    if len(apart):
        page.section("elsewhere.apart")
        page.text("elsewhere.apart_why")
        page.table(own, apart, words("elsewhere.apart_heading"))
    page.section("elsewhere.facts")
    page.grid(charts.reference_facts(other, words), "elsewhere.facts")
