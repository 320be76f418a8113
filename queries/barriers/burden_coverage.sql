-- question = "Kor mange barrierar har eit overslag over timar, og for kva periode?"
-- why = "Eit timetal utan periode kan ikkje summerast med eit som har ein."
-- grain = ["est_unit"]
-- values = ["n", "est_hours", "n_barriers"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01

with chosen as (
    select
        case
            when barriers.est_hours is null then 'no_estimate'
            else coalesce(barriers.est_unit, 'not_reported')
        end as est_unit,
        barriers.est_hours
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
)

select
    est_unit,
    count(*) as n,
    sum(est_hours) as est_hours,
    (select count(*) from chosen) as n_barriers
from chosen
group by est_unit
order by n desc, est_unit
