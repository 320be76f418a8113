"""A constructed twin stands in for closed data, whatever tables the house's source has."""

from __future__ import annotations

from pathlib import Path

import pytest

from reformspor.errors import ReformsporError
from reformspor.replication.twin import make_twin, tables_held
from reformspor.snapshot.shelf import SERVED


@pytest.mark.parametrize("held", [("barriers", "barrier_events"), ("sessions", "resource_use")])
def test_a_twin_has_the_tables_the_source_has_and_no_others(held: tuple[str, ...], tmp_path: Path) -> None:
    data, manifest = make_twin(tmp_path / "twin", held)
    assert manifest.constructed
    assert tables_held(data.snapshots / manifest.id / SERVED) == set(held)


def test_a_twin_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReformsporError, match=r"replication\.problem\.twin"):
        make_twin(tmp_path / "twin", ())
