-- question = "Kva kostar barrierane i timar og kroner i året, og kva er det rekna av?"
-- why = "Eit tal utan faktorane bak kan ingen prøva."
-- grain = ["barrier_id"]
-- values = ["hours_per_year", "nok_per_year"]
-- unit = "nok_per_year"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */,

factor as (
    select
        chosen.barrier_id,
        barriers.title,
        chosen.level,
        barriers.burden_hours::DOUBLE as burden_hours,
        barriers.burden_rate_nok::DOUBLE as burden_rate_nok,
        barriers.burden_per_year::DOUBLE as burden_per_year,
        barriers.burden_affected::DOUBLE as burden_affected,
        barriers.public
    from chosen
    join barriers on barriers.barrier_id = chosen.barrier_id
),

product as (
    select
        *,
        burden_hours * burden_per_year * burden_affected as hours_per_year,
        burden_hours * burden_per_year * burden_affected * burden_rate_nok as nok_per_year
    from factor
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
    (select sum(hours_per_year) from product where nok_per_year is not null) as hours_total,
    (select sum(nok_per_year) from product) as nok_total,
    public
from product
where coalesce(burden_hours, burden_rate_nok, burden_per_year, burden_affected) is not null
order by nok_per_year desc nulls last, hours_per_year desc nulls last, barrier_id
limit 20
