"""Every question on the served file of a set, in a fresh process, without filters first and then with unseen ones."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.bench.counted import at
from tests.bench.machine import ROOT
from tests.bench.sets import served_file

# Written uncut into a file for the records system; no page ever waits for it.
UNCUT = "archive/"


def measure(base: Path, keep: Path, rows: int, short: bool = False) -> dict[str, Any]:
    """Milliseconds (p50, p95; p50 of the processor) by question, slowest first, and the worst of all."""
    script = Path(__file__).parent / "bench_questions.py"
    asked = ["--served", str(served_file(base)), "--rounds", "2" if short else "8"]
    command = [sys.executable, "-W", "ignore", str(script), *asked]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if said.returncode:
        raise RuntimeError(said.stderr[-2000:])
    times: dict[str, list[list[float]]] = json.loads(said.stdout.splitlines()[-1])
    told = {name: _one(taken) for name, taken in times.items() if not name.startswith(UNCUT)}
    slowest = sorted(told, key=lambda name: -told[name]["p50"])
    return {
        "questions": len(told),
        "worst": told[slowest[0]]["p50"],
        "middle": round(statistics.median(one["p50"] for one in told.values()), 1),
        "served_mb": round(served_file(base).stat().st_size / 1e6, 1),
        "by_question": {name: told[name] for name in slowest},
    }


def _one(taken: list[list[float]]) -> dict[str, float]:
    clock, worked = [one[0] for one in taken], [one[1] for one in taken]
    told = {"p50": statistics.median(clock), "p95": at(clock, 0.95), "processor": statistics.median(worked)}
    return {name: round(value, 1) for name, value in told.items()}
