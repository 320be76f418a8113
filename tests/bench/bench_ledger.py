"""How long the ledger takes to release 0.1, 1 and 10 million records, and how much memory; constructed data.

    python tests/bench/bench_ledger.py [--records 100000 1000000 10000000] [--again] [--folder DIR]

Each size runs in a process of its own, on two threads, against private files on disk. `--again` also admits the
same export once more. Prints one line a size, then the ratios between sizes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
MEMORY = "1000MB"
EXPORT = """
create table incoming.staging.units as
    select 'unit-' || i as unit_id, (['health_care', 'upbringing', 'technical', 'culture', 'planning',
        'administration'])[1 + i % 6] as sector from range(25) t(i);
create table incoming.staging.sessions as
    select 'session-' || i as session_id,
        (['workshop', 'meeting', 'training', 'seminar', 'follow_up', 'other'])[1 + i % 6] as kind
    from range(5000) t(i);
create table incoming.staging.resource_use as
    with dice as (
        select i, hash(i * 3) % ({records} // 100 + 60) as person, hash(i * 5) % 60 as month, hash(i * 7) % 100 as a,
            hash(i * 11) % 100 as b, hash(i * 13) % 100 as c, hash(i * 17) % 32 as h from range({records}) t(i)
    ),
    people as (select *, hash(person) % 100 as who, hash(person * 31) % 25 as home from dice)
    select 'entry-' || i as entry_id, case when b < 60 then 'session-' || hash(i * 23) % 5000 end as session_id,
        date '2021-01-01' + interval 1 month * month::integer as period,
        'unit-' || home as unit_id,
        case when who < 60 then 'employee' when who < 75 then 'helper' when who < 88 then 'union_rep'
            when who < 95 then 'leader' when who < 97 then 'safety_rep' else 'elected' end as role,
        case when a < 30 then 'prepare' when a < 65 then 'conduct' when a < 85 then 'follow_up'
            when a < 92 then 'travel' when a < 97 then 'training' else 'reporting' end as activity,
        1 as headcount, ((h + 1) / 4.0)::decimal(18,2) as hours,
        case when b < 70 then 'registered' when b < 95 then 'calendar' else 'estimated' end as basis,
        case when c < 40 then 'yes' else 'no' end as on_top,
        case when c < 40 then 'overtime' when b < 50 then 'ordinary' else 'release' end as paid_by,
        (h * 120)::decimal(18,2) as cost_nok, sha256(person::varchar) as person_key,
        (['explore', 'try_out', 'develop'])[1 + (month // 20)::integer] as phase
    from people;
"""


def open_file(folder: Path) -> duckdb.DuckDBPyConnection:
    """The private file, with the intake's file attached, within the memory the release is allowed."""
    con = duckdb.connect(str(folder / "private.duckdb"))
    con.execute(f"set threads = 2; set memory_limit = '{MEMORY}'; set preserve_insertion_order = false")
    con.execute(f"set temp_directory = '{folder / 'spill'}'")
    con.execute(f"attach '{folder / 'incoming.duckdb'}' as incoming")
    return con


def build(folder: Path, records: int) -> None:
    """Write a constructed export of `records` rows where the intake would leave it."""
    con = open_file(folder)
    con.execute("create schema incoming.staging")
    for statement in EXPORT.format(records=records).split(";\n"):
        if statement.strip():
            con.execute(statement)
    con.close()


def run(folder: Path) -> dict[str, float]:
    """Release once and say the seconds, the processor's seconds, the rows and the peak memory in MiB."""
    sys.path.insert(0, str(ROOT))
    from reformspor.ledger import Settings
    from reformspor.ledger.publish import publish
    from reformspor.ledger.release import release

    con = open_file(folder)
    start = last = time.perf_counter()
    steps: dict[str, float] = {}
    name = "opening"

    def step(now: str) -> None:
        nonlocal last, name
        steps[name] = round(time.perf_counter() - last, 2)
        name, last = now, time.perf_counter()

    done = release(
        con, source="bench", municipality="bench", settings=Settings(), as_of=dt.date(2026, 1, 1), progress=step
    )
    step("publishing")
    (folder / "served.duckdb").unlink(missing_ok=True)
    con.execute(f"attach '{folder / 'served.duckdb'}' as served")
    publish(con, "served")
    seconds = time.perf_counter() - start
    con.close()
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    return {"seconds": seconds, "cpu": cpu, "peak": peak, "new": done.new, "rows": done.rows, "steps": steps}  # type: ignore[dict-item]


def child(mode: str, folder: Path, records: int) -> dict[str, float]:
    """Run one mode in a fresh process; returns what it prints."""
    told = subprocess.run(
        [sys.executable, __file__, "--child", mode, "--folder", str(folder), "--records", str(records)],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(told.stdout or "{}")  # type: ignore[no-any-return]


def main() -> None:
    """Measure every size and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[100_000, 1_000_000, 10_000_000])
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--child", choices=["build", "run"])
    chosen = parser.parse_args()
    if chosen.child == "build":
        build(chosen.folder, chosen.records[0])
        return
    if chosen.child == "run":
        print(json.dumps(run(chosen.folder)))
        return
    seconds = []
    for records in chosen.records:
        with tempfile.TemporaryDirectory(dir=chosen.folder) as place:
            folder = Path(place)
            child("build", folder, records)
            for turn in range(2 if chosen.again else 1):
                told = child("run", folder, records)
                if turn == 0:
                    seconds.append(told["seconds"])
                print(
                    f"{records:>11,} records  {'again' if turn else 'first'}  {told['seconds']:6.1f} s  "
                    f"{told['cpu']:6.1f} s of processor  "
                    f"{records / told['seconds']:>10,.0f} records/s  peak {told['peak']:6.0f} MiB  "
                    f"{told['new']:,} new  {told['rows']:,} rows  {told['steps']}",
                    flush=True,
                )
    for small, large, a, b in zip(chosen.records, chosen.records[1:], seconds, seconds[1:], strict=False):
        print(f"{large / small:.0f} x the records took {b / a:.1f} x the time")


if __name__ == "__main__":
    main()
