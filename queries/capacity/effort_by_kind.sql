-- question = "Kor mange timar tek ei økt av kvart slag, med førebuing og oppfølging?"
-- why = "Ein plan for øktene som kjem, må rekna med timane økter av same slag har teke."
-- grain = ["kind"]
-- values = ["hours", "per_session"]
-- unit = "hours"
-- people = "ledger"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- shared = true

with since as (
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

beside as (
    select
        'none' as kind,
        null::BIGINT as sessions,
        sum(hours) as hours,
        sum(hours_possible) as hours_possible,
        null as prepare,
        null as conduct,
        null as follow_up
    from bounded
    where kind = 'none'
    having count(*) > 0
)

-- A kind is measured by itself when five sessions or more were held and its hours are known within a quarter.
select
    every.kind,
    every.sessions,
    every.hours,
    every.hours_possible,
    case
        when every.kind = 'none' then 'beside'
        when every.kind = 'all' then 'all'
        when every.sessions >= 5 and every.hours > 0 and every.hours_possible <= 1.25 * every.hours then 'own'
        else 'pooled'
    end as basis,
    every.hours / every.sessions as per_session,
    every.hours_possible / every.sessions as per_session_possible,
    every.prepare / every.sessions as prepare,
    every.conduct / every.sessions as conduct,
    every.follow_up / every.sessions as follow_up,
    pooled.hours / pooled.sessions as pooled_rate,
    pooled.hours_possible / pooled.sessions as pooled_rate_possible
from (
    select * from measured
    union all
    select * from pooled
    union all
    select * from beside
) as every
left join pooled on every.kind <> 'none'
order by every.sessions desc nulls last, every.kind
