"""What there is to pick from: the views a report may have, and the figures, tables and tiles of each by their keys."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from reformspor.errors import ReformsporError
from reformspor.page.exhibits import Maker
from reformspor.page.keys import by_key
from reformspor.page.markup import literal
from reformspor.page.navigation import PAGES, view_of
from reformspor.page.reporting import paper_of
from reformspor.page.serving import Served
from reformspor.report.leaves import Exhibit, NumberRow
from reformspor.words import Words, speak

AT_HAND = 64


@dataclass(frozen=True)
class Part:
    """One thing that can be picked from a view: its key, what it says, and whether it is a tile's number."""

    key: str
    says: str
    is_number: bool = False


_held: OrderedDict[tuple[object, ...], tuple[Part, ...]] = OrderedDict()


def views(words: Words) -> dict[str, str]:
    """The views a report may have, page to name, in reading order."""
    return {entry.name: words(f"frame.pages.{entry.name}") for entry in PAGES if entry.paper}


def part_said(words: Words, part: Part) -> str:
    """A part as a list to choose from has it."""
    return literal(words("report.desk.number", says=part.says) if part.is_number else part.says)


def outline(page: str, address: Mapping[str, str], held: Served, lang: str, level: str) -> tuple[Part, ...]:
    """The parts of a view as it stands at an address, numbers of tiles first.

    What takes slow work nobody has done is not among them; nothing is where the address cannot be read. A few are kept.
    """
    asked = (held.manifest.id, page, tuple(sorted(address.items())), lang, level)
    if asked not in _held:
        _held[asked] = _parts(page, address, held, speak(lang), level)
        while len(_held) > AT_HAND:
            _held.popitem(last=False)
    return _held[asked]


def _parts(page: str, address: Mapping[str, str], held: Served, words: Words, level: str) -> tuple[Part, ...]:
    try:
        paper = paper_of(address, held, words, level, Maker(page, patient=False))
    except ReformsporError:
        return ()
    view_of(page)(paper)
    found = by_key(paper.chapter())
    numbers = [Part(key, _number(leaf), True) for key, leaf in found.items() if isinstance(leaf, NumberRow)]
    return (*numbers, *(Part(key, leaf.headline) for key, leaf in found.items() if isinstance(leaf, Exhibit)))


def _number(row: NumberRow) -> str:
    one = row.numbers[0]
    return f"{one.label}: {one.value} {one.unit}".strip()
