"""`hypothesis` and `draw` write what may be written once, and tell what does not hold."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reformspor.cli import main
from reformspor.hypotheses import read_register
from reformspor.snapshot.folder import DataFolder

ADD = ["hypothesis", "add", "--role", "researcher", "--outcome", "fråvær", "--direction", "lower", "--smallest", "0.5"]
DRAW = ["draw", "a", "b", "c", "d", "--steps", "2027-01,never", "--seed", "44", "--role", "leader"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path))
    return tmp_path


def test_a_hypothesis_is_registered_listed_shown_and_read_back_from_its_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*ADD, "--method", "did", "--window", "0..5", "--unit", "a", "--unit", "b"]) == 0
    (one,) = read_register(folder).hypotheses
    assert (one.hypothesis.window, one.hypothesis.units, one.hypothesis.role) == ((0, 5), ("a", "b"), "researcher")
    capsys.readouterr()
    assert main(["hypothesis", "show", one.hash[:8]]) == 0
    text = capsys.readouterr().out
    assert json.loads(text)["hash"] == one.hash
    assert main(["hypothesis", "list", "--lang", "en"]) == 0
    assert "fråvær: lower than without the reform, by 0.5 at least, steps 0–5" in capsys.readouterr().out


def test_a_file_whose_hash_does_not_match_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ADD, "--method", "its"]) == 0
    (one,) = read_register(folder).hypotheses
    assert one.hypothesis.comparison == "before"
    capsys.readouterr()
    main(["hypothesis", "show", one.hash])
    said = json.loads(capsys.readouterr().out)
    file = folder / "h.json"
    file.write_text(json.dumps(said | {"smallest": 0.1}), "utf-8")
    assert main(["hypothesis", "add", str(file), "--role", "leader"]) == 3
    assert one.hash[:8] in capsys.readouterr().err
    file.write_text('outcome = "x"\ndirection = "lower"\nmethod = "did"\nsmallest = 2.0\n', "utf-8")
    assert main(["hypothesis", "add", str(file), "--role", "leader", "--smallest", "3"]) == 0
    assert read_register(folder).hypotheses[-1].hypothesis.smallest == 3.0


@pytest.mark.parametrize("text", ["{", "[1]", "outcome = ", "\udcff", "ingen likskap"])
def test_a_file_that_is_no_hypothesis_is_told_in_a_sentence(
    folder: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = folder / "h.toml"
    file.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert main(["hypothesis", "add", str(file), "--role", "leader"]) in (1, 3)
    assert capsys.readouterr().err.strip()
    assert read_register(folder).hypotheses == ()


def test_all_that_is_wrong_is_said_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--role", "sjef", "--direction", "lower", "--method", "did", "--smallest", "0", "--window", "9..1"]
    assert main(["hypothesis", "add", "--outcome", "a", *given]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 3
    assert main(["hypothesis", "add", "--role", "leader"]) == 1
    assert read_register(folder).hypotheses == ()


def test_verify_tells_a_changed_line_and_ends_with_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([*ADD, "--method", "did"])
    main(DRAW)
    assert main(["hypothesis", "verify"]) == 0
    file = folder / "hypotheses.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"seed": "44"', b'"seed": "45"'))
    capsys.readouterr()
    assert main(["hypothesis", "verify", "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert "from line 2 on it does not hold" in said.out
    assert "drawing anew gives something else" in said.err


def test_a_draw_is_written_and_drawn_again_to_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(DRAW) == 0
    first = capsys.readouterr().out
    (one,) = read_register(folder).draws
    assert main(["draw", "--again", one.hash[:10]]) == 0
    assert capsys.readouterr().out == first
    assert main(["draw", "--again", "00000000"]) == 3


def test_a_practice_draw_writes_nothing_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*DRAW, "--dry", "--json", "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["seed"] == "44"
    assert "This is practice" in said.err
    assert not (folder / "hypotheses.jsonl").exists()


def test_a_draw_within_strata_reads_them_from_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "strata.csv"
    file.write_text("a,helse\nb,helse\nc,skule\nd,skule\n", "utf-8")
    assert main([*DRAW, "--strata", str(file)]) == 0
    (one,) = read_register(folder).draws
    assert one.order.assignments == 4
    file.write_text("a\n", "utf-8")
    assert main([*DRAW, "--strata", str(file)]) == 3
    assert main(["draw", "a", "b"]) == 1
    assert main([*DRAW[:-1], "sjef"]) == 1
    assert capsys.readouterr().err


def test_asking_for_the_values_of_an_outcome_opens_it(
    constructed: DataFolder, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = shutil.copytree(constructed.root, folder / "data")
    monkeypatch.setenv("REFORMSPOR_DATA", str(shown))
    log = shown / "hypotheses.jsonl"
    assert main(["ask", "outcomes/indicators", "--csv"]) == 0
    assert not log.exists()
    monkeypatch.setattr("reformspor.hypotheses.keeping.constructed_entries", tuple)
    assert main(["ask", "outcomes/panel", "--csv"]) == 0
    opened = {one.outcome for one in read_register(shown, constructed=True).openings}
    assert {"doc_share", "sick_leave", "overtime"} <= opened
    assert "sick_leave" in capsys.readouterr().err
    again = log.read_bytes()
    assert main(["ask", "outcomes/panel", "--csv"]) == 0
    assert log.read_bytes() == again
