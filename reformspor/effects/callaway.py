"""Change by cohort and step among units that begin at different times, held against those that have not begun.

Callaway & Sant'Anna (2021, J. Econometrics 225, 200-230), without covariates. The group-time effects and their sums by
event time and by cohort come from the outside library; the same are reckoned here as well, and where the two do not
agree nothing is given. Standard errors are those of the influence functions: with few units they are too small, so that
they are never what a verdict stands on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from reformspor.effects.fitness import LEAST_AGAINST, minded, unfit
from reformspor.effects.group_time import Against, Base, Cells, Places, cells_of, weighted
from reformspor.effects.outside import AGREES, COLUMNS, table, tried
from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.result import Estimate, Fact, Refusal, Result, column

METHOD = "cs"
DRAWS, PARTS = 20_000, 20
# More unit-cells than these would fill the memory.
MOST = 50_000_000
Window = tuple[int, int]


def callaway_santanna(
    panel: Panel,
    comparison: Against = "not_yet",
    anticipation: int = 0,
    base: Base = "universal",
    window: Window | None = None,
    sure: float = 0.95,
    seed: int = 1,
) -> Result:
    """The change among the units that began: over all (`att_simple`), by cohort (`att_group`, `group`), by step of time
    (`att_calendar`, `calendar`) and by steps since the start (`att_dynamic`, `event`), in the outcome's own unit.

    `comparison` is who they are held against: units that never begin, or also those that have not begun yet.
    `anticipation` is how many steps before the start may already be touched, and are then no base. `window` is the
    first and last step after the start that count in `att_window`. The simultaneous band of the event study is the
    sup-t band of Montiel Olea & Plagborg-Moller (2019), by `seed`. The pre-test is the Wald test of all cells before
    the start (Callaway & Sant'Anna 2021, section 4.3).
    """
    lack = unfit(panel, anticipation)
    if lack:
        return Result(METHOD, refused=lack)
    if panel.n_units * panel.n_times * len(panel.cohorts) > MOST:
        return Result(METHOD, refused=(Refusal("large_for_method", {"units": panel.n_units, "steps": panel.n_times}),))
    cells = cells_of(panel, comparison, anticipation, base)
    after = np.flatnonzero(cells.events >= 0)
    if not after.size:
        return Result(METHOD, refused=(Refusal(_no_comparison(panel, comparison), {}),))
    if (most := int(cells.n_against[after].max())) < LEAST_AGAINST:
        return Result(METHOD, refused=(Refusal("few_against", {"n": most, "least": LEAST_AGAINST}),))
    if not _confirmed(panel, cells, comparison, anticipation, base):
        return Result(METHOD, refused=(Refusal("two_reckonings", {}),))
    z = _normal(sure)
    events, influence = _by_event(cells, z, sure)
    band = sup_t(influence.T @ influence, sure, seed)
    sums = _sums(panel, cells, after, window, z, sure)
    facts: dict[str, Fact] = {
        "n_units": cells.taking_part,
        "n_treated": len(panel.treated),
        "n_never": len(panel.never),
        "n_times": panel.n_times,
        "cohorts": len(set(cells.cohorts.tolist())),
        "missing": panel.missing,
        "comparison": comparison,
        "base": base,
        "anticipation": anticipation,
        "critical": band,
        "seed": seed,
        "least_against": int(cells.n_against[after].min()),
        **pretest_facts(cells, anticipation),
    }
    series = _series(cells, events, band, anticipation, base)
    return Result(METHOD, (*sums, *events), facts, series, notices=minded(panel, anticipation))


def pretest_facts(cells: Cells, anticipation: int) -> dict[str, Fact]:
    """The Wald test that every cell before the start is nought: chi-squared, its degrees of freedom and p value.

    None of it where the cells are as many as what tells of their covariance: the test would be of nothing.
    """
    from scipy.stats import chi2

    before = np.flatnonzero(cells.events < -anticipation)
    free = cells.taking_part - len(set(cells.cohorts.tolist())) - 1
    none: dict[str, Fact] = {"pretest_w": None, "pretest_df": int(before.size), "pretest_p": None}
    if not before.size or before.size > free:
        return none
    influence, values = cells.influence[:, before], cells.values[before]
    spread = influence.T @ influence
    if np.linalg.matrix_rank(spread) < before.size:
        return none
    found = float(values @ np.linalg.solve(spread, values))
    return {"pretest_w": found, "pretest_df": int(before.size), "pretest_p": float(chi2.sf(found, before.size))}


def sup_t(spread: Numbers, sure: float, seed: int) -> float | None:
    """How many standard errors wide a band must be to hold every estimate at once with this sureness."""
    errors = np.sqrt(np.diag(spread))
    told = errors > 0
    if not told.any():
        return None
    correlation = spread[np.ix_(told, told)] / np.outer(errors[told], errors[told])
    sizes, directions = np.linalg.eigh(correlation)
    root, rng = (directions * np.sqrt(np.clip(sizes, 0, None))).T, np.random.default_rng(seed)
    # In parts, as long panels have thousands of event times.
    largest = [np.abs(rng.standard_normal((DRAWS // PARTS, len(root))) @ root).max(axis=1) for _ in range(PARTS)]
    return float(np.quantile(np.concatenate(largest), sure))


def _normal(sure: float) -> float:
    from scipy.stats import norm

    return float(norm.ppf(0.5 + sure / 2))


def _no_comparison(panel: Panel, comparison: Against) -> str:
    if comparison == "never" and not panel.never:
        return "no_never"
    return "no_comparison" if panel.never or len(panel.cohorts) > 1 else "all_at_once"


def _told(what: str, value: float, influence: Numbers, z: float, sure: float, at: str = "", n: int = 0) -> Estimate:
    from scipy.stats import norm

    error = float(np.sqrt(np.sum(influence**2)))
    if error <= 1e-12 * max(1.0, abs(value)):  # units that all move alike tell of no uncertainty
        return Estimate(what, value, at=at, n=n, sure=sure)
    p = float(2 * norm.sf(abs(value) / error))
    return Estimate(what, value, error, value - z * error, value + z * error, p, at, n, sure)


def _by_event(cells: Cells, z: float, sure: float) -> tuple[tuple[Estimate, ...], Numbers]:
    """An estimate for each event time, and their influence (units by event times)."""
    said, influence = [], []
    for event in np.unique(cells.events):
        chosen = np.flatnonzero(cells.events == event)
        value, part = weighted(cells, chosen)
        said.append(_told("event", value, part, z, sure, str(int(event)), int(cells.n_treated[chosen].sum())))
        influence.append(part)
    return tuple(said), np.array(influence).T


def _sums(
    panel: Panel, cells: Cells, after: Places, window: Window | None, z: float, sure: float
) -> tuple[Estimate, ...]:
    """The sums over everything, cohorts, steps and event times, each with the units behind it."""
    treated = len({int(unit) for unit in np.flatnonzero(cells.members[:, after].any(axis=1))})
    value, influence = weighted(cells, after)
    said = [_told("att_simple", value, influence, z, sure, n=treated)]
    if window is not None:
        within = after[(cells.events[after] >= window[0]) & (cells.events[after] <= window[1])]
        if within.size:
            value, influence = weighted(cells, within)
            said.append(_told("att_window", value, influence, z, sure, f"{window[0]}..{window[1]}", treated))
    for what, whole, of, text in (
        ("group", "att_group", cells.cohorts, panel.said),
        ("calendar", "att_calendar", cells.steps, panel.said),
    ):
        said += _parts(cells, after, of, what, whole, text, z, sure, treated)
    dynamic = _parts(cells, after, cells.events, "event", "att_dynamic", str, z, sure, treated)
    return (*said, dynamic[0])


def _parts(
    cells: Cells,
    after: Places,
    of: Places,
    what: str,
    whole: str,
    text: Callable[[int], str],
    z: float,
    sure: float,
    treated: int,
) -> list[Estimate]:
    """The parts after the start by cohort, step or event time, led by their mean: of cohorts weighted by their size, of
    the others each alike."""
    said, values, influence, sizes = [], [], [], []
    for one in np.unique(of[after]):
        chosen = after[of[after] == one]
        value, part = weighted(cells, chosen)
        n = int(cells.members[:, chosen].any(axis=1).sum())
        said.append(_told(what, value, part, z, sure, text(int(one)), n))
        values.append(value)
        influence.append(part)
        sizes.append(cells.members[:, chosen].any(axis=1))
    of_parts, parts = np.array(values), np.array(influence).T
    if what != "group":
        mean, spread = float(of_parts.mean()), parts.mean(axis=1)
    else:
        members = np.array(sizes, dtype=np.float64).T
        shares = members.sum(axis=0) / cells.taking_part
        mean = float(shares @ of_parts / shares.sum())
        part = (members - shares) / cells.taking_part
        spread = parts @ shares / shares.sum() + (part @ of_parts - part.sum(axis=1) * mean) / shares.sum()
    return [_told(whole, mean, spread, z, sure, n=treated), *said]


def _confirmed(panel: Panel, cells: Cells, comparison: Against, anticipation: int, base: Base) -> bool:
    """Whether the outside library finds the same value in every cell and, of a panel without holes, the same error."""

    def fitted() -> Any:
        from diff_diff import CallawaySantAnna

        held = "never_treated" if comparison == "never" else "not_yet_treated"
        model = CallawaySantAnna(
            control_group=held, estimation_method="reg", anticipation=anticipation, base_period=base
        )
        return model.fit(table(panel), **COLUMNS)

    found = tried(fitted)
    if found is None:
        return False
    theirs = {(int(g) - 1, int(t) - 1): (one["effect"], one["se"]) for (g, t), one in found.group_time_effects.items()}
    scale = float(np.nanstd(panel.values)) or 1.0
    for cohort, step, value, error in zip(cells.cohorts, cells.steps, cells.values, cells.errors, strict=True):
        other = theirs.get((int(cohort), int(step)))
        if other is None or not abs(other[0] - value) <= AGREES * scale:
            return False
        if error > AGREES * scale and not abs(other[1] - error) <= AGREES * scale:
            return False
    return True


def _series(
    cells: Cells, events: tuple[Estimate, ...], band: float | None, anticipation: int, base: Base
) -> dict[str, tuple[Any, ...]]:
    """The event study as columns, with the reference step where there is one, and the cells."""
    against = {int(e): int(cells.n_against[cells.events == e].min()) for e in np.unique(cells.events)}
    rows: list[tuple[Any, ...]] = [
        (
            int(one.at),
            one.value,
            one.error,
            one.low,
            one.high,
            None if one.error is None or band is None or one.value is None else one.value - band * one.error,
            None if one.error is None or band is None or one.value is None else one.value + band * one.error,
            one.n,
            against[int(one.at)],
            False,
        )
        for one in events
    ]
    reference = -1 - anticipation
    if base == "universal":
        treated = int(sum(cells.members[:, cells.cohorts == c].any(axis=1).sum() for c in np.unique(cells.cohorts)))
        rows = [row for row in rows if row[0] != reference]
        rows.append((reference, 0.0, None, None, None, None, None, treated, None, True))
    rows.sort(key=lambda row: row[0])
    names = ("time", "value", "error", "low", "high", "band_low", "band_high", "units", "against", "reference")
    event = {f"event.{name}": tuple(row[place] for row in rows) for place, name in enumerate(names)}
    return event | {
        "cell.cohort": tuple(int(one) for one in cells.cohorts),
        "cell.step": tuple(int(one) for one in cells.steps),
        "cell.value": column([float(one) for one in cells.values]),
        "cell.error": column([float(one) for one in cells.errors]),
        "cell.treated": tuple(int(one) for one in cells.n_treated),
        "cell.against": tuple(int(one) for one in cells.n_against),
    }
