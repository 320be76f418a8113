"""A panel with the means and covariances of the county employment panel of Callaway & Sant'Anna (2021), by cohort.

Estimates without covariates, their errors and the test before the start hang on these alone, so that the published
numbers come out of it whether or not the table itself is at hand.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from reformspor.effects.panel import Panel

YEARS = (2003, 2004, 2005, 2006, 2007)
TABLE = Path(__file__).parents[3] / "shared" / "reference" / "mpdta.csv"
# The place of the start, the number of counties, the means by year, the covariances of the years (lower triangle).
COHORTS: tuple[tuple[int | None, int, tuple[float, ...], str], ...] = (
    (
        1,
        20,
        (6.179696834, 6.106563563, 6.059452087, 6.026704354, 6.085387988),
        "2.087167944 2.116577089 2.154883801 2.173488399 2.20940838 2.276848897 2.203955702 2.241063197 "
        "2.30695236 2.343023544 2.140492572 2.172084482 2.239579176 2.271157962 2.213114777",
    ),
    (
        3,
        40,
        (6.573993628, 6.517883716, 6.527941333, 6.557434575, 6.543040968),
        "1.571570524 1.554409289 1.555184352 1.580206343 1.583317893 1.623812924 1.599313798 1.602268672 "
        "1.640079748 1.66377149 1.610140942 1.612309072 1.652010129 1.672511211 1.69113421",
    ),
    (
        4,
        131,
        (5.842906496, 5.810783128, 5.82086567, 5.823866399, 5.820048247),
        "2.275581298 2.279125794 2.29973639 2.273843647 2.291068997 2.307988952 2.271917052 2.290794221 "
        "2.30085141 2.318601423 2.24780561 2.26782469 2.277807476 2.28840912 2.283310775",
    ),
    (
        None,
        309,
        (5.654630022, 5.591999998, 5.604808434, 5.638896282, 5.66113254),
        "2.163469474 2.196270983 2.258653793 2.205544286 2.258474971 2.281007669 2.179212216 2.234164914 "
        "2.250948411 2.260942991 2.188896158 2.244484807 2.259968057 2.257691808 2.280967225",
    ),
)


def alike() -> Panel:
    """Five hundred units whose cohorts have exactly these means and covariances."""
    drawn = np.random.default_rng(5)
    rows, starts = [], []
    for start, n, means, lower in COHORTS:
        spread = np.zeros((5, 5))
        spread[np.tril_indices(5)] = [float(one) for one in lower.split()]
        spread = spread + spread.T - np.diag(np.diag(spread))
        noise = drawn.standard_normal((n, 5))
        noise -= noise.mean(axis=0)
        noise = np.linalg.solve(np.linalg.cholesky(noise.T @ noise / n), noise.T).T
        rows.append(np.array(means) + noise @ np.linalg.cholesky(spread).T)
        starts += [start] * n
    return Panel(tuple(map(str, range(500))), YEARS, "year", np.concatenate(rows), tuple(starts))


def counties() -> Panel:
    """The table itself. Raises FileNotFoundError where it is not at hand."""
    with TABLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    units = sorted({row["countyreal"] for row in rows})
    values, starts = np.full((len(units), 5), np.nan), {}
    for row in rows:
        values[units.index(row["countyreal"]), YEARS.index(int(row["year"]))] = float(row["lemp"])
        starts[row["countyreal"]] = YEARS.index(int(row["first.treat"])) if row["first.treat"] != "0" else None
    return Panel(tuple(units), YEARS, "year", values, tuple(starts[unit] for unit in units))
