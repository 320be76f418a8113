"""An entry is one thing with its name and meaning; it can be found by its term, and by any word it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Fact:
    """One thing said of an entry: a label, a value, and the term of the entry the value names, if it does."""

    label: str
    value: str
    term: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry. `term` is its address, `code` what it is called in data, `parts` the entries it is made of.

    `codes` are codes with their words and meanings. `question` is the name of the question the entry is about.
    """

    term: str
    title: str
    means: str
    code: str = ""
    facts: tuple[Fact, ...] = ()
    codes: tuple[tuple[str, str, str], ...] = ()
    parts: tuple[Entry, ...] = ()
    question: str = ""

    @property
    def own(self) -> tuple[str, ...]:
        """Every line the entry says of itself."""
        facts = tuple(f"{fact.label}: {fact.value}" for fact in self.facts)
        codes = tuple(f"{code}: {word}. {means}" for code, word, means in self.codes)
        return tuple(line for line in (self.code, self.title, self.means, *facts, *codes) if line)

    @property
    def said(self) -> tuple[str, ...]:
        """Every line the entry and its parts say."""
        return (*self.own, *(line for part in self.parts for line in part.said))


@dataclass(frozen=True)
class Section:
    """Entries of one kind under a heading."""

    key: str
    title: str
    lead: str
    entries: tuple[Entry, ...]


def find(sections: Sequence[Section], term: str) -> Entry | None:
    """The entry with exactly this term, wherever it stands; None when there is none."""
    return next((entry for entry in _all(sections) if entry.term == term), None)


def terms(sections: Sequence[Section]) -> dict[str, str]:
    """Every term with a label to choose it by; a column is named with its table."""
    named: dict[str, str] = {}
    for section in sections:
        for entry in section.entries:
            named[entry.term] = entry.title
            named |= {
                part.term: part.title if part.question else f"{entry.title}: {part.title}" for part in entry.parts
            }
    return named


def matching(sections: Sequence[Section], text: str) -> tuple[Section, ...]:
    """The sections with only what holds every word of `text`; a part is shown within what it is part of."""
    wanted = text.casefold().split()
    if not wanted:
        return tuple(sections)
    kept = (
        replace(each, entries=tuple(e for entry in each.entries if (e := _kept(entry, wanted)))) for each in sections
    )
    return tuple(section for section in kept if section.entries)


def _kept(entry: Entry, wanted: list[str]) -> Entry | None:
    if _holds(entry, wanted):
        return entry
    parts = tuple(part for part in entry.parts if _holds(part, wanted))
    return replace(entry, parts=parts) if parts else None


def _holds(entry: Entry, wanted: list[str]) -> bool:
    line = " ".join(entry.own).casefold()
    return all(word in line for word in wanted)


def _all(sections: Sequence[Section]) -> Iterator[Entry]:
    for section in sections:
        for entry in section.entries:
            yield entry
            yield from entry.parts
