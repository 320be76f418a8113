"""From exports on disk to a served snapshot, in a fresh process: seconds, checked rows a second, and peak memory."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests.bench.bench_admission import floor
from tests.bench.sets import admit_anew, for_peers, made


def measure(base: Path, keep: Path, rows: int, short: bool = False) -> dict[str, Any]:
    """Make the set, admit it, and lay beside it what the other ways read; what the admission took."""
    making = made(base, rows)
    found = admit_anew(base)
    least = _floor(base)
    for_peers(base)
    seconds, checks = float(found["seconds"]), float(found["checks"])
    return {
        "made_seconds": round(making, 1),
        "seconds": round(seconds, 1),
        "checks_seconds": round(checks, 2),
        "checked_rows_a_second": round(rows / max(checks, 1e-9)),
        "rows_a_second": round(rows / seconds),
        "checks_processor": round(float(found["checks_processor"]), 1),
        "floor_seconds": round(least["text"] + least["rules"], 1),
        "floor_processor": round(least["text_processor"] + least["rules_processor"], 1),
        "peak_mib": round(float(found["mib"])),
        "exports_mb": round(sum(path.stat().st_size for path in (base / "in").iterdir()) / 1e6, 1),
    }


def _floor(base: Path) -> dict[str, float]:
    """What the engine alone needs for the same file, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(dir=base) as scratch:
        return floor(base / "in", Path(scratch))
