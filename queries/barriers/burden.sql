-- question = "Kva kostar barrierane i timar og kroner i året, og kva er det rekna av?"
-- why = "Eit tal utan faktorane bak kan ingen prøva."
-- grain = ["barrier_id"]
-- values = ["hours_per_year", "nok_per_year"]
-- unit = "nok_per_year"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01

with chosen as (
    select
        barriers.barrier_id,
        barriers.title,
        coalesce(barrier_now.owner_level, barriers.owner_level, 'not_reported') as level,
        barriers.burden_hours::DOUBLE as burden_hours,
        barriers.burden_rate_nok::DOUBLE as burden_rate_nok,
        barriers.burden_per_year::DOUBLE as burden_per_year,
        barriers.burden_affected::DOUBLE as burden_affected,
        barriers.public
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

product as (
    select
        *,
        burden_hours * burden_per_year * burden_affected as hours_per_year,
        burden_hours * burden_per_year * burden_affected * burden_rate_nok as nok_per_year
    from chosen
)

select
    barrier_id,
    title,
    level,
    burden_hours,
    burden_rate_nok,
    burden_per_year,
    burden_affected,
    hours_per_year,
    nok_per_year,
    (select count(*) from product) as n_barriers,
    (select count(nok_per_year) from product) as n_estimated,
    public
from product
where coalesce(burden_hours, burden_rate_nok, burden_per_year, burden_affected) is not null
order by nok_per_year desc nulls last, hours_per_year desc nulls last, barrier_id
limit 20
