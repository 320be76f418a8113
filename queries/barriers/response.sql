-- question = "Kven svarar når me løftar ein barriere?"
-- why = "Reforma ber andre om å vera med; her ser ein kven som svarar."
-- grain = ["level"]
-- values = ["asked", "answered", "joined", "conditional", "refused", "tried", "solved", "median_days"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01

with event as (
    select
        barrier_events.barrier_id,
        barrier_events.at as day,
        barrier_events.to_status,
        barrier_events.answer,
        coalesce(
            last_value(barrier_events.to_level ignore nulls) over course, barriers.owner_level, 'not_reported'
        ) as level,
        row_number() over course as step
    from barrier_events
    join barriers on barriers.barrier_id = barrier_events.barrier_id
    where
        barrier_events.status_only is distinct from 'yes'
        and ($from::DATE is null or barriers.reported_date >= $from::DATE)
        and ($to::DATE is null or barriers.reported_date < $to::DATE + interval 1 month)
        and (
            ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
            or barriers.reported_by_unit = any($unit::VARCHAR[])
            or barriers.sector = any($sector::VARCHAR[])
        )
        and ($type::VARCHAR[] is null or list_has_any(barriers.types, $type::VARCHAR[]))
    window course as (
        partition by barrier_events.barrier_id
        order by barrier_events.at, barrier_events.event_id
        rows between unbounded preceding and current row
    )
),

asked as (
    select barrier_id, level, min(step) as step, min(day) as day
    from event
    where
        to_status = 'raised'
        and ($level::VARCHAR[] is null or event.level = any($level::VARCHAR[]))
    group by barrier_id, level
),

told as (
    select
        asked.barrier_id,
        asked.level,
        asked.day as asked_day,
        min(event.day) filter (
            where event.answer in ('will_join', 'conditional', 'refuses')
            or (event.to_status = 'answered' and event.answer is null)
        ) as answered_day,
        arg_max(event.answer, event.step) filter (
            where event.answer in ('will_join', 'conditional', 'refuses')
        ) as answer,
        max(case when event.to_status = 'trying' then 1 else 0 end) as tried,
        max(case when event.to_status = 'resolved' then 1 else 0 end) as solved
    from asked
    join event on event.barrier_id = asked.barrier_id and event.level = asked.level and event.step >= asked.step
    group by asked.barrier_id, asked.level, asked.day
)

select
    level,
    count(*) as asked,
    count(answered_day) as answered,
    count(*) filter (where answer = 'will_join') as joined,
    count(*) filter (where answer = 'conditional') as conditional,
    count(*) filter (where answer = 'refuses') as refused,
    sum(tried)::BIGINT as tried,
    sum(solved)::BIGINT as solved,
    median(date_diff('day', asked_day, answered_day)) as median_days
from told
group by level
order by asked desc, level
