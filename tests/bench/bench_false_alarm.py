"""How often the whole engine claims something where there is nothing, and how often it finds what is there.

    python tests/bench/bench_false_alarm.py [--runs N] [--power-runs N] [--only its|did] [--write]

Every run is a study with a registered hypothesis, written before the outcome was opened, through the same code as the
pages. `--write` keeps the table where the page of methods reads it. Seeded: the same runs give the same counts.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

import numpy as np  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reformspor.effects.asked import Asked  # noqa: E402
from reformspor.effects.false_alarms import FILE  # noqa: E402
from reformspor.effects.gates import gates  # noqa: E402
from reformspor.effects.hypothesis import Hypothesis  # noqa: E402
from reformspor.effects.panel import Panel  # noqa: E402
from reformspor.effects.study import Study, run  # noqa: E402

SEED = 20261123
# What a published table gives for these designs was made at these numbers of units and cohorts.
COHORTS = {8: (24, 24, 28, 28, 32, 32, 36, 36), 3: (24, 28, 32), 1: (24,)}
# So small that no chance finding can be called too small to matter, which would hide it from the count.
SMALLEST = 0.1
CLAIMS = ("change", "probable_effect", "well_founded_effect")
EFFECTS = CLAIMS[1:]
# Runs without an effect and with one: several units take a hundred times as long as one series.
RUNS = {"its": (4000, 400), "did": (200, 20)}


@dataclass(frozen=True)
class Case:
    """One design: months before and after (of the first start), units, how many begin, and the autocorrelation."""

    design: str
    before: int
    after: int
    units: int
    treated: int
    rho: float


CASES = (
    *(Case("its", 24, 24, 1, 1, rho) for rho in (0.0, 0.4, 0.6)),
    *(Case("did", 24, 24, 12, treated, rho) for rho in (0.3, 0.6) for treated in (8, 3, 1)),
)


def panel_of(case: Case, planted: float, seed: int) -> Panel:
    """A panel of standard deviation one within each unit, monthly, with a shift of `planted` from the start on."""
    rng = np.random.default_rng([SEED, seed])
    n = case.before + case.after
    chance = rng.normal(size=(case.units, n))
    noise = np.empty_like(chance)
    noise[:, 0] = chance[:, 0]
    for step in range(1, n):
        noise[:, step] = case.rho * noise[:, step - 1] + np.sqrt(1 - case.rho**2) * chance[:, step]
    begins = (case.before,) if case.design == "its" else COHORTS[case.treated]
    starts = begins + (None,) * (case.units - len(begins))
    season = 0.5 * np.cos(2 * np.pi * np.arange(n) / 12)
    values = (
        noise + rng.normal(0, 2, case.units)[:, None] + season[None] + rng.normal(0, 0.3, n)[None] * (case.units > 1)
    )
    for place, start in enumerate(starts):
        if start is not None:
            values[place, start:] += planted
    times = tuple(dt.date(2020 + month // 12, month % 12 + 1, 1) for month in range(n))
    return Panel(tuple(f"u{place:02d}" for place in range(case.units)), times, "month", values, starts)


def studied(case: Case, planted: float, runs: int, seed: int) -> Iterator[Study]:
    """So many studies; what can no longer change a verdict is not run."""
    expected = Hypothesis("y", "either", "its" if case.design == "its" else "did", SMALLEST)
    asked = Asked(expected, in_time=True, thorough=False, draws=499)
    for number in range(runs):
        yield run(panel_of(case, planted, seed + number), asked)


def counted(case: Case, runs: int, power_runs: int) -> dict[str, object]:
    """How many of the runs came to a change, and to a probable effect, or more; without an effect and with one planted
    as large as the smallest the design can find four times of five; and, for units, twice as large."""
    null = list(studied(case, 0.0, runs, 0))
    sizes = [found for one in null if isinstance(found := one.measured.get("detectable"), float)]
    planted = round(float(np.median(sizes)), 2) if sizes else None
    told: dict[str, object] = {
        "design": case.design,
        "before": case.before,
        "after": case.after,
        "units": case.units,
        "treated": case.treated,
        "rho": case.rho,
        "runs": runs,
        "change": _claims(null, CLAIMS),
        "effect": _claims(null, EFFECTS),
    }
    if planted is not None and power_runs:
        found = list(studied(case, planted, power_runs, 10**6))
        told |= {"planted": planted, "power_runs": power_runs}
        told |= {"found_change": _claims(found, CLAIMS), "found_effect": _claims(found, EFFECTS)}
    if planted is not None and power_runs and case.design == "did":
        twice = list(studied(case, 2 * planted, power_runs // 2, 2 * 10**6))
        told |= {"twice_runs": len(twice), "twice_effect": _claims(twice, EFFECTS)}
    return told


def _claims(studies: list[Study], levels: tuple[str, ...]) -> int:
    return sum(one.verdict.level in levels for one in studies)


def written(rows: list[dict[str, object]]) -> str:
    """The table as the file the page reads."""
    head = f'# Made by tests/bench/bench_false_alarm.py.\ndate = {dt.date.today()}\nversion = "{gates().version}"\n'
    parts = []
    for row in rows:
        lines = [
            f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {value}" for name, value in row.items()
        ]
        parts.append("[[row]]\n" + "\n".join(lines) + "\n")
    return head + f"seed = {SEED}\n\n" + "\n".join(parts)


def main() -> None:
    """Run the cases, print a line of each, and keep the table when told to."""
    asks = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asks.add_argument("--runs", type=int)
    asks.add_argument("--power-runs", type=int)
    asks.add_argument("--only", choices=("its", "did"))
    asks.add_argument("--write", action="store_true")
    given = asks.parse_args()
    rows = []
    for case in CASES:
        if given.only in (None, case.design):
            runs, power_runs = RUNS[case.design]
            rows.append(counted(case, given.runs or runs, given.power_runs or power_runs))
            print(rows[-1], flush=True)
    if given.write:
        FILE.write_text(written(rows), "utf-8")


if __name__ == "__main__":
    main()
