"""One unit against a weighted mix of others: what is known to come out, ranks among placebos, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from reformspor.effects.panel import Panel
from reformspor.effects.result import Result, plain
from reformspor.effects.synthetic import synthetic_control, synthetic_did
from reformspor.words import LANGUAGES, speak
from tests.effects.simulated import simulated

BOTH = (synthetic_did, synthetic_control)
Make = Callable[[Panel], Result]


def mixed(change: float = 0.0, noise: float = 0.0, level: float = 0.0) -> Panel:
    """The first unit is a third of the second and two thirds of the third, and changes from step 15 on."""
    rng = np.random.default_rng(4)
    others = 10 + np.cumsum(rng.normal(size=(14, 24)), axis=1)
    first = others[0] / 3 + others[1] * 2 / 3 + level + noise * rng.normal(size=24)
    first[15:] += change
    names = tuple(f"unit {place}" for place in range(15))
    return Panel(names, tuple(range(2000, 2024)), "year", np.vstack([first, others]), (15, *(None,) * 14))


def test_a_unit_that_is_a_mix_of_others_is_matched_and_its_change_found() -> None:
    found = synthetic_control(mixed(change=-3.0))
    att = found.of("att")
    assert att is not None
    assert att.value == pytest.approx(-3, abs=0.05)
    weights = dict(zip(found.series["donor.unit"], found.series["donor.weight"], strict=True))
    assert weights["unit 1"] == pytest.approx(1 / 3, abs=0.02)
    assert weights["unit 2"] == pytest.approx(2 / 3, abs=0.02)
    assert sum(weights.values()) == pytest.approx(1)


def test_a_level_of_its_own_is_no_change_to_synthetic_did() -> None:
    flat, raised = (synthetic_did(mixed(change=2.0, noise=0.2, level=level)).of("att") for level in (0.0, 500.0))
    assert flat is not None
    assert raised is not None
    assert raised.value == pytest.approx(flat.value, abs=1e-6)


def test_the_outside_librarys_own_estimate_is_the_same() -> None:
    from diff_diff import SyntheticDiD

    from reformspor.effects.outside import quietly, table

    panel = mixed(change=2.0, noise=0.3)
    long = table(panel)
    long["treated"] = (long["began"] > 0).astype(int)
    with quietly():
        model = SyntheticDiD(variance_method="jackknife", seed=1)
        theirs = model.fit(long, "outcome", "treated", "unit", "time", post_periods=list(range(16, 25)))
    ours = synthetic_did(panel).of("att")
    assert ours is not None
    assert ours.value == pytest.approx(theirs.att, abs=1e-9)


@pytest.mark.parametrize("make", BOTH)
def test_the_gap_after_the_start_is_the_change_and_the_figure_adds_up(make: Make) -> None:
    found = make(mixed(change=-3.0, noise=0.2))
    series, att = found.series, found.of("att")
    assert att is not None
    after = np.array(series["fit.after"])
    gap = np.array(series["fit.treated"]) - np.array(series["fit.counterfactual"])
    assert gap == pytest.approx(np.array(series["fit.gap"]))
    assert gap[after].mean() == pytest.approx(att.value)
    assert list(after) == [False] * 15 + [True] * 9


@pytest.mark.parametrize("make", BOTH)
def test_a_large_change_is_first_among_all_and_no_smaller_p_can_come_out(make: Make) -> None:
    found = make(mixed(change=-30.0, noise=0.2))
    assert (found.facts["placebo_rank"], found.facts["n_placebos"]) == (1, 14)
    assert found.facts["placebo_p"] == found.facts["smallest_p"] == pytest.approx(1 / 15)
    assert "too_few_placebos" in {one.code for one in found.notices}


@pytest.mark.parametrize("make", BOTH)
def test_where_nothing_happened_every_rank_is_as_likely(make: Make) -> None:
    ranks = []
    for seed in range(60):
        panel = simulated((12, *(None,) * 19), 18, seed, rho=0.3)
        ranks.append(float(make(panel).facts["placebo_p"] or 0))
    assert 0.3 < np.mean(ranks) < 0.7
    assert np.mean([rank <= 0.1 for rank in ranks]) <= 0.2


@pytest.mark.parametrize("make", BOTH)
def test_several_treated_and_several_starts_are_summed_by_their_unit_steps(make: Make) -> None:
    panel = simulated((12, 12, 15, *(None,) * 12), 20, 2, change=50.0)
    found = make(panel)
    att = found.of("att")
    assert att is not None
    assert att.value == pytest.approx(50, abs=3)
    assert found.facts["n_treated"] == 3
    assert found.facts["n_placebos"] == 200
    again = make(panel).of("att")
    assert again == att


@pytest.mark.parametrize("make", BOTH)
def test_donors_with_holes_are_left_out_and_told(make: Make) -> None:
    panel = mixed(change=-3.0, noise=0.1)
    values = panel.values.copy()
    values[5, 3] = np.nan
    found = make(replace(panel, values=values))
    assert "unit 5" not in found.series["donor.unit"]
    assert "donors_with_holes" in {one.code for one in found.notices}


def holed() -> Panel:
    values = mixed().values.copy()
    values[0, 4] = np.nan
    return replace(mixed(), values=values)


REFUSED: dict[str, Panel] = {
    "none_begins": replace(mixed(), starts=(None,) * 15),
    "holes_in_treated": holed(),
    "short_before": replace(mixed(), starts=(2, *(None,) * 14)),
    "few_donors": mixed().only((0, 1, 2, 3)),
    "constant": replace(mixed(), values=np.full((15, 24), 7.0)),
    "donors_stand_still": replace(mixed(), values=np.vstack([mixed().values[:1], np.full((14, 24), 7.0)])),
}


@pytest.mark.parametrize("make", BOTH)
@pytest.mark.parametrize("code", REFUSED)
def test_what_cannot_be_matched_is_refused_in_words(code: str, make: Make) -> None:
    found = make(REFUSED[code])
    assert [one.code for one in found.refused] == [code]
    assert not found.estimates
    for lang in LANGUAGES:
        assert "{" not in speak(lang)(f"effects.refused.{code}", **found.refused[0].places)


@pytest.mark.parametrize("make", BOTH)
def test_a_match_that_is_exact_gives_json_without_a_number_that_is_none(make: Make) -> None:
    for panel in (mixed(), mixed(change=1e90), replace(mixed(change=2.0), values=mixed(change=2.0).values * 1e60)):
        json.dumps(plain(make(panel)), allow_nan=False)
