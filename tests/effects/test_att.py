"""The fast statistics are those of the estimators that give standard errors, with gaps and anticipation too."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

from reformspor.effects.att import Meant, att, att_of, starts_of
from reformspor.effects.panel import Panel
from reformspor.effects.permute import randomisation
from tests.effects.employment import TABLE, counties
from tests.effects.simulated import simulated

BEGINS = (8, 8, 12, 12, 12, 20, 20, 25, None, None, None, None, None, None)
# Two that begin at step 2 and one that never does: worked by hand below.
SMALL = Panel(
    ("a", "b", "c"),
    (1, 2, 3),
    "step",
    np.array([[1.0, 5.0, 6.0], [2.0, 4.0, 9.0], [0.0, 1.0, 3.0]]),
    (1, 2, None),
)


def frame_of(panel: Panel) -> pd.DataFrame:
    rows = [
        (unit, step, panel.values[unit, step], panel.starts[unit])
        for unit in range(panel.n_units)
        for step in range(panel.n_times)
        if not np.isnan(panel.values[unit, step])
    ]
    return pd.DataFrame(
        [(unit, step + 1, value, 0 if start is None else start + 1) for unit, step, value, start in rows],
        columns=["unit", "time", "outcome", "start"],
    )


def test_group_time_changes_by_hand() -> None:
    # a at step 2: 5-1=4, less the mean of b (2) and c (1): 2.5. a at step 3: 5 less c's 3: 2. b at step 3: 5 less 2: 3.
    assert att_of(SMALL, Meant("cs")) == pytest.approx((2.5 + 2 + 3) / 3)
    # Never begun alone: a at step 2 is 4 less 1.
    assert att_of(SMALL, Meant("cs", "never")) == pytest.approx((3 + 2 + 3) / 3)
    assert att_of(SMALL, Meant("cs", window=(0, 0))) == pytest.approx((2.5 + 3) / 2)


def test_imputation_by_hand() -> None:
    # Untouched are the first step, b and c at the second, c at the third. b less c is 2.5 over the two first steps, and
    # a less the level of c is 1 + what the first step tells: effects of steps come from all that is untouched.
    unit = np.linalg.lstsq(
        np.array(
            [[1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 1, 0, 1, 0], [0, 0, 1, 1, 0], [0, 0, 1, 0, 1]]
        ),
        np.array([1.0, 2, 0, 4, 1, 3]),
        rcond=None,
    )[0]
    left = [5 - unit[0] - unit[3], 6 - unit[0] - unit[4], 9 - unit[1] - unit[4]]
    assert att_of(SMALL, Meant("imputation")) == pytest.approx(np.mean(left))


@pytest.mark.parametrize("missing", [0.0, 0.06])
@pytest.mark.parametrize("anticipation", [0, 2])
def test_both_statistics_are_those_of_the_estimators(missing: float, anticipation: int) -> None:
    diff_diff = pytest.importorskip("diff_diff")
    panel = simulated(BEGINS, 30, seed=4, rho=0.4, change=0.7, missing=missing)
    frame, window = frame_of(panel), (-anticipation, 99)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for comparison, control in (("not_yet", "not_yet_treated"), ("never", "never_treated")):
            oracle = diff_diff.CallawaySantAnna(
                control_group=control, anticipation=anticipation, base_period="universal"
            ).fit(frame, "outcome", "unit", "time", "start")
            found = att_of(panel, Meant("cs", comparison, anticipation, window))
            assert found == pytest.approx(oracle.overall_att, abs=1e-8)
        oracle = diff_diff.ImputationDiD(anticipation=anticipation).fit(frame, "outcome", "unit", "time", "start")
    assert att_of(panel, Meant("imputation", "not_yet", anticipation, window)) == pytest.approx(
        oracle.overall_att, abs=1e-6
    )


@pytest.mark.skipif(not TABLE.exists(), reason="the reference tables are not here")
def test_the_published_simple_change_in_teen_employment() -> None:
    panel = counties()
    assert att_of(panel, Meant("cs", "never")) == pytest.approx(-0.0399513, abs=5e-8)
    tested = randomisation(panel, "cs", draws=999, comparison="never").estimates[0]
    assert tested.p is not None
    assert tested.p <= 0.05


@pytest.mark.parametrize("statistic", ["cs", "imputation"])
@pytest.mark.parametrize("shape", [(6, 20), (20, 8)])
def test_many_suppositions_at_once_are_each_on_its_own(statistic: str, shape: tuple[int, int]) -> None:
    units, times = shape
    begins = tuple(2 + place % 4 if place < units - 2 else None for place in range(units))
    panel = simulated(begins, times, seed=9, missing=0.1)
    meant = Meant(statistic)
    drawn = np.random.default_rng(3).permuted(np.tile(starts_of(panel), (40, 1)), axis=1)
    together = att(panel.values[None], drawn, meant)[:, 0]
    alone = [att(panel.values[None], one[None], meant)[0, 0] for one in drawn]
    np.testing.assert_allclose(together, alone, rtol=1e-10, atol=1e-12)


def test_units_that_no_common_step_binds_together_give_no_change() -> None:
    nan = np.nan
    values = np.array([[1.0, 2.0, 3.0, nan, nan, nan], [nan, nan, nan, 4.0, 5.0, 7.0]])
    panel = Panel(("a", "b"), tuple(range(6)), "step", values, (2, None))
    assert att_of(panel, Meant("imputation")) is None
    assert att_of(panel, Meant("cs")) is None
