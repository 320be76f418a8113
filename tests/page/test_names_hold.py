"""Over every view of the constructed municipality: figures of one name have the same numbers, in every language."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator

import pytest

from reformspor.disclosure import Rule
from reformspor.page.cards import Count
from reformspor.page.exhibits import Maker
from reformspor.page.navigation import PAGES, view_of
from reformspor.page.paper import Paper
from reformspor.page.picking import picked_in
from reformspor.page.rehearsal import Rehearsal
from reformspor.page.serving import Served, served
from reformspor.passport import Passport, read_identity
from reformspor.report.leaves import Exhibit, NumberRow
from reformspor.scope import Scope
from reformspor.snapshot import DataFolder
from reformspor.words import speak

ALL = tuple(entry.name for entry in PAGES if entry.paper)
# Counts, lists, what methods compute and what is supposed: every way an answer is made.
SOME = ("overview", "sessions", "barriers", "scenario", "durations", "planning", "peers")
PERIOD = {"period": "2025-03..2025-12"}
READ: tuple[tuple[tuple[str, ...], str, str, dict[str, str]], ...] = (
    (ALL, "nn", "internal", {}),
    (SOME, "en", "internal", {}),
    (ALL, "nn", "public", PERIOD),
)


@pytest.fixture(scope="module")
def passports(constructed: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[list[Passport]]]:
    """Those of each reading, in the order the views give them."""
    own = shutil.copytree(constructed.root, tmp_path_factory.mktemp("names") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORMSPOR_DATA", str(own))
        held = served()
        assert held is not None
        yield [[one for page in pages for one in _of(page, held, *reading)] for pages, *reading in READ]


def test_figures_of_one_name_have_the_same_numbers(passports: list[list[Passport]]) -> None:
    digests: dict[str, set[str]] = defaultdict(set)
    for one in (one for reading in passports for one in reading):
        digests[one.id].add(one.digest)
    assert len(digests) > 150
    assert not {name for name, held in digests.items() if len(held) > 1}
    assert all(read_identity(name) == name for name in digests)


def test_a_figure_has_the_same_name_and_numbers_in_every_language(passports: list[list[Passport]]) -> None:
    nynorsk, english, _ = (
        {one.place.key: (one.id, one.digest) for one in reading if one.place} for reading in passports
    )
    assert len(english) > 30
    assert nynorsk.items() >= english.items()


def test_at_another_level_or_of_another_period_no_figure_has_the_same_name(passports: list[list[Passport]]) -> None:
    inside, _, outside = ({one.id for one in reading} for reading in passports)
    assert not inside & outside


def _of(page: str, held: Served, lang: str, level: str, address: dict[str, str]) -> Iterator[Passport]:
    seen = picked_in(held, Scope.from_address(address), address)
    asking = Rehearsal(speak(lang), seen.scope, Rule.of(level), "light", held, address, Count(page), picked=seen)
    paper = Paper(asking, Maker(page))
    view_of(page)(paper)
    for leaf in paper.chapter().leaves:
        if isinstance(leaf, Exhibit):
            yield leaf.passport
        elif isinstance(leaf, NumberRow):
            yield from (one.passport for one in leaf.numbers if one.passport is not None)
