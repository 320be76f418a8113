"""Whatever panel it is given, inference answers with numbers or with a reason: it never breaks and never warns."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reformspor.effects.dose import within_units
from reformspor.effects.leave import one_out
from reformspor.effects.negative import control
from reformspor.effects.panel import Panel
from reformspor.effects.permute import distinct_assignments, randomisation, smallest_p
from reformspor.effects.result import Result, plain, read_plain
from reformspor.effects.wild import cluster_bootstrap
from reformspor.words import LANGUAGES, speak

VALUES = st.one_of(
    st.floats(-100, 100),
    st.sampled_from([0.0, 1.0, 1.0, math.nan, 1e-300, 1e120, -1e200, 1.7e308]),
)


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    units, times = draw(st.integers(0, 9)), draw(st.integers(1, 16))
    kind = draw(st.sampled_from(["any", "few", "same", "lacking"]))
    values = np.random.default_rng(draw(st.integers(0, 99))).normal(size=(units, times))
    if kind == "any" and units:
        values = np.array(
            draw(st.lists(st.lists(VALUES, min_size=times, max_size=times), min_size=units, max_size=units))
        )
    elif kind == "same":
        values = np.full((units, times), draw(st.sampled_from([0.0, 3.3, 1e9])))
    elif kind == "lacking":
        values[np.random.default_rng(draw(st.integers(0, 99))).random(values.shape) < 0.7] = np.nan
    starts = draw(st.lists(st.one_of(st.none(), st.integers(0, times - 1)), min_size=units, max_size=units))
    strata = tuple("ab"[place % 2] for place in range(units)) if draw(st.booleans()) else None
    names = tuple(f"u{place}" for place in range(units))
    return Panel(names, tuple(range(times)), "step", values.reshape(units, times), tuple(starts), strata=strata)


def is_whole(result: Result) -> None:
    """Numbers or reasons, all of which can be written and said in every language."""
    assert result.estimates or result.refused
    told = plain(result)
    assert "nan" not in repr(told).lower()
    assert "inf" not in repr(told).lower().replace("info", "")
    assert read_plain(told).refused == result.refused
    for one in result.estimates:
        assert one.p is None or 0 <= one.p <= 1
        if one.value is not None and one.low is not None and one.high is not None:
            assert one.low <= one.high
    for lang in LANGUAGES:
        for kind, codes in (("refused", result.refused), ("notice", result.notices)):
            for one in codes:
                assert "{" not in speak(lang)(f"effects.{kind}.{one.code}", **one.places)


@settings(max_examples=60, deadline=None)
@given(panel=panels(), lead=st.integers(0, 3), comparison=st.sampled_from(["never", "not_yet"]))
def test_no_panel_breaks_it(panel: Panel, lead: int, comparison: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for statistic in ("cs", "imputation"):
            how = {"statistic": statistic, "anticipation": lead, "comparison": comparison}
            is_whole(randomisation(panel, draws=39, **how))
            is_whole(one_out(panel, **how))
        is_whole(cluster_bootstrap(panel, draws=49, anticipation=lead))
        is_whole(control(panel, panel, draws=39, anticipation=lead))
        assert distinct_assignments(panel) >= 1
        assert 0 < smallest_p(panel) <= 1


@settings(max_examples=50, deadline=None)
@given(panel=panels(), seed=st.integers(0, 99), lacking=st.floats(0, 1))
def test_no_dose_breaks_it(panel: Panel, seed: int, lacking: float) -> None:
    rng = np.random.default_rng(seed)
    dose = np.exp(rng.normal(size=panel.values.shape))
    dose[rng.random(dose.shape) < lacking] = np.nan
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        is_whole(within_units(panel, dose, draws=9))


@pytest.mark.parametrize("shape", [(8, 14), (12, 24)])
@pytest.mark.parametrize("scale", [1e-12, 1.0, 1e12])
def test_the_unit_of_the_outcome_changes_no_p_value(shape: tuple[int, int], scale: float) -> None:
    units, times = shape
    values = np.random.default_rng(5).normal(size=shape)
    starts = tuple(6 if place < units // 3 else 8 if place < units // 2 else None for place in range(units))
    names = tuple(f"u{place}" for place in range(units))
    panel, scaled = (Panel(names, tuple(range(times)), "step", values * by, starts) for by in (1.0, scale))
    for test in (randomisation, cluster_bootstrap):
        one, other = (test(given).estimates[0] for given in (panel, scaled))
        assert one.p == other.p
        assert other.value == pytest.approx((one.value or 0) * scale)
        assert other.low == pytest.approx((one.low or 0) * scale, rel=1e-4)
