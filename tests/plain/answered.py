"""Who answers and how long it takes, in plain SQL over the raw rows: each barrier is raised once and answered next."""

from __future__ import annotations

from tests.plain.exports import AS_OF

TODAY = f"date '{AS_OF}'"
# A barrier that is raised to another level than its owner's goes to a body nobody names.
RAISED = """(
    select s.barrier_id, s.day as raised, coalesce(s.to_level, b.owner_level) as level, b.types, b.reported_date,
        case when coalesce(s.to_level, b.owner_level) = b.owner_level then b.owner_org else 'not_reported' end as org,
        (select min(day) from step t where t.barrier_id = s.barrier_id and t.answer is not null) as told,
        (select max(answer) from step t where t.barrier_id = s.barrier_id) as answer,
        exists (from step t where t.barrier_id = s.barrier_id and t.to_status = 'trying') as tried,
        exists (from step t where t.barrier_id = s.barrier_id and t.to_status = 'resolved') as solved
    from step s join barriers b using (barrier_id) where s.to_status = 'raised')"""
ANSWERED: dict[str, tuple[str, str]] = {
    "barriers/response_by_owner": (
        "level, org, asked, answered, joined, conditional, refused, unanswered, awaited, tried, solved",
        f"""select level, org, count(*), count(answer), count(*) filter (answer = 'will_join'),
            count(*) filter (answer = 'conditional'), count(*) filter (answer = 'refuses'), 0,
            count(*) filter (answer is null), count(*) filter (tried), count(*) filter (solved)
            from {RAISED} group by 1, 2""",
    ),
    "barriers/time_to_answer": (
        "barrier_id, level, ended, days",
        f"""select barrier_id, level, if(told is null, 'waiting', 'answered'), coalesce(told, {TODAY}) - raised
            from {RAISED}""",
    ),
    "barriers/time_to_end": (
        "barrier_id, level, closed, days, outcome, days_before",
        f"""select barrier_id, level, if(status = 'resolved', 'yes', 'no'),
            coalesce((select max(day) from step s where s.barrier_id = fate.barrier_id and s.shut
                and fate.status = 'resolved'), {TODAY}) - reported_date,
            if(status in ('resolved', 'partly'), status, 'open'),
            coalesce((select min(day) from step s where s.barrier_id = fate.barrier_id and s.to_status = 'reported'
                and s.line > 0), reported_date) - reported_date
            from fate""",
    ),
}
