"""The package's own command reckons every number again in a fresh environment, and sees what has been altered."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from reformspor.page.rebuilding import main
from reformspor.passport import Numbers
from reformspor.replication.figures import Figure, compared, read_figures, write_figures
from reformspor.replication.package import FIGURES
from reformspor.replication.program import ROOT, program_files, slim_lock
from reformspor.words import speak

PATIENCE = 900
WORDS = speak("nn")
CHANGED = PurePosixPath("data/barriers.csv")


def rebuild(package: Path, *options: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    """Run the package's command from elsewhere, with none of this program's own settings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("REFORMSPOR_", "PYTHON"))}
    return subprocess.run(
        [python, str(package / "rebuild.py"), *options],
        cwd=package.parent,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def sealed(package: Path) -> None:
    """Write the list of sums anew, as somebody who hides an alteration would."""
    lines = (package / "SHA256SUMS").read_text("utf-8").splitlines()
    names = [line.partition("  ")[2] for line in lines]
    said = [f"{hashlib.sha256((package / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (package / "SHA256SUMS").write_text("".join(said), "utf-8")


def test_a_fresh_environment_gets_every_number_again_and_sees_one_altered_digit(package: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    shutil.copytree(package, mine)
    done = rebuild(mine)
    assert done.returncode == 0, done.stderr + done.stdout
    n = len(read_figures(mine / FIGURES))
    assert n > 50
    assert f"{n} av {n} figurar" in done.stdout
    assert WORDS("replication.rebuild.all_same") in done.stdout
    # The environment is the package's own, with no more than reckoning needs.
    (packages,) = mine.glob(".venv/lib/python*/site-packages") if os.name != "nt" else mine.glob(".venv/Lib/site*")
    held = {folder.name for folder in packages.iterdir()}
    assert {"duckdb", "pandas", "scipy"} <= held
    assert not {"streamlit", "plotly", "reformspor", "statsmodels"} & held

    python = next(mine.glob(".venv/bin/python"), mine / ".venv/Scripts/python.exe")
    file = mine / CHANGED
    file.write_text(file.read_text("utf-8").replace(",2024-03-", ",2024-04-", 1), "utf-8")
    refused = rebuild(mine, "--here", python=str(python))
    assert (refused.returncode, refused.stderr.strip()) == (3, WORDS("replication.rebuild.altered", files=str(CHANGED)))
    sealed(mine)
    changed = rebuild(mine, "--here", python=str(python))
    assert changed.returncode == 1
    assert "ENDRA" in changed.stdout
    assert "2024-03-" in changed.stdout


def test_why_a_package_cannot_be_reckoned_is_said_in_its_own_language(package: Path, tmp_path: Path) -> None:
    shutil.copy(package / "rebuild.py", tmp_path)
    shutil.copy(package / "replication.json", tmp_path)
    said = rebuild(tmp_path)
    assert (said.returncode, said.stderr.strip()) == (3, WORDS("replication.rebuild.altered", files="SHA256SUMS"))
    (tmp_path / "SHA256SUMS").write_text("".join(f"{'0' * 64}  {n}.csv\n" for n in range(30)), "utf-8")
    assert "9.csv, …" in rebuild(tmp_path).stderr
    # A Python without the packages of the lock.
    (tmp_path / "SHA256SUMS").write_text("", "utf-8")
    venv.create(tmp_path / "empty", with_pip=False)
    bare = next((tmp_path / "empty").glob("bin/python"), tmp_path / "empty/Scripts/python.exe")
    said = rebuild(tmp_path, "--here", python=str(bare))
    assert (said.returncode, said.stderr.strip()) == (3, WORDS("replication.rebuild.environment"))
    (tmp_path / "replication.json").unlink()
    assert (rebuild(tmp_path, "--here", python=str(bare)).stderr.strip()) == "environment"


def test_a_row_that_does_not_hold_is_no_difference_but_a_package_that_is_not_whole(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine"
    shutil.copytree(package, mine, ignore=shutil.ignore_patterns("program", "figures"))
    file = mine / CHANGED
    file.write_text(file.read_text("utf-8").replace(",2024-03-", ",2024-93-", 1), "utf-8")
    assert main([str(mine)]) == 3
    assert "2024-93-" in capsys.readouterr().err


def test_the_lock_of_a_package_is_part_of_the_programs_own_with_every_hash(package: Path) -> None:
    whole, slim = (ROOT / "requirements.txt").read_text("utf-8"), (package / "requirements.txt").read_text("utf-8")
    assert slim == slim_lock(whole)
    assert all(line in whole.splitlines() for line in slim.splitlines())
    pinned = [line for line in slim.splitlines() if "==" in line and not line.startswith(" ")]
    assert len(pinned) >= 8
    assert slim.count("--hash=sha256:") > len(pinned)


def test_a_lock_without_what_reckoning_needs_is_refused() -> None:
    with pytest.raises(ValueError, match="duckdb"):
        slim_lock("# made by hand\nbabel==2.18.0 \\\n    --hash=sha256:00\n    # via reformspor (pyproject.toml)\n")


def test_a_package_has_the_program_the_questions_and_their_worked_examples(package: Path) -> None:
    for place, file in program_files():
        assert (package / "program" / place).read_bytes() == file.read_bytes()
    questions = {file.with_suffix("").name for file in (package / "program/queries").rglob("*.sql")}
    examples = {file.with_suffix("").name for file in (package / "program/queries").rglob("*.md")}
    shared = {file.stem for file in (package / "program/queries/shared").rglob("*.sql")}
    assert questions - shared <= examples
    assert "MIT" in (package / "program/LICENSE").read_text("utf-8")


def altered(figure: Figure, row: int, column: int) -> Figure:
    """The figure with one digit of one cell changed."""
    assert figure.numbers is not None
    cell = figure.numbers.rows[row][column] or ""
    at = next(place for place, sign in enumerate(cell) if sign.isdigit())
    other = cell[:at] + str((int(cell[at]) + 1) % 10) + cell[at + 1 :]
    rows = [list(one) for one in figure.numbers.rows]
    rows[row][column] = other
    held = Numbers(figure.numbers.columns, figure.numbers.key, tuple(tuple(one) for one in rows))
    return replace(figure, numbers=held)


def test_any_one_digit_that_differs_is_a_change(package: Path) -> None:
    figures = read_figures(package / FIGURES)
    assert all(one.verdict == "same" for one in compared(figures, figures))
    tried = 0
    for figure in figures:
        cells = [
            (row, column)
            for row, values in enumerate(figure.numbers.rows if figure.numbers else ())
            for column, value in enumerate(values)
            if value and any(sign.isdigit() for sign in value)
        ]
        for row, column in cells[:: max(1, len(cells) // 15)]:
            (found,) = compared([figure], [altered(figure, row, column)])
            assert found.verdict == "changed", (figure.n, row, column)
            tried += 1
    assert tried > 300


def test_the_last_digit_of_a_method_is_told_apart_and_that_of_a_question_is_a_change() -> None:
    def of(value: str, method: str) -> Figure:
        return Figure(1, "figure", "effect", "A", method=method, numbers=Numbers(("a",), (), ((value,),)))

    assert compared([of("0.1234567891", "cs")], [of("0.1234567892", "cs")])[0].verdict == "near"
    assert compared([of("0.1234567891", "")], [of("0.1234567892", "")])[0].verdict == "changed"
    assert compared([of("0.1234567891", "cs")], [of("0.1234667891", "cs")])[0].verdict == "changed"
    assert compared([of("1", "")], [])[0].verdict == "gone"
    assert compared([], [of("1", "")])[0].verdict == "new"


def test_figures_come_back_from_their_files_as_they_were(tmp_path: Path) -> None:
    numbers = Numbers(("a", "b"), (0,), (("=1+1", None), ("-0.5", "'x"), (None, "''y"), ("two\nlines", "Å")))
    shown = replace(numbers, key=())
    figures = (
        Figure(1, "figure", "cost", "-12 =x", "k", '{"a": "b"}', "RS-1", "cost/total", numbers=numbers, shown=shown),
        Figure(2, "number", "cost", "Sum: 1"),
        Figure(3, "said", "cost", "+ ein setning"),
    )
    write_figures(figures, tmp_path)
    again = read_figures(tmp_path)
    assert [replace(one, shown=None) for one in again] == [replace(one, shown=None) for one in figures]
    assert all(one.verdict == "same" for one in compared(figures, again))
    with (tmp_path / "numbers" / "0001.csv").open(encoding="utf-8", newline="") as given:
        assert [row[0] for row in csv.reader(given)][1:3] == ["'=1+1", "-0.5"]
