"""Change by cohort and step among units that are alike in what was known of them before: with covariates.

Callaway & Sant'Anna (2021, J. Econometrics 225, 200-230) with the doubly robust estimator of Sant'Anna & Zhao (2020, J.
Econometrics 219, 101-122), through the outside library. With few units the two models have little to be fitted to, so
it stands beside the unadjusted estimate, and no verdict is of it. What it cannot show: what is not among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from reformspor.effects.fitness import minded, unfit
from reformspor.effects.group_time import Against, Base
from reformspor.effects.outside import COLUMNS, table, tried
from reformspor.effects.panel import Numbers, Panel
from reformspor.effects.result import Estimate, Fact, Refusal, Result
from reformspor.effects.student import beyond, width

METHOD = "cs_adjusted"


def adjusted(
    panel: Panel,
    covariates: Mapping[str, Numbers],
    comparison: Against = "never",
    anticipation: int = 0,
    base: Base = "varying",
    sure: float = 0.95,
) -> Result:
    """The change over all (`att_simple`), by cohort (`group`), by steps since the start (`event`) and by cohort and
    step (`cell`, `at` both), among units alike in the `covariates` (each units by times, as known at the base step)."""
    lack = unfit(panel, anticipation)
    if lack:
        return Result(METHOD, refused=lack)
    known = ~np.isnan(panel.values)
    for name, values in covariates.items():
        if np.isnan(values[known]).any():
            return Result(METHOD, refused=(Refusal("covariate_holes", {"column": name}),))
    if not all(_overlap(panel, values) for values in covariates.values()) or not _apart(panel, covariates):
        return Result(METHOD, refused=(Refusal("not_adjusted"),))
    found = tried(lambda: _fitted(panel, covariates, comparison, anticipation, base))
    if found is None or not np.isfinite(found[0].overall_att):
        return Result(METHOD, refused=(Refusal("not_adjusted"),))
    fit, events, groups = found
    estimates = [_told("att_simple", fit.overall_att, fit.overall_se, sure)]
    estimates += [
        _told("group", value, error, sure, panel.said(int(began) - 1))
        for began, value, error in zip(groups.label, groups.att, groups.se, strict=True)
    ]
    estimates += [
        _told("event", value, error, sure, str(int(event)))
        for event, value, error in zip(events.event_time, events.att, events.se, strict=True)
    ]
    for (cohort, step), one in sorted(fit.group_time_effects.items()):
        at = "|".join(panel.said(int(place) - 1) for place in (cohort, step))
        estimates.append(_told("cell", one["effect"], one["se"], sure, at))
    facts: dict[str, Fact] = {"comparison": comparison, "base": base, "covariates": ", ".join(covariates)}
    return Result(METHOD, tuple(estimates), facts, notices=minded(panel, anticipation))


def _overlap(panel: Panel, values: Numbers) -> bool:
    """Whether some of those that begin are among those they are held against in a covariate; else none is alike."""
    begun, others = (values[list(places)] for places in (panel.treated, panel.never or panel.treated))
    return bool(np.nanmin(begun) <= np.nanmax(others) and np.nanmin(others) <= np.nanmax(begun))


def _apart(panel: Panel, covariates: Mapping[str, Numbers]) -> bool:
    """Whether the covariates can be told from one another, and from a constant, among those held against."""
    others = list(panel.never or panel.treated)
    columns = np.column_stack(
        [np.ones(len(others)), *(np.nanmean(values[others], axis=1) for values in covariates.values())]
    )
    sizes = np.linalg.norm(columns, axis=0)
    return bool((sizes > 0).all() and np.linalg.matrix_rank(columns / np.maximum(sizes, 1e-300)) == columns.shape[1])


def _fitted(
    panel: Panel, covariates: Mapping[str, Numbers], comparison: Against, anticipation: int, base: Base
) -> tuple[Any, Any, Any]:
    import diff_diff

    frame = table(panel)
    units, steps = frame[COLUMNS["unit"]].to_numpy(), frame[COLUMNS["time"]].to_numpy() - 1
    names = [f"x{place}" for place in range(len(covariates))]
    for name, values in zip(names, covariates.values(), strict=True):
        frame[name] = values[units, steps]
    model = diff_diff.CallawaySantAnna(
        control_group="never_treated" if comparison == "never" else "not_yet_treated",
        estimation_method="dr",
        anticipation=anticipation,
        base_period=base,
    )
    fit = model.fit(frame, covariates=names, **COLUMNS)
    return fit, fit.aggregate("event_study"), fit.aggregate("group")


def _told(what: str, value: float, error: float, sure: float, at: str = "") -> Estimate:
    if not error > 0:  # the reference step, or units that all move alike
        return Estimate(what, value, at=at, sure=sure)
    reach = width(sure, None) * error
    return Estimate(what, value, error, value - reach, value + reach, beyond(value / error, None), at, sure=sure)
