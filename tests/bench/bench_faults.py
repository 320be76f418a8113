"""How long it takes to list every fault of a file, beyond reading a good file of the same size.

    python tests/bench/bench_faults.py [ROWS]        (50000 when none is given)

Every row of the faulty file has several faults, of nine kinds; one row in five has one. CSV and Excel, each in a
fresh process. Prints the seconds of reading and of listing (on a busy machine
look at the processor time), the faults named and counted, and the refused rows.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

sys.path.insert(0, str(Path(__file__).parents[2]))

ROWS = 50_000
HEADINGS = (
    "entry_id", "session_id", "period", "unit_id", "role", "activity", "headcount", "hours", "basis", "on_top",
    "person_key",
)  # fmt: skip
FORMS = ("csv", "xlsx")


def rows(n: int, faulty: str) -> list[tuple[str, ...]]:
    """Rows of hours: none, every fifth (`some`) or each of them (`all`) with faults."""
    made = []
    for at in range(1, n + 1):
        good = (
            f"E{at}", "", f"{at % 28 + 1:02d}.{at % 12 + 1:02d}.2025", f"U{at % 25}", "helper", "prepare", "1",
            f"{at % 5 + 1},5", "registered", "yes", f"P-{at}",
        )  # fmt: skip
        wrong = (
            f"E{at % 20_000}", "", f"{at % 28 + 1:02d}.13.2025", f"U{at % 25}\u200b" if at % 3 else "",
            f"sjef {at % 9}", "prepare" if at % 2 else "møte", "0" if at % 2 else "ein", f"1.{at % 900 + 100}",
            "registered", "kanskje", f"Ola Nordmann{at % 7}" if at % 4 else f"P-{at}",
        )  # fmt: skip
        lone = (*good[:4], f"sjef {at % 9}", *good[5:])
        made.append(wrong if faulty == "all" else lone if faulty == "some" and at % 5 == 0 else good)
    return made


def write(folder: Path, form: str, lines: list[tuple[str, ...]]) -> None:
    """The rows as a file of hours."""
    if form == "csv":
        text = "\n".join(";".join(line) for line in (HEADINGS, *lines))
        (folder / "resource_use.csv").write_text(text + "\n", "utf-8")
        return
    with xlsxwriter.Workbook(str(folder / "resource_use.xlsx"), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("resource_use")
        for at, line in enumerate((HEADINGS, *lines)):
            sheet.write_row(at, 0, line)


def measure(file: Path) -> dict[str, float]:
    """Seconds of taking in a file and of going through its refused rows, and what was found."""
    import duckdb

    from reformspor.intake import take_in

    with tempfile.TemporaryDirectory() as work:
        con = duckdb.connect(f"{work}/exports.duckdb", config={"threads": "2"})
        start, spent = time.perf_counter(), time.process_time()
        intake = take_in(file, profile=None, as_of=dt.date(2026, 1, 31), con=con, private=Path(work) / "private")
        taken = time.perf_counter() - start
        listed = sum(len(row.faults) for row in intake.refused_rows())
        seconds, cpu = time.perf_counter() - start, time.process_time() - spent
        refused = sum(1 for _ in intake.refused_rows())
    return {
        "taken": taken,
        "seconds": seconds,
        "cpu": cpu,
        "named": len(intake.faults),
        "counted": sum(intake.counts.values()),
        "kinds": len({code for code, _, _ in intake.counts}),
        "refused": refused,
        "listed": listed,
    }


def main() -> None:
    """Measure each form, good and faulty, in a process of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="?", type=int, default=ROWS)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure)))
        return
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    for form in FORMS:
        good = least = 0.0
        for faulty in ("none", "some", "all"):
            with tempfile.TemporaryDirectory() as folder:
                write(Path(folder), form, rows(given.rows, faulty))
                file = next(Path(folder).iterdir())
                command = [sys.executable, __file__, "--measure", str(file)]
                said = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            good, least = good or said["seconds"], least or said["cpu"]
            print(
                f"{form:5} {faulty:5} {said['seconds']:6.2f} s, {said['seconds'] - good:5.2f} s beyond the reading "
                f"({said['cpu'] - least:.2f} of processor time); "
                f"{said['kinds']} kinds, {said['counted']:,} faults, {said['named']:,} named, "
                f"{said['refused']:,} rows refused with {said['listed']:,} faults",
                flush=True,
            )


if __name__ == "__main__":
    main()
