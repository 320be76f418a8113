"""What a page says in words, as markup: its title, the verdict, headings, paragraphs and findings with how sure they
are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from reformspor.page.markup import Markup, joined, tag
from reformspor.page.serving import Served, chosen
from reformspor.scope import Scope
from reformspor.words import Words

GRADES = {"sure": 3, "fairly_sure": 2, "unsure": 1}

if TYPE_CHECKING:
    from reformspor.findings import Finding


def title(words: Words, served: Served, scope: Scope, level: str, key: str, verdict: Finding | None) -> Markup:
    """The eyebrow, the page's one main heading, and how sure the verdict is; without one, the page's own name."""
    name = words(key)
    if verdict is not None and not verdict.alone:
        verdict = None
    eyebrow = [
        tag("span", capital(" · ".join(part for part in _eyebrow(words, served, scope, name, verdict) if part))),
        tag("span", words("frame.badge"), cls="rs-badge", title=words("frame.badge_more"))
        if served.manifest.constructed
        else None,
        tag("span", words(f"frame.level.{level}"), cls="rs-level"),
    ]
    return joined(
        tag("div", *eyebrow, cls="rs-eyebrow"),
        tag("h1", capital(verdict.text) if verdict else name, cls="rs-verdict" if verdict else "rs-title", id="main"),
        _grounds(words, verdict) if verdict else None,
    )


def _eyebrow(words: Words, served: Served, scope: Scope, name: str, verdict: Finding | None) -> tuple[str, str, str]:
    last = served.choices.last
    period = scope.period_sentence(words) if scope.first or scope.last else ""
    if scope.as_of:
        stood = words("scope.as_of", day=words.date(scope.as_of))
        period = f"{period} · {stood}" if period else stood
    if not period and last is not None:
        period = words("page.to", month=words.month(last))
    whose = chosen(served.manifest.id).municipality(
        served.manifest.municipality, constructed=served.manifest.constructed
    )
    return (name if verdict else "", whose, period)


def section(text: str) -> Markup:
    """A heading between groups of figures."""
    return tag("h2", text, cls="rs-section")


def paragraph(text: str) -> Markup:
    """A paragraph of running text."""
    return tag("p", text, cls="rs-text")


def points(texts: Sequence[str]) -> Markup:
    """A list of short texts."""
    return tag("ul", *(tag("li", text) for text in texts), cls="rs-text rs-points")


def link(text: str, name: str, address: Mapping[str, str]) -> Markup:
    """A sentence that leads to another page within the same filters."""
    return tag("p", tag("a", text, href=f"/{name}?{urlencode(address)}"), cls="rs-text")


def findings(words: Words, found: Sequence[Finding]) -> Markup:
    """Findings side by side, each with its certainty mark and the rule behind it."""
    return tag("div", *(_finding(words, finding) for finding in found), cls="rs-findings")


def _finding(words: Words, finding: Finding) -> Markup:
    return tag(
        "section",
        tag("p", capital(finding.text), cls="rs-said"),
        _grounds(words, finding),
        cls="rs-finding rs-nothing" if finding.nothing else "rs-finding",
    )


def capital(text: str) -> str:
    """The sentence with a capital first and no full stop last, as a heading wants it."""
    return text[:1].upper() + text[1:].removesuffix(".")


def rule(words: Words, finding: Finding) -> Markup:
    """The rule that made the finding, one click away."""
    return tag("details", tag("summary", words("page.finding.rule")), tag("p", finding.rule), cls="rs-def rs-rule")


def certainty(words: Words, finding: Finding) -> Markup:
    """The mark and word of how sure a finding is."""
    grade = GRADES.get(finding.certainty, 1)
    tone = {3: "rs-good", 2: "rs-watch"}.get(grade, "")
    return tag("span", words(f"page.certainty.{finding.certainty}"), cls=f"rs-sure rs-sure-{grade} {tone}")


def _grounds(words: Words, finding: Finding) -> Markup:
    mark = None if finding.nothing else certainty(words, finding)
    return tag("div", mark, rule(words, finding), cls="rs-grounds")
