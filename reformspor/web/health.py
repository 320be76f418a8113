"""Whether the service can answer: a snapshot is served, and how old it is."""

from __future__ import annotations

from typing import Any

import reformspor

_state: dict[str, Any] = {"snapshot": None}


def serving(snapshot_id: str) -> None:
    """Say that this snapshot is served from now on."""
    _state["snapshot"] = snapshot_id


def health() -> tuple[int, dict[str, Any]]:
    """HTTP status and body: 200 while a snapshot is served, else 503."""
    ok = _state["snapshot"] is not None
    body = {"status": "ok" if ok else "starting", "version": reformspor.__version__, **_state}
    return (200 if ok else 503), body
