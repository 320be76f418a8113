"""Each part leaves its piece of the measurement as a file, so that a run that was broken off is taken up again."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from tests.bench.machine import load


def place(keep: Path, rows: int, part: str) -> Path:
    """Where the piece of a part lies."""
    return keep / "pieces" / str(rows) / f"{part}.json"


def read(path: Path) -> dict[str, Any] | None:
    """A piece that was finished, else None: what failed is tried again."""
    try:
        piece: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return piece if "found" in piece else None


def write(path: Path, piece: dict[str, Any]) -> None:
    """Put a piece in its place, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps(piece, indent=1, ensure_ascii=False) + "\n", "utf-8")
    part.replace(path)


def all_of(keep: Path) -> list[dict[str, Any]]:
    """Every piece there is, finished or failed, by size and part."""
    found = []
    for path in (keep / "pieces").glob("*/*.json"):
        try:
            found.append(json.loads(path.read_text("utf-8")))
        except ValueError:
            continue
    return sorted(found, key=lambda piece: (piece["rows"], piece["part"]))


class Timed:
    """When a piece was taken, how long it took and how busy the machine was before and after."""

    def __init__(self) -> None:
        self._before, self._began = load(), time.perf_counter()
        self._at = time.strftime("%Y-%m-%dT%H:%M:%S")

    def told(self) -> dict[str, Any]:
        """What is written beside what was found."""
        seconds = round(time.perf_counter() - self._began, 1)
        return {"at": self._at, "seconds": seconds, "load_before": self._before, "load_after": load()}
