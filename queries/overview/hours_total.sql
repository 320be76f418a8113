-- question = "Kor mange timar har reforma kravd, mot perioden før?"
-- why = "Summen av timar er prisen kommunen alt betaler."
-- grain = ["span", "month_from", "month_to"]
-- values = ["hours"]
-- unit = "hours"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

with
/* include recent */,

/* include spans */,

part as (
    select
        released.role,
        released.place,
        released.month_from,
        released.month_to,
        released.code as activity,
        released.hours,
        /* include surely_labelled */
        and ($activity::VARCHAR[] is null or released.code = any($activity::VARCHAR[])) as sure
    from released_part as released
    where
        released.margin = 'activity'
        and /* include possibly_labelled */
        and /* include possibly_of_activity */
),

monthly as (
    select month_from, month_to, sure, sum(least(hours, 0)) as below, sum(greatest(hours, 0)) as above
    from part
    group by month_from, month_to, sure
),

start as (
    select min(month_from) as month from released
),

placed as (
    select
        span.span,
        span.month_from,
        span.month_to,
        monthly.below,
        monthly.above,
        monthly.sure
        and (span.month_from is null or monthly.month_from >= span.month_from)
        and (span.month_to is null or monthly.month_to <= span.month_to) as sure
    from span
    cross join start
    left join monthly
        on (span.month_from is null or monthly.month_to >= span.month_from)
        and (span.month_to is null or monthly.month_from <= span.month_to)
    where
        coalesce(case when span.span in ('recent', 'scope') then span.month_to else span.month_from end, start.month)
        >= start.month
)

select
    span,
    month_from,
    month_to,
    sum(case when sure then below + above else below end) as hours,
    sum(case when sure then below + above else above end) as hours_possible
from placed
group by span, month_from, month_to
order by span, month_from
