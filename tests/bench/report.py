"""The pieces as one report: what was asked and what was reached, the ratios, and each part, as Markdown and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.bench.asked import FIGURES, Asked, reached
from tests.bench.sets import named

Piece = Mapping[str, Any]
HERE = Path(__file__).parent
BEGIN, END = "<!-- ratios, written by tests/bench/everything.py -->", "<!-- end of ratios -->"


def write(pieces: Sequence[Piece], machine: Mapping[str, Any], into: Path = HERE) -> tuple[Path, Path]:
    """Write `report.md` and `report.json` into a folder; their paths."""
    whole = {
        "command": _command(pieces),
        "machine": dict(machine),
        "asked": [_row(one, pieces) for one in FIGURES],
        "parts": pieces,
    }
    into.mkdir(parents=True, exist_ok=True)
    markdown, data = into / "report.md", into / "report.json"
    data.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", "utf-8")
    markdown.write_text("\n".join(_lines(pieces, machine)) + "\n", "utf-8")
    return markdown, data


def into_readme(pieces: Sequence[Piece], readme: Path) -> None:
    """Put the ratios of what was measured in full between the two marks in the README."""
    whole = [one for one in pieces if not one["short"]]
    before, begin, rest = readme.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{readme.name} has no marks for the ratios")
    table = "\n".join(_table(whole)) if any("found" in one for one in whole) else "Not measured yet."
    readme.write_text(f"{before}{begin}\n\n{table}\n\n{end}{after}", "utf-8")


def _command(pieces: Sequence[Piece]) -> str:
    """The command that measures the sizes there are pieces of."""
    sizes = ",".join(named(rows).lower() for rows in sorted({int(one["rows"]) for one in pieces}))
    return f".venv/bin/python tests/bench/everything.py --rows {sizes}"


def _row(asked: Asked, pieces: Sequence[Piece]) -> dict[str, Any]:
    """A figure beside what was asked; without a value where its part has not been run."""
    piece = piece_of(asked, pieces)
    value = asked.value(piece["found"]) if piece else None
    row = {"figure": asked.said, "asked": asked.most, "unit": asked.unit, "at_least": asked.least, "value": value}
    if piece is None or value is None:
        return row
    return row | {"rows": piece["rows"], "reached": reached(asked, value), "where": asked.holds(piece["found"])}


def piece_of(asked: Asked, pieces: Iterable[Piece]) -> Piece | None:
    """The finished piece a figure is read from: of its size, or of the largest there is; none of a short run."""
    whole = [one for one in pieces if one["part"] == asked.part and "found" in one and not one["short"]]
    fits = [one for one in whole if asked.rows in (None, one["rows"])]
    return max(fits, key=lambda one: int(one["rows"]), default=None)


def _lines(pieces: Sequence[Piece], machine: Mapping[str, Any]) -> list[str]:
    told = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in machine.items())
    out = ["# Benchmarks", "", f"Made by `{_command(pieces)}`. {told}. The browser ran on the same machine.", ""]
    out += _asked(pieces) + _ratios(pieces) + _parts(pieces)
    return out


def _asked(pieces: Sequence[Piece]) -> list[str]:
    out = ["## Asked and reached", ""]
    out += ["| figure | asked | measured | short by | where it goes |", "|---|---|---|---|---|"]
    for row in (_row(one, pieces) for one in FIGURES):
        sign = "≥" if row["at_least"] else "≤"
        unit = f" {row['unit']}".rstrip()
        if row["value"] is None:
            out.append(f"| {row['figure']} | {sign} {_n(row['asked'])}{unit} | not measured | | |")
            continue
        away = abs(row["value"] - row["asked"])
        short = "reached" if row["reached"] else f"{_n(away)}{unit}"
        asked, found = f"{sign} {_n(row['asked'])}{unit}", f"{_n(row['value'])}{unit}"
        out.append(f"| {row['figure']} | {asked} | {found} | {short} | {row['where']} |")
    return [*out, ""]


def _ratios(pieces: Sequence[Piece]) -> list[str]:
    """Ours against the plain way and Vizro, from the same run."""
    return [
        "## Against the plain way and Vizro, in the same run",
        "",
        *_table(pieces),
        "",
        "The plain way is Plotly Express over Parquet at every change, nothing kept. Vizro has the same nine figures",
        "over sums made beforehand, as bare figures. Neither protects anybody, and neither has the tables. Of changes",
        "the ratio is the median of the ratios of changes made by turns; of loads, the ratio of the medians.",
        "",
    ]


def _table(pieces: Sequence[Piece]) -> list[str]:
    head = ["| what | rows | ours | plain | Vizro | ours/plain | ours/Vizro |", "|---|---|---|---|---|---|---|"]
    return head + [line for piece in pieces if "found" in piece for line in _compared(piece)]


def _compared(piece: Piece) -> list[str]:
    found, rows = piece["found"], named(piece["rows"])
    if piece["part"] == "filter":
        windows = {
            "unseen": "unseen filter, all figures",
            "in_sight": "unseen filter, ordinary window",
            "seen": "seen filter, all figures",
        }
        return [
            _three(said, rows, found[name], lambda one: one["ms"]["p50"], "ms", found[name])
            for name, said in windows.items()
        ]
    if piece["part"] == "start":
        return [_three("process start → first figure", rows, found, lambda one: one["figure"]["p50"], "s", found)]
    if piece["part"] == "first":
        out = []
        for cache in ("empty", "warm"):
            each = {way: caches[cache] for way, caches in found.items()}
            out.append(
                _three(
                    f"first figure on a slow line, {cache} cache",
                    rows,
                    each,
                    lambda one: one["figure"]["p50"],
                    "ms",
                    {},
                )
            )
        each = {way: caches["empty"] for way, caches in found.items()}
        out.append(_three("first load", rows, each, lambda one: one["mb"]["p50"], "MB", {}))
        return out
    return []


def _three(said: str, rows: str, each: Mapping[str, Any], value: Any, unit: str, ratios: Mapping[str, Any]) -> str:
    values = {way: value(each[way]) for way in ("ours", "plain", "vizro") if isinstance(each.get(way), Mapping)}
    cells = [f"{_n(values[way])} {unit}" if way in values else "" for way in ("ours", "plain", "vizro")]
    shares = [
        ratios.get(f"ours/{way}") or (values["ours"] / values[way] if values.get(way) else None)
        for way in ("plain", "vizro")
    ]
    cells += ["" if one is None else f"{one:.2f}" for one in shares]
    return f"| {said} | {rows} | {' | '.join(cells)} |"


def _parts(pieces: Sequence[Piece]) -> list[str]:
    out = [
        "## The parts",
        "",
        "| part | rows | at | seconds | load before | load after | program |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in pieces:
        load = [" ".join(str(part) for part in one[name]) for name in ("load_before", "load_after")]
        said = one["part"] if "found" in one else f"{one['part']}: {one['error'].splitlines()[-1][:160]}"
        said += ", short" if one["short"] else ""
        program = one["versions"]["reformspor"]
        out.append(
            f"| {said} | {named(one['rows'])} | {one['at']} | {one['seconds']} | {load[0]} | {load[1]} | {program} |"
        )
    stand = {f"{name} {version}" for one in pieces for name, version in one["versions"].items() if name != "reformspor"}
    return [*out, "", "On " + ", ".join(sorted(stand)) + ". All that was found stands in `report.json`."]


def _n(value: float) -> str:
    return (
        f"{value:.0f}"
        if abs(value) >= 100 or value == int(value)
        else f"{value:.1f}"
        if abs(value) >= 10
        else f"{value:.2f}"
    )
