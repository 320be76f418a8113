"""A constructed set of exports of any size, the same for the same size: what a question is answered from twice."""

from __future__ import annotations

from pathlib import Path

import duckdb

AS_OF = "2025-10-31"
SECTORS = "['health_care', 'upbringing', 'technical', 'culture', 'planning', 'administration']"
LEVELS = "['municipality', 'county_governor', 'agency', 'ministry', 'vendor']"
STEPS = "['clarified', 'raised', 'answered', 'trying', 'resolved', 'reopened']"
DAY = "strftime({}, '%d.%m.%Y')"


def size(rows: int) -> dict[str, int]:
    """How many of each there are for so many rows of hours."""
    return {
        "rows": rows,
        "units": 25 if rows < 1_000_000 else 200,
        "people": max(min(rows // 80, 20_000), 40),
        "sessions": max(rows // 60, 60),
        "barriers": max(rows // 200, 60),
        "initiatives": max(rows // 2000, 20),
    }


def day(sql: str) -> str:
    """SQL for a date as the export writes it."""
    return DAY.format(sql)


def tables(n: dict[str, int]) -> dict[str, str]:
    """A select for each table; `u(i, k)` is a number from 0 to 1, the same for the same i and k."""
    held = "date '2022-01-03' + (i % 1390)::int"
    session_day = f"case when i % 25 = 0 then date '2025-11-05' + (i % 70)::int else {held} end"
    reported = "date '2022-01-03' + (u(i, 41) * 1200)::int"
    return {
        "units": f"""select 'U' || i as unit_id, 'Eining ' || i as name, {SECTORS}[i % 6 + 1] as sector,
            50 as headcount, 30 + i % 20 as fte from range({n["units"]}) t(i)""",
        "sessions": f"""select 'S' || i as session_id, {day(session_day)} as date,
            ['workshop', 'meeting', 'training', 'seminar'][(u(i, 21) * 3)::int + 1] as kind,
            ['yes', 'no', 'not_reported'][(u(i, 22) * 2)::int + 1] as parties_took_part,
            ['explore', 'try_out', 'develop'][i % 3 + 1] as phase, 'U' || i % {n["units"]} as unit_id,
            case when i % 25 = 0 then 'planned' when u(i, 23) < 0.1 then 'cancelled' when u(i, 23) < 0.15 then 'moved'
                else 'held' end as status,
            10 as n_participants, case when u(i, 24) < 0.3 then 'municipality;agency' when u(i, 24) < 0.7
                then 'municipality' end as levels_present,
            1 + i % 3 as helper_needed, i % 4 as helper_staffed,
            case when u(i, 26) < 0.6 then ['clarified', 'agreement', 'postponed'][i % 3 + 1] end as outcome
            from range({n["sessions"]}) t(i)""",
        "resource_use": f"""select 'E' || i as entry_id, 'S' || hash(i) % {n["sessions"]} as session_id,
            {day("date '2022-01-03' + (u(i, 1) * 1390)::int")} as period,
            'U' || (u(i, 2) * {n["units"] - 1})::int as unit_id,
            ['helper', 'union_rep', 'local_union_rep', 'leader', 'employee', 'employee'][(u(i, 3) * 5)::int + 1]
                as role,
            ['prepare', 'conduct', 'follow_up', 'travel'][(u(i, 4) * 3)::int + 1] as activity, 1 as headcount,
            replace(((u(i, 5) * 14)::int / 4 + 0.25)::decimal(8, 2)::varchar, '.', ',') as hours,
            ['registered', 'estimated'][(u(i, 8) * 1.2)::int + 1] as basis, ['yes', 'no'][u(i, 6)::int + 1] as on_top,
            ['release', 'ordinary', 'overtime'][(u(i, 9) * 2)::int + 1] as paid_by,
            (100 + (u(i, 10) * 900)::int)::varchar || ',50' as cost_nok,
            'p' || (u(i, 7) * {n["people"]})::int as person_key from range({n["rows"]}) t(i)""",
        "barriers": f"""select 'B' || i as barrier_id, 'Tittel ' || i as title, {day(reported)} as reported_date,
            case when u(i, 42) < 0.9 then 'U' || i % {n["units"]} end as reported_by_unit,
            ['law', 'law;digital', 'procedure', 'reporting_req;law'][(u(i, 43) * 3)::int + 1] as types,
            ['Regelverk', 'IT;Regelverk', ''][(u(i, 44) * 2)::int + 1] as source_types,
            {LEVELS}[(u(i, 45) * 4)::int + 1] as owner_level, 'Organ ' || i % 7 as owner_org,
            case when u(i, 46) < 0.5 then i % 40 end as est_hours,
            case when u(i, 47) < 0.5 then 'per_month' end as est_unit,
            case when u(i, 48) < 0.3 then '0,5' end as burden_hours, 600 as burden_rate_nok, 12 as burden_per_year,
            1 + (i * 7919) % 9973 as burden_affected from range({n["barriers"]}) t(i)""",
        "barrier_events": f"""select 'B' || i as barrier_id,
            {day(f"{reported} + s::int * 25")} as at, {STEPS}[s] as to_status,
            case when s = 2 and u(i, 51) < 0.4 then 'ministry' end as to_level,
            case when s = 3 then ['will_join', 'conditional', 'refuses'][(u(i, 52) * 2)::int + 1] end as answer
            from range({n["barriers"]}) t(i), range(1, 7) e(s) where s <= (u(i, 53) * 6)::int order by i, s""",
        "initiatives": f"""select 'I' || i as initiative_id, 'Tiltak ' || i as title,
            'U' || i % {n["units"]} as unit_id, {day("date '2022-02-01' + (i % 300)::int")} as started
            from range({n["initiatives"]}) t(i)""",
        "phase_events": f"""select 'I' || i as initiative_id,
            {day("date '2022-02-01' + (i % 300)::int + s::int * 90")} as at,
            ['explore', 'try_out', 'develop', 'explore', 'ended'][s + 1] as to_phase, 1 as round
            from range({n["initiatives"]}) t(i), range(5) e(s) where s <= i % 5 order by i, s""",
        "actions": f"""select 'A' || i as action_id, 'S' || i * 3 as session_id, 'follow_up' as kind,
            'Tekst ' || i as title, 'helper' as owner_role,
            case when i % 9 > 0 then {day("date '2023-01-01' + (i % 1200)::int")} end as due,
            case when i % 4 > 0 then {day("date '2023-01-10' + (i % 1000)::int")} end as done
            from range({n["sessions"] // 4}) t(i)""",
        "milestones": f"""select {day("date '2022-02-01' + i::int * 40")} as date, 'Milepæl ' || i as title,
            'meeting' as kind from range(30) t(i)""",
        "accounts": f"""select 'K' || i as account, 'U' || i % {n["units"]} as unit_id, 'T' || i % 5 as service,
            2022 + i % 3 as year, ['actual', 'budget'][i % 2 + 1] as kind,
            (i * 17 - 200)::varchar || ',25' as amount_nok from range(400) t(i)""",
    }


def write_exports(folder: Path, rows: int) -> None:
    """Write the set as CSV in Norwegian dress: semicolons, decimal comma, day before month."""
    folder.mkdir(parents=True)
    con = duckdb.connect()
    con.execute("create macro u(i, k) as (hash(i * 1000003 + k * 7919) >> 11)::double / 9007199254740992.0")
    for name, sql in tables(size(rows)).items():
        con.execute(f"copy ({sql}) to '{folder / name}.csv' (header, delimiter ';')")
    (folder / "manifest.json").write_text(f'{{"as_of": "{AS_OF}", "municipality": "Konstruert", "constructed": true}}')
