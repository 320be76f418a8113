"""Whatever is wrong with a panel, each method says so in a plain sentence: refused, or a weaker claim."""

from pathlib import Path
from typing import Any

import pytest

from reformspor.cli import main
from reformspor.words import LANGUAGES
from tests.cli.given_panels import NAMES, Row, changed, refused, rows, said, written

METHODS = ["its", "xmr", "did", "event-study", "synthetic-did", "honest"]
WEAK = ["hidden", "too_little", "undecided", "description"]
STAGGERED = [14, 16, 18, 14, 16, 18, None, None, None, None, None, None]


def leaves(place: int, row: Row) -> Row:
    """Under the reform in months 12 to 20, and then no more."""
    return row | {"start": int(row["unit"] != "u00" and 12 <= place % 36 < 20)}


def without_some(place: int, row: Row) -> Row | None:
    return None if place % 7 == 3 else row


BAD: dict[str, list[Row]] = {
    "leaves": changed(rows(STAGGERED), leaves),
    "duplicates": [*rows(STAGGERED), *rows(STAGGERED)[:3]],
    "gaps": changed(rows(STAGGERED), without_some),
    "constant": changed(rows(STAGGERED), lambda _, row: row | {"y": 5}),
    "one_unit": rows([18]),
    "one_of_twelve": rows([18] + [None] * 11),
    "all_at_once": rows([18] * 12),
    "all_never": rows([None] * 12),
    "negative_exposure": changed(rows(STAGGERED), lambda place, row: row | {"n": -3 if place == 40 else 100}),
    "start_after": rows([90] * 12),
    "start_before": changed(rows(STAGGERED), lambda _, row: row | {"start": "2010-01"}),
    "no_number": changed(rows(STAGGERED), lambda place, row: row | {"y": "many" if place == 5 else row["y"]}),
    "few_periods": rows([1, 1, 2, 2, None, None, None], months=3),
    "one_row": rows([0], months=1),
    "too_many_starts": rows([*range(2, 57), None, None, None, None, None], months=60),
    "huge": changed(rows(STAGGERED), lambda place, row: row | {"y": "1e308" if place == 5 else row["y"]}),
    "infinite": changed(rows(STAGGERED), lambda place, row: row | {"y": "inf" if place == 5 else row["y"]}),
    "nothing_known": changed(rows(STAGGERED), lambda _, row: row | {"y": "NA"}),
}
# What no method may give a number for, with the code each gives; the rest are refused or give a weak claim.
NEVER_READ = {
    "leaves": "leaves",
    "duplicates": "duplicates",
    "negative_exposure": "exposure_negative",
    "no_number": "not_number",
    "huge": "huge",
    "infinite": "infinite",
    "nothing_known": "all_missing",
}
# Methods that need a start, or several units, and cannot be asked of these.
NO_START = ["its", "did", "event-study", "synthetic-did", "honest"]
SEVERAL = ["did", "event-study", "synthetic-did", "honest"]
REFUSED = {
    "constant": METHODS[:1] + METHODS[2:],
    "one_unit": SEVERAL,
    "one_of_twelve": ["did", "event-study", "honest"],
    "all_at_once": SEVERAL,
    "all_never": NO_START,
    "start_after": NO_START,
    "start_before": NO_START,
    "few_periods": ["its"],
    "one_row": NO_START,
    "too_many_starts": NO_START,
}


def asked(method: str, file: Path, case: str) -> list[str]:
    """The command, as quick as it can be."""
    exposure = ["--exposure", "n"] if case == "negative_exposure" else []
    # The verdict is that of did; what comes before it is each method's own.
    judged = method in ("its", "xmr", "synthetic-did") or (method == "did" and case in ("gaps", "few_periods"))
    quick = [] if judged else ["--no-verdict"]
    return [method, str(file), *NAMES, *exposure, *quick]


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("method", METHODS)
def test_every_bad_panel_is_refused_or_weakens_the_claim(
    method: str, case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = said(capsys, *asked(method, written(tmp_path / "panel.csv", BAD[case]), case))
    _, english = said(capsys, *asked(method, tmp_path / "panel.csv", case), "--lang", "en")
    if case in NEVER_READ:
        assert refused(told) == [NEVER_READ[case]]
    if case in NEVER_READ or method in REFUSED.get(case, []):
        assert (code, told["estimates"]) == (1, [])
    if code == 1:
        assert refused(told)
        assert told["verdict"] is None
    elif told["verdict"]:
        assert told["verdict"]["level"] in [*WEAK, "variation"]
    for one, other in zip(told["refused"] + told["notices"], english["refused"] + english["notices"], strict=True):
        assert one["message"].endswith((".", "?")), one
        assert one["message"] != other["message"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("method", METHODS)
def test_each_refusal_is_a_sentence_to_read_too(
    method: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "panel.csv", BAD["duplicates"])
    assert main(["estimate", method, str(file), *NAMES, "--lang", lang]) == 1
    shown = capsys.readouterr().out
    assert "u00" in shown
    assert "2020-01" in shown


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"unit,month,y,start\n", "no_rows"),
        (b"PK\x03\x04", "file_not_text"),
        (b"\xff\xfe\x00", None),
        (b"unit;month;why;start\na;2020-01;1;\n", "no_column"),
        (b"unit,month,y,start\na,2020-01,1\n", "ragged"),
    ],
)
def test_a_file_that_is_no_panel_is_refused(
    method: str, data: bytes, code: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "panel.csv").write_bytes(data)
    status, told = said(capsys, method, str(tmp_path / "panel.csv"), *NAMES)
    assert status == 1
    assert code is None or refused(told) == [code]


def test_a_file_that_is_not_there_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["estimate", "its", "/no/such.csv", *NAMES]) == 3
    assert "Traceback" not in capsys.readouterr().err


def test_a_column_that_is_not_there_is_told_with_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "panel.csv", rows(STAGGERED, months=2))
    _, told = said(capsys, "did", str(file), *NAMES[:-1], "starts", "--lang", "en")
    assert told["refused"][0]["message"].endswith("Did you mean start?")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"t": [1, 2], "e": [0, 0]}, "no_ends"),
        ({"t": [1, -2], "e": [0, 1]}, "time_negative"),
        ({"t": [1, "x"], "e": [0, 1]}, "not_number"),
        ({"t": [1, 2, 3], "e": [0, 1, 2]}, "ends_unclear"),
        ({"t": ["", ""], "e": [0, 1]}, "no_rows"),
        ({"t": ["inf", 1], "e": [0, 1]}, "infinite"),
    ],
)
@pytest.mark.parametrize("method", ["survival", "competing-risks"])
def test_bad_durations_are_refused_by_both_methods(
    method: str, given: dict[str, list[Any]], code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [dict(zip(given, pair, strict=True)) for pair in zip(*given.values(), strict=True)]
    file = written(tmp_path / "rows.csv", lines)
    status, told = said(capsys, method, str(file), "--time-to", "t", "--event", "e")
    if method == "competing-risks" and code == "ends_unclear":
        assert status == 0  # several ways of ending are what it is for
    else:
        assert (status, refused(told)) == (1, [code])


def test_few_durations_give_a_table_and_no_claim(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path / "rows.csv", [{"t": day, "e": 1} for day in range(1, 7)])
    status, told = said(capsys, "survival", str(file), "--time-to", "t", "--event", "e")
    assert (status, told["verdict"]["level"]) == (0, "too_little")
    assert [one["code"] for one in told["notices"]] == ["few_ends"]
