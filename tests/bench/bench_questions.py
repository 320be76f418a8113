"""How long each question takes on a served file as large as ten million records make it; constructed data.

    python tests/bench/bench_questions.py [--rows 40000] [--sessions 100000] [--barriers 100000] [--rounds 5]
    python tests/bench/bench_questions.py --file SERVED.duckdb [--rounds 5]

The served file is written once, or is one that was admitted. Then a fresh process opens it read-only and asks every
question with filters it has not seen, a new set each round, and prints p50 and p95 in milliseconds, slowest first, and
the processor's time, which other work on the machine does not stretch. Exits 1 when a p50 is over 50. What is written
uncut into a file for the records system, and never waited for by a page, is printed but has no limit.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
LIMIT_MS = 50
UNCUT = "archive/"
UNITS, MONTHS = 60, 120
SECTORS = "['health_care', 'upbringing', 'technical', 'culture', 'planning', 'administration']"
FILL = """
insert into units by name select 'unit-' || i as unit_id, 'Eining ' || i as name, {sectors}[1 + i % 6] as sector,
    20 + i as fte from range({units}) t(i);
insert into place_tree select label, unit_id, sector from (
    select unit_id, sector, unnest(['unit:' || unit_id, 'sector:' || sector, 'municipality']) as label from units);
insert into meta values ('as_of', '2024-12-15'), ('source', 'bench'), ('constructed', 'yes');
insert into waiting values ('bench', null, 1234.5, 99);
insert into files values ('bench', 'resource_use.csv', 'resource_use', 'ab', 10000000, 10000000, 0, 0);
insert into sessions by name
with dice as (select i, hash(i) as a, hash(i * 7) as b, hash(i * 13) as c from range({sessions}) t(i))
select 's' || i as session_id, date '2015-01-01' + (a % 3700)::integer as date, 'unit-' || b % {units} as unit_id,
    case when a % 3700 > 3636 then 'planned' when c % 20 = 0 then 'cancelled' when c % 20 = 1 then 'moved' else 'held'
        end as status,
    (['workshop', 'meeting', 'training', 'seminar'])[1 + (b % 4)::integer] as kind,
    (['explore', 'try_out', 'develop', 'operate'])[1 + (c % 4)::integer] as phase,
    case when c % 3 = 0 then 'yes' else 'no' end as parties_took_part, 9 as n_participants,
    case when b % 5 = 0 then ['municipality', 'agency'] else ['municipality'] end as levels_present,
    (1 + a % 3) as helper_needed, (b % 4) as helper_staffed,
    case when c % 2 = 0 then 'clarified' end as outcome from dice order by date;
