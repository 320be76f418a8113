-- question = "Kor mange barrierar står opne, og kor gamle er dei?"
-- why = "Alder avslører det som er lagt til side."
-- grain = ["span", "month_from", "month_to"]
-- values = ["n", "median_days"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01

with
/* include recent */,

/* include spans */,

-- Where the day of closing is not known, the barrier is not counted as open on any day.
spell as (
    select barrier_spells.reported_date, barrier_spells.since, barrier_spells.until
    from barrier_spells
    where
        (
            ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
            or barrier_spells.reported_by_unit = any($unit::VARCHAR[])
            or barrier_spells.sector = any($sector::VARCHAR[])
        )
        and ($level::VARCHAR[] is null or barrier_spells.level = any($level::VARCHAR[]))
        and ($type::VARCHAR[] is null or list_has_any(barrier_spells.types, $type::VARCHAR[]))
        and barrier_spells.until_known
),

-- A count is taken at the end of a month's last day, and never after as_of.
taken as (
    select
        span,
        month_from,
        month_to,
        least((month_to + interval 1 month)::DATE, ($as_of::DATE + interval 1 day)::DATE) as day
    from span
),

start as (
    select date_trunc('month', min(reported_date))::DATE as month from barriers
)

select
    taken.span,
    taken.month_from,
    taken.month_to,
    count(spell.since) as n,
    median(date_diff('day', spell.reported_date, taken.day) - 1) as median_days
from taken
cross join start
left join spell on spell.since < taken.day and (spell.until is null or spell.until >= taken.day)
where start.month is not null and (taken.month_to is null or taken.month_to >= start.month)
group by taken.span, taken.month_from, taken.month_to
order by taken.span, taken.month_from
