"""A text too long for its column is named as such also by a process that has read nothing before."""

import subprocess
import sys
from pathlib import Path

import clean
import pytest

COMMAND = (sys.executable, "-m", "reformspor", "admit")


@pytest.mark.parametrize("row", [1, 2])
def test_a_text_of_two_hundred_thousand_signs_is_refused_by_name_in_a_fresh_process(row: int, tmp_path: Path) -> None:
    tables = {name: [list(cells) for cells in rows] for name, rows in clean.SIMPLE.items()}
    tables["barriers"][row][4] = "x" * 200_000
    folder = clean.write(tmp_path / "in", tables)
    done = subprocess.run(
        [*COMMAND, str(folder), "--profile", "simple", "--as-of", "2026-03-31", "--dry-run", "--json"],
        capture_output=True,
        text=True,
        env={"REFORMSPOR_DATA": str(tmp_path / "data")},
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert '"too_long"' in done.stdout
