"""Curves, tests and hazards by group equal published values; each way of writing how it ended is read or refused."""

import csv
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import approx_fprime
from statsmodels.duration.survfunc import survdiff

from reformspor.effects.causes import competing
from reformspor.effects.durations import Asked, Kind, durations
from reformspor.effects.followed import Followed, FollowedRead, followed_from
from reformspor.effects.hazard import hazards
from reformspor.effects.result import Estimate

LUNG = Path(__file__).parents[3] / "shared" / "reference" / "lung.csv"
published = pytest.mark.skipif(not LUNG.is_file(), reason="the public lung data are not beside the program")
# Remission of acute myelogenous leukaemia, with and without chemotherapy maintained (Miller 1981, page 49): weeks, and
# whether it ended.
KEPT_UP = [(9, 1), (13, 1), (13, 0), (18, 1), (23, 1), (28, 0), (31, 1), (34, 1), (45, 0), (48, 1), (161, 0)]
NOT = [(5, 1), (5, 1), (8, 1), (8, 1), (12, 1), (16, 0), (23, 1), (27, 1), (30, 1), (33, 1), (43, 1), (45, 1)]


def leukaemia() -> Followed:
    """The published example, with which group each is in."""
    rows = [(*one, "kept up") for one in KEPT_UP] + [(*one, "not") for one in NOT]
    columns = {"weeks": [one[0] for one in rows], "ended": [one[1] for one in rows], "group": [one[2] for one in rows]}
    read = followed_from(columns, time="weeks", event="ended", group="group", covariates=["group"])
    assert read.followed is not None
    return read.followed


def lung(**more: object) -> Followed:
    """The published lung data, read as the file writes them."""
    with LUNG.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    read = followed_from(columns, time="time", event="status", **more)  # type: ignore[arg-type]
    assert read.followed is not None
    return read.followed


def ends(codes: Sequence[object], **more: object) -> FollowedRead:
    """Rows of one day each that ended so."""
    return followed_from({"t": [*range(1, len(codes) + 1)], "e": codes}, time="t", event="e", **more)  # type: ignore[arg-type]


def of(estimate: Estimate | None) -> tuple[float | None, float | None, float | None]:
    """A number and its interval."""
    assert estimate is not None
    return estimate.value, estimate.low, estimate.high


def test_medians_and_the_log_rank_test_of_the_leukaemia_data_are_the_published_ones() -> None:
    found = durations(leukaemia())
    assert of(found.of("median", "kept up")) == (31, 18, None)
    assert of(found.of("median", "not")) == (23, 8, None)
    assert (found.facts["n"], found.facts["events"]) == (23, 18)
    assert found.facts["log_rank"] == pytest.approx(3.396389, abs=1e-6)
    assert found.facts["log_rank_p"] == pytest.approx(0.06533932, abs=1e-8)


def test_the_hazards_of_the_leukaemia_data_are_the_published_ones() -> None:
    found = hazards(leukaemia(), ["group"])
    one = found.of("coefficient", "group=not")
    assert one is not None
    assert (round(one.value or 0, 4), round(one.error or 0, 4), round(one.p or 0, 4)) == (0.9155, 0.5119, 0.0737)
    ratio = found.of("hazard_ratio", "group=not")
    assert ratio is not None
    assert (round(ratio.value or 0, 4), round(ratio.low or 0, 3), round(ratio.high or 0, 3)) == (2.4981, 0.916, 6.813)
    assert found.facts["likelihood_ratio"] == pytest.approx(3.38, abs=0.005)


@pytest.mark.parametrize(
    ("kind", "low", "high"), [("log", 0.7541, 1.0), ("log-log", 0.5081, 0.9867), ("plain", 0.7392, 1.0)]
)
def test_each_kind_of_interval_is_reckoned_as_published(kind: Kind, low: float, high: float) -> None:
    value, least, most = of(durations(leukaemia(), Asked(kind, at=(9,))).of("share", "kept up|9"))
    assert value == pytest.approx(10 / 11)
    assert (round(least or 0, 4), round(most or 0, 4)) == (low, high)


