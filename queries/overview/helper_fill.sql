-- question = "Kor stor del av hjelparane øktene treng, er på plass?"
-- why = "Dekninga framover seier meir enn summen bakover."
-- grain = ["span", "week_from"]
-- values = ["needed", "staffed", "fill"]
-- unit = "helpers"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

-- Weeks begin on Mondays; the coming ones are what is left of this one and the eight whole ones after it.
with weeks as (
    select (date_trunc('week', $as_of::DATE + interval 6 day) + week * interval 7 day)::DATE as week_from
    from (select unnest(generate_series(-8, 7)) as week)
),

span as (
    select 'week' as span, week_from, (week_from + interval 6 day)::DATE as week_to from weeks
    union all
    select 'past', ($as_of::DATE - interval 56 day)::DATE, ($as_of::DATE - interval 1 day)::DATE
    union all
    select
        'coming',
        $as_of::DATE,
        (date_trunc('week', $as_of::DATE + interval 6 day) + interval 55 day)::DATE
),

chosen as (
    select
        sessions.date,
        sessions.helper_needed as needed,
        coalesce(sessions.helper_staffed, 0) as staffed
    from sessions
    where
        (
            (sessions.date < $as_of::DATE and sessions.status = 'held')
            or (sessions.date >= $as_of::DATE and sessions.status = 'planned')
        )
        and /* include session_chosen */
)

select
    span.span,
    span.week_from,
    span.week_to,
    coalesce(sum(chosen.needed), 0)::BIGINT as needed,
    coalesce(sum(chosen.staffed), 0)::BIGINT as staffed,
    sum(least(chosen.staffed, chosen.needed)) / nullif(sum(chosen.needed), 0) as fill
from span
left join chosen on chosen.date >= span.week_from and chosen.date <= span.week_to
group by span.span, span.week_from, span.week_to
order by span.span, span.week_from
