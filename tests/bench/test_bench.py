"""What the benchmarks count and report is right, whatever the machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bench import asked, everything, pieces, report
from tests.bench.counted import at, ratio, spread
from tests.bench.part_filter import steps
from tests.bench.sets import ROLES, made, rows_of

HEAD: dict[str, Any] = {"at": "2026-11-23T08:00:00", "seconds": 1.0, "load_before": [0.1], "load_after": [0.2]}
VERSIONS = {"versions": {"reformspor": "0.1.0 abc", "duckdb": "2.0.0"}}


def piece(part: str, rows: int, short: bool = False, **rest: Any) -> dict[str, Any]:
    return {"part": part, "rows": rows, "short": short, **HEAD, **VERSIONS, **rest}


def memory(mib: float) -> dict[str, Any]:
    return {
        "started": 200.0,
        "all_pages": mib,
        "a_session": 0.5,
        "sessions": [200, 1000],
        "after": [300, 310],
        "growth": 0.03,
    }


def test_no_choice_of_roles_comes_twice_and_it_is_said_when_all_are_on() -> None:
    chosen: set[str] = set()
    met = [frozenset(chosen)]
    for role, full in steps(31):
        chosen ^= {role}
        assert full == (len(chosen) == len(ROLES))
        met.append(frozenset(chosen))
    assert len(set(met)) == len(met) == 32


def test_what_nineteen_of_twenty_stay_under_is_a_value_that_was_measured() -> None:
    values = [float(number) for number in range(1, 21)]
    assert at(values, 0.95) == 19
    assert spread(values) == {"n": 20, "least": 1, "p50": 10.5, "p95": 19, "most": 20}
    assert spread([]) == {"n": 0}
    assert ratio([1, 2, 9], [2, 4, 9]) == 0.5
    assert ratio([], []) is None


def test_what_failed_is_tried_again_and_what_was_measured_is_not(tmp_path: Path) -> None:
    place = pieces.place(tmp_path, 10, "memory")
    assert pieces.read(place) is None
    pieces.write(place, piece("memory", 10, error="RuntimeError: no Chromium on the path"))
    assert pieces.read(place) is None
    pieces.write(place, piece("memory", 10, found=memory(250)))
    assert pieces.read(place) is not None
    assert [one["part"] for one in pieces.all_of(tmp_path)] == ["memory"]


def test_exports_of_a_size_are_made_once(tmp_path: Path) -> None:
    assert made(tmp_path, 1000) > 0
    assert made(tmp_path, 1000) == 0
    assert sum(1 for _ in (tmp_path / "in" / "resource_use.csv").open()) == 1001


def test_sizes_are_read_as_words_or_numbers() -> None:
    assert [rows_of(one) for one in ("10k", "1M", "100m", "2500")] == [10_000, 1_000_000, 100_000_000, 2500]
    with pytest.raises(ValueError, match="many"):
        rows_of("many")


def test_a_part_nobody_knows_is_refused_and_the_dear_ones_are_run_once() -> None:
    with pytest.raises(SystemExit, match="pagse"):
        everything._plan([10], ["pagse"])
    plan = everything._plan([10_000, 1_000_000, 10_000_000], [])
    assert plan.count((10_000_000, "users")) == 1
    assert (1_000_000, "users") not in plan
    assert everything._plan([100_000_000], []) == [
        (100_000_000, part) for part in ("admission", "questions", "filter", "pages")
    ]


def test_the_report_says_by_how_much_a_figure_falls_short_and_what_was_not_measured(tmp_path: Path) -> None:
    found = [piece("memory", 10_000_000, found=memory(340)), piece("start", 10, error="TimeoutError: none\ncame")]
    markdown, data = report.write(found, {"cores": 2}, tmp_path)
    lines = markdown.read_text("utf-8").splitlines()
    assert any("memory of the process" in line and "| 340 MiB | 40 MiB |" in line for line in lines)
    assert any("memory of a session" in line and "| reached |" in line for line in lines)
    assert any(line.startswith("| page switch") and "not measured" in line for line in lines)
    assert any(line.startswith("| start: came") for line in lines)
    assert "--rows 10,10m" in data.read_text("utf-8")


def test_the_ratios_of_what_was_measured_in_full_stand_between_the_marks_of_the_readme(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"over\n{report.BEGIN}\nold\n{report.END}\nunder\n", "utf-8")
    start = {way: {"figure": {"p50": seconds}} for way, seconds in (("ours", 3.0), ("plain", 6.0))}
    short = piece("start", 10_000, short=True, found={"ours": {"figure": {"p50": 9.0}}})
    report.into_readme([short, piece("start", 10_000_000, found={**start, "ours/plain": 0.5})], readme)
    said = readme.read_text("utf-8")
    assert "| process start → first figure | 10M | 3 s | 6 s |  | 0.50 |  |" in said
    assert said.startswith("over\n")
    assert said.endswith("\nunder\n")
    assert "old" not in said
    assert "9 s" not in said


def test_the_readme_of_the_project_has_the_marks() -> None:
    said = (report.HERE.parents[1] / "README.md").read_text("utf-8")
    assert said.index(report.BEGIN) < said.index(report.END)


def test_a_short_run_is_told_of_and_held_against_nothing() -> None:
    figure = next(one for one in asked.FIGURES if one.said == "memory of a session")
    short = piece("memory", 10, short=True, found=memory(100))
    assert report.piece_of(figure, [short]) is None
    whole = piece("memory", 10, found=memory(100))
    assert report.piece_of(figure, [short, whole]) is whole


def test_a_figure_that_is_to_be_large_is_reached_from_above() -> None:
    rows = next(one for one in asked.FIGURES if one.least)
    assert asked.reached(rows, 1.2)
    assert not asked.reached(rows, 0.8)
