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

with
/* include weeks */,

span as (
    select 'week' as span, week_from as day_from, week_to as day_to
    from weeks
    union all
    select 'month', day, (day + interval 1 month - interval 1 day)::DATE
    from (
        select (date_trunc('month', $as_of::DATE) + month * interval 1 month)::DATE as day
        from (select unnest(generate_series(-11, 6)) as month)
    )
),

/* include session_effort */,

-- A session that is moved or cancelled asks for nothing; where it is moved to, it is planned anew.
chosen as (
    select sessions.date, coalesce(sessions.kind, 'not_reported') as kind
    from sessions
    where
        (
            (sessions.date < $as_of::DATE and sessions.status = 'held')
            or (sessions.date >= $as_of::DATE and sessions.status = 'planned')
        )
        and /* include session_placed */
),

needed as (
    select
        span.span,
        span.day_from,
        count(*) as n_sessions,
        count(*) filter (where rate.kind is null) as n_pooled,
        sum(coalesce(rate.per_session, whole.per_session)) as need,
        sum(coalesce(rate.per_session_possible, whole.per_session_possible)) as need_possible,
        sum(coalesce(rate.prepare, whole.prepare)) as prepare,
        sum(coalesce(rate.conduct, whole.conduct)) as conduct,
        sum(coalesce(rate.follow_up, whole.follow_up)) as follow_up
    from span
    join chosen on chosen.date >= span.day_from and chosen.date <= span.day_to
    left join effort as rate on rate.kind = chosen.kind and rate.basis = 'own'
    left join effort as whole on whole.kind = 'all'
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
