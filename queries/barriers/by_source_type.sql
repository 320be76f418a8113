-- question = "Kva kallar kjelda sjølv barrieretypane?"
-- why = "Kjelda sine eigne ord skal ikkje gå tapt når dei blir omsette til våre typar."
-- grain = ["source_type"]
-- values = ["n", "n_barriers"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01

with chosen as (
    select
        barriers.barrier_id,
        barriers.source_types
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

named as (
    select distinct barrier_id, trim(word) as source_type
    from (select barrier_id, unnest(string_split(source_types, ';')) as word from chosen)
    where trim(word) <> ''
)

select
    coalesce(named.source_type, 'not_reported') as source_type,
    count(*) as n,
    (select count(*) from chosen) as n_barriers
from chosen
left join named on named.barrier_id = chosen.barrier_id
group by 1
order by n desc, 1