insert into actions by name select 'a' || i as action_id, 's' || i as session_id, 'follow_up' as kind, 'Tekst' as title,
    'helper' as owner_role, date '2015-02-01' + (hash(i) % 3700)::integer as due,
    case when i % 20 > 0 then date '2015-02-01' + (hash(i * 3) % 3600)::integer end as done
    from range({sessions} // 3) t(i);
insert into barriers by name
with dice as (select i, hash(i) as a, hash(i * 7) as b, hash(i * 13) as c from range({barriers}) t(i))
select 'b' || i as barrier_id, 'Ein tittel som er om lag så lang' as title, repeat('skildring ', 30) as description,
    date '2015-01-01' + (a % 3600)::integer as reported_date, 'unit-' || b % {units} as reported_by_unit,
    case when c % 3 = 0 then ['law', 'digital'] else ['procedure'] end as types, 'Regelverk;IT' as source_types,
    (['municipality', 'agency', 'ministry', 'vendor'])[1 + (b % 4)::integer] as owner_level, 'Eit organ' as owner_org,
    case when c % 2 = 0 then a % 40 end as est_hours, 'per_month' as est_unit, 1 + c % 5 as severity,
    case when c % 4 = 0 then 0.5 end as burden_hours, 600 as burden_rate_nok, 12 as burden_per_year,
    b % 500 as burden_affected, 'open' as public from dice;
insert into barrier_events by name
select 'e' || b.barrier_id || '-' || s as event_id, b.barrier_id, b.reported_date + (s * 30)::integer as at,
    (['clarified', 'raised', 'answered', 'trying', 'resolved'])[s] as to_status,
    case when s = 2 then 'ministry' end as to_level,
    case when s = 3 then (['will_join', 'conditional', 'refuses'])[1 + (hash(b.barrier_id) % 3)::integer] end as answer,
    'no' as status_only
from barriers b, range(1, 6) t(s)
where s <= 1 + hash(b.barrier_id || 'x') % 5 and b.reported_date + (s * 30)::integer <= date '2024-12-15';
insert into barrier_now by name
select b.barrier_id, b.reported_date, max(e.at) filter (where e.to_status = 'resolved') as closed_date,
    coalesce(arg_max(e.to_status, e.at), 'reported') as status, coalesce(max(e.at), min(b.reported_date)) as status_at,
    coalesce(max(e.to_level), min(b.owner_level)) as owner_level, b.owner_org, 'no' as status_only
from barriers b left join barrier_events e using (barrier_id) group by all;
insert into released by name
with dice as (select i, hash(i) as a, hash(i * 7) as b, hash(i * 13) as c from range({rows}) t(i)),
placed as (
    select *, date '2015-01-01' + interval 1 month * (a % {months})::integer as month,
        'unit-' || b % {units} as unit, {sectors}[1 + ((b % {units}) % 6)::integer] as in_sector,
        c % 10 as pooled from dice
)
select 'bench' as source, i as row_id, 0 as batch,
    case when pooled = 9 then 'several' when pooled = 8 then 'union_rep_all'
        else (['helper', 'union_rep', 'employee', 'leader', 'safety_rep'])[1 + ((a // 7) % 5)::integer] end as role,
    case when pooled < 5 then 'unit:' || unit when pooled < 7 then 'sector:' || in_sector
        else 'municipality' end as place,
    case when pooled < 5 then 'unit' when pooled < 7 then 'sector' else 'municipality' end as place_level,
    case when pooled < 5 then unit end as unit_id, case when pooled < 7 then in_sector end as sector,
    case when pooled > 7 then date_trunc('year', month) when pooled = 6 then date_trunc('quarter', month) else month
        end::date as month_from,
    case when pooled > 7 then date_trunc('year', month) + interval 11 month
        when pooled = 6 then date_trunc('quarter', month) + interval 2 month else month end::date as month_to,
    case when pooled < 3 then 'explore' else 'several' end as phase, '5-9' as band, 5 as band_lo, 9 as band_hi,
    10 + b % 500 as hours, (10 + b % 500) * 450 as cost_nok
from placed order by month_from, place, role;
insert into released_margin by name
select source, row_id, margin, code, round(hours / n, 2)::decimal(18,2) as hours from (
    select source, row_id, hours, margin, unnest(codes) as code, len(codes) as n from released, (values
        ('activity', ['prepare', 'conduct', 'follow_up', 'merged']), ('on_top', ['yes', 'no']),
        ('basis', ['registered', 'merged']), ('paid_by', ['release', 'withheld'])) m(margin, codes))
order by margin, row_id;
insert into released_capacity by name
select 'bench' as source, role, 'municipality' as place, 'municipality' as place_level, month as month_from,
    month as month_to, 5 as band_lo, 200 as release_h
from (select unnest(['union_rep', 'helper', 'safety_rep']) as role),
    (select (date '2015-01-01' + interval 1 month * i)::date as month from range({months}) t(i));
insert into initiatives by name select 'i' || i as initiative_id, 'unit-' || i % {units} as unit_id,
    date '2015-01-01' as started from range(2000) t(i);
insert into phase_events by name select 'i' || i % 2000 as initiative_id,
    date '2015-01-01' + (i // 3)::integer as at, (['explore', 'try_out', 'develop'])[1 + i % 3] as to_phase, 1 as round
    from range(10000) t(i);
insert into milestones by name select date '2015-01-01' + (i * 30)::integer as date, 'Milepæl ' || i as title,
    'meeting' as kind, 'open' as public from range(100) t(i);
"""


def build(served: Path, args: argparse.Namespace) -> None:
    """Write the served file."""
    from reformspor.contract import load_contract
    from reformspor.ledger.roles import tree
    from reformspor.snapshot.derived import keep_derived
    from reformspor.snapshot.schema import create_served

    con = duckdb.connect(str(served))
    create_served(con)
    con.executemany("insert into role_tree values (?, ?)", tree(load_contract().codes["role"]))
    sizes = {"units": UNITS, "months": MONTHS, "rows": args.rows, "sessions": args.sessions, "barriers": args.barriers}
    con.execute(FILL.format(sectors=SECTORS, **sizes))
    keep_derived(con)
    con.close()


def measure(served: Path, rounds: int) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of clock and of processor a question, with no filter first and new filters each round after."""
    from reformspor.answers import ask
    from reformspor.disclosure import Rule
    from reformspor.questions import load_questions
    from reformspor.scope import Scope
    from reformspor.store import DuckStore

    store, chance = DuckStore.open(served), random.Random(7)
    ask(store, "data/meta", Scope(), Rule.internal())
    units = [str(unit) for unit in store.run("select unit_id from units order by 1", {})["unit_id"]]
    first = store.run("select min(month_from) as day from released", {})["day"][0].year
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in load_questions()}
    for number in range(rounds):
        for name in times:
            scope = Scope() if number == 0 else unseen(chance, units, first)
            began, worked = time.perf_counter(), time.process_time()
            ask(store, name, scope, Rule.internal())
            times[name].append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked)))
    return times


def unseen(chance: random.Random, units: list[str], begins: int) -> object:
    """A scope nobody has asked for before."""
    from reformspor.scope import Scope

    first = dt.date(begins + chance.randrange(3), 1 + chance.randrange(12), 1)
    return Scope(
        first=first,
        last=dt.date(first.year + 1 + chance.randrange(4), 12, 1),
        units=tuple(chance.choice(units) for _ in range(chance.randrange(3))),
        roles=tuple(chance.sample(["helper", "union_rep", "employee"], chance.randrange(3))),
        activities=("prepare",) if chance.random() < 0.3 else (),
        levels=("agency",) if chance.random() < 0.3 else (),
    )


def main() -> int:
    """Build, measure in a fresh process, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=40_000)
    parser.add_argument("--sessions", type=int, default=100_000)
    parser.add_argument("--barriers", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--file", type=Path, help="an admitted served file, instead of a constructed one")
    parser.add_argument("--served", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.served:
        print(json.dumps(measure(args.served, args.rounds)))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        served = args.file or Path(folder) / "served.duckdb"
        if args.file is None:
            build(served, args)
        command = [sys.executable, "-W", "ignore", __file__, "--served", str(served), "--rounds", str(args.rounds)]
        times = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print(f"served file {served.stat().st_size / 1e6:.0f} MB, {args.rounds} rounds, first without filters")
    slow = 0
    for name, taken in sorted(times.items(), key=lambda item: -statistics.median(clock for clock, _ in item[1])):
        clocks = sorted(clock for clock, _ in taken)
        p50, p95 = statistics.median(clocks), clocks[min(len(clocks) - 1, round(0.95 * len(clocks)))]
        worked = statistics.median(work for _, work in taken)
        slow += p50 > LIMIT_MS and not name.startswith(UNCUT)
        print(f"{name:40} p50 {p50:7.1f}  p95 {p95:7.1f}  first {taken[0][0]:7.1f}  processor {worked:7.1f} ms")
    print(f"{slow} of {len(times)} questions over {LIMIT_MS} ms at p50")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
