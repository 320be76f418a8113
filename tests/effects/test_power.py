"""A plan's power is the published one where there is one, and else what trying it on made-up series gives."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from reformspor.effects.planned import Plan, planned, weights
from reformspor.effects.power import chance, smallest_detectable
from reformspor.effects.wedge import stepped_wedge

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "power_reference.csv"
# Published figures of stepped wedges: clusters a wave, people, change, the five spreads, and the power.
PUBLISHED = (
    ((6, 6, 6, 6), 100, 0.018, 0.19829019, 0.025, 0.01, 0.1, 0.7145816),
    ((6, 6, 6, 6), 100, 0.018, 0.19829019, 0.025, 0.01 * math.sqrt(1.5), 0.1 * math.sqrt(0.5), 0.6778561),
    ((6, 6, 6, 6), 100, 0.018, 0.19829019, 0.025, 0.01 * math.sqrt(2), 0.0, 0.6451082),
    ((3, 3, 3), 50, 0.2, 1.0, 0.0, 0.0, 0.0, 0.8074),
    ((3, 3, 3), 3, 5.0, 5.0, 1.0, 0.0, 3.0, 0.8524223),
)
# Units, months, and the smallest change found four times in five at correlations 0, .3 and .6: half of the units begin,
# in three groups. From simulation, so held to within a twentieth.
SIMULATED = (
    (12, 48, (0.50, 0.65, 0.93)),
    (12, 24, (0.70, 0.90, 1.20)),
    (8, 36, (0.75, 0.99, 1.37)),
    (20, 48, (0.37, 0.49, 0.69)),
    (40, 48, (0.26, 0.35, 0.47)),
    (6, 24, (1.10, 1.45, 1.87)),
)


def power_of(*design: object, **more: object) -> float:
    found = stepped_wedge(*design, **more).of("power")  # type: ignore[arg-type]
    assert found is not None
    assert found.value is not None
    return found.value


def three_groups(units: int, months: int) -> Plan:
    return planned(units, months, treated=units // 2, steps=3, first=round(0.4 * months), gap=round(0.1 * months))


def smallest_of(plan: Plan, rho: float, **more: float) -> float:
    found = smallest_detectable(plan, rho, **more).of("smallest", "0.8")
    assert found is not None
    assert found.value is not None
    return found.value


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: str(case[-1]))
def test_a_stepped_wedge_has_the_published_power(case: tuple[object, ...]) -> None:
    clusters, n, delta, sigma, tau, gamma, psi, power = case
    digits = len(str(power)) - 2
    assert round(power_of(clusters, delta, sigma, tau, n, gamma, psi), digits) == power


def test_the_reference_file_gives_the_same() -> None:
    if not REFERENCE.is_file():
        pytest.skip("the reference tables are not here")
    for row in csv.DictReader(REFERENCE.open()):
        clusters = tuple(int(one) for one in row["clusters_per_wave"].split("|"))
        numbers = [float(row[name]) for name in ("delta", "sigma", "tau", "N_per_cell", "gamma", "psi")]
        # Half of the power's last digit, and what comes of spreads the file rounds in theirs.
        room = 0.5 * 10.0 ** -len(row["power"].split(".")[1]) + 1e-6
        assert power_of(clusters, *numbers) == pytest.approx(float(row["power"]), abs=room)


def test_the_variance_is_that_of_hussey_and_hughes_own_formula() -> None:
    clusters, sigma, tau = (2, 3, 1, 4), 0.7, 0.4
    periods, units = 5, sum(clusters)
    waves = np.repeat(np.arange(4), clusters)
    x = (np.arange(periods) > waves[:, None]).astype("float64")
    u, w, v = x.sum(), (x.sum(axis=0) ** 2).sum(), (x.sum(axis=1) ** 2).sum()
    s, t = sigma**2, tau**2
    under = (units * u - w) * s + (u**2 + units * periods * u - periods * w - units * v) * t
    error = stepped_wedge(clusters, 0.3, sigma, tau).facts["error"]
    assert error == pytest.approx(math.sqrt(units * s * (s + periods * t) / under))


def test_the_smallest_change_is_found_with_the_power_it_is_the_smallest_for() -> None:
    smallest = stepped_wedge((3, 3, 3), 0.1, 1.0, 0.2, 10, power=0.9).of("smallest", "0.9")
    assert smallest is not None
    assert power_of((3, 3, 3), smallest.value, 1.0, 0.2, 10) == pytest.approx(0.9, abs=1e-6)


def test_more_periods_and_decay_change_the_power_as_they_must() -> None:
    plain = power_of((3, 3, 3), 0.3, 1.0, 0.5, 10)
    assert power_of((3, 3, 3), 0.3, 1.0, 0.5, 10, extra=(2, 2)) > plain
    assert power_of((3, 3, 3), 0.3, 1.0, 0.5, 10, decay=0.7) < plain
    assert power_of((3, 3, 3), 0.3, 1.0, 0.5, 10, eta=0.3) < plain


@pytest.mark.parametrize(
    ("design", "code"),
    [
        (((), 0.1, 1.0), "power_waves"),
        (((0, 0), 0.1, 1.0), "power_waves"),
        (((-1, 3), 0.1, 1.0), "power_waves"),
        (((6,), 0.1, 1.0), "power_unidentified"),
        (((3, 3), 0.1, -1.0), "power_number"),
        (((3, 3), 0.1, 0.0), "power_number"),
        (((3, 3), float("nan"), 1.0), "power_number"),
        (((3, 3), 0.1, 1.0, 0.1, 0), "power_number"),
    ],
)
def test_a_wedge_that_cannot_be_is_refused_in_a_code(design: tuple[object, ...], code: str) -> None:
    found = stepped_wedge(*design)  # type: ignore[arg-type]
    assert found.estimates == ()
    assert {one.code for one in found.refused} == {code}


@pytest.mark.parametrize(("units", "months", "expected"), SIMULATED)
def test_the_smallest_change_is_that_of_the_simulated_table(
    units: int, months: int, expected: tuple[float, ...]
) -> None:
    for rho, size in zip((0.0, 0.3, 0.6), expected, strict=True):
        assert smallest_of(three_groups(units, months), rho) == pytest.approx(size, rel=0.051)


@pytest.mark.parametrize(("units", "months", "rho"), [(12, 48, 0.3), (20, 24, 0.6)])
def test_a_plan_tried_on_made_up_series_finds_what_it_says_it_finds(units: int, months: int, rho: float) -> None:
    plan = three_groups(units, months)
    tried = chance(plan, rho, smallest_of(plan, rho), series=600, draws=299)
    power, false = tried.of("power"), tried.of("false")
    assert power is not None
    assert false is not None
    assert power.value == pytest.approx(0.8, abs=0.06)
    assert false.value == pytest.approx(0.05, abs=0.03)


def test_the_change_is_in_the_unit_of_the_variation() -> None:
    plan = three_groups(12, 48)
    assert smallest_of(plan, 0.3, sd=7.0) == pytest.approx(7 * smallest_of(plan, 0.3))
    assert chance(plan, 0.3, 7.0, sd=10.0, series=200).of("power") == chance(plan, 0.3, 0.7, series=200).of("power")


def test_the_weights_give_the_change_back_and_heed_no_level_of_unit_or_month() -> None:
    plan = planned(7, 20, treated=5, steps=3, first=6, gap=4)
    weighed = weights(plan)
    assert weighed is not None
    random = np.random.default_rng(4)
    levels = random.normal(size=(7, 1)) + random.normal(size=(1, 20))
    begun = np.array([[start is not None and month >= start for month in range(20)] for start in plan.starts])
    assert (weighed * levels).sum() == pytest.approx(0.0, abs=1e-9)
    assert (weighed * (levels + 2.5 * begun)).sum() == pytest.approx(2.5)


def test_months_in_which_nobody_is_left_to_compare_with_are_left_out() -> None:
    weighed = weights(planned(6, 24, treated=6, steps=3, first=6, gap=6))
    assert weighed is not None
    assert np.abs(weighed[:, 18:]).max() == 0
    assert weights(planned(6, 24, treated=6, steps=1, first=6, gap=1)) is None


def test_the_smallest_p_is_one_over_the_ways_and_doubled_where_each_has_a_mirror() -> None:
    assert planned(6, 24, treated=3, steps=3, first=6, gap=2).smallest_p == 1 / 120
    assert planned(6, 24, treated=3, steps=1, first=6, gap=2).smallest_p == 2 / 20
    assert planned(12, 24, treated=1, steps=1, first=6, gap=2).smallest_p == 1 / 12


@pytest.mark.parametrize(
    ("plan", "more", "code"),
    [
        (planned(12, 24, treated=1, steps=1, first=6, gap=1), {}, "power_assignments"),
        (planned(8, 24, treated=8, steps=1, first=6, gap=1), {}, "power_units"),
        (planned(8, 24, treated=4, steps=1, first=30, gap=1), {}, "power_units"),
        (planned(12, 24, treated=6, steps=3, first=6, gap=1), {"rho": 1.0}, "power_number"),
        (planned(12, 24, treated=6, steps=3, first=6, gap=1), {"sd": 0.0}, "power_number"),
        (planned(500, 24, treated=6, steps=3, first=6, gap=1), {}, "power_large"),
    ],
)
def test_a_plan_that_finds_nothing_says_why(plan: Plan, more: dict[str, float], code: str) -> None:
    found = smallest_detectable(plan, **{"rho": 0.3, **more})
    assert found.estimates == ()
    assert [one.code for one in found.refused] == [code]
