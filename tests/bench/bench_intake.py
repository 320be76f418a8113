"""How fast and in how much memory a constructed CSV in Norwegian dress is read, typed and checked.

    python tests/bench/bench_intake.py [ROWS ...]        (100000, 1000000 and 10000000 when none are given)

Each size runs in a fresh process with a fresh database. Prints seconds, checked rows a second and peak
memory, and the ratio of the time a row takes to that of the smallest size.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

SIZES = (100_000, 1_000_000, 10_000_000)
MEMORY = "1200MB"


def make(folder: Path, rows: int) -> None:
    """Write sessions.csv, resource_use.csv and empty barrier tables: `;` between fields, decimal commas."""
    sessions, persons = max(rows // 12, 50), max(rows // 150, 60)
    con = duckdb.connect()
    con.execute("create macro u(i, k) as (hash(i * 1000003 + k * 7919 + 42) >> 11)::double / 9007199254740992.0")
    dressed = "(header, delimiter ';', null '')"
    con.execute(
        f"""copy (select 'S-' || lpad(i::varchar, 7, '0') as session_id,
        date '2022-01-03' + (i * 1460 // {sessions})::int as date, 'meeting' as kind, 'yes' as parties_took_part,
        ['explore', 'try_out', 'develop'][1 + i % 3] as phase, 'E' || lpad((i % 25)::varchar, 2, '0') as unit_id,
        'held' as status, 8 as n_participants, 2 as helper_needed, 2 as helper_staffed
        from range({sessions}) r(i)) to '{folder}/sessions.csv' {dressed}"""
    )
    con.execute(
        f"""copy (select 'S-' || lpad(s::varchar, 7, '0') as session_id,
        date '2022-01-03' + (s * 1460 // {sessions})::int as period, 'E' || lpad((s % 25)::varchar, 2, '0') as unit_id,
        ['helper', 'union_rep', 'leader', 'challenger', 'employee', 'safety_rep'][1 + floor(6 * u(i, 13))::int] as role,
        ['prepare', 'conduct', 'follow_up', 'travel'][1 + floor(4 * u(i, 14))::int] as activity, 1 as headcount,
        replace((0.25 * (1 + floor(8 * u(i, 15))))::decimal(6, 2)::varchar, '.', ',') as hours, 'registered' as basis,
        'yes' as on_top, 'P-' || floor({persons} * u(i, 16))::bigint as person_key
        from (select i, i * {sessions} // {rows} as s from range({rows}) r(i)))
        to '{folder}/resource_use.csv' {dressed}"""
    )
    (folder / "barriers.csv").write_text("barrier_id;title;description;reported_date;types;owner_level\n", "utf-8")
    (folder / "barrier_events.csv").write_text("barrier_id;at;to_status\n", "utf-8")


def measure(folder: Path) -> dict[str, float]:
    """Take in the folder once in this process: seconds, rows, peak memory in MB, and faults (which should be none)."""
    from reformspor.intake import take_in

    with tempfile.TemporaryDirectory() as work:
        con = duckdb.connect(f"{work}/exports.duckdb")
        con.execute(f"set memory_limit = '{MEMORY}'")
        con.execute(f"set temp_directory = '{work}'")
        start = time.perf_counter()
        intake = take_in(folder, profile=None, as_of=dt.date(2026, 1, 31), con=con, private=Path(work) / "private")
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = sum(file.rows_admitted for file in intake.files)
    return {"seconds": seconds, "rows": rows, "peak_mb": peak, "faults": len(intake.faults)}


def main() -> None:
    """Measure each size in a process of its own and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="*", type=int, default=SIZES)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure)))
        return
    first = 0.0
    load = os.getloadavg()[0]
    print(f"load {load:.1f} on {os.cpu_count()} cores")
    for rows in given.rows:
        with tempfile.TemporaryDirectory() as folder:
            make(Path(folder), rows)
            run = subprocess.run(
                [sys.executable, __file__, "--measure", folder], check=True, capture_output=True, text=True
            )
        said = json.loads(run.stdout)
        each = said["seconds"] / said["rows"]
        first = first or each
        print(
            f"{rows:>11,} rows  {said['seconds']:7.2f} s  {said['rows'] / said['seconds']:>11,.0f} rows/s  "
            f"{said['peak_mb']:7.0f} MB  time a row {each / first:4.2f} of the first  faults {said['faults']}",
            flush=True,
        )


if __name__ == "__main__":
    main()
