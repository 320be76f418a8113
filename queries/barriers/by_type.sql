-- question = "Kva slags barrierar møter me?"
-- why = "Slaget barriere avgjer kven som kan gjera noko med han."
-- grain = ["type"]
-- values = ["n", "n_open", "n_barriers"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01

with chosen as (
    select
        barriers.barrier_id,
        barriers.types,
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
    select distinct barrier_id, is_open, unnest(types) as type
    from chosen
)

select
    type,
    count(*) as n,
    count(*) filter (where is_open) as n_open,
    (select count(*) from chosen) as n_barriers
from typed
group by type
order by n desc, type
