"""Every option does what its help says or is refused; what is printed to read is words, whatever was asked for."""

from pathlib import Path
from typing import Any

import pytest

from reformspor.cli import main
from reformspor.words import LANGUAGES, speak
from tests.cli.given_panels import NAMES, Row, changed, refused, rows, said, written

STARTS = [14, 14, 14, 18, 18, 18, None, None, None, None, None, None]
SERIES = ["--time", "month", "--outcome", "y"]


def panel(folder: Path, months: int = 24) -> Path:
    """Twelve units with a covariate, a control outcome, counts and what they are counted of."""

    def more(place: int, row: Row) -> Row:
        level = float(str(row["y"]))
        return row | {"x": place // months * 7 % 5, "c": place * 7919 % 13, "k": int(level * 5), "of": 100}

    return written(folder / "panel.csv", changed(rows(STARTS, months), more))


def alone(folder: Path, months: int = 48) -> Path:
    """One series that begins half way."""
    made = changed(rows([months // 2], months), lambda place, row: row | {"k": 40 + place % 7, "of": 100})
    return written(folder / "alone.csv", made)


def test_an_event_study_among_units_alike_in_covariates_stands_beside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(panel(tmp_path))
    _, told = said(capsys, "event-study", file, *NAMES, "--covariates", "x", "--no-verdict")
    adjusted = next(one for one in told["beside"] if one["estimator"] == "cs_adjusted")
    assert {one["what"] for one in adjusted["estimates"]} == {"event"}
    with pytest.raises(SystemExit) as left:
        main(["estimate", "honest", file, *NAMES, "--covariates", "x"])
    assert left.value.code == 2


@pytest.mark.parametrize(
    ("method", "options"),
    [
        ("its", ["--window", "5,1"]),
        ("did", ["--window", "5,1"]),
        ("xmr", ["--target", "nan"]),
    ],
)
def test_an_option_of_a_panel_that_cannot_be_is_wrong_use(
    method: str, options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["estimate", method, str(alone(tmp_path)), *SERIES, *options])
    assert left.value.code == 2
    assert options[0] in capsys.readouterr().err


@pytest.mark.parametrize("options", [["--within", "-5"], ["--at", "nan"], ["--at=-5"], ["--quantiles", "0.5,2"]])
def test_an_option_of_durations_that_cannot_be_is_wrong_use(options: list[str], tmp_path: Path) -> None:
    file = written(tmp_path / "rows.csv", [{"t": day, "e": 1} for day in range(1, 30)])
    with pytest.raises(SystemExit) as left:
        main(["estimate", "survival", str(file), "--time-to", "t", "--event", "e", *options])
    assert left.value.code == 2


def test_a_window_may_begin_before_the_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(panel(tmp_path))
    apart, tied = (
        said(capsys, "event-study", file, *NAMES, "--no-verdict", *options)[1]
        for options in (["--window", "-2,3"], ["--window=-2,3"])
    )
    assert apart == tied
    assert any(one["what"] == "att_window" for one in apart["estimates"])


def test_more_steps_of_newey_and_west_than_a_series_holds_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # With as many lags as points the errors near nought, and anything at all would be found.
    file = str(alone(tmp_path))
    for lags, codes in (("16", []), ("17", ["many_lags"]), ("5000", ["many_lags"])):
        names = [*SERIES, "--start", "start", "--no-verdict"]
        _, told = said(capsys, "its", file, *names, "--lags", lags)
        beside = next(one for one in told["beside"] if one["estimator"] == "newey_west")
        assert refused(beside) == codes
        assert bool(beside["estimates"]) is not bool(codes)


def test_units_touched_from_the_first_step_are_told_and_not_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = rows([2, 2, 2, 18, 18, 18, None, None, None, None, None, None], 24)
    file = str(written(tmp_path / "panel.csv", made))
    _, told = said(capsys, "did", file, *NAMES, "--anticipation", "2", "--no-verdict")
    for one in (told, next(one for one in told["beside"] if one["estimator"] == "imputation")):
        early = next(notice for notice in one["notices"] if notice["code"] == "touched_from_first")
        assert early["places"] == {"n": 3}
        assert one["estimates"][0]["n"] == 3


def test_a_share_of_holes_that_rounds_to_none_is_told_as_less_than_one_in_a_hundred(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = changed(rows(STARTS, 24), lambda place, row: row | {"y": "NA" if place == 3 else row["y"]})
    _, told = said(capsys, "did", str(written(tmp_path / "panel.csv", made)), *NAMES, "--no-verdict")
    codes = [one["code"] for one in told["notices"]]
    assert "gaps_few" in codes
    assert "gaps" not in codes


def test_a_start_beyond_the_months_of_a_plan_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = said(capsys, "power", "--starts", "24,5,7,never,never", "--months", "24")
    assert (code, refused(told), told["refused"][0]["places"]) == (1, ["power_number"], {"name": "start"})


def test_a_table_as_another_program_writes_it_with_blanks_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = rows(STARTS, 24)
    plain = written(tmp_path / "panel.csv", made)
    lines = [
        f'"{number}" "{row["unit"]}" "{row["month"]}" {row["y"]}  "{row["start"] or "NA"}"'
        for number, row in enumerate(made, 1)
    ]
    (tmp_path / "blanks.txt").write_text('"unit" "month" "y" "start"\n' + "\n".join(lines), "utf-8")
    found = [said(capsys, "did", str(file), *NAMES, "--no-verdict")[1] for file in (plain, tmp_path / "blanks.txt")]
    assert found[0]["estimates"] == found[1]["estimates"]


def test_everything_printed_has_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, lone = str(panel(tmp_path)), str(alone(tmp_path))
    lasting = written(tmp_path / "rows.csv", [{"t": day, "e": day % 3, "g": day % 2} for day in range(1, 60)])
    counts = ["--time", "month", "--start", "start", "--outcome", "k"]
    rows_of = [str(lasting), "--time-to", "t", "--event", "e"]
    asked: list[list[str]] = [
        ["did", file, *NAMES, "--covariates", "x", "--control", "c", "--draws", "99"],
        ["honest", file, *NAMES, "--no-verdict"],
        ["its", lone, *SERIES, "--start", "start"],
        ["its", lone, *counts, "--exposure", "of", "--no-verdict"],
        ["xmr", lone, *SERIES, "--target", "10", "--direction", "higher"],
        ["xmr", lone, "--time", "month", "--outcome", "k", "--denominator", "of"],
        ["survival", *rows_of, "--ended", "1,2", "--group", "g", "--covariates", "g", "--at", "9"],
        ["power", "--clusters", "6,6", "--delta", "1", "--sigma", "1"],
        ["power", "--starts", "3,3,6,6,never,never,never,never", "--months", "24"],
    ]
    lacking: set[str] = set()
    for arguments in asked:
        code, told = said(capsys, *arguments)
        assert code == 0, arguments
        lacking |= {key for one in (told, *told["beside"]) for key in _unworded(one)}
    assert lacking == set()


def test_groups_of_the_file_stand_as_they_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made: list[Row] = [{"t": day, "e": 1, "g": ("control", "never")[day % 2]} for day in range(1, 30)]
    file = written(tmp_path / "rows.csv", made)
    assert main(["estimate", "survival", str(file), "--time-to", "t", "--event", "e", "--group", "g"]) == 0
    shown = capsys.readouterr().out
    assert " control " in shown
    assert " never " in shown


def _unworded(one: dict[str, Any]) -> list[str]:
    """The codes of a result that would be printed as they are."""
    method = one["estimator"]
    keys = [f"estimate.what.{estimate['what']}" for estimate in one["estimates"]]
    keys += [f"estimate.fact.{name}" for name, value in one["diagnostics"].items() if value is not None]
    keys += [f"effects.refused.{told['code']}" for told in one["refused"]]
    keys += [f"effects.notice.{told['code']}" for told in one["notices"]]
    named = any(speak("nn").has(key) for key in (f"estimate.method.{method}", f"methods.of.{method}.name"))
    return [key for key in keys if not all(speak(lang).has(key) for lang in LANGUAGES)] + ([] if named else [method])
