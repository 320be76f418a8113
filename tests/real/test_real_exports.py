"""Real public exports go all the way to answers, with every known fault of theirs named."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from reformspor.cli import main

REAL = Path(__file__).parent.parent.parent.parent / "shared" / "real"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=f"no real exports at {REAL.parent.name}/{REAL.name}")


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFORMSPOR_DATA", str(tmp_path / "data"))


def admitted(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, object]]:
    code = main(["admit", *arguments, "--json"])
    outcome: dict[str, object] = json.loads(capsys.readouterr().out)
    return code, outcome


def answer(capsys: pytest.CaptureFixture[str], question: str) -> list[dict[str, str]]:
    assert main(["ask", question, "--csv"]) == 0
    # The passport stands in comment lines before the headings.
    lines = capsys.readouterr().out.splitlines(keepends=True)
    return list(csv.DictReader(line for line in lines if not line.startswith("# reformspor ")))


def test_the_barrier_registry_keeps_its_own_types(capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(REAL / "tidstyv-2014")
    for _ in range(2):
        code, outcome = admitted(capsys, folder, "--profile", "tidstyv-2014")
        assert code == 0, outcome["faults"]
    by_type = {row["type"]: int(row["n"]) for row in answer(capsys, "barriers/by_type")}
    assert by_type == {
        "law": 567,
        "procedure": 493,
        "digital": 324,
        "reporting_req": 284,
        "other": 226,
        "activity_req": 113,
    } | {code: n for code, n in by_type.items() if code == "not_reported"}
    assert {row["n_barriers"] for row in answer(capsys, "barriers/by_type")} == {"1355"}


def test_council_attendance_names_every_row_that_is_no_range(capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(REAL / "toronto-council-attendance")
    code, outcome = admitted(capsys, folder, "--profile", "toronto")
    assert code == 1
    faults = outcome["faults"]
    assert isinstance(faults, list)
    assert len({fault["row"] for fault in faults}) == 312
    code, outcome = admitted(capsys, folder, "--profile", "toronto", "--keep-good")
    assert code == 0
    assert outcome["snapshot"]


def test_no_name_of_a_council_member_reaches_what_is_served(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = REAL / "toronto-council-attendance"
    admitted(capsys, str(folder), "--profile", "toronto", "--keep-good")
    text = next(folder.glob("*.csv")).read_text("utf-8-sig")
    heads = next(csv.reader(io.StringIO(text)))
    columns = [place for place, head in enumerate(heads) if re.search("name", head, re.IGNORECASE)]
    assert columns
    names = {row[place] for row in csv.reader(io.StringIO(text)) for place in columns if len(row) > place}
    names = {name for name in names if len(name) > 5 and name not in heads}
    served = b"".join(file.read_bytes() for file in (tmp_path / "data" / "snapshots").rglob("*.duckdb"))
    private = b"".join(file.read_bytes() for file in (tmp_path / "data" / "private").rglob("*.duckdb"))
    for name in names:
        if " " in name or "," in name:
            assert name.encode() not in served
            assert name.encode() not in private


def test_the_meeting_sample_is_admitted_whole(capsys: pytest.CaptureFixture[str]) -> None:
    code, outcome = admitted(capsys, str(REAL / "viva-insights-meeting-sample"), "--profile", "viva-meetings")
    assert code == 0, outcome["faults"]
    files = outcome["files"]
    assert isinstance(files, list)
    assert {file["rows_read"] for file in files} == {612}


def test_the_budgets_three_amounts_add_up(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, outcome = admitted(capsys, str(REAL / "sogndal-budsjett-2013"), "--profile", "sogndal-budsjett-2013")
    assert code == 0, outcome["faults"]
    sums = {(row["year"], row["kind"]): float(row["amount_nok"]) for row in answer(capsys, "data/accounts")}
    assert sorted(sums.values()) == [0, 0, 16]
