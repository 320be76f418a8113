-- question = "Når trengst det fleire timar enn me har til øktene?"
-- why = "Den som veit når det brest, kan flytta ei økt eller finna ein hjelpar i tide."
-- grain = ["span", "day_from"]
-- values = ["need", "available", "gap"]
-- unit = "hours"
-- people = "ledger"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- shared = true
-- tables = ["capacity"]

with since as (
    select date_trunc('year', $as_of::DATE - interval 1 year + interval 1 day)::DATE as day
),

-- Weeks begin on Mondays: what is left of this one, and the eight whole ones after it.
span as (
    select 'week' as span, greatest(monday, $as_of::DATE) as day_from, (monday + interval 6 day)::DATE as day_to
    from (
        select (date_trunc('week', $as_of::DATE + interval 6 day) + week * interval 7 day)::DATE as monday
        from (select unnest(generate_series(-1, 7)) as week)
    )
    where monday + interval 6 day >= $as_of::DATE
    union all
    select 'month', day, (day + interval 1 month - interval 1 day)::DATE
    from (
        select (date_trunc('month', $as_of::DATE) + month * interval 1 month)::DATE as day
        from (select unnest(generate_series(-11, 6)) as month)
    )
),

-- What a session of each kind has taken, as in capacity/effort_by_kind.
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
        and released_effort.kind <> 'none'
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

held as (
    select coalesce(sessions.kind, 'not_reported') as kind, count(*) as sessions
    from sessions
    where
        sessions.status = 'held'
        and sessions.date >= (select day from since)
        and sessions.date <= $as_of::DATE
    group by 1
),

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

rate as (
    select
        kind,
        hours / sessions as hours,
        hours_possible / sessions as hours_possible,
        prepare / sessions as prepare,
        conduct / sessions as conduct,
        follow_up / sessions as follow_up
    from measured
    where sessions >= 5 and hours > 0 and hours_possible <= 1.25 * hours
),

pooled as (
    select
        sum(hours) / (select sum(sessions) from held) as hours,
        sum(hours_possible) / (select sum(sessions) from held) as hours_possible,
        coalesce(sum(hours) filter (activity = 'prepare'), 0) / (select sum(sessions) from held) as prepare,
        coalesce(sum(hours) filter (activity = 'conduct'), 0) / (select sum(sessions) from held) as conduct,
        coalesce(sum(hours) filter (activity = 'follow_up'), 0) / (select sum(sessions) from held) as follow_up
    from bounded
),

-- A session that is moved or cancelled asks for nothing; where it is moved to, it is planned anew.
chosen as (
    select sessions.date, coalesce(sessions.kind, 'not_reported') as kind
    from sessions
    where
        (
            (sessions.date < $as_of::DATE and sessions.status = 'held')
            or (sessions.date >= $as_of::DATE and sessions.status = 'planned')
        )
        and (
            ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
            or sessions.unit_id = any($unit::VARCHAR[])
            or sessions.sector = any($sector::VARCHAR[])
        )
),

needed as (
    select
        span.span,
        span.day_from,
        count(*) as n_sessions,
        count(*) filter (where rate.kind is null) as n_pooled,
        sum(coalesce(rate.hours, pooled.hours)) as need,
        sum(coalesce(rate.hours_possible, pooled.hours_possible)) as need_possible,
        sum(coalesce(rate.prepare, pooled.prepare)) as prepare,
        sum(coalesce(rate.conduct, pooled.conduct)) as conduct,
        sum(coalesce(rate.follow_up, pooled.follow_up)) as follow_up
    from span
    join chosen on chosen.date >= span.day_from and chosen.date <= span.day_to
    cross join pooled
    left join rate on rate.kind = chosen.kind
    group by span.span, span.day_from
),

-- Capacity is spread evenly over the working days of its months: Monday to Friday that are no public holiday.
working_day as (
    select day
    from (
        select unnest(generate_series($as_of::DATE - interval 3 year, $as_of::DATE + interval 3 year, interval 1 day))
            as day
    )
    where extract(isodow from day) <= 5 and not list_contains($holidays::DATE[], day::DATE)
),

seat as (
    select
        released_capacity.month_from,
        released_capacity.month_to,
        released_capacity.available_h as hours,
        ($role_sure::VARCHAR[] is null or released_capacity.role = any($role_sure::VARCHAR[]))
            and ($place_sure::VARCHAR[] is null or released_capacity.place = any($place_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released_capacity.band_lo >= $sure_band::INTEGER) as sure
    from released_capacity
    where
        ($role_possible::VARCHAR[] is null or released_capacity.role = any($role_possible::VARCHAR[]))
        and ($place_possible::VARCHAR[] is null or released_capacity.place = any($place_possible::VARCHAR[]))
),

offered as (
    select
        month_from,
        month_to,
        sum(case when sure then hours else 0 end) as hours,
        sum(hours) as hours_possible
    from seat
    group by month_from, month_to
),

a_day as (
    select
        offered.month_from,
        offered.month_to,
        offered.hours / count(*) as hours,
        offered.hours_possible / count(*) as hours_possible
    from offered
    join working_day on working_day.day >= offered.month_from and working_day.day < offered.month_to + interval 1 month
    group by offered.month_from, offered.month_to, offered.hours, offered.hours_possible
),

available as (
    select
        span.span,
        span.day_from,
        sum(a_day.hours) as available,
        sum(a_day.hours_possible) as available_possible
    from span
    join working_day on working_day.day >= span.day_from and working_day.day <= span.day_to
    join a_day on working_day.day >= a_day.month_from and working_day.day < a_day.month_to + interval 1 month
    group by span.span, span.day_from
),

met as (
    select
        span.span,
        span.day_from,
        span.day_to,
        span.span = 'month' or span.day_to = span.day_from + interval 6 day as whole,
        coalesce(needed.n_sessions, 0) as n_sessions,
        coalesce(needed.n_pooled, 0) as n_pooled,
        case when needed.span is null then 0 else needed.need end as need,
        case when needed.span is null then 0 else needed.need_possible end as need_possible,
        case when needed.span is null then 0 else needed.prepare end as prepare,
        case when needed.span is null then 0 else needed.conduct end as conduct,
        case when needed.span is null then 0 else needed.follow_up end as follow_up,
        available.available,
        available.available_possible
    from span
    left join needed on needed.span = span.span and needed.day_from = span.day_from
    left join available on available.span = span.span and available.day_from = span.day_from
)

-- Where nothing is measured or no capacity is known, there is no gap to tell of: it is not nought.
select
    *,
    case when need is not null and available is not null then greatest(need - available_possible, 0) end as gap,
    case when need is not null and available is not null then greatest(need_possible - available, 0) end as gap_possible
from met
order by span, day_from
