"""One series before and after a start: equal to other programs, to published figures, and honest about chance."""

import datetime as dt
import json
from dataclasses import replace

import numpy as np
import pytest
import statsmodels.api as sm
from statsmodels.stats.diagnostic import acorr_ljungbox
from statsmodels.stats.stattools import durbin_watson

from reformspor.effects.any_rho import weighed, whatever
from reformspor.effects.control import with_control
from reformspor.effects.its import interrupted
from reformspor.effects.newey_west import newey_west
from reformspor.effects.panel import Panel
from reformspor.effects.placebo import placebo_dates
from reformspor.effects.reml import NotFitted, reml
from reformspor.effects.residuals import checks
from reformspor.effects.result import plain
from reformspor.effects.segments import Interruption, design_of
from tests.effects.simulated import autocorrelated

MONTHS = tuple(dt.date(2020 + place // 12, place % 12 + 1, 1) for place in range(120))


def series(values: object, start: int | None = 24, exposure: object = None) -> Panel:
    """A panel of one unit by month."""
    held = np.array([values], "float64")
    out_of = None if exposure is None else np.array([exposure], "float64")
    return Panel(("a",), MONTHS[: held.shape[1]], "month", held, (start,), exposure=out_of)


def correlated(chance: np.random.Generator, n: int, rho: float) -> np.ndarray:
    """Errors of standard deviation one whose neighbours correlate by rho."""
    return autocorrelated((1, n), rho, chance)[0]


def criterion(rho: float, x: np.ndarray, y: np.ndarray, at: np.ndarray) -> float:
    """The restricted likelihood with the whole covariance matrix written out."""
    spread = rho ** np.abs(at[:, None] - at[None, :])
    inverse = np.linalg.inv(spread)
    inner = x.T @ inverse @ x
    left = y - x @ np.linalg.solve(inner, x.T @ inverse @ y)
    n, k = x.shape
    logs = np.linalg.slogdet(spread)[1] + np.linalg.slogdet(inner)[1]
    return float(-0.5 * ((n - k) * np.log(left @ inverse @ left) + logs))


def test_reml_is_at_the_top_of_the_likelihood_written_out_with_steps_missing() -> None:
    chance = np.random.default_rng(2)
    panel = series(50 + correlated(chance, 48, 0.5))
    design = design_of(panel, Interruption())
    used = np.delete(np.arange(48), [3, 4, 17, 30, 31, 32, 45])
    x, y, at = design.whole[used], panel.values[0][used], used.astype("float64")
    fit = reml(x, y, at)
    grid = np.linspace(fit.rho - 0.05, fit.rho + 0.05, 101)
    assert abs(grid[np.argmax([criterion(rho, x, y, at) for rho in grid])] - fit.rho) < 6e-4
    inverse = np.linalg.inv(fit.rho ** np.abs(at[:, None] - at[None, :]))
    inner = np.linalg.inv(x.T @ inverse @ x)
    beta = inner @ x.T @ inverse @ y
    left = y - x @ beta
    np.testing.assert_allclose(fit.beta, beta, rtol=1e-8, atol=1e-9)
    variance = left @ inverse @ left / (len(used) - x.shape[1])
    np.testing.assert_allclose(fit.covariance, variance * inner, rtol=1e-7, atol=1e-12)
    assert fit.freedom == 41 - 6


def test_without_correlation_reml_is_least_squares() -> None:
    panel = series(np.random.default_rng(3).normal(size=48))
    x, y = design_of(panel, Interruption()).whole, panel.values[0]
    fit, plainly = reml(x, y, rho=0.0), sm.OLS(y, x).fit()
    np.testing.assert_allclose(fit.beta, plainly.params, rtol=1e-9, atol=1e-10)
    np.testing.assert_allclose(np.sqrt(np.diag(fit.covariance)), plainly.bse, rtol=1e-9)


def test_a_planted_change_is_found_at_its_size_and_told_against_what_would_have_been() -> None:
    chance = np.random.default_rng(4)
    time = np.arange(60)
    season = 2 * np.sin(2 * np.pi * time / 12)
    change = np.where(time >= 36, -5 + 0.2 * (time - 36), 0)
    result = interrupted(series(40 + 0.1 * time + season + change + 0.3 * correlated(chance, 60, 0.3), 36))
    told = {one.what: one for one in result.estimates if not one.at}
    for what, true in {"level": -5, "slope": 0.2, "trend": 0.1, "month_6": -4, "month_12": -2.8}.items():
        assert told[what].low < true < told[what].high, what
        assert told[what].error < 0.5
    assert told["month_6"].value == pytest.approx(told["level"].value + 5 * told["slope"].value)
    assert told["window"].value == pytest.approx(told["level"].value + 5.5 * told["slope"].value)
    fitted, would = result.series["fit.fitted"], result.series["fit.counterfactual"]
    assert would[:36] == (None,) * 36
    assert fitted[36] - would[36] == pytest.approx(told["level"].value)
    assert fitted[41] - would[41] == pytest.approx(told["month_6"].value)
    assert all(low < line < high for low, line, high in zip(
        result.series["fit.low"][36:], would[36:], result.series["fit.high"][36:], strict=True
    ))  # fmt: skip
    assert result.facts["season"] == 1
    assert result.facts["residuals_clean"] is True


def test_months_of_transition_are_left_out_and_missing_ones_are_not_filled() -> None:
    values = 10 + np.random.default_rng(5).normal(size=48)
    values[24:27] = 500
    holed = values.copy()
    holed[[2, 40]] = np.nan
    dropped = interrupted(series(values), Interruption(drop=(0, 1, 2)))
    assert dropped.facts["dropped"] == 3
    assert abs(dropped.of("level").value) < 3
    assert dropped.series["fit.value"][24] == 500
    assert dropped.series["fit.used"][23:28] == (True, False, False, False, True)
    with_holes = interrupted(series(holed), Interruption(drop=(0, 1, 2)))
    assert with_holes.facts["n"] == 43
    assert [one.code for one in with_holes.notices] == ["steps_missing"]
    assert with_holes.series["fit.value"][2] is None


@pytest.mark.parametrize("exposed", [True, False])
def test_quasi_poisson_is_as_statsmodels_has_it(exposed: bool) -> None:
    chance = np.random.default_rng(6)
    people = np.linspace(900, 1400, 60)
    counts = chance.negative_binomial(5, 5 / (5 + 0.04 * people * np.where(np.arange(60) >= 36, 0.8, 1)))
    panel = series(counts, 36, people if exposed else None)
    result = interrupted(panel, Interruption("quasipoisson", normal=True))
    design = design_of(panel, Interruption())
    offset = np.log(people) if exposed else None
    other = sm.GLM(counts, design.whole, family=sm.families.Poisson(), offset=offset).fit(scale="X2")
    place = design.names.index("level")
    level, ratio = result.of("level"), result.of("level_ratio")
    found = (other.params[place], other.bse[place], other.pvalues[place])
    assert (level.value, level.error, level.p) == pytest.approx(found, rel=1e-6)
    assert (level.low, level.high) == pytest.approx(tuple(other.conf_int()[place]), rel=1e-6)
    assert (ratio.value, ratio.low) == pytest.approx((np.exp(level.value), np.exp(level.low)))
    assert result.facts["dispersion"] == pytest.approx(other.scale, rel=1e-6)
    fitted, would = (np.array(result.series[f"fit.{name}"][36:48], float) for name in ("fitted", "counterfactual"))
    assert result.of("window").value == pytest.approx(float((fitted - would).mean()))
    assert result.of("month_6").value == pytest.approx(fitted[5] - would[5])


def test_counts_that_hang_together_are_refitted_as_the_log_of_their_rate() -> None:
    chance = np.random.default_rng(7)
    counts = chance.poisson(np.exp(3 + 0.4 * correlated(chance, 60, 0.7)))
    result = interrupted(series(counts, 36), Interruption("quasipoisson"))
    logs = reml(design_of(series(counts, 36), Interruption()).whole, np.log(counts))
    assert result.of("reml_level").value == pytest.approx(logs.beta[-2])
    assert result.facts["rho"] == pytest.approx(logs.rho)
    assert result.facts["residuals_clean"] is False
    assert result.of("reml_level").error > result.of("level").error


def test_residual_checks_are_as_statsmodels_has_them_and_miss_no_correlation() -> None:
    chance = np.random.default_rng(8)
    left, at = correlated(chance, 48, 0.0), np.arange(48.0)
    said, other = checks(left, at), acorr_ljungbox(left - left.mean(), lags=[12])
    assert said["ljung_box"] == pytest.approx(other["lb_stat"].iloc[0])
    assert said["ljung_box_p"] == pytest.approx(other["lb_pvalue"].iloc[0])
    assert said["durbin_watson"] == pytest.approx(durbin_watson(left))
    assert said["residuals_clean"] is True
    assert checks(correlated(chance, 48, 0.8), at)["residuals_clean"] is False
    far = left.copy()
    far[[4, 9]] = 9
    assert checks(far, at)["outliers"] == 2
    assert checks(left[:3], at[:3])["residuals_clean"] is None


def test_the_true_date_is_first_among_the_dates_when_something_happened_and_not_else() -> None:
    chance = np.random.default_rng(9)
    noise = correlated(chance, 48, 0.2)
    changed = placebo_dates(series(noise + np.where(np.arange(48) >= 24, 6, 0)))
    assert changed.facts["rank"] == 1
    assert changed.facts["n"] == 24
    assert changed.facts["side"] == 12
    assert changed.of("placebo").p == pytest.approx(1 / 25)
    assert sum(changed.series["placebo.true"]) == 1
    assert placebo_dates(series(noise)).facts["rank"] > 1
    # Sides grow shorter until there are twenty dates, but never shorter than eight.
    assert placebo_dates(series(noise[:36])).facts["side"] == 8
    short = placebo_dates(series(noise[:30], 18))
    assert [one.code for one in short.notices] == ["few_placebos"]
    assert short.facts["enough"] is False


def test_a_control_series_takes_away_what_both_were_touched_by() -> None:
    chance = np.random.default_rng(10)
    shock = np.where(np.arange(60) >= 36, -8, 0)
    outcome = 50 + shock + correlated(chance, 60, 0.2)
    control = 30 + shock + correlated(chance, 60, 0.2)
    found = with_control(series(outcome, 36), series(control, None))
    assert found.of("level", "control").p < 0.001
    assert found.of("level", "difference").p > 0.05
    assert interrupted(series(outcome, 36)).of("level").p < 0.001
    other = replace(series(control, None), times=MONTHS[1:61])
    assert with_control(series(outcome, 36), other).refused[0].code == "other_times"


FLAT = np.full(48, 7.0)
NOISE = np.random.default_rng(12).normal(size=48)


@pytest.mark.parametrize(
    ("panel", "model", "code"),
    [
        (series(FLAT), Interruption(), "constant"),
        (series(np.arange(48.0)), Interruption(), "no_variation"),
        (series(NOISE, None), Interruption(), "no_start"),
        (series(NOISE, 2), Interruption(), "few_before"),
        (series(NOISE, 46), Interruption(), "few_after"),
        (series(NOISE[:7], 4), Interruption(season=1), "few_steps"),
        (series(NOISE), Interruption(season=7), "season"),
        (series(np.full(48, np.nan)), Interruption(), "few_before"),
        (series(NOISE), Interruption("quasipoisson"), "negative_counts"),
        (series(np.zeros(48)), Interruption("quasipoisson"), "no_counts"),
        (series(FLAT), Interruption("quasipoisson"), "constant"),
        (series(FLAT + (np.arange(48) % 3), 24, np.zeros(48)), Interruption("quasipoisson"), "exposure"),
        (series([3] * 24 + [0] * 24), Interruption("quasipoisson"), "no_top"),
    ],
)
def test_what_cannot_be_estimated_is_refused_with_its_reason(panel: Panel, model: Interruption, code: str) -> None:
    for result in (interrupted(panel, model), placebo_dates(panel, model)):
        assert result.refused, result
        assert not result.estimates
    assert interrupted(panel, model).refused[0].code == code


def test_values_with_exposure_are_rates_unless_they_are_modelled_as_counts() -> None:
    people = np.linspace(100, 200, 48)
    counts = 50 + people * (1 + 0.1 * NOISE)
    given, rates = series(counts, 24, people), series(counts / people)
    for method in (interrupted, newey_west, placebo_dates):
        found, plainly = method(given), method(rates)
        assert [one.value for one in found.estimates] == pytest.approx([one.value for one in plainly.estimates])
    beside = 1 + 0.1 * np.cos(np.arange(48.0))
    both, apart = with_control(given, series(beside * people, None, people)), series(counts / people - beside)
    assert both.of("level", "difference").value == pytest.approx(interrupted(apart).of("level").value)
    assert both.of("level", "difference_any_rho").value == pytest.approx(
        interrupted(apart).of("level", "any_rho").value
    )
    nothing = series(counts, 24, np.zeros(48))
    for method in (interrupted, newey_west, placebo_dates):
        assert [one.code for one in method(nothing).refused] == ["exposure"]


def test_two_units_are_not_one_series() -> None:
    two = Panel(("a", "b"), MONTHS[:48], "month", np.stack([NOISE, NOISE]), (24, None))
    for result in (interrupted(two), interrupted(two, Interruption("quasipoisson")), placebo_dates(two)):
        assert [one.code for one in result.refused] == ["one_series"]


@pytest.mark.filterwarnings("error")
def test_large_and_small_numbers_give_the_same_answer_and_no_number_is_endless() -> None:
    base = interrupted(series(NOISE))
    for scale in (1e-9, 1e9):
        other = interrupted(series(1e3 * scale + scale * NOISE))
        assert other.of("level").p == pytest.approx(base.of("level").p, rel=1e-3)
    json.dumps(plain(base), allow_nan=False)
    with pytest.raises(NotFitted):
        reml(np.ones((3, 3)), np.arange(3.0))


def test_reml_cries_wolf_far_less_than_newey_west_in_a_short_series() -> None:
    """Two years before and two after, correlation .4, no change at all: nominal five per cent, 300 series."""
    chance = np.random.default_rng(13)
    honest, wary, naive = 0, 0, 0
    for _ in range(300):
        panel = series(correlated(chance, 48, 0.4))
        found = interrupted(panel)
        honest += found.of("level").p < 0.05
        wary += found.of("level", "any_rho").p < 0.05
        naive += newey_west(panel, lags=3).of("level").p < 0.05
    assert wary <= honest <= 33
    assert naive > 1.4 * honest


def test_no_certain_correlation_widens_a_short_series_and_leaves_a_long_one_as_it_was() -> None:
    chance = np.random.default_rng(14)
    held = correlated(chance, 120, 0.5)
    ratios = []
    for n in (36, 120):
        found = interrupted(series(held[:n], n // 2))
        plainly, wary = found.of("level"), found.of("level", "any_rho")
        assert wary.low < wary.value < wary.high
        ratios.append((wary.high - wary.low) / (plainly.high - plainly.low))
    assert ratios[0] > 1.02
    assert ratios[1] == pytest.approx(1, abs=0.08)


def test_the_interval_at_no_certain_correlation_leaves_as_much_outside_each_end() -> None:
    from scipy.special import stdtr

    panel = series(correlated(np.random.default_rng(15), 48, 0.5))
    design = design_of(panel, Interruption())
    fits = weighed(design.whole, panel.values[0], np.arange(48.0))
    told = whatever("level", design.change(0.0), fits, 0.9, 24)
    values = fits.beta @ design.change(0.0)
    errors = np.sqrt(fits.covariance[:, 4, 4])
    assert design.names[4] == "level"
    for end, share in ((told.low, 0.05), (told.high, 0.95), (0.0, told.p / 2)):
        below = float(fits.weight @ stdtr(fits.freedom, (end - values) / errors))
        assert min(below, 1 - below) == pytest.approx(min(share, 1 - share), abs=1e-7)
