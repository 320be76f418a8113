"""Published figures come out of the command: from the public files where they are, and from numbers kept here."""

import csv
from pathlib import Path
from typing import Any

import pytest

from tests.cli.cigarettes import BEGAN, FIRST, sold
from tests.cli.given_panels import said, value, written
from tests.cli.veterans import men

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
MPDTA = REFERENCE / "mpdta.csv"
COUNTIES = ["--unit", "countyreal", "--time", "year", "--start", "first.treat", "--outcome", "lemp", "--no-verdict"]
# Hospital admissions for acute coronary episodes in Sicily, ages 0-69, months from January 2002 on, and the population
# they are of, standardised by age; smoking was banned in January 2005 (Lopez Bernal, Cummins and Gasparrini 2017).
EPISODES = (
    "728 659 791 734 757 726 760 740 720 814 795 858 887 766 851 769 781 756 766 752 765 831 879 928 914 808 937 840 "
    "916 828 845 818 860 839 887 886 831 796 833 820 877 758 767 738 781 843 850 908 1021 859 976 888 962 838 810 876 "
    "843 936 912"
)
POPULATION = (
    "379875.3 376495.5 377040.8 377116.4 377383.4 374113.1 379513.3 376295.5 374653.2 378485.6 375955.5 378349.7 "
    "376762.4 379032.3 379360.4 376162 377972.4 381830.7 379888.6 380872.2 380966.9 381240.4 382104.9 381802.7 "
    "381656.3 383680 383504.2 386462.9 383783.1 380836.8 383483 380906.2 382926.8 384052.4 384449.6 383428.4 388153.2 "
    "388373.2 386470.1 386033.2 383686.4 385509.3 385901.9 386516.6 388436.5 383255.2 390148.7 385874.9 391613.6 "
    "391750.4 394005.6 391364.9 391664.6 389022.3 391878.5 388575.3 392989 390018.8 390712.3"
)
# Designs of the vignettes of the R package SteppedPower: clusters a wave, persons, change, deviations, power.
PLANS = [
    ("6,6,6,6", 100, 0.018, 0.19829019, 0.025, 0.01, 0.1, 0.7145816),
    ("6,6,6,6", 100, 0.018, 0.19829019, 0.025, 0.00015**0.5, 0.005**0.5, 0.6778561),
    ("6,6,6,6", 100, 0.018, 0.19829019, 0.025, 0.0002**0.5, 0, 0.6451082),
    ("3,3,3", 50, 0.2, 1, 0, 0, 0, 0.8074),
    ("3,3,3", 3, 5, 5, 1, 0, 3, 0.8524223),
]


def needs(file: Path) -> Any:
    """Skips, visibly, where a public file is not beside the program."""
    return pytest.mark.skipif(not file.is_file(), reason=f"{file.name} is not beside the program")


def numbers(told: dict[str, Any], what: str, at: str = "") -> tuple[float, float]:
    """An estimate and its standard error to seven decimals."""
    one = value(told, what, at)
    return round(one["estimate"], 7), round(one["std_error"], 7)


