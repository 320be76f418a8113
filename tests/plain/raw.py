"""The raw rows as plain tables, and what each question should answer, written without the questions' own SQL."""

from __future__ import annotations

from pathlib import Path

import duckdb

from tests.plain.answered import ANSWERED
from tests.plain.exports import AS_OF
from tests.plain.sampled import SAMPLED
from tests.plain.standing import STANDING

TODAY = f"date '{AS_OF}'"
# The snapshot's day is a Friday; weeks begin on its week's Monday.
MONDAY = f"({TODAY} - 4)"
DATES = ("date", "period", "reported_date", "at", "started", "due", "done")
NUMBERS = ("hours", "cost_nok", "amount_nok", "burden_hours", "est_hours", "fte", "helper_needed", "helper_staffed")

# Rows of persons are told rounded up to two digits; those of open tables to the row.
STEP = "greatest(10, 10 ** (len(count(*)::varchar) - 2))"
TOLD = {"resource_use": f"(ceil(count(*) / {STEP}) * {STEP})::bigint"}


def open_raw(folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection with a table for each file: dates and numbers read, all else as text, the row's number in `line`."""
    con = duckdb.connect()
    for file in sorted(folder.glob("*.csv")):
        read = f"read_csv('{file}', delim = ';', header = true, all_varchar = true)"
        names = [row[0] for row in con.execute(f"describe select * from {read}").fetchall()]
        columns = [_parsed(name) for name in names]
        con.execute(
            f"create table {file.stem} as select {', '.join(columns)}, row_number() over () as line from {read}"
        )
    con.execute(FATES)
    return con


def _parsed(name: str) -> str:
    if name in DATES:
        # A column cannot be called `at` without quotes.
        called = "day" if name == "at" else name
        return f'strptime("{name}", \'%d.%m.%Y\')::date as "{called}"'
    if name in NUMBERS:
        return f"replace(\"{name}\", ',', '.')::decimal(18, 2) as \"{name}\""
    return f'"{name}"'


# Where each barrier stands after its last event, and the stretches it was open, told step by step.
FATES = """
create table step as
select barrier_id, day, to_status, to_level, answer, line,
    1 + row_number() over (partition by barrier_id order by line) as n,
    to_status = 'resolved' as shut from barrier_events
union all by name
select barrier_id, reported_date as day, 'reported' as to_status, 0 as line, 1 as n, false as shut from barriers;
create table fate as
select b.barrier_id, b.reported_date, b.types, b.source_types, b.est_hours, b.est_unit,
    (select to_status from step s where s.barrier_id = b.barrier_id order by n desc limit 1) as status,
    coalesce((select to_level from step s where s.barrier_id = b.barrier_id and to_level is not null
        order by n desc limit 1), b.owner_level) as level
from barriers b;
create view phase_of as select session_id, phase from sessions;
create table stretch as
select s.barrier_id, b.reported_date, s.day as since,
    (select min(t.day) from step t where t.barrier_id = s.barrier_id and t.n > s.n and t.shut) as until
from step s join barriers b on b.barrier_id = s.barrier_id
where s.n = 1 or s.to_status = 'reopened';
"""
MONTHS = "(select unnest(generate_series(date '2022-01-01', {last}, interval 1 month))::date as month)"
OPEN = "status <> 'resolved'"
HELD = "from sessions where status = 'held'"

# Question to (columns to compare, SQL that gives them).
EQUAL: dict[str, tuple[str, str]] = {
    **ANSWERED, **SAMPLED, **STANDING,
    "sessions/by_kind": (
        "kind, n, n_other",
        "select kind, count(*) filter (status = 'held'), count(*) filter (status != 'held') from sessions group by 1",
    ),
    "sessions/by_parties": ("parties_took_part, n", f"select parties_took_part, count(*) {HELD} group by 1"),
    "sessions/by_level": (
        "level, n, n_sessions",
        f"""select level, count(*), (select count(*) {HELD}) from (
            select unnest(string_split(coalesce(levels_present, 'not_reported'), ';')) as level {HELD}) group by 1""",
    ),
    "sessions/by_phase_month": (
        "month, phase, n",
        f"""select m.month, p.phase, (select count(*) {HELD} and sessions.phase = p.phase
            and strftime(date, '%Y%m') = strftime(m.month, '%Y%m'))
            from {MONTHS.format(last=TODAY)} m, (select distinct phase {HELD}) p""",
    ),
    "sessions/by_unit": (
        "unit_id, unit_name, sector, n",
        f"select unit_id, name, sector, count(*) from units join (select unit_id {HELD}) using (unit_id) group by all",
    ),
    "sessions/held_by_month": (
        "month, n",
        f"""select month, (select count(*) {HELD} and strftime(date, '%Y%m') = strftime(month, '%Y%m'))
            from {MONTHS.format(last=TODAY)}""",
    ),
    "sessions/outcomes": ("outcome, n", f"select coalesce(outcome, 'not_reported'), count(*) {HELD} group by 1"),
    "sessions/status_by_month": (
        "month, status, n",
        f"""select month, s.status, (select count(*) from sessions x where x.status = s.status
            and strftime(date, '%Y%m') = strftime(month, '%Y%m'))
            from {MONTHS.format(last="(select max(date) from sessions)")}, (select distinct status from sessions) s""",
    ),
    "sessions/follow_ups_by_state": (
        "state, n",
        f"""select state, count(*) from (select case
            when done <= {TODAY} then if(due is null, 'done_no_date', if(done > due, 'done_late', 'done_in_time'))
            when due is null then 'open_no_date' when due < {TODAY} then 'overdue' else 'open' end as state
            from actions) group by 1""",
    ),
    "sessions/open_follow_ups": (
        "action_id, session_date, unit_name, days_late",
        f"""select action_id, s.date, u.name, case when due < {TODAY} then {TODAY} - due when due is not null then 0 end
            from actions a left join sessions s using (session_id) left join units u using (unit_id)
            where not coalesce(done <= {TODAY}, false)""",
    ),
    "phases/lanes": (
        "initiative_id, phase, from_date, days",
        f"""select initiative_id, to_phase, day, coalesce((select min(n.day) from phase_events n
            where n.initiative_id = e.initiative_id and n.day > e.day), {TODAY}) - day from phase_events e""",
    ),
    "phases/transitions": (
        "from_phase, to_phase, n",
        """select coalesce((select to_phase from phase_events p where p.initiative_id = e.initiative_id
            and p.line = e.line - 1), 'start') as a, to_phase, count(*) from phase_events e group by all""",
    ),
    "phases/initiatives": (
        "initiative_id, phase, rounds, n_stops",
        """select initiative_id, arg_max(to_phase, line), 1 + (count(*) > 3)::int, 0 from phase_events group by 1""",
    ),
    "phases/time_in_phase": (
        "initiative_id, phase, from_date, days",
        f"""select initiative_id, to_phase, day, coalesce((select min(n.day) from phase_events n
            where n.initiative_id = e.initiative_id and n.day > e.day), {TODAY}) - day from phase_events e
            where to_phase <> 'ended'""",
    ),
    "sessions/listing": (
        "session_id, date, status, unit_name",
        f"""select session_id, date, status, name from sessions join units using (unit_id)
            where session_id in (select session_id from sessions where date <= {TODAY} order by date desc, 1 limit 100)
            or session_id in (select session_id from sessions where date > {TODAY} order by date, 1 limit 100)""",
    ),
    "sessions/unstaffed": (
        "week_from, n_sessions, n_unstaffed, gap",
        f"""select w, count(session_id), count(*) filter (helper_needed > coalesce(helper_staffed, 0)),
            sum(case when helper_needed > coalesce(helper_staffed, 0) then helper_needed - coalesce(helper_staffed, 0)
                else 0 end)
            from (select greatest(m, {TODAY}) as w, m + 6 as sunday
                from (select {MONDAY} + 7 * unnest(range(9))::int as m)) left join sessions
            on status = 'planned' and date between w and sunday group by 1""",
    ),
    "sessions/unstaffed_sessions": (
        "session_id, date, gap",
        f"""select session_id, date, helper_needed - coalesce(helper_staffed, 0) from sessions where status = 'planned'
            and date between {TODAY} and {TODAY} + 55 and helper_needed > coalesce(helper_staffed, 0)""",
    ),
    "barriers/status_now": ("status, n", "select status, count(*) from fate group by 1"),
    "barriers/by_level": (
        "level, n, n_open",
        f"select level, count(*), count(*) filter ({OPEN}) from fate group by 1",
    ),
    "barriers/by_type": (
        "type, n, n_open, n_barriers",
        f"""select t, count(*), count(*) filter ({OPEN}), (select count(*) from barriers)
            from fate, (select unnest(['law', 'digital', 'procedure', 'reporting_req']) as t)
            where list_contains(string_split(types, ';'), t) group by 1""",
    ),
    "barriers/type_by_level": (
        "type, level, n, n_open",
        f"""select t, level, count(*), count(*) filter ({OPEN})
            from fate, (select unnest(['law', 'digital', 'procedure', 'reporting_req']) as t)
            where list_contains(string_split(types, ';'), t) group by all""",
    ),
    "barriers/by_source_type": (
        "source_type, n",
        """select coalesce(t, 'not_reported'), count(*) from (
            select unnest(string_split(source_types, ';')) as t from barriers where source_types <> ''
            union all select null from barriers where coalesce(source_types, '') = '') group by 1""",
    ),
    "barriers/burden_coverage": (
        "est_unit, n, est_hours",
        """select if(est_hours is null, 'no_estimate', coalesce(est_unit, 'not_reported')), count(*), sum(est_hours)
            from barriers group by 1""",
    ),
    "barriers/burden": (
        "barrier_id, hours_per_year, nok_per_year",
        """select barrier_id, burden_affected::int * 6.0, burden_affected::int * 6.0 * 600 from barriers
            where burden_hours is not null order by burden_affected::int desc, barrier_id limit 20""",
    ),
    "barriers/ageing": (
        "barrier_id, days, level, status",
        f"""select barrier_id, {TODAY} - reported_date, level, status from fate where {OPEN}
            order by reported_date, barrier_id limit 10""",
    ),
    "barriers/register": (
        "barrier_id, status, level, n_barriers",
        """select barrier_id, status, level, (select count(*) from barriers) from fate
            order by reported_date desc, barrier_id limit 2000""",
    ),
    "barriers/history": (
        "barrier_id, step, at, to_status",
        """select barrier_id, n, day, to_status from step where barrier_id in (
            select barrier_id from barriers order by reported_date desc, barrier_id limit 2000)""",
    ),
    "barriers/response": (
        "level, asked, answered, joined, conditional, refused, tried, solved",
        """select level, count(*), count(answer), count(*) filter (answer = 'will_join'),
            count(*) filter (answer = 'conditional'), count(*) filter (answer = 'refuses'),
            count(*) filter (tried), count(*) filter (solved) from (
                select coalesce(max(to_level), any_value(owner_level)) as level, max(answer) as answer,
                    bool_or(to_status = 'raised') as asked, bool_or(to_status = 'trying') as tried,
                    bool_or(to_status = 'resolved') as solved
                from step join barriers using (barrier_id) group by barrier_id) where asked group by 1""",
    ),
    "barriers/stock_flow_by_month": (
        "month, in_n, out_n, open_n",
        f"""select m, (select count(*) from stretch where since >= m and since < m + interval 1 month),
            (select count(*) from stretch where until >= m and until < m + interval 1 month),
            (select count(*) from stretch where since < m + interval 1 month
                and (until is null or until >= m + interval 1 month))
            from (select month as m from {MONTHS.format(last=TODAY)})""",
    ),
    "overview/open_barriers": (
        "span, month_from, n, median_days",
        f"""with d as (select 'month' as span, month, (month + interval 1 month)::date as over
                from {MONTHS.format(last="date '2025-10-01'")} where month >= date '2023-11-01'
            union all select 'recent', date '2024-11-01', date '2025-11-01'
            union all select 'before', date '2023-11-01', date '2024-11-01'
            union all select 'scope', null, date '2025-11-01')
        select span, month, count(since), median(over - 1 - reported_date)
        from d left join stretch on since < over and (until is null or until >= over) group by 1, 2""",
    ),
    "overview/sessions_total": (
        "span, month_from, n",
        f"""with d as (select 'month' as span, month, month as last from {MONTHS.format(last="date '2025-10-01'")}
                where month >= date '2023-11-01'
            union all select 'recent', date '2024-11-01', date '2025-10-01'
            union all select 'before', date '2023-11-01', date '2024-10-01'
            union all select 'scope', null, null)
        select span, month, count(*) filter (status = 'held') from d left join sessions
        on date >= coalesce(month, date) and date < coalesce(last + interval 1 month, date + 1) group by 1, 2""",
    ),
    "overview/helper_fill": (
        "span, week_from, needed, staffed",
        f"""with d as (select 'week' as span, {MONDAY} + 7 * unnest(range(-7, 9))::int as first, 6 as more
            union all select 'past', {TODAY} - 56, 55 union all select 'coming', {TODAY}, 62 - ({TODAY} - {MONDAY}))
        select span, first, coalesce(sum(helper_needed), 0), coalesce(sum(helper_staffed), 0) from d
        left join sessions on date - first between 0 and more
            and status = if(date < {TODAY}, 'held', 'planned') group by 1, 2""",
    ),
    "overview/initiatives_by_phase": (
        "phase, n, n_before",
        """with last as (select initiative_id, cut, arg_max(to_phase, line) as phase from phase_events,
            (select unnest([date '2025-11-01', date '2024-11-01']) as cut) where day < cut group by 1, 2)
        select phase, count(*) filter (cut = date '2025-11-01'), count(*) filter (cut = date '2024-11-01')
        from last group by 1""",
    ),
    "overview/freshness": (
        "table_name, latest",
        f"""select 'sessions', max(date) from sessions where date <= {TODAY}
            union all select 'resource_use', {TODAY} from resource_use having max(period) >= date '2025-10-01'
            union all select 'barriers', max(reported_date) from barriers
            union all select 'barrier_events', max(day) from barrier_events
            union all select 'phase_events', max(day) from phase_events
            union all select 'actions', max(done) from actions where done <= {TODAY}
            union all select 'milestones', max(date) from milestones where date <= {TODAY}""",
    ),
    "milestones/all": ("date, title, kind", "select date, title, kind from milestones"),
    "data/accounts": (
        "year, kind, n, n_units, amount_nok",
        "select year, kind, count(*), count(distinct unit_id), sum(amount_nok) from accounts group by 1, 2",
    ),
    "data/tables_present": (
        "table_name, n",
        " union all ".join(
            f"select '{name}', {TOLD.get(name, 'count(*)')} from {name}"
            for name in (
                "sessions", "resource_use", "barriers", "barrier_events", "units", "initiatives", "phase_events",
                "milestones", "actions", "accounts",
            )
        ),
    ),
    "data/files": (
        "table_name, rows_read, rows_admitted, rows_refused",
        " union all ".join(
            f"select '{name}', {TOLD.get(name, 'count(*)')}, {TOLD.get(name, 'count(*)')}, 0 from {name}"
            for name in (
                "sessions", "resource_use", "barriers", "barrier_events", "units", "initiatives", "phase_events",
                "milestones", "actions", "accounts",
            )
        ),
    ),
}  # fmt: skip
