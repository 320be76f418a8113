"""The constructed municipality, admitted once in a run of tests, whichever of its processes asks for it first."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reformspor.snapshot import DataFolder, ensure_served, open_current
from reformspor.store import DuckStore

PATIENCE = 300


@pytest.fixture(scope="session")
def constructed(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The data folder as a first start leaves it. It is only read; who writes in one takes a copy."""
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    data = DataFolder(run / "constructed")
    done = run / "constructed.done"
    try:
        data.root.mkdir()
    except FileExistsError:
        _wait(done)
    else:
        ensure_served(data)
        done.touch()
    return data


@pytest.fixture(scope="session")
def store(constructed: DataFolder) -> Iterator[DuckStore]:
    """What is served of it, open for the whole run."""
    opened = open_current(constructed)
    assert opened is not None
    yield opened[1]
    opened[1].close()


def _wait(done: Path) -> None:
    """Until another process of the run has made what it is making."""
    end = time.monotonic() + PATIENCE
    while not done.exists():
        assert time.monotonic() < end, "another process of this run began to make it, and has not ended"
        time.sleep(0.1)
