"""Forecasts are made in a process of their own, on one thread and within a bound of time.

What makes them weighs two hundred megabytes once loaded, and it goes with the process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from reformspor.effects.backtest import Score
from reformspor.effects.forecast import Forecast, Point, forecast

PROGRAM = Path(__file__).parent.parent.parent
# They take about six seconds of processor time; a busy machine may be many times as long about it.
SECONDS = 180
# The sums are small: threads would wait for each other, many times as long as they work.
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def forecasts_apart(series: Mapping[str, Sequence[float]], seconds: float = SECONDS) -> dict[str, Forecast]:
    """The forecast of each series that was made in time; those that were not are left out.

    Every series is long enough to be carried on.
    """
    if not series:
        return {}
    command = [sys.executable, "-m", "reformspor.effects.apart"]
    given = json.dumps({name: list(values) for name, values in series.items()})
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            text=True,
            timeout=seconds,
            cwd=PROGRAM,
            env=dict(os.environ) | ONE_THREAD,
            check=False,
        )
        said = done.stdout
    except subprocess.TimeoutExpired as late:
        said = late.stdout.decode() if isinstance(late.stdout, bytes) else late.stdout or ""
    return dict(_read(line) for line in said.splitlines() if line.endswith("}"))


def _read(line: str) -> tuple[str, Forecast]:
    said = json.loads(line)
    one = said["forecast"]
    points, scores = tuple(Point(**p) for p in one["points"]), tuple(Score(**s) for s in one["scores"])
    return said["name"], Forecast(one["model"], one["best"], points, scores, one["origins"])


def main() -> None:
    """Read series as JSON and write a line of JSON for each forecast as soon as it is made."""
    for name, values in json.load(sys.stdin).items():
        print(json.dumps({"name": name, "forecast": asdict(forecast(values))}), flush=True)


if __name__ == "__main__":
    main()
