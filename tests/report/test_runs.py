"""Pages turn where they must, and no few words have a page for themselves between two that lie."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from reformspor.report.laid import BRIEF, laid_out
from reformspor.report.leaves import Chapter, Head, Items, Leaf, Plain, Report, Said

WIDE = Plain("Brei", pd.DataFrame({f"Kolonne {n}": ["a" * 17] * 40 for n in range(8)}))
NARROW = Plain("Smal", pd.DataFrame({"A": ["x"]}))
FEW, MANY = Said("Få ord."), Said("Mange ord. " * BRIEF)


def runs(*leaves: Leaf) -> list[tuple[str, int]]:
    """How each run lies, and how many blocks it has beside the opening of the chapter."""
    report = Report("T", "M", "nn", "L", "", "", "", dt.date(2026, 11, 23), "", (Chapter("p", "P", "", leaves),))
    found = [(run.layout, len(run.blocks)) for run in laid_out(report, [])[0]]
    return [(found[0][0], found[0][1] - 1), *found[1:]]


def test_few_words_between_two_that_lie_lie_with_the_second() -> None:
    assert runs(WIDE, FEW, WIDE) == [("lying", 3)]
    assert runs(WIDE, Head("H"), FEW, Items(("a", "b")), WIDE) == [("lying", 5)]


def test_few_words_before_what_stands_stand_with_it() -> None:
    assert runs(WIDE, FEW, NARROW) == [("lying", 1), ("standing", 2)]
    assert runs(NARROW, FEW, WIDE) == [("standing", 2), ("lying", 1)]


def test_many_words_are_not_read_across_a_page_on_its_side() -> None:
    assert runs(WIDE, MANY, WIDE) == [("lying", 1), ("standing", 1), ("lying", 1)]


def test_the_last_words_are_not_lost() -> None:
    assert runs(WIDE, Head("H"), FEW) == [("lying", 3)]