def test_the_mean_within_a_bound_is_the_area_under_the_curve() -> None:
    columns = {"t": [2, 4, 6, 8], "e": [1, 1, 1, 1]}
    read = followed_from(columns, time="t", event="e")
    assert read.followed is not None
    mean = durations(read.followed, Asked(within=8)).of("mean_within")
    assert mean is not None
    # Without anyone lost sight of it is the plain mean, and its error that of a mean.
    assert mean.value == pytest.approx(5)
    assert mean.error == pytest.approx(math.sqrt(np.var([2, 4, 6, 8]) / 4))


def test_the_test_within_strata_is_that_of_another_program() -> None:
    chance = np.random.default_rng(3)
    columns = {
        "t": chance.integers(1, 40, 300).tolist(),
        "e": chance.integers(0, 2, 300).tolist(),
        "g": chance.integers(0, 3, 300).tolist(),
        "s": chance.integers(0, 4, 300).tolist(),
    }
    read = followed_from(columns, time="t", event="e", group="g", stratum="s")
    assert read.followed is not None
    found = durations(read.followed).facts
    statistic, p = survdiff(
        np.asarray(columns["t"]), np.asarray(columns["e"]), np.asarray(columns["g"]), strata=np.asarray(columns["s"])
    )
    assert (found["log_rank"], found["log_rank_p"]) == (pytest.approx(statistic), pytest.approx(p))


def test_hazards_with_delayed_entry_and_strata_are_where_the_partial_likelihood_is_highest() -> None:
    chance = np.random.default_rng(8)
    n = 120
    x, entry, stratum = chance.normal(size=n), chance.uniform(0, 3, n), chance.integers(0, 2, n)
    time = entry + chance.exponential(np.exp(-0.7 * x)) + 0.01
    ended = chance.uniform(size=n) < 0.8
    columns = {"t": time.tolist(), "e": ended.astype(int).tolist(), "in": entry.tolist(), "x": x.tolist()}
    read = followed_from(
        columns | {"s": stratum.tolist()}, time="t", event="e", entry="in", stratum="s", covariates=["x"]
    )
    assert read.followed is not None
    found = hazards(read.followed, ["x"]).of("coefficient", "x")
    assert found is not None

    def likelihood(beta: np.ndarray) -> float:
        total = 0.0
        for one in np.flatnonzero(ended):
            risk = (entry < time[one]) & (time >= time[one]) & (stratum == stratum[one])
            total += x[one] * beta[0] - math.log(np.exp(x[risk] * beta[0]).sum())
        return total

    at = np.asarray([found.value])
    assert approx_fprime(at, likelihood, 1e-6)[0] == pytest.approx(0, abs=1e-3)
    bend = (likelihood(at + 1e-3) - 2 * likelihood(at) + likelihood(at - 1e-3)) / 1e-6
    assert found.error == pytest.approx(math.sqrt(-1 / bend), rel=1e-4)


@published
def test_the_published_lung_medians_tests_and_hazards_come_out() -> None:
    by_status = durations(lung(group="ph.ecog"))
    assert [of(by_status.of("median", group)) for group in ("0", "1", "2")] == [
        (394, 348, 574),
        (306, 268, 429),
        (199, 156, 288),
    ]
    by_sex = durations(lung(group="sex")).facts
    assert (round(by_sex["log_rank"], 4), round(by_sex["log_rank_p"], 6)) == (10.3267, 0.001311)  # type: ignore[call-overload]
    both = hazards(lung(covariates=["age", "sex"]), ["age", "sex"])
    values = [(round(one.value or 0, 6), round(one.error or 0, 6)) for one in both.all_of("coefficient")]
    assert values == [(0.017045, 0.009223), (-0.513219, 0.167458)]


