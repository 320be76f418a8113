-- question = "Kor mange timar kravde øktene dei siste tolv månadene, etter rolle og slag arbeid?"
-- why = "Timar per økt er det som gjer talet på økter om til behov for kapasitet og til kostnad."
-- grain = ["role", "activity"]
-- values = ["hours"]
-- unit = "hours"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

with span as (
    select date_trunc('month', $as_of::DATE + interval 1 day)::DATE as until
),

/* include rates */,

-- What an hour costs under a label of several roles lies between its cheapest and its dearest; a role without a rate
-- is not costed, which may be all that a merged row holds.
priced as (
    select
        role_tree.label,
        min(coalesce(rates.hourly, rates.salary / $norm_hours::DOUBLE, 0)) as rate_low,
        max(coalesce(rates.hourly, rates.salary / $norm_hours::DOUBLE)) as rate_high
    from role_tree
    left join rates on rates.leaf = role_tree.leaf
    group by role_tree.label
),

part as (
    select
        released.role,
        case when released.code in ('prepare', 'conduct', 'follow_up') then released.code else 'rest' end as activity,
        released.hours,
        released.month_from >= span.until - interval 12 month
            and released.month_to < span.until
            and ($place_sure::VARCHAR[] is null or released.place = any($place_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released.band_lo >= $sure_band::INTEGER) as sure
    from released_part as released
    cross join span
    where
        released.margin = 'activity'
        and released.month_to >= span.until - interval 12 month
        and released.month_from < span.until
        and ($place_possible::VARCHAR[] is null or released.place = any($place_possible::VARCHAR[]))
)

select
    part.role,
    part.activity,
    sum(case when part.sure then part.hours else least(part.hours, 0) end) as hours,
    sum(case when part.sure then part.hours else greatest(part.hours, 0) end) as hours_possible,
    case when priced.rate_high is not null then priced.rate_low end as rate_low,
    priced.rate_high
from part
join priced on priced.label = part.role
group by part.role, part.activity, priced.rate_low, priced.rate_high
order by part.role, part.activity
