-- question = "Kor mange økter er gjennomførte, mot perioden før?"
-- why = "Det første leiinga spør om: går det framover?"
-- grain = ["span", "month_from", "month_to"]
-- values = ["n"]
-- unit = "sessions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

with
/* include recent */,

/* include spans */,

monthly as (
    select date_trunc('month', sessions.date)::DATE as month, count(*) as n
    from sessions
    where
        sessions.status = 'held'
        and /* include session_chosen */
    group by 1
),

-- Before the first session nothing was recorded, and that is no zero; a span before it in part is no fair measure.
start as (
    select date_trunc('month', min(date))::DATE as month from sessions
)

select
    span.span,
    span.month_from,
    span.month_to,
    case
        when case span.span when 'before' then span.month_from else coalesce(span.month_to, start.month) end
            >= start.month
            then coalesce(sum(monthly.n), 0)::BIGINT
    end as n
from span
cross join start
left join monthly
    on (span.month_from is null or monthly.month >= span.month_from)
    and (span.month_to is null or monthly.month <= span.month_to)
where start.month is not null and (span.span <> 'month' or span.month_from >= start.month)
group by span.span, span.month_from, span.month_to, start.month
order by span.span, span.month_from
