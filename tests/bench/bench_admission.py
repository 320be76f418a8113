"""Admission from a CSV to a served snapshot at growing sizes: seconds, checked rows a second, peak memory, growth.

Run: python tests/bench/bench_admission.py [ROWS ...]    (default 100000 1000000 10000000)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

ROOT = Path(__file__).parent.parent.parent
SIZES = (100_000, 1_000_000, 10_000_000)
UNITS, PEOPLE = 200, 20_000

READ_AS_TEXT = (
    "create table hours as from read_csv('{folder}/resource_use.csv', all_varchar = true, delim = ';', quote = '')"
)
# A number, a day, a code, what must be filled in, and a reference; keys and the hours of a day are left out.
FIVE_RULES = """with session as (from read_csv('{folder}/sessions.csv', all_varchar = true, delim = ';'))
select count(*) filter (where coalesce(try_cast(replace(hours, ',', '.') as decimal(18, 2)), -1) < 0),
    count(*) filter (where try_strptime(period, '%d.%m.%Y') is null),
    count(*) filter (where role not in ('helper', 'union_rep', 'local_union_rep', 'leader', 'employee')),
    count(*) filter (where unit_id is null),
    (select count(*) from hours anti join session using (session_id)) from hours"""


def generate(folder: Path, rows: int) -> None:
    """A set of exports with `rows` rows of hours, the same for the same number."""
    folder.mkdir(parents=True)
    con = duckdb.connect()
    con.execute("create macro u(i, k) as (hash(i * 1000003 + k * 7919) >> 11)::double / 9007199254740992.0")
    tables = {
        "units": f"""select 'U' || i as unit_id, 'Eining ' || i as name,
            ['health_care', 'upbringing', 'technical', 'culture', 'planning', 'administration'][i % 6 + 1] as sector,
            50 as headcount, 40 as fte from range({UNITS}) as t(i)""",
        "sessions": f"""select 'S' || i as session_id,
            strftime(date '2022-01-01' + (i % 1400)::int, '%d.%m.%Y') as date,
            'workshop' as kind, 'yes' as parties_took_part, ['explore', 'try_out', 'develop'][i % 3 + 1] as phase,
            'U' || (i % {UNITS}) as unit_id, 'held' as status, 10 as n_participants, 2 as helper_needed,
            1 as helper_staffed from range({max(rows // 60, 10)}) as t(i)""",
        "barriers": f"""select 'B' || i as barrier_id, 'Tittel ' || i as title,
            strftime(date '2022-01-01' + (i % 1400)::int, '%d.%m.%Y') as reported_date, 'law' as types,
            'ministry' as owner_level from range({max(rows // 200, 10)}) as t(i)""",
        "barrier_events": f"""select 'B' || i as barrier_id,
            strftime(date '2022-01-01' + (i % 1400)::int, '%d.%m.%Y') as at, 'reported' as to_status
            from range({max(rows // 200, 10)}) as t(i)""",
        "resource_use": f"""select 'E' || i as entry_id, 'S' || (hash(i) % {max(rows // 60, 10)}) as session_id,
            strftime(date '2022-01-01' + (u(i, 1) * 1400)::int, '%d.%m.%Y') as period,
            'U' || (u(i, 2) * {UNITS - 1})::int as unit_id,
            ['helper', 'union_rep', 'local_union_rep', 'leader', 'employee', 'employee'][(u(i, 3) * 5)::int + 1]
                as role,
            ['prepare', 'conduct', 'follow_up'][(u(i, 4) * 2)::int + 1] as activity, 1 as headcount,
            replace(((u(i, 5) * 14)::int / 4 + 0.25)::decimal(8, 2)::varchar, '.', ',') as hours,
            'registered' as basis, ['yes', 'no'][(u(i, 6))::int + 1] as on_top,
            'p' || (u(i, 7) * {PEOPLE})::int as person_key from range({rows}) as t(i)""",
    }
    for name, sql in tables.items():
        con.execute(f"copy ({sql}) to '{folder / name}.csv' (header, delimiter ';')")


def measure(folder: Path, data: Path) -> dict[str, float | str]:
    """Admit in a fresh process; seconds by step and of processor time, peak memory in MiB of it and of its largest
    child."""
    code = f"""
import datetime as dt, json, os, resource, sys, time
from pathlib import Path
from reformspor.snapshot.admission import admit
from reformspor.snapshot.bounds import Bounds, bound_self
from reformspor.snapshot.folder import DataFolder
bound_self(Bounds())  # as the command does
steps, spent, start = {{}}, {{}}, time.perf_counter()
def say(step): steps.setdefault(step, time.perf_counter() - start); spent.setdefault(step, time.process_time())
out = admit(Path({str(folder)!r}), DataFolder(Path({str(data)!r})), as_of=dt.date(2026, 10, 31), progress=say)
print(json.dumps(dict(seconds=time.perf_counter() - start, checks=steps.get("release", 0) - steps.get("read", 0),
    checks_processor=spent.get("release", 0) - spent.get("read", 0),
    verdict=out.verdict, faults=len(out.faults), first=str(out.faults[:2]), waiting=out.waiting_hours,
    processor=time.process_time(), load=os.getloadavg()[0],
    mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    child_mib=resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, float | str] = json.loads(done.stdout.splitlines()[-1])
    return found


def floor(folder: Path, scratch: Path) -> dict[str, float]:
    """What the engine alone needs, in a fresh process with the memory and threads of an admission: to read the same
    hours as text into a table with the same columns, and to count what breaks five bare rules there.

    Seconds and processor time of both, `text` and `rules`; nothing is typed, named or kept.
    """
    code = f"""
import json, time
import duckdb
from reformspor.intake.take import LOOSELY
from reformspor.snapshot.admission import MEMORY
con = duckdb.connect({str(scratch / "floor.duckdb")!r}, config={{"memory_limit": MEMORY, "threads": "2",
    "temp_directory": {str(scratch)!r}}})
con.execute(LOOSELY)
def took(sql):
    wall, processor = time.perf_counter(), time.process_time()
    found = con.execute(sql).fetchall()
    return found, time.perf_counter() - wall, time.process_time() - processor
_, text, text_processor = took({READ_AS_TEXT.format(folder=folder)!r})
(found,), rules, rules_processor = took({FIVE_RULES.format(folder=folder)!r})
assert not any(found), found
print(json.dumps(dict(text=text, rules=rules, text_processor=text_processor, rules_processor=rules_processor)))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Print one line a size, and how time grew against the size before."""
    sizes = [int(argument) for argument in sys.argv[1:]] or list(SIZES)
    former = 0.0
    for rows in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            generate(Path(scratch) / "in", rows)
            plain = time.perf_counter()
            duckdb.sql(f"select count(*) from read_csv('{scratch}/in/resource_use.csv', all_varchar=true)").fetchall()
            plain = time.perf_counter() - plain
            found = measure(Path(scratch) / "in", Path(scratch) / "data")
            least = floor(Path(scratch) / "in", Path(scratch))
        seconds, checks = float(found["seconds"]), float(found["checks"])
        bare, bare_processor = least["text"] + least["rules"], least["text_processor"] + least["rules_processor"]
        print(
            f"{rows:>10} rows: {found['verdict']} in {seconds:.1f} s, "
            f"checks {checks:.1f} s and {float(found['checks_processor']):.1f} of processor time "
            f"({rows / max(checks, 1e-9) / 1e6:.2f} M rows/s), "
            f"{checks / bare:.2f} x the engine's own reading as text with five bare rules "
            f"({least['text']:.1f} + {least['rules']:.1f} s; of processor time "
            f"{float(found['checks_processor']) / bare_processor:.2f} x), "
            f"peak {float(found['mib']):.0f} MiB and {float(found['child_mib']):.0f} in its largest child, "
            f"processor {float(found['processor']):.1f} s, load {float(found['load']):.1f}, "
            f"{seconds / plain:.1f} x reading it bare"
            + (f", {seconds / former:.1f} x the size before" if former else "")
            + (f", faults {found['faults']} {found['first']}" if found["faults"] else "")
        )
        former = seconds


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(ROOT))
    main()
