"""Where barriers stand and what they cost while they wait, in plain SQL over the raw rows."""

from __future__ import annotations

from tests.plain.exports import AS_OF

TODAY = f"date '{AS_OF}'"
MONTHS = f"(select unnest(generate_series(date '2022-01-01', {TODAY}, interval 1 month))::date as m)"
OPEN = "status <> 'resolved'"
TYPES = "(select unnest(['law', 'digital', 'procedure', 'reporting_req']) as t)"
OF_TYPE = "list_contains(string_split(types, ';'), t)"
# A barrier that has moved to another level than its first owner's stands with a body nobody names.
STANDS = """(
    select fate.barrier_id, fate.reported_date, fate.types, fate.status, fate.level,
        if(fate.level = b.owner_level, b.owner_org, null) as org, b.reported_by_unit, b.est_hours, b.burden_hours,
        b.burden_hours * 12 * b.burden_affected::int as year
    from fate join barriers b using (barrier_id))"""
# Days it has stood open since it was first raised.
WAITED = f"""(
    select barrier_id, raised, sum(coalesce(until, {TODAY}) - greatest(since, raised)) as days
    from (select barrier_id, min(day) as raised from step where to_status = 'raised' group by 1)
    join stretch using (barrier_id) where coalesce(until, {TODAY}) >= raised group by all)"""
FIELDS = {
    "reporter": "count(reported_by_unit)",
    "types": "count(*)",
    "owner_level": "count(*)",
    "owner_org": "count(org)",
    "history": "(select count(distinct barrier_id) from barrier_events)",
    "est_hours": "count(est_hours)",
    "burden": "count(burden_hours)",
} | dict.fromkeys(("steering_instrument", "legal_ref", "who_feels_it", "severity", "answer_by"), "0")
STANDING: dict[str, tuple[str, str]] = {
    "barriers/registered": (
        "field, n, n_barriers",
        " union all ".join(f"select '{name}', {n}, count(*) from {STANDS}" for name, n in FIELDS.items()),
    ),
    "barriers/cumulative_flow": (
        "month, in_total, out_total, open_n, perhaps_n",
        f"""select m, (select count(*) from stretch where since < m + interval 1 month),
            (select count(*) from stretch where until < m + interval 1 month),
            (select count(*) from stretch where since < m + interval 1 month
                and coalesce(until >= m + interval 1 month, true)), 0 from {MONTHS}""",
    ),
    "barriers/instrument_by_level": (
        "instrument, level, n, n_open",
        f"select 'not_reported', level, count(*), count(*) filter ({OPEN}) from fate group by 2",
    ),
    "barriers/paths": (
        "stage, from_code, to_code, n, n_barriers",
        f"""select *, (select count(*) from barriers) from (
            select 'feels_type', 'not_reported', t, count(*) from fate, {TYPES} where {OF_TYPE} group by t
            union all select 'type_level', t, level, count(*) from fate, {TYPES} where {OF_TYPE} group by all
            union all select 'level_status', level, status, count(*) from fate group by all)""",
    ),
    "barriers/waiting_cost": (
        "barrier_id, raised_at, days_waited, hours_waited, n_raised, n_with_hours",
        f"""select barrier_id, raised, days, year * days / 365.25, count(*) over (), count(year) over ()
            from {STANDS} join {WAITED} using (barrier_id) where {OPEN}
            order by 4 desc nulls last, days desc, barrier_id limit 20""",
    ),
    "dossier/owners": (
        "owner, level, n, n_open, n_barriers",
        f"""select owner, level, count(*), count(*) filter ({OPEN}), (select count(*) from barriers) from (
            select level as owner, level, status from {STANDS}
            union all select level || '/' || org, level, status from {STANDS} where org is not null) group by 1, 2""",
    ),
    "dossier/standing": ("status, n", "select status, count(*) from fate group by 1"),
    "dossier/asks": (
        "barrier_id, days, hours_per_year, n_barriers, n_open, n_with_hours, hours_open, days_oldest",
        f"""select barrier_id, if({OPEN}, {TODAY} - reported_date, null), year, count(*) over (),
            count(*) filter ({OPEN}) over (), count(year) filter ({OPEN}) over (),
            sum(year) filter ({OPEN}) over (), {TODAY} - min(reported_date) filter ({OPEN}) over ()
            from {STANDS} order by {OPEN} desc, year desc nulls last, reported_date, barrier_id limit 200""",
    ),
    "archive/barriers": (
        "barrier_id, reported_date, level, status",
        "select barrier_id, reported_date, level, status from fate",
    ),
    "archive/events": (
        "barrier_id, step, at, to_status, to_level, answer",
        """select barrier_id, row_number() over (partition by barrier_id order by line), day, to_status, to_level,
            answer from barrier_events""",
    ),
}
