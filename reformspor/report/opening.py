"""What stands first in a report and on every page of it: whose it is, of when, for whom, and how to read it."""

from __future__ import annotations

from reformspor.report.leaves import Report
from reformspor.words import Words

LABELS = ("contents", "list", "behind", "behind_lead", "behind_first", "see", "see_first", "carried")
TILE = ("label", "value", "said", "passport")


def front(words: Words, report: Report) -> list[tuple[str, str]]:
    """What the title page says of the report, name and value; what is not known is left out."""
    said = {
        "municipality": report.municipality,
        "period": report.period or words("paper.front.whole_period"),
        "filters": report.filters,
        "level": report.level,
        "day": words.date(report.day),
        "by": report.by,
        "source": report.source,
        "program": report.program,
    }
    return [(words(f"paper.front.{name}"), value) for name, value in said.items() if value]


def notes(words: Words) -> list[tuple[str, str]]:
    """How people are protected in it, and how its numbers are verified."""
    return [(words(f"paper.front.{name}"), words(f"paper.front.{name}_said")) for name in ("hidden", "verified")]


def below(words: Words, report: Report) -> str:
    """What stands at the foot of every page beside its number."""
    period = report.period or words("paper.front.whole_period")
    return " · ".join(part for part in (f"{words('paper.front.period')}: {period}", words.date(report.day)) if part)


def labels(words: Words) -> dict[str, str]:
    """The words of the paper; those with `{n}` in them get their number when it is known."""
    said = {name: words(f"paper.{name}") for name in LABELS}
    said |= {f"tile_{name}": words(f"paper.tile.{name}") for name in TILE}
    said |= {"on_page": words("paper.on_page", n="{n}"), "page": words("paper.page_of", n="{n}", of="{of}")}
    return said | {"part": words("paper.part", n="{n}", of="{of}")}
