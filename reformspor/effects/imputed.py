"""Change held against what unit and step effects would give, fitted only to what the reform had not touched.

Imputation (Borusyak, Jaravel & Spiess 2024, Rev. Econ. Studies 91), its errors by their theorem 3; two-stage
differences in differences (Gardner 2022) and interaction-weighted event studies (Sun & Abraham 2021, J. Econometrics
225) stand beside it. All through the outside library; the value by imputation is reckoned here as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from reformspor.effects.att import Meant, att_of
from reformspor.effects.callaway import Window
from reformspor.effects.fitness import minded, unfit, untouched_before
from reformspor.effects.outside import AGREES, BEGAN, COLUMNS, TIME, UNIT, table, tried
from reformspor.effects.panel import Panel
from reformspor.effects.result import Estimate, Fact, Refusal, Result, finite


def imputation(panel: Panel, anticipation: int = 0, window: Window | None = None, events: bool = True) -> Result:
    """The change by imputation: `att_simple`, `att_window` over the steps of `window` after the start, and `event`,
    which takes the most time and can be left out.

    Values the reform may have touched at steps where nobody was untouched, and units never seen untouched, tell of no
    change and are left out.
    """
    lack = unfit(panel, anticipation)
    if lack:
        return Result("imputation", refused=lack)
    found = _fitted("ImputationDiD", panel, anticipation, None)
    if found is None:
        return Result("imputation", refused=(Refusal(_why(panel, anticipation), {}),))
    own = att_of(panel, Meant("imputation", anticipation=anticipation))
    if own is None:
        return Result("imputation", refused=(Refusal("no_comparison", {}),))
    if not _agree(panel, own, found.overall_att):
        return Result("imputation", refused=(Refusal("two_reckonings", {}),))
    estimates = [_overall(found, "att_simple", panel, anticipation)]
    if window is not None:
        within = _fitted("ImputationDiD", panel, anticipation, window)
        own = att_of(panel, Meant("imputation", anticipation=anticipation, window=window))
        if within is not None and _agree(panel, own, within.overall_att):
            estimates.append(_overall(within, "att_window", panel, anticipation, f"{window[0]}..{window[1]}"))
    estimates += _events(found, panel) if events else ()
    return Result("imputation", tuple(estimates), _facts(panel, anticipation), notices=minded(panel, anticipation))


def two_stage(panel: Panel, anticipation: int = 0) -> Result:
    """The change by two-stage differences in differences: `att_simple` and, after the start, `event`."""
    return _beside("two_stage", "TwoStageDiD", panel, anticipation)


def sun_abraham(panel: Panel, anticipation: int = 0) -> Result:
    """The change by an interaction-weighted event study, held against those that never begin: `att_simple`, `event`."""
    if not panel.never:
        return Result("sun_abraham", refused=(Refusal("no_never", {}),))
    return _beside("sun_abraham", "SunAbraham", panel, anticipation)


def _beside(method: str, model: str, panel: Panel, anticipation: int) -> Result:
    lack = unfit(panel, anticipation)
    if lack:
        return Result(method, refused=lack)
    found = _fitted(model, panel, anticipation, None)
    if found is None:
        return Result(method, refused=(Refusal(_why(panel, anticipation), {}),))
    estimates = (_overall(found, "att_simple", panel, anticipation), *_events(found, panel))
    return Result(method, estimates, _facts(panel, anticipation), notices=minded(panel, anticipation))


def _fitted(model: str, panel: Panel, anticipation: int, window: Window | None) -> Any:
    long = _usable(table(panel), anticipation, window)
    if long is None:
        return None

    def fit() -> Any:
        import diff_diff

        return getattr(diff_diff, model)(anticipation=anticipation).fit(long, **COLUMNS)

    found = tried(fit)
    return None if found is None or finite(found.overall_att) is None else found


def _usable(long: pd.DataFrame, anticipation: int, window: Window | None) -> pd.DataFrame | None:
    """The rows a change can be imputed in, and all that were untouched; None when either is lacking."""
    since = long[TIME] - long[BEGAN]
    untouched = (long[BEGAN] == 0) | (since < -anticipation)
    kept = untouched | (since >= 0)
    if window is not None:
        kept &= untouched | ((since >= window[0]) & (since <= window[1]))
    kept &= long[TIME].isin(long.loc[untouched, TIME]) & long[UNIT].isin(long.loc[untouched, UNIT])
    if not (kept & ~untouched).any() or not untouched.any():
        return None
    return long[kept].reset_index(drop=True)


def _agree(panel: Panel, own: float | None, value: float) -> bool:
    scale = float(np.nanstd(panel.values)) or 1.0
    return own is not None and abs(own - value) <= AGREES * scale


def _why(panel: Panel, anticipation: int) -> str:
    if not panel.never and len(panel.cohorts) == 1:
        return "all_at_once"
    return "no_before" if all(start - anticipation < 1 for start in panel.cohorts) else "no_comparison"


def _overall(found: Any, what: str, panel: Panel, anticipation: int, at: str = "") -> Estimate:
    said = (found.overall_att, found.overall_se, *found.overall_conf_int, found.overall_p_value)
    return _told(panel, what, said, at, len(untouched_before(panel, anticipation)))


def _facts(panel: Panel, anticipation: int) -> dict[str, Fact]:
    whole = panel.n_units - len(panel.always)
    return {"n_units": whole, "n_treated": len(panel.treated), "anticipation": anticipation}


def _events(found: Any, panel: Panel) -> tuple[Estimate, ...]:
    """Event times with their errors, and the units that reach them; the reference step is no estimate."""
    if not hasattr(found, "aggregate"):
        told: Mapping[Any, Mapping[str, Any]] = found.event_study_effects or {}
        return tuple(
            _told(panel, "event", (one["effect"], one["se"], *one["conf_int"], one["p_value"]), str(int(event)))
            for event, one in sorted(told.items(), key=lambda item: int(item[0]))
        )
    study = tried(lambda: found.aggregate("event_study"))
    if study is None:
        return ()
    columns = (study.att, study.se, study.conf_int_lower, study.conf_int_upper, study.p_value)
    return tuple(
        _told(panel, "event", tuple(part[place] for part in columns), str(int(event)))
        for place, event in enumerate(study.event_time)
        if not study.is_reference[place]
    )


def _told(panel: Panel, what: str, said: tuple[float, ...], at: str = "", n: int | None = None) -> Estimate:
    """An estimate of value, error, bounds and p; without uncertainty where there is none to tell of, as when all units
    move alike."""
    reached = _reach(panel, int(at)) if n is None else n
    value, error, low, high, p = said
    if not finite(error) or error <= 1e-9 * float(np.nanstd(panel.values)):
        return Estimate(what, value, at=at, n=reached)
    return Estimate(what, value, error, low, high, p, at, reached)


def _reach(panel: Panel, event: int) -> int:
    """How many treated units have a value so many steps from their start."""
    places = [(unit, panel.starts[unit] or 0) for unit in panel.treated]
    return sum(
        0 <= start + event < panel.n_times and bool(np.isfinite(panel.values[unit, start + event]))
        for unit, start in places
    )
