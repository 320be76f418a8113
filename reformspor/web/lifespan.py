"""What is done before the first reader comes: a snapshot to serve, warm imports, compressed files."""

from __future__ import annotations

import importlib
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from reformspor.web.assets import Assets
from reformspor.web.collecting import collector
from reformspor.web.health import serving
from reformspor.web.logs import log, report_failure
from reformspor.web.preparing import keep_ready
from reformspor.web.shell import first_files
from reformspor.words import LANGUAGES

if TYPE_CHECKING:
    from reformspor.disclosure import Level
    from reformspor.snapshot.shelf import Manifest

# What the first run of a page would else wait for.
WARM = (
    "duckdb",
    "babel.dates",
    "reformspor.charts",
    "reformspor.page.screen",
    "reformspor.page.filters",
    "streamlit.components.v2",
)
HOME = "overview"


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[dict[str, Any]]:
    """Make ready before the port opens, serve, and stop the collector at the end."""
    from anyio import to_thread

    assets = _assets_of(app)
    manifest = await to_thread.run_sync(_chosen)
    await to_thread.run_sync(_warm)
    log("ready", snapshot=manifest.id)
    serving(manifest.id)
    collector.settle()
    collector.start()
    assets.pack_from_now(first_files(assets))
    stop = threading.Event()
    threading.Thread(target=keep_ready, args=(_level(), stop), name="ready", daemon=True).start()
    try:
        yield {}
    finally:
        stop.set()
        collector.stop()


def _chosen() -> Manifest:
    """The snapshot to serve; where there is none, the constructed municipality is made first."""
    from reformspor.snapshot.folder import data_folder
    from reformspor.snapshot.shelf import current

    return current(data_folder()) or _constructed()


def _warm() -> None:
    """Load what the first page needs and make it ready; a failure here is met again, and said, on the page."""
    try:
        for name in WARM:
            importlib.import_module(name)
        make = importlib.import_module("reformspor.page.making_ready").make_ready
        make(HOME, {"lang": LANGUAGES[0]}, _level())
    except Exception as error:
        report_failure(error)


def _level() -> Level:
    import streamlit as st

    from reformspor.disclosure import level_of_process

    return level_of_process(address=st.get_option("server.address"))


def _constructed() -> Manifest:
    from reformspor.snapshot.constructed import ensure_served
    from reformspor.snapshot.folder import data_folder

    log("constructing")
    return ensure_served(data_folder())


def _assets_of(app: Any) -> Assets:
    for entry in getattr(app, "_user_middleware", []):
        if "assets" in entry.kwargs:
            return entry.kwargs["assets"]  # type: ignore[no-any-return]
    return Assets()
