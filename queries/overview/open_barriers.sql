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

-- Where the day of closing is not known, the barrier is not counted as open on any day. Those alike are one.
spell as (
    select barrier_spells.reported_date, barrier_spells.since, barrier_spells.until, count(*) as n
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
    group by barrier_spells.reported_date, barrier_spells.since, barrier_spells.until
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

ranked as (
    select
        taken.day,
        date_diff('day', spell.reported_date, taken.day) - 1 as age,
        sum(spell.n) over (partition by taken.day) as n,
        sum(spell.n) over (partition by taken.day order by spell.reported_date desc) as n_younger
    from (select distinct day from taken) as taken
    join spell on spell.since < taken.day and (spell.until is null or spell.until >= taken.day)
),

-- The median is the age that half are no older than; between two such ages where they part the barriers in two halves.
middle as (
    select
        day,
        n,
        (min(age) filter (2 * n_younger >= n) + min(age) filter (2 * n_younger > n)) / 2 as median_days
    from ranked
    group by day, n
),

start as (
    select date_trunc('month', min(reported_date))::DATE as month from barriers
)

select
    taken.span,
    taken.month_from,
    taken.month_to,
    coalesce(middle.n, 0)::BIGINT as n,
    middle.median_days
from taken
cross join start
left join middle on middle.day = taken.day
where start.month is not null and (taken.month_to is null or taken.month_to >= start.month)
order by taken.span, taken.month_from
