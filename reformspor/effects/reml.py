"""A line through a series whose errors hang together: generalised least squares with AR(1) errors fitted by REML.

The likelihood is that of what the regressors leave (Patterson and Thompson 1971, Biometrika 58, 545-554; for time
series Cheang and Reinsel 2000, Journal of the American Statistical Association 95, 1173-1184), which judges the
correlation less too low than maximum likelihood does in a short series. Errors are whitened by Prais and Winsten's
(1954) transformation; where steps are missing, the correlation over d steps is that over one to the power of d. The
estimates are held to Student's t with n - k degrees of freedom.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reformspor.effects.panel import Numbers

# Beyond these the series is nearly a walk, which no level can be told from, or jumps to and fro at each step.
LOWEST, HIGHEST = -0.95, 0.98
COARSE = np.linspace(LOWEST, HIGHEST, 40)
ROUNDS, AROUND = 4, 13
# What is left of a series that the regressors tell in full is rounding.
NOTHING = 1e-10


@dataclass(frozen=True)
class Fit:
    """Coefficients and their covariance, `freedom` n - k, the errors' standard deviation and correlation over one
    step, and the innovations: what each value had that neither the regressors nor the one before it told."""

    beta: Numbers
    covariance: Numbers
    freedom: int
    sigma: float
    rho: float
    innovations: Numbers


class NotFitted(Exception):
    """No such line: `code` is `constant`, `collinear`, `few_points` or `no_variation`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def reml(x: Numbers, y: Numbers, at: Numbers | None = None, rho: float | None = None) -> Fit:
    """Fit `y` (n) on `x` (n by k) with AR(1) errors at the rising whole steps `at` (0, 1, 2, … when not given).

    A `rho` that is given is kept to instead of estimated. Raises NotFitted when columns say the same, there are no
    more values than columns, or nothing is left to reckon errors from.
    """
    n, k = x.shape
    if n <= k:
        raise NotFitted("few_points")
    if np.ptp(y) == 0:
        raise NotFitted("constant")
    scale = np.sqrt((x * x).sum(axis=0))
    if (scale == 0).any() or np.linalg.matrix_rank(x / scale) < k:
        raise NotFitted("collinear")
    basis, turned = np.linalg.qr(x)
    # Taking the plain fit away leaves the criterion as it was, and large levels do not eat the digits.
    start = basis.T @ y
    rest = y - basis @ start
    if float(rest @ rest) <= NOTHING**2 * max(float(y @ y), 1e-300):
        raise NotFitted("no_variation")
    gaps = np.diff(np.arange(n) if at is None else at)
    chosen = _best(basis, rest, gaps) if rho is None else rho
    wide, left = (part[0] for part in white(np.array([chosen]), basis, rest, gaps))
    inner = wide.T @ wide
    step = np.linalg.solve(inner, wide.T @ left)
    innovations = left - wide @ step
    variance = float(innovations @ innovations) / (n - k)
    back = np.linalg.inv(turned)
    return Fit(
        beta=back @ (start + step),
        covariance=variance * (back @ np.linalg.inv(inner) @ back.T),
        freedom=n - k,
        sigma=float(np.sqrt(variance)),
        rho=float(chosen),
        innovations=innovations,
    )


def _best(basis: Numbers, rest: Numbers, gaps: Numbers) -> float:
    """The correlation of the highest restricted likelihood: a coarse grid, then ever finer ones round the best."""
    grid = COARSE
    for _ in range(ROUNDS):
        heights = criterion(grid, basis, rest, gaps)
        best = int(np.argmax(heights))
        found, apart = float(grid[best]), float(grid[1] - grid[0])
        grid = np.linspace(max(found - apart, LOWEST), min(found + apart, HIGHEST), AROUND)
    if not 0 < best < heights.size - 1:
        return found
    # The top of the parabola through the last three lies nearer than the grid does.
    left, top, right = heights[best - 1 : best + 2]
    bend = float(left - 2 * top + right)
    return found if bend >= 0 else found + apart * float(left - right) / (2 * bend)


def criterion(rhos: Numbers, basis: Numbers, rest: Numbers, gaps: Numbers) -> Numbers:
    """The restricted log likelihood at each correlation, but for a constant."""
    n, k = basis.shape
    wide, left = white(rhos, basis, rest, gaps)
    inner = np.swapaxes(wide, 1, 2) @ wide
    cross = (np.swapaxes(wide, 1, 2) @ left[:, :, None])[:, :, 0]
    step = np.linalg.solve(inner, cross[:, :, None])[:, :, 0]
    squares = np.maximum((left * left).sum(axis=1) - (cross * step).sum(axis=1), 1e-300)
    spread = np.log1p(-(_powers(rhos, gaps) ** 2)).sum(axis=1)
    volume: Numbers = np.linalg.slogdet(inner)[1]
    heights: Numbers = -0.5 * ((n - k) * np.log(squares) + spread + volume)
    return heights


def white(rhos: Numbers, basis: Numbers, rest: Numbers, gaps: Numbers) -> tuple[Numbers, Numbers]:
    """Regressors and values with their correlation taken out, for each of the correlations (first axis)."""
    power = _powers(rhos, gaps)
    shrink = np.sqrt(1 - power**2)
    wide = np.empty((rhos.size, *basis.shape))
    wide[:, 0] = basis[0]
    wide[:, 1:] = (basis[1:] - power[:, :, None] * basis[:-1]) / shrink[:, :, None]
    left = np.empty((rhos.size, rest.size))
    left[:, 0] = rest[0]
    left[:, 1:] = (rest[1:] - power * rest[:-1]) / shrink
    return wide, left


def _powers(rhos: Numbers, gaps: Numbers) -> Numbers:
    """The correlation over each gap: numpy raises a negative number to whole powers alone."""
    signs = np.where((rhos[:, None] < 0) & (gaps % 2 == 1), -1.0, 1.0)
    raised: Numbers = signs * np.abs(rhos[:, None]) ** gaps
    return raised
