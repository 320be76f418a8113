"""Odd and hostile exports of our own get the verdict that trust demands, every fault named, no person echoed."""

from pathlib import Path

import hostile_files
import hostile_packed
import hostile_torn
import hostile_values
import pytest
from hostile import Case
from test_nasty_cases import said
from tries import Room

from reformspor.words import LANGUAGES

CASES = [*hostile_values.CASES, *hostile_files.CASES, *hostile_torn.CASES, *hostile_packed.CASES]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return Room(tmp_path_factory.mktemp("room"))


def test_there_are_more_than_sixty_and_no_two_alike() -> None:
    assert len(CASES) > 60
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_export_gets_its_verdict(case: Case, room: Room, tmp_path: Path) -> None:
    case.make(tmp_path / "in")
    verdict, rows, intake = room.come_to(tmp_path / "in", "simple")
    found = [(fault.code, fault.file, fault.row, fault.column) for fault in intake.faults]
    assert verdict == case.verdict, found
    if case.where is not None:
        assert case.where in {place[1:] for place in found}, found
    if case.same:
        assert rows == room.clean("simple")
    messages = " ".join(said(fault, lang) for fault in (*intake.faults, *intake.notices) for lang in LANGUAGES)
    for personal in case.never:
        assert personal not in messages
    assert not set(messages) & set("\x00\x07\x1b\u200b\u202e\u2066")
