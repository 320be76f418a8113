"""The command tells each method's model and source, says what it found in words and as JSON, and keeps to the gates."""

import json
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from reformspor.cli import main
from reformspor.cli.estimate_options import ADDERS
from reformspor.effects.hypothesis import Hypothesis
from reformspor.words import LANGUAGES, speak
from tests.cli.given_panels import NAMES, month, refused, rows, said, value, written

ROOT = Path(__file__).parents[2]
STARTS = [18, 18, 18, 24, 24, 24, None, None, None, None]
# What a hypothesis of the panels here says.
EXPECTED = Hypothesis("y", "lower", "did", 0.5, window=(0, 11), role="researcher", at="2026-01-01T00:00:00+00:00")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("method", ADDERS)
def test_the_help_of_every_method_states_its_model_assumptions_and_source(
    method: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["estimate", method, "--help", "--lang", lang])
    shown = " ".join(capsys.readouterr().out.split())
    words, key = speak(lang), method.replace("-", "_")
    assert left.value.code == 0
    for part in ("model", "assumes", "cannot"):
        assert words(f"estimate.{key}.{part}") in shown
        assert f"{words(f'estimate.{part}')}: " in shown
    assert f"{words('estimate.source')}: " in shown


def test_a_method_there_is_none_of_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["estimate", "magic", "panel.csv"])
    assert left.value.code == 2
    assert "its" in capsys.readouterr().err


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_series_is_told_in_words_with_its_verdict(
    lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "panel.csv", rows([30], months=60, change=-4), separator=";")
    assert main(["estimate", "its", str(file), *NAMES, "--lang", lang]) == 0
    shown = capsys.readouterr().out
    words = speak(lang)
    assert words("estimate.what.level") in shown
    assert words("verdict.level.description.name") in shown
    assert words("verdict.gate.registered.name") in shown
    assert ("−4," if lang != "en" else "−4.") in shown or ("−3," if lang != "en" else "−3.") in shown


