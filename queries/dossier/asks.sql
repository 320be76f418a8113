-- question = "Kva ber me akkurat dykk om?"
-- why = "Den som eig regelen, må vita kva han kostar, kven han råkar og kva som skal til."
-- grain = ["barrier_id"]
-- values = ["n_barriers", "days", "hours_per_year"]
-- unit = "days"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include owned */,

asked as (
    select
        owned.*,
        barriers.* exclude (barrier_id, reported_date, types),
        (burden_hours * burden_per_year * burden_affected)::DOUBLE as hours_per_year,
        case when is_open and not status_only then date_diff('day', owned.reported_date, $as_of::DATE) end as days,
        case
            when is_open and answer_by is not null then greatest(date_diff('day', answer_by, $as_of::DATE), 0)
        end as days_over
    from owned
    join barriers on barriers.barrier_id = owned.barrier_id
    where
        ($owner::VARCHAR[] is null or list_has_any(owners, $owner::VARCHAR[]))
        and ($barrier::VARCHAR[] is null or owned.barrier_id = any($barrier::VARCHAR[]))
),

-- What is said of all of them, however many are listed one by one.
summed as (
    select
        count(*) as n_barriers,
        count(*) filter (where is_open) as n_open,
        count(hours_per_year) filter (where is_open) as n_with_hours,
        sum(hours_per_year) filter (where is_open) as hours_open,
        max(days) as days_oldest,
        count(days_over) as n_dated,
        count(*) filter (where days_over > 0) as n_late,
        count(*) filter (where is_open and public is distinct from 'open') as n_kept_in
    from asked
),

heard as (
    select barrier_id, max(barrier_events.at) as last_event_at
    from barrier_events
    where status_only is distinct from 'yes' and barrier_events.at <= $as_of::DATE
    group by barrier_id
),

came_up as (
    select barrier_id, count(distinct session_id) as n_sessions, max(date) as last_session
    from (
        select session_id, date, unnest(barrier_ids) as barrier_id
        from sessions
        where status = 'held' and date <= $as_of::DATE
    )
    group by barrier_id
)

select
    asked.barrier_id,
    title,
    description,
    types,
    coalesce(steering_instrument, 'not_reported') as instrument,
    legal_ref,
    coalesce(who_feels_it, 'not_reported') as feels,
    severity,
    level,
    org,
    status,
    status_at,
    case when not status_only then date_diff('day', status_at, $as_of::DATE) end as days_in_status,
    last_event_at,
    reported_date,
    case when is_open then 'yes' when not is_open then 'no' else 'not_reported' end as stands_open,
    days,
    wanted_action,
    answer_by,
    days_over,
    next_step,
    burden_hours::DOUBLE as burden_hours,
    burden_rate_nok::DOUBLE as burden_rate_nok,
    burden_per_year::DOUBLE as burden_per_year,
    burden_affected::DOUBLE as burden_affected,
    hours_per_year,
    hours_per_year * burden_rate_nok::DOUBLE as nok_per_year,
    coalesce(n_sessions, 0) as n_sessions,
    last_session,
    summed.*,
    public
from asked
cross join summed
left join came_up on came_up.barrier_id = asked.barrier_id
left join heard on heard.barrier_id = asked.barrier_id
order by
    is_open desc nulls last, severity desc nulls last, hours_per_year desc nulls last, reported_date, asked.barrier_id
limit 200
