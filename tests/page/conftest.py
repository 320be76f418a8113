"""The constructed municipality in a folder of a test module's own, which pages may write in, as it is served."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from reformspor.page.serving import Served, served
from reformspor.snapshot.folder import DataFolder


@pytest.fixture(scope="module")
def held(constructed: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    own = shutil.copytree(constructed.root, tmp_path_factory.mktemp("own") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORMSPOR_DATA", str(own))
        now = served()
        assert now is not None
        yield now