@needs(MPDTA)
def test_the_published_change_in_teen_employment_comes_out(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = said(capsys, "did", str(MPDTA), *COUNTIES, "--comparison", "never", "--base", "varying")
    assert code == 0
    assert numbers(told, "att_simple") == (-0.0399513, 0.0120340)
    assert numbers(told, "att_group") == (-0.0310183, 0.0124461)
    assert numbers(told, "att_dynamic") == (-0.0772398, 0.0199650)
    assert [round(one["estimate"], 4) for one in told["estimates"] if one["what"] == "event"] == [
        0.0305,
        -0.0006,
        -0.0245,
        -0.0199,
        -0.0510,
        -0.1373,
        -0.1008,
    ]
    facts = told["diagnostics"]
    assert (round(facts["pretest_w"], 4), round(facts["pretest_p"], 5)) == (7.7912, 0.16812)


@needs(MPDTA)
def test_the_published_calendar_means_and_event_study_come_out_without_options(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, told = said(capsys, "did", str(MPDTA), *COUNTIES)
    calendar = [numbers(told, "calendar", year) for year in ("2004", "2005", "2006", "2007")]
    assert [round(one, 4) for one, _ in calendar] == [-0.0105, -0.0704, -0.0488, -0.0371]
    _, events = said(capsys, "event-study", str(MPDTA), *COUNTIES)
    assert {one["what"] for one in events["estimates"]} == {"event", "att_dynamic", "band"}
    # The band that holds all steps at once is wider than the interval of each.
    one, wide = value(events, "event", "0"), value(events, "band", "0")
    assert wide["low"] < one["low"] < one["high"] < wide["high"]
    assert [one for one in events["estimates"] if one["what"] == "event"] == [
        one for one in told["estimates"] if one["what"] == "event"
    ]


@needs(MPDTA)
def test_the_published_change_among_counties_of_like_population_comes_out(capsys: pytest.CaptureFixture[str]) -> None:
    _, told = said(capsys, "did", str(MPDTA), *COUNTIES, "--covariates", "lpop")
    own = next(one for one in told["beside"] if one["estimator"] == "cs_adjusted")["estimates"]
    cells = {one["at"]: (round(one["estimate"], 4), round(one["std_error"], 4)) for one in own if one["what"] == "cell"}
    assert cells["2004|2004"] == (-0.0145, 0.0221)
    assert cells["2006|2007"] == (-0.0413, 0.0197)
    assert cells["2007|2004"] == (0.0267, 0.0141)
    events = [round(one["estimate"], 4) for one in own if one["what"] == "event"]
    assert events == [0.0267, -0.0036, -0.0232, -0.0211, -0.0530, -0.1404, -0.1069]
    unadjusted = {one["at"]: round(one["estimate"], 4) for one in told["estimates"] if one["what"] == "cell"}
    assert (unadjusted["2004|2004"], unadjusted["2007|2007"]) == (-0.0105, -0.0261)


@needs(MPDTA)
def test_the_published_bounds_on_smoothness_come_out(capsys: pytest.CaptureFixture[str]) -> None:
    _, told = said(capsys, "honest", str(MPDTA), *COUNTIES, "--smoothness", "0.01", "--at-event", "0")
    one = value(told, "bound", "0.01")
    assert (round(one["low"], 3), round(one["high"], 3)) == (-0.046, 0.037)


@needs(REFERENCE / "lung.csv")
def test_the_published_lung_figures_come_out(capsys: pytest.CaptureFixture[str]) -> None:
    lung = [str(REFERENCE / "lung.csv"), "--time-to", "time", "--event", "status"]
    _, told = said(capsys, "survival", *lung, "--group", "ph.ecog")
    medians = [value(told, "median", group) for group in ("0", "1", "2")]
    assert [(one["estimate"], one["low"], one["high"]) for one in medians] == [
        (394, 348, 574),
        (306, 268, 429),
        (199, 156, 288),
    ]
    _, told = said(capsys, "survival", *lung, "--group", "sex", "--covariates", "age,sex")
    facts = told["diagnostics"]
    assert (round(facts["log_rank"], 4), round(facts["log_rank_p"], 6)) == (10.3267, 0.001311)
    pairs = [value(told, "coefficient", name) for name in ("age", "sex")]
    found = [(round(one["estimate"], 6), round(one["std_error"], 6)) for one in pairs]
    assert found == [(0.017045, 0.009223), (-0.513219, 0.167458)]


@needs(REFERENCE / "power_reference.csv")
def test_the_published_power_of_every_plan_of_the_file_comes_out(capsys: pytest.CaptureFixture[str]) -> None:
    file = REFERENCE / "power_reference.csv"
    with file.open(encoding="utf-8") as opened:
        published = {row["id"]: float(row["power"]) for row in csv.DictReader(opened)}
    code, told = said(capsys, "power", str(file))
    found = {one["at"]: one["estimate"] for one in told["estimates"] if one["what"] == "power"}
    # The file rounds two of its deviations to seven decimals, and one of its powers to four.
    assert code == 0
    assert found == {
        name: pytest.approx(power, abs=5e-5 if power == 0.8074 else 1e-6) for name, power in published.items()
    }


@pytest.mark.parametrize("plan", PLANS)
def test_the_published_power_of_a_plan_comes_out_as_options(plan: Any, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["--clusters", "--n", "--delta", "--sigma", "--tau", "--gamma", "--psi"]
    options = [text for name, given in zip(names, plan, strict=False) for text in (name, str(given))]
    _, told = said(capsys, "power", *options)
    digits = 4 if plan[-1] == 0.8074 else 7
    assert round(value(told, "power")["estimate"], digits) == plan[-1]


@pytest.mark.parametrize(
    ("options", "mean", "low", "high"), [([], 1.94, -0.72, 4.60), (["--unscreened"], 1.94, -3.06, 6.95)]
)
def test_the_worked_control_chart_comes_out(
    options: list[str], mean: float, low: float, high: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    points = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]
    file = written(tmp_path / "points.csv", [{"step": step, "y": point} for step, point in enumerate(points)])
    _, told = said(capsys, "xmr", str(file), "--time", "step", "--outcome", "y", *options)
    found = [round(value(told, what)["estimate"], 2) for what in ("mean", "lower_limit", "upper_limit")]
    assert found == [mean, low, high]


@pytest.mark.parametrize(
    ("options", "ratio", "low", "high"),
    [
        (["--family", "poisson", "--season", "0"], 0.894, 0.865, 0.925),
        (["--season", "0"], 0.894, 0.839, 0.953),
        (["--season", "2"], 0.885, 0.839, 0.933),
    ],
)
def test_the_published_rate_ratios_of_the_smoking_ban_come_out(
    options: list[str], ratio: float, low: float, high: float, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    months = zip(EPISODES.split(), POPULATION.split(), strict=True)
    rows: list[dict[str, object]] = [
        {"year": 2002 + place // 12, "month": place % 12 + 1, "aces": n, "stdpop": of, "smokban": int(place >= 36)}
        for place, (n, of) in enumerate(months)
    ]
    file = written(tmp_path / "sicily.csv", rows)
    names = ["--time", "year,month", "--start", "smokban", "--outcome", "aces", "--exposure", "stdpop"]
    _, told = said(capsys, "its", str(file), *names, "--no-slope", "--normal", "--no-verdict", *options)
    one = value(told, "level_ratio")
    assert [round(one[name], 3) for name in ("estimate", "low", "high")] == [ratio, low, high]


def test_the_published_fall_in_cigarettes_sold_comes_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[dict[str, object]] = [
        {"State": state, "Year": year, "PacksPerCapita": packs, "treated": int(state == "California" and year >= BEGAN)}
        for state, by_year in sold().items()
        for year, packs in enumerate(by_year, FIRST)
    ]
    file = written(tmp_path / "california_prop99.csv", rows, separator=";")
    names = ["--unit", "State", "--time", "Year", "--start", "treated", "--outcome", "PacksPerCapita"]
    code, told = said(capsys, "synthetic-did", str(file), *names)
    assert code == 0
    # Arkhangelsky et al. (2021), table 1: -15.6 and -19.6; their program prints -15.60383 and -19.61966.
    assert round(value(told, "att")["estimate"], 5) == -15.60383
    control = next(one for one in told["beside"] if one["estimator"] == "synthetic_control")["estimates"]
    assert round(control[0]["estimate"], 2) == -19.62
    assert told["diagnostics"]["smallest_p"] == pytest.approx(1 / 39)
    assert told["verdict"]["level"] == "description"


def test_the_published_figures_of_the_veterans_come_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [str(written(tmp_path / "veteran.csv", men())), "--time", "time", "--status", "status"]
    _, told = said(capsys, "survival", *asked, "--group", "celltype")
    medians = {one["at"]: (one["estimate"], one["low"], one["high"]) for one in told["estimates"][::2]}
    assert medians == {
        "adeno": (51, 35, 92),
        "large": (156, 105, 231),
        "smallcell": (51, 25, 63),
        "squamous": (118, 82, 314),
    }
    facts = told["diagnostics"]
    assert (round(facts["log_rank"], 1), facts["log_rank_df"], facts["n"], facts["events"]) == (25.4, 3, 137, 128)
    names = "trt,factor(celltype=squamous),karno,diagtime,age,prior"
    _, told = said(capsys, "survival", *asked, "--covariates", names)
    found = {one["at"]: one for one in told["beside"][0]["estimates"] if one["what"] == "coefficient"}
    published = {
        "trt": ("2.946e-01", "2.075e-01"),
        "celltype=smallcell": ("8.616e-01", "2.753e-01"),
        "celltype=adeno": ("1.196e+00", "3.009e-01"),
        "celltype=large": ("4.013e-01", "2.827e-01"),
        "karno": ("-3.282e-02", "5.508e-03"),
        "diagtime": ("8.132e-05", "9.136e-03"),
        "age": ("-8.706e-03", "9.300e-03"),
        "prior": ("7.159e-03", "2.323e-02"),
    }
    assert {at: (f"{one['estimate']:.3e}", f"{one['std_error']:.3e}") for at, one in found.items()} == published
    _, told = said(capsys, "survival", *asked, "--covariates", "factor(celltype=none)")
    assert [one["code"] for one in told["beside"][0]["refused"]] == ["code_unknown"]


def test_a_change_worked_by_hand_comes_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Three begin in 2003 and three in 2004, three never do; each unit's values are its own level and its year's, and
    # the change is 5 for the first three and 2 for the others, 1 more in the year after.
    rows: list[dict[str, object]] = []
    for unit in range(9):
        start = {0: 2003, 1: 2004}.get(unit // 3)
        for year in range(2000, 2006):
            since = -1 if start is None else year - start
            change = 0 if since < 0 else (5 if unit < 3 else 2) + min(since, 1)
            own = (unit * 7 % 5) + 0.01 * ((unit * year) % 3)
            rows.append({"u": unit, "t": year, "s": start or "NA", "y": own + (year - 2000) ** 2 + change})
    names = ["--unit", "u", "--time", "t", "--start", "s", "--outcome", "y", "--no-verdict"]
    _, told = said(capsys, "did", str(written(tmp_path / "panel.csv", rows)), *names)
    # Cohort 2003: 5, 6, 6; cohort 2004: 2, 3. All cells weigh the same, as the cohorts are of one size.
    assert value(told, "att_simple")["estimate"] == pytest.approx((5 + 6 + 6 + 2 + 3) / 5, abs=0.03)
    assert value(told, "group", "2003")["estimate"] == pytest.approx(17 / 3, abs=0.03)
    assert value(told, "group", "2004")["estimate"] == pytest.approx(5 / 2, abs=0.03)
