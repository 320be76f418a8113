-- question = "Kva kan me løysa sjølve, og kva må løftast?"
-- why = "Det me kan løysa sjølve, skal ikkje venta på staten."
-- grain = ["type", "level"]
-- values = ["n", "n_open"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01

with chosen as (
    select
        barriers.barrier_id,
        barriers.types,
        coalesce(barrier_now.owner_level, barriers.owner_level, 'not_reported') as level,
        barrier_now.closed_date is null as is_open
    from barriers
    left join barrier_now on barrier_now.barrier_id = barriers.barrier_id
    where
        ($from::DATE is null or barriers.reported_date >= $from::DATE)
        and ($to::DATE is null or barriers.reported_date < $to::DATE + interval 1 month)
        and (
            ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
            or barriers.reported_by_unit = any($unit::VARCHAR[])
            or barriers.sector = any($sector::VARCHAR[])
        )
        and (
            $level::VARCHAR[] is null
            or coalesce(barrier_now.owner_level, barriers.owner_level, 'not_reported') = any($level::VARCHAR[])
        )
        and ($type::VARCHAR[] is null or list_has_any(barriers.types, $type::VARCHAR[]))
),

typed as (
    select distinct barrier_id, level, is_open, unnest(types) as type
    from chosen
)

select type, level, count(*) as n, count(*) filter (where is_open) as n_open
from typed
group by type, level
order by type, level
