-- Hours told by kind of session, since the year that the last twelve months begin in.
since as (
    select date_trunc('year', $as_of::DATE - interval 1 year + interval 1 day)::DATE as day
),

part as (
    select
        released_effort.bundle,
        released_effort.kind,
        released_effort.activity,
        released_effort.hours,
        released_effort.kind not in ('merged', 'withheld')
            and ($role_sure::VARCHAR[] is null or released_effort.role = any($role_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released_effort.band_lo >= $sure_band::INTEGER) as sure
    from released_effort
    where
        released_effort.month_from >= (select day from since)
        and ($role_possible::VARCHAR[] is null or released_effort.role = any($role_possible::VARCHAR[]))
),

bounded as (
    select
        bundle,
        kind,
        activity,
        case when sure then hours else least(hours, 0) end as hours,
        case when sure then hours else greatest(hours, 0) end as hours_possible
    from part
),

-- A session counts where it was held, on the day it began.
held as (
    select coalesce(sessions.kind, 'not_reported') as kind, count(*) as sessions
    from sessions
    where
        sessions.status = 'held'
        and sessions.date >= (select day from since)
        and sessions.date <= $as_of::DATE
    group by 1
),

-- What is folded in a bundle may be any kind's that the bundle does not show.
measured as (
    select
        held.kind,
        held.sessions,
        sum(coalesce(own.hours, folded.hours, 0)) as hours,
        sum(coalesce(own.hours_possible, folded.hours_possible, 0)) as hours_possible,
        coalesce(sum(own.hours) filter (own.activity = 'prepare'), 0) as prepare,
        coalesce(sum(own.hours) filter (own.activity = 'conduct'), 0) as conduct,
        coalesce(sum(own.hours) filter (own.activity = 'follow_up'), 0) as follow_up
    from held
    cross join (select distinct bundle from bounded) as bundle
    left join bounded as own on own.bundle = bundle.bundle and own.kind = held.kind
    left join bounded as folded on folded.bundle = bundle.bundle and folded.kind in ('merged', 'withheld')
    group by held.kind, held.sessions
),

pooled as (
    select
        'all' as kind,
        (select sum(sessions) from held) as sessions,
        sum(hours) as hours,
        sum(hours_possible) as hours_possible,
        coalesce(sum(hours) filter (activity = 'prepare'), 0) as prepare,
        coalesce(sum(hours) filter (activity = 'conduct'), 0) as conduct,
        coalesce(sum(hours) filter (activity = 'follow_up'), 0) as follow_up
    from bounded
    where kind <> 'none'
    having count(*) > 0
),

-- A kind is measured by itself when five sessions or more were held and its hours are known within a quarter.
effort as (
    select
        kind,
        sessions,
        hours,
        hours_possible,
        case
            when kind = 'all' then 'all'
            when sessions >= 5 and hours > 0 and hours_possible <= 1.25 * hours then 'own'
            else 'pooled'
        end as basis,
        hours / sessions as per_session,
        hours_possible / sessions as per_session_possible,
        prepare / sessions as prepare,
        conduct / sessions as conduct,
        follow_up / sessions as follow_up
    from (
        select * from measured
        union all
        select * from pooled
    )
)
