"""Whether the service can answer, and which snapshot it answers from now."""

from __future__ import annotations

from typing import Any

import reformspor

_state: dict[str, Any] = {"snapshot": None}


def serving(snapshot_id: str) -> None:
    """Say that the service is ready, with this snapshot."""
    _state["snapshot"] = snapshot_id


def health() -> tuple[int, dict[str, Any]]:
    """HTTP status and body: 200 while a snapshot is served, else 503."""
    from reformspor.snapshot.folder import data_folder
    from reformspor.snapshot.shelf import current

    ok = _state["snapshot"] is not None
    if ok and (newer := current(data_folder())):
        # An admission changes what is served without a restart.
        serving(newer.id)
    body = {"status": "ok" if ok else "starting", "version": reformspor.__version__, **_state}
    return (200 if ok else 503), body
