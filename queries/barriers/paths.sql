-- question = "Kven merkar barrierane, kva slag er dei, kven eig dei, og kvar står dei?"
-- why = "Vegen frå den som merkar noko til den som kan endra det, viser kvar det stoggar."
-- grain = ["stage", "from_code", "to_code"]
-- values = ["n"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */,

typed as (
    select distinct
        chosen.barrier_id,
        coalesce(barriers.who_feels_it, 'not_reported') as feels,
        chosen.level,
        unnest(chosen.types) as type
    from chosen
    join barriers on barriers.barrier_id = chosen.barrier_id
),

-- A barrier is counted once in each pair it belongs to.
pair as (
    select barrier_id, 'feels_type' as stage, feels as from_code, type as to_code
    from typed
    union all
    select barrier_id, 'type_level', type, level
    from typed
    union all
    select barrier_id, 'level_status', level, status
    from chosen
),

held as (
    select stage, from_code, count(distinct barrier_id) as from_n
    from pair
    group by stage, from_code
)

select
    pair.stage,
    pair.from_code,
    pair.to_code,
    count(*) as n,
    held.from_n,
    (select count(*) from chosen) as n_barriers
from pair
join held on held.stage = pair.stage and held.from_code = pair.from_code
group by pair.stage, pair.from_code, pair.to_code, held.from_n
order by pair.stage, n desc, pair.from_code, pair.to_code
