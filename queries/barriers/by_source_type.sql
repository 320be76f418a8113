-- question = "Kva kallar kjelda sjølv barrieretypane?"
-- why = "Kjelda sine eigne ord skal ikkje gå tapt når dei blir omsette til våre typar."
-- grain = ["source_type"]
-- values = ["n", "n_barriers"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */,

named as (
    select distinct barrier_id, trim(word) as source_type
    from (
        select chosen.barrier_id, unnest(string_split(barriers.source_types, ';')) as word
        from chosen
        join barriers on barriers.barrier_id = chosen.barrier_id
    )
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
