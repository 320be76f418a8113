"""A digit that is made another anywhere in what is seen in a file is found, whatever the format."""

from __future__ import annotations

import pytest

from reformspor.page.serving import Served
from reformspor.page.verifying import verify_file
from reformspor.visible import compared, handed, seen
from tests.verify.altering import altered

TIMES = {"pdf": 6, "docx": 40, "pptx": 40, "xlsx": 60, "csv": 60}
NAMES = ("figure.csv", "figure.xlsx", "report.xlsx", "report.docx", "report.pptx", "report.pdf")


@pytest.mark.parametrize("name", NAMES)
def test_a_file_as_it_was_made_is_the_same(name: str, files: dict[str, bytes], held: Served) -> None:
    found = verify_file(name, files[name], "internal")
    notes = ("pictures_unread",) if name.endswith(".pdf") else ()
    assert (found.outcome, found.why, found.differing, found.notes) == ("same", "", (), notes)
    assert found.figures
    assert {one.outcome for one in found.figures} == {"same"}


@pytest.mark.parametrize("name", NAMES)
def test_any_digit_that_is_made_another_is_seen(name: str, files: dict[str, bytes]) -> None:
    kind = name.rpartition(".")[2]
    was = seen(handed(name, files[name]))
    tried = 0
    for place, body in altered(kind, files[name], TIMES[kind], seed=7):
        found = compared(was, seen(handed(name, body)))
        assert any(one.counts for one in found), place
        tried += 1
    assert tried > TIMES[kind] // 2


@pytest.mark.parametrize("name", NAMES)
def test_a_file_with_one_digit_altered_is_changed_and_says_from_what_to_what(
    name: str, files: dict[str, bytes], held: Served
) -> None:
    kind = name.rpartition(".")[2]
    [(place, body)] = altered(kind, files[name], 1, seed=3)
    found = verify_file(name, body, "internal")
    assert found.outcome == "changed", place
    assert found.differing
    assert all(one.file != one.data for one in found.differing)
    assert {one.outcome for one in found.figures} == {"same"}, "the passport itself has not been touched"
