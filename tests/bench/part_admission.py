"""From exports on disk to a served snapshot, in a fresh process: seconds, checked rows a second, and peak memory."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import duckdb

from tests.bench.sets import admit_anew, for_peers, made


def measure(base: Path, keep: Path, rows: int, short: bool = False) -> dict[str, Any]:
    """Make the set, admit it, and lay beside it what the other ways read; what the admission took."""
    making = made(base, rows)
    began = time.perf_counter()
    duckdb.sql(f"select count(*) from read_csv('{base}/in/resource_use.csv', all_varchar = true)").fetchall()
    bare = time.perf_counter() - began
    found = admit_anew(base)
    for_peers(base)
    seconds, checks = float(found["seconds"]), float(found["checks"])
    return {
        "made_seconds": round(making, 1),
        "seconds": round(seconds, 1),
        "checks_seconds": round(checks, 2),
        "checked_rows_a_second": round(rows / max(checks, 1e-9)),
        "rows_a_second": round(rows / seconds),
        "peak_mib": round(float(found["mib"])),
        "against_reading_bare": round(seconds / max(bare, 1e-9), 1),
        "exports_mb": round(sum(path.stat().st_size for path in (base / "in").iterdir()) / 1e6, 1),
    }