@pytest.mark.parametrize(
    ("codes", "more", "ended"),
    [
        ([0, 1, 0], {}, 1),
        ([1, 2, 2], {}, 2),
        (["1.0", "2.0", "2.0"], {}, 2),
        (["alive", "Dead", "dead"], {}, 2),
        ([True, False, False], {}, 1),
        (["FALSE", "TRUE", "NA"], {}, 1),
        ([0, 1, 2], {"ended": ["2"]}, 1),
        ([0, 1, 2], {"ended": ["1", "2"]}, 2),
        (["open", "solved", "given up"], {"goes_on": ["open"]}, 2),
        ([1, 1, 1], {}, 3),
    ],
)
def test_every_way_of_saying_that_it_ended_is_counted(codes: list[object], more: dict[str, object], ended: int) -> None:
    read = ends(codes, **more)
    assert read.followed is not None
    assert int((read.followed.cause > 0).sum()) == ended


@pytest.mark.parametrize(
    ("codes", "more", "refused"),
    [
        ([0, 1, 2], {}, "ends_unclear"),
        (["solved", "given up"], {}, "ends_unclear"),
        ([0, 1], {"ended": ["3"]}, "code_unknown"),
        ([1, 2, 3], {"several": True}, "goes_on_unclear"),
        ([], {}, "no_rows"),
        (["", "NA"], {}, "no_rows"),
    ],
)
def test_what_does_not_say_how_it_ended_is_refused(codes: list[object], more: dict[str, object], refused: str) -> None:
    assert [one.code for one in ends(codes, **more).refused] == [refused]


def test_each_cause_has_its_own_share_and_with_what_goes_on_they_come_to_one() -> None:
    read = ends(["0", "solved", "given up", "solved", "0"], several=True)
    assert read.followed is not None
    assert read.followed.causes == ("given up", "solved")
    found = competing(read.followed, at=(3, 5))
    # Four at risk when the first is solved, three when one is given up, two when the other is solved.
    assert found.of("ended", "solved|3") is not None
    assert of(found.of("ended", "solved|3"))[0] == pytest.approx(1 / 4)
    assert of(found.of("ended", "given up|5"))[0] == pytest.approx(3 / 4 * 1 / 3)
    assert of(found.of("ended", "solved|5"))[0] == pytest.approx(1 / 4 + 3 / 4 * 2 / 3 * 1 / 2)


def test_bad_rows_are_told_or_refused_and_never_counted_in_silence() -> None:
    columns = {"t": [1, 2, "", 4], "e": [1, 0, 1, ""], "in": [0, 3, 0, 0]}
    read = followed_from(columns, time="t", event="e", entry="in")
    assert {one.code: one.places["n"] for one in read.notices} == {"rows_unknown": 2, "never_at_risk": 1}
    below = followed_from({"t": [-1, 2], "e": [1, 0]}, time="t", event="e")
    assert [one.code for one in below.refused] == ["time_negative"]


@pytest.mark.parametrize(
    ("columns", "terms", "code"),
    [
        ({"x": [1, 1, 1, 1, 1, 1]}, ["x"], "covariate_constant"),
        ({"x": [1, 2, 3, 4, 5, 7], "z": [2, 4, 6, 8, 10, 14]}, ["x", "z"], "covariates_alike"),
        ({"x": [0, 0, 0, 1, 1, 1]}, ["x"], "not_converged"),
        ({"x": ["a", "b", "c", "d", "e", "f"]}, ["x"], "ends_below_terms"),
    ],
)
def test_a_regression_that_tells_nothing_is_refused(
    columns: dict[str, list[object]], terms: list[str], code: str
) -> None:
    rows = {"t": [1, 2, 3, 11, 12, 13], "e": [1, 1, 1, 0, 0, 0]}
    read = followed_from(rows | columns, time="t", event="e", covariates=[*columns])
    assert read.followed is not None
    assert [one.code for one in hazards(read.followed, terms).refused] == [code]


def test_nothing_that_ended_gives_no_curve() -> None:
    read = ends([0, 0, 0])
    assert read.followed is not None
    assert [one.code for one in durations(read.followed).refused] == ["no_ends"]
