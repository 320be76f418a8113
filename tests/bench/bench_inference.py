"""How often tests made for few units cry wolf, and how long they take; constructed panels in which nothing happened.

    python tests/bench/bench_inference.py [--runs 400] [--draws 199] [--seed 1]

For each design and autocorrelation: the share of runs with p at most .05 by randomisation inference on either statistic
and by the wild cluster bootstrap, and by Student's t for comparison, which is known to be wrong with few units. Exits 1
when randomisation inference rejects more than three standard errors over five per cent. Then the processor's seconds
of 1999 draws on the largest panels that are meant.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reformspor.effects.permute import randomisation
from reformspor.effects.wild import cluster_bootstrap
from tests.effects.simulated import simulated, spread_starts

MONTHS, NOMINAL = 48, 0.05
# Units, how many begin, and in how many steps.
DESIGNS = ((12, 8, 4), (12, 3, 3), (12, 1, 1), (20, 15, 3))
RHOS = (0.0, 0.3, 0.6)
LARGEST = ((12, 8, 4, 48), (25, 15, 5, 60))


def shares(design: tuple[int, int, int], rho: float, runs: int, draws: int, seed: int) -> dict[str, float | None]:
    """The share of runs that each test rejects; None for a test that refuses the design."""
    found: dict[str, list[bool]] = {"ri_cs": [], "ri_imputation": [], "wild": [], "t": []}
    starts = spread_starts(*design, MONTHS)
    for run in range(runs):
        panel = simulated(starts, MONTHS, seed=seed * 1_000_000 + run, rho=rho)
        for statistic in ("cs", "imputation"):
            tested = randomisation(panel, statistic, draws=draws, seed=run)
            if tested.estimates:
                found[f"ri_{statistic}"].append((tested.estimates[0].p or 0.0) <= NOMINAL)
        wild = cluster_bootstrap(panel)
        found["wild"].append((wild.estimates[0].p or 0.0) <= NOMINAL)
        found["t"].append(float(wild.facts["p_t"] or 0.0) <= NOMINAL)
    return {name: sum(held) / len(held) if held else None for name, held in found.items()}


def main() -> int:
    """Print the table and the times; 1 when a share is too high."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("runs", 400), ("draws", 199), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=default)
    given = parser.parse_args()
    limit = NOMINAL + 3 * (NOMINAL * (1 - NOMINAL) / given.runs) ** 0.5
    high = False
    print("units/begin/steps  rho  ri_cs  ri_imputation  wild  t")
    for design in DESIGNS:
        for rho in RHOS:
            told = shares(design, rho, given.runs, given.draws, given.seed)
            high |= any((told[name] or 0.0) > limit for name in ("ri_cs", "ri_imputation"))
            said = "  ".join("refused" if share is None else f"{share:.3f}" for share in told.values())
            print(f"{'/'.join(str(one) for one in design):17}  {rho:.1f}  {said}", flush=True)
    for units, treated, cohorts, months in LARGEST:
        panel = simulated(spread_starts(units, treated, cohorts, months), months, seed=given.seed)
        for statistic in ("cs", "imputation"):
            begun = time.process_time()
            randomisation(panel, statistic)
            print(f"{units} units, {months} months, 1999 draws, {statistic}: {time.process_time() - begun:.2f} s")
    return int(high)


if __name__ == "__main__":
    sys.exit(main())
