"""Every benchmark with one command, one part at a time, and one report.

    .venv/bin/python tests/bench/everything.py                          # 10k, 1M and 10M rows: about half an hour
    .venv/bin/python tests/bench/everything.py --rows 100m              # the largest set, beside what is measured
    .venv/bin/python tests/bench/everything.py --rows 10m --parts users,memory --again

What is constructed, admitted and found lies in the folder of `--keep`; a run that was broken off goes on from there,
and only what failed, or is asked for with `--again`, is measured once more. The report is written from all there is.
Chromium must be on the path; Vizro is fetched once, into a virtual environment in that folder.
"""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import pieces  # noqa: E402
from tests.bench.machine import machine, versions  # noqa: E402
from tests.bench.report import HERE, into_readme, write  # noqa: E402
from tests.bench.sets import is_admitted, named, rows_of  # noqa: E402

# What is measured at every size, at the larger ones, and once only; the rest of the figures do not hang on the size.
ALWAYS, LARGER, ONCE = ("admission", "questions", "filter"), ("pages",), ("first", "start", "users", "memory")
PARTS = (*ALWAYS, *LARGER, *ONCE)
LARGE, LARGEST = 1_000_000, 10_000_000
# Seconds a part may take before it is given up; rows make them longer.
PATIENCE, A_MILLION = 900, 40


def main() -> int:
    """Run what is asked for, and write the report. 1 when a part failed."""
    given = _given()
    keep, sizes = given.keep.resolve(), [rows_of(one) for one in given.rows.split(",")]
    if given.one:
        return _one(given.one, sizes[0], keep, given.short)
    failed = 0
    if not given.report_only:
        for rows, part in _plan(sizes, given.parts.split(",") if given.parts else []):
            failed += not _apart(part, rows, keep, given)
    found = pieces.all_of(keep)
    for path in write(found, machine(), given.out):
        print(f"written: {path}")
    if given.out == HERE:
        into_readme(found, ROOT / "README.md")
    return 1 if failed else 0


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", default="10k,1m,10m", help="sizes: 10k, 1m, 10m, 100m or numbers, with commas")
    parser.add_argument("--parts", default="", help=f"only these: {','.join(PARTS)}")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir()) / "reformspor-bench", metavar="DIR")
    parser.add_argument("--out", type=Path, default=HERE, metavar="DIR", help="where the report goes")
    parser.add_argument("--again", action="store_true", help="measure once more what has been measured")
    parser.add_argument("--short", action="store_true", help="few rounds, and no Vizro: to see that every part runs")
    parser.add_argument("--report-only", action="store_true", help="write the report from what has been measured")
    parser.add_argument("--one", choices=PARTS, help=argparse.SUPPRESS)
    return parser.parse_args()


def _plan(sizes: list[int], wanted: list[str]) -> list[tuple[int, str]]:
    """Which parts at which sizes, in order. Raises SystemExit for a part there is none of."""
    if unknown := set(wanted) - set(PARTS):
        raise SystemExit(f"no part is called {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    once = max((rows for rows in sizes if rows <= LARGEST), default=None)
    plan = []
    for rows in sizes:
        usual = [*ALWAYS, *(LARGER if rows >= LARGE else ()), *(ONCE if rows == once else ())]
        plan += [(rows, part) for part in (wanted or usual)]
    return plan


def _apart(part: str, rows: int, keep: Path, given: argparse.Namespace) -> bool:
    """Run a part in a process of its own, unless its piece is there; whether it stands."""
    path = pieces.place(keep, rows, part)
    if pieces.read(path) and not given.again:
        print(f"{named(rows):>5} {part}: measured before")
        return True
    if part != "admission" and not is_admitted(keep / str(rows)) and not _apart("admission", rows, keep, given):
        return False
    print(f"{named(rows):>5} {part} …", flush=True)
    command = [sys.executable, __file__, "--one", part, "--rows", str(rows), "--keep", str(keep)]
    process = subprocess.Popen(command + (["--short"] if given.short else []), start_new_session=True)
    try:
        process.wait(PATIENCE + A_MILLION * rows / 1e6)
    except subprocess.TimeoutExpired:
        _end(process)
        told = pieces.Timed().told() | {"error": "it took too long and was ended"}
        pieces.write(path, {**_headed(part, rows, given.short), **told})
    piece = pieces.read(path)
    print(f"      {'done in ' + str(piece['seconds']) + ' s' if piece else 'FAILED: see ' + str(path)}", flush=True)
    return piece is not None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a part with the servers and browsers it has started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGTERM)
    else:
        process.terminate()
    process.wait(30)


def _one(part: str, rows: int, keep: Path, short: bool) -> int:
    """Measure one part here, and leave its piece; 1 when it failed, with what went wrong in the piece."""
    base = keep / str(rows)
    base.mkdir(parents=True, exist_ok=True)
    timed, piece = pieces.Timed(), _headed(part, rows, short)
    try:
        found = {"found": importlib.import_module(f"tests.bench.part_{part}").measure(base, keep, rows, short)}
    except Exception as error:
        found = {"error": f"{type(error).__name__}: {error}"}
    pieces.write(pieces.place(keep, rows, part), {**piece, **timed.told(), **found})
    return 1 if "error" in found else 0


def _headed(part: str, rows: int, short: bool) -> dict[str, Any]:
    return {"part": part, "rows": rows, "short": short, "versions": versions()}


if __name__ == "__main__":
    sys.exit(main())
