"""However people and systems write a clean export, it is taken in and means the same."""

from pathlib import Path

import dresses
import pytest
from tries import Room, wrong_dress

FEW = 28


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return Room(tmp_path_factory.mktemp("room"))


@pytest.mark.parametrize("seed", dresses.seeds(FEW))
def test_a_clean_export_in_any_dress_is_taken_in_with_the_same_rows(seed: int, room: Room) -> None:
    assert wrong_dress(seed, room) is None


def test_the_dresses_are_different_from_one_another(tmp_path: Path) -> None:
    written = set()
    for seed in dresses.seeds(FEW):
        dresses.dress(seed, tmp_path / str(seed))
        written.add(frozenset((file.name, file.stat().st_size) for file in (tmp_path / str(seed)).iterdir()))
    assert len(written) == FEW
