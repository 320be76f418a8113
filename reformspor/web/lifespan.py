"""What is done before the first reader comes: a snapshot to serve, warm imports, compressed files."""

from __future__ import annotations

import gc
import importlib
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from reformspor.web.assets import Assets
from reformspor.web.health import serving
from reformspor.web.logs import log
from reformspor.web.shell import first_files

# What the first run of a page would else wait for.
WARM = ("pandas", "pyarrow", "duckdb", "babel.dates", "reformspor.charts", "reformspor.findings", "reformspor.page")
COLLECT_EVERY = 20.0


@asynccontextmanager
async def lifespan(app: Any) -> AsyncIterator[dict[str, Any]]:
    """Make ready, serve, and stop the collector at the end."""
    from anyio import to_thread

    assets = _assets_of(app)
    threading.Thread(target=assets.warm, args=(first_files(assets),), daemon=True).start()
    await to_thread.run_sync(_prepare)
    stop = threading.Event()
    threading.Thread(target=_collect, args=(stop,), daemon=True).start()
    try:
        yield {}
    finally:
        stop.set()


def data_folder() -> Path:
    """The data folder: REFORMSPOR_DATA, else `data` beside the program."""
    named = os.environ.get("REFORMSPOR_DATA")
    return Path(named) if named else Path(__file__).parent.parent.parent / "data"


def _prepare() -> None:
    from reformspor.snapshot import ensure_served

    for name in WARM:
        importlib.import_module(name)
    served = ensure_served(data_folder())
    serving(str(getattr(served, "snapshot_id", None) or Path(str(served)).parent.name))
    log("ready")


def _assets_of(app: Any) -> Assets:
    for entry in getattr(app, "_user_middleware", []):
        if "assets" in entry.kwargs:
            return entry.kwargs["assets"]  # type: ignore[no-any-return]
    return Assets()


def _collect(stop: threading.Event) -> None:
    """Streamlit's collection after every run is switched off (it holds every reader up); this one stands in."""
    while not stop.wait(COLLECT_EVERY):
        gc.collect()
