-- question = "Kor mykje av overslaget kviler på førte timar, og kor mykje på anslag?"
-- why = "Førte timar og anslag har ulik tyngd, og skal ikkje sjå like sikre ut."
-- grain = ["basis"]
-- values = ["cost", "in_kind", "hours", "fte_spent", "uncosted_h"]
-- unit = "nok_estimate"
-- people = "ledger"
-- owner = "Økonomileiar"
-- review_by = 2027-11-01

-- What an hour of each role costs the municipality and what of it the Research Council lets count.
with rate as (
    select
        leaf,
        coalesce(hourly, salary / $norm_hours::DOUBLE) as own,
        case when salary is not null then least(hourly, $in_kind_share::DOUBLE * salary, $in_kind_most::DOUBLE) end
            as counted
    from (
        select
            unnest($rate_roles::VARCHAR[]) as leaf,
            unnest($rate_hourly::DOUBLE[]) as hourly,
            unnest($rate_salary::DOUBLE[]) as salary
    )
),

-- A pooled label costs between its cheapest and its dearest role, or from nothing where one of them has no rate.
priced as (
    select
        role_tree.label as role,
        case when count(rate.own) = count(*) then min(rate.own) else 0 end as own_least,
        max(rate.own) as own_most,
        case when count(rate.counted) = count(*) then min(rate.counted) else 0 end as counted_least,
        max(rate.counted) as counted_most,
        case when count(rate.own) = 0 then 1 else 0 end as unrated_least,
        case when count(rate.own) < count(*) then 1 else 0 end as unrated_most
    from role_tree
    left join rate on rate.leaf = role_tree.leaf
    group by role_tree.label
),

-- The months that are both asked about and told of, and the hours one årsverk has in them.
extent as (
    select
        greatest(coalesce(min(month_from) filter (where month_from = month_to), min(month_from)), $from::DATE) as first,
        least(coalesce(max(month_to) filter (where month_from = month_to), max(month_to)), $to::DATE) as last
    from released
),

norm as (
    select
        case
            when last >= first
                then (
                    (extract(year from last) - extract(year from first)) * 12
                    + extract(month from last) - extract(month from first) + 1
                ) * $norm_hours::DOUBLE / 12
        end as fte_hours
    from extent
),

part as (
    select
        released.role,
        released.code as basis,
        released.hours,
        ($from::DATE is null or released.month_from >= $from::DATE)
            and ($to::DATE is null or released.month_to <= $to::DATE)
            and ($role_sure::VARCHAR[] is null or released.role = any($role_sure::VARCHAR[]))
            and ($place_sure::VARCHAR[] is null or released.place = any($place_sure::VARCHAR[]))
            and ($phase_sure::VARCHAR[] is null or released.phase = any($phase_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released.band_lo >= $sure_band::INTEGER) as sure
    from released_part as released
    where
        released.margin = 'basis'
        and ($from::DATE is null or released.month_to >= $from::DATE)
        and ($to::DATE is null or released.month_from <= $to::DATE)
        and ($role_possible::VARCHAR[] is null or released.role = any($role_possible::VARCHAR[]))
        and ($place_possible::VARCHAR[] is null or released.place = any($place_possible::VARCHAR[]))
        and ($phase_possible::VARCHAR[] is null or released.phase = any($phase_possible::VARCHAR[]))
),

-- What is not surely inside counts from nothing.
weighed as (
    select
        part.basis,
        part.hours,
        case when part.sure then 1 else 0 end as inside,
        priced.*,
        norm.fte_hours
    from part
    join priced on priced.role = part.role
    cross join norm
)

select
    basis,
    sum(least(hours * inside, hours)) as hours,
    sum(greatest(hours * inside, hours)) as hours_possible,
    sum(least(hours * inside, hours)) / fte_hours as fte_spent,
    sum(greatest(hours * inside, hours)) / fte_hours as fte_spent_possible,
    sum(least(hours * inside * own_least, hours * own_most)) as cost,
    sum(greatest(hours * inside * own_least, hours * own_most)) as cost_possible,
    sum(least(hours * inside * counted_least, hours * counted_most)) as in_kind,
    sum(greatest(hours * inside * counted_least, hours * counted_most)) as in_kind_possible,
    sum(least(hours * inside * unrated_least, hours * unrated_most)) as uncosted_h,
    sum(greatest(hours * inside * unrated_least, hours * unrated_most)) as uncosted_h_possible
from weighed
group by basis, fte_hours
order by basis
