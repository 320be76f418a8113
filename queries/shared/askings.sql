-- Each owner that was asked about a barrier, once, from the first time it was raised there: when it first answered,
-- what it answered last, and what came of it while it was the owner's. `left_day` is when a barrier nobody answered
-- was no longer the owner's to answer, because it had moved on or was closed.
asked as (
    select barrier_id, owner, min(step) as step, min(day) as day
    from event
    where
        to_status = 'raised'
        and ($level::VARCHAR[] is null or level = any($level::VARCHAR[]))
    group by barrier_id, owner
),

asking as (
    select
        asked.barrier_id,
        asked.owner,
        any_value(event.level) filter (where event.owner = asked.owner) as level,
        any_value(event.org) filter (where event.owner = asked.owner) as org,
        any_value(event.types) as types,
        asked.day as asked_day,
        min(event.day) filter (
            where event.owner = asked.owner
            and (
                event.answer in ('will_join', 'conditional', 'refuses')
                or (event.to_status = 'answered' and event.answer is null)
            )
        ) as answered_day,
        arg_max(event.answer, event.step) filter (
            where event.owner = asked.owner and event.answer in ('will_join', 'conditional', 'refuses')
        ) as answer,
        max(case when event.owner = asked.owner and event.to_status = 'trying' then 1 else 0 end) as tried,
        max(case when event.owner = asked.owner and event.to_status = 'resolved' then 1 else 0 end) as solved,
        max(event.step) filter (
            where event.owner = asked.owner and event.to_status not in ('resolved', 'rejected', 'lapsed')
        ) as last_step
    from asked
    join event on event.barrier_id = asked.barrier_id and event.step >= asked.step
    group by asked.barrier_id, asked.owner, asked.day
),

told as (
    select
        asking.*,
        case
            when asking.answered_day is null then (
                select min(event.day) from event
                where event.barrier_id = asking.barrier_id and event.step > asking.last_step
            )
        end as left_day
    from asking
)
