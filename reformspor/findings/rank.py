"""A page says the few findings that are furthest past their own limit and most sure, one on each subject."""

from __future__ import annotations

from collections.abc import Iterable

from reformspor.findings.finding import GRADES, Finding
from reformspor.words import Words


def outstanding(findings: Iterable[Finding], words: Words, most: int = 3) -> list[Finding]:
    """At most `most` findings, by strength times grade of certainty (3, 2, 1), one a subject.

    When no rule found anything, the one that comes back says so.
    """
    picked: dict[str, Finding] = {}
    for finding in sorted(findings, key=_rank):
        if not finding.nothing and len(picked) < most:
            picked.setdefault(finding.subject, finding)
    if picked:
        return list(picked.values())
    return [Finding(words("findings.rank.none"), words("findings.rank.rule", most=most), "sure", True)]


def _rank(finding: Finding) -> tuple[float, str]:
    return (-finding.strength * GRADES[finding.certainty], finding.text)
