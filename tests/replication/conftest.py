"""One package of a few views of the constructed municipality, put together once in a run and unpacked."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
import zipfile
from pathlib import Path

import pytest

from reformspor.page.replicating import Wish, replicate
from reformspor.report.order import Item, Order
from reformspor.snapshot import DataFolder

DAY = dt.date(2026, 11, 1)
STUDY = ("effect", "sensitivity")
# A view of hours with tiles, one of texts, and a study whose numbers are drawn by lot.
ORDER = Order(
    "replication",
    "",
    "nn",
    "public",
    (Item("overview"), Item("register"), *(Item(page, address={"outcome": "doc_share"}) for page in STUDY)),
)
WISH = Wish("public", "nn", "internal", ORDER)
PATIENCE = 400


@pytest.fixture(scope="session")
def packed(constructed: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a file. It is only read."""
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    folder, done = run / "replication", run / "replication.done"
    try:
        folder.mkdir()
    except FileExistsError:
        end = time.monotonic() + PATIENCE
        while not done.exists():
            assert time.monotonic() < end, "another process of this run began to make it, and has not ended"
            time.sleep(0.1)
    else:
        replicate(aside(constructed, folder / "data"), WISH, folder / "package.zip", day=DAY)
        done.touch()
    return folder / "package.zip"


def aside(data: DataFolder, folder: Path) -> DataFolder:
    """A copy of what is served, since a process may not open a locked file a second time."""
    shutil.copytree(data.snapshots, folder / "snapshots")
    return DataFolder(folder)


@pytest.fixture(scope="session")
def package(packed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package unpacked, as whoever gets it has it. It is only read."""
    return unpacked(packed, tmp_path_factory.mktemp("unpacked"))


def unpacked(packed: Path, folder: Path) -> Path:
    """The one folder in a package."""
    with zipfile.ZipFile(packed) as given:
        given.extractall(folder)
    (only,) = folder.iterdir()
    return only


@pytest.fixture(scope="session")
def crate_context(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which a validator that may not reach the network finds the context of RO-Crate, as its own library
    brings it."""
    import io

    import requests
    import rocrate
    from requests.adapters import BaseAdapter, HTTPAdapter
    from requests_cache import CachedSession
    from urllib3 import HTTPResponse

    body = (Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld").read_bytes()

    class Brought(BaseAdapter):
        def send(self, request: requests.PreparedRequest, *_given: object, **_places: object) -> requests.Response:
            head = {"Content-Type": "application/ld+json"}
            told = HTTPResponse(body=io.BytesIO(body), headers=head, status=200, preload_content=False)
            return HTTPAdapter().build_response(request, told)

        def close(self) -> None:
            """Nothing is open."""

    place = tmp_path_factory.mktemp("crate") / "context"
    with CachedSession(str(place), expire_after=-1) as session:
        session.mount("https://", Brought())
        session.get("https://w3id.org/ro/crate/1.1/context")
    return place