def test_the_same_panel_gives_the_same_answer_twice_whatever_its_dress(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = rows(STARTS, change=-2)
    comma = [row | {"y": str(row["y"]).replace(".", ",")} for row in reversed(given)]
    _, first = said(capsys, "did", str(written(tmp_path / "a.csv", given)), *NAMES, "--no-verdict")
    _, second = said(capsys, "did", str(written(tmp_path / "b.csv", comma, ";")), *NAMES, "--no-verdict")
    assert first["panel"] == second["panel"]
    assert first["estimates"] == second["estimates"]


def test_start_may_be_a_status_a_column_of_times_or_a_text_with_the_units_that_began(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = rows([18, 18, 18, None, None, None, None], change=-20)
    under = [row | {"start": int(row["start"] != "" and str(row["month"]) >= str(row["start"]))} for row in given]
    quick = [*NAMES[:-2], "--no-verdict"]
    answers = [
        said(capsys, "did", str(written(tmp_path / "a.csv", given)), *quick, "--start", "start")[1],
        said(capsys, "did", str(written(tmp_path / "b.csv", under)), *quick, "--start", "start")[1],
        said(capsys, "did", str(tmp_path / "a.csv"), *quick, "--start", month(18), "--treated", "u00,u01,u02")[1],
    ]
    assert answers[0]["estimates"] == answers[1]["estimates"] == answers[2]["estimates"]
    assert value(answers[0], "att_simple")["estimate"] == pytest.approx(-20, abs=2)


def test_without_a_hypothesis_nothing_is_more_than_a_description(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "panel.csv", rows([30], months=60, change=-9))
    _, told = said(capsys, "its", str(file), *NAMES)
    assert told["verdict"]["level"] == "description"
    assert "registered" in told["verdict"]["unmet"]
    assert value(told, "level")["p"] < 0.01


def test_one_series_with_a_registered_hypothesis_is_a_change_and_never_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "panel.csv", rows([36], months=72, change=-9))
    expected = Hypothesis("y", "lower", "its", 0.5, role="researcher", at="2019-01-01T00:00:00+00:00")
    (tmp_path / "expected.json").write_text(json.dumps(asdict(expected) | {"hash": expected.digest}))
    asked = ["its", str(file), *NAMES, "--hypothesis", str(tmp_path / "expected.json"), "--opened", "2026-01-01"]
    _, told = said(capsys, *asked)
    assert (told["verdict"]["level"], told["verdict"]["ceiling"]) == ("change", "change")
    _, beside = said(capsys, *asked, "--competing", month(37))
    assert beside["verdict"]["level"] == "description"
    _, broken = said(capsys, *asked, "--breaks", month(20))
    assert broken["verdict"]["level"] == "description"


@pytest.mark.parametrize("change", [{"hash": "0" * 64}, {"direction": "higher"}, {"outcome": "z"}, {"smallest": None}])
def test_a_hypothesis_that_is_not_the_registered_one_is_refused(
    change: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "panel.csv", rows([18]))
    kept = tmp_path / "expected.json"
    kept.write_text(json.dumps(asdict(EXPECTED) | {"hash": EXPECTED.digest} | change))
    assert main(["estimate", "did", str(file), *NAMES, "--hypothesis", str(kept), "--lang", "en"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.strip() == speak("en")("estimate.said.hash", file="expected.json")


def test_a_hypothesis_of_another_outcome_and_a_file_that_is_none_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "panel.csv", rows([18]))
    other = Hypothesis("absence", "lower", "did", 0.5)
    (tmp_path / "other.json").write_text(json.dumps(asdict(other) | {"hash": other.digest}))
    (tmp_path / "none.toml").write_text("outcome = 3 = 4")
    for name, text in (("other.json", "absence"), ("none.toml", "none.toml")):
        assert main(["estimate", "did", str(file), *NAMES, "--hypothesis", str(tmp_path / name)]) == 1
        assert text in capsys.readouterr().err


@pytest.mark.parametrize(
    "fault",
    [
        {"smallest": 0},
        {"smallest": "abc"},
        {"smallest": None},
        {"window": (5, 1)},
        {"window": ("a", "b")},
        {"direction": "sideways"},
        {"comparison": "none"},
        {"anticipation": -1},
        {"start": 5},
    ],
)
def test_a_hypothesis_the_register_would_not_take_is_refused_whatever_its_hash(
    fault: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = replace(EXPECTED, **fault)
    (tmp_path / "expected.json").write_text(json.dumps(asdict(one) | {"hash": one.digest}), "utf-8")
    file = written(tmp_path / "panel.csv", rows(STARTS))
    for lang in LANGUAGES:
        asked = ["did", str(file), *NAMES, "--hypothesis", str(tmp_path / "expected.json"), "--lang", lang]
        assert main(["estimate", *asked]) == 1
        printed = capsys.readouterr()
        assert printed.out == ""
        assert "expected.json" in printed.err


def test_what_came_first_is_told_by_the_clock_and_not_by_its_spelling(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = replace(EXPECTED, method="its", comparison="before", at="2026-01-01T00:30:00+01:00")
    (tmp_path / "expected.json").write_text(json.dumps(asdict(one) | {"hash": one.digest}), "utf-8")
    file = written(tmp_path / "panel.csv", rows([30], months=60, change=-4))
    asked = ["its", str(file), *NAMES, "--hypothesis", str(tmp_path / "expected.json"), "--opened"]
    # Half past midnight in Norway is before midnight in Greenwich.
    for opened, first in (("2026-01-01T00:00:00", True), ("2025-12-31T23:00:00+00:00", False)):
        _, told = said(capsys, *asked, opened)
        assert told["verdict"]["measured"]["registered_before_opening"] is first
    with pytest.raises(SystemExit) as left:
        main(["estimate", *asked, "later"])
    assert left.value.code == 2


@pytest.mark.parametrize("option", ["--competing", "--breaks"])
@pytest.mark.parametrize("text", ["in august", "2021-13", "7"])
def test_an_event_that_cannot_be_placed_is_refused_and_not_passed_over(
    option: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "panel.csv", rows([30], months=60))
    assert main(["estimate", "its", str(file), *NAMES, option, text]) == 1
    printed = capsys.readouterr()
    assert (printed.out, text in printed.err) == ("", True)


def test_a_control_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path / "panel.csv", rows(STARTS, months=24))
    _, told = said(capsys, "did", str(file), *NAMES, "--control", "nope", "--draws", "99")
    control = next(one for one in told["beside"] if one["estimator"] == "negative_control")
    assert refused(control) == ["no_column"]


def test_a_plan_lacking_what_power_needs_is_wrong_use_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["estimate", "power", "--clusters", "3,3"])
    assert left.value.code == 2
    assert "--delta, --sigma" in capsys.readouterr().err


def test_help_loads_neither_models_nor_frames() -> None:
    program = (
        "import sys; from reformspor.cli import main\n"
        "try: main(['estimate', 'did', '--help'])\n"
        "except SystemExit: pass\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not {"pandas", "scipy", "statsmodels", "diff_diff", "streamlit"} & loaded


def test_a_chart_loads_no_models_and_prints_nothing_aside(tmp_path: Path) -> None:
    file = written(tmp_path / "rows.csv", [{"t": day, "e": day % 2} for day in range(1, 60)])
    program = (
        "import sys; from reformspor.cli import main\n"
        f"main(['estimate', 'xmr', {str(file)!r}, '--time', 't', '--outcome', 'e', '--no-verdict'])\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert not {"statsmodels", "streamlit"} & set(done.stdout.splitlines()[-1].split())
