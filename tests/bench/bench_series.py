"""How often a change of level is found in one series where nothing changed, method by method; prints a table.

Run by hand: `python tests/bench/bench_series.py [RUNS] [SEED]`. Errors are AR(1), the model has trend, change of slope
and one pair of harmonics, and the test is nominally five and one per cent.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import numpy as np

from reformspor.effects.any_rho import weighed, whatever
from reformspor.effects.newey_west import newey_west
from reformspor.effects.panel import Panel
from reformspor.effects.reml import reml
from reformspor.effects.segments import Interruption, design_of
from reformspor.effects.student import beyond

CASES = ((12, 12, 0.4), (24, 12, 0.4), (24, 24, 0.0), (24, 24, 0.4), (24, 24, 0.6), (36, 24, 0.4), (48, 24, 0.6))
MONTHS = tuple(dt.date(2018 + place // 12, place % 12 + 1, 1) for place in range(96))
MODEL = Interruption(season=1)
WARM = 60


def chances(before: int, after: int, rho: float, runs: int, seed: int) -> np.ndarray:
    """The p values of Newey-West with three lags, REML, and no certain correlation; a row a run."""
    chance, n = np.random.default_rng(seed), before + after
    told = np.empty((runs, 3))
    for run in range(runs):
        errors = chance.normal(size=n + WARM)
        for place in range(1, n + WARM):
            errors[place] += rho * errors[place - 1]
        panel = Panel(("a",), MONTHS[:n], "month", errors[None, WARM:], (before,))
        design = design_of(panel, MODEL)
        level, at = design.change(0.0), np.arange(float(n))
        fit = reml(design.whole, panel.values[0], at)
        away = float(level @ fit.beta / np.sqrt(level @ fit.covariance @ level))
        wary = whatever("level", level, weighed(design.whole, panel.values[0], at), 0.95, n)
        told[run] = newey_west(panel, MODEL, 3).of("level").p, beyond(away, fit.freedom), wary.p
    return told


def main() -> None:
    """Print the share of runs that reject, by case."""
    runs, seed = (int(text) for text in (*sys.argv[1:3], *("1000", "20261123")[len(sys.argv) - 1 :]))
    print(f"{runs} runs, seed {seed}")
    print("months    rho   NW .05  REML .05  any rho .05   NW .01  REML .01  any rho .01")
    for before, after, rho in CASES:
        told = chances(before, after, rho, runs, seed)
        five, one = ((told < level).mean(axis=0) for level in (0.05, 0.01))
        said = f"{before}+{after}".ljust(9) + f"{rho:4.1f}  "
        print(said + "  ".join(f"{share:8.3f}" for share in (*five, *one)), flush=True)


if __name__ == "__main__":
    main()
