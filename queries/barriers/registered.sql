-- question = "Kva er registrert om barrierane, og kva manglar?"
-- why = "Ein figur utan eigar eller historie kan berre lagast når nokon har skrive det inn."
-- grain = ["field"]
-- values = ["n", "n_barriers"]
-- unit = "barriers"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */,

followed as (
    select distinct barrier_id
    from barrier_events
    where
        status_only is distinct from 'yes'
        and to_status <> 'reported'
        and barrier_events.at <= $as_of::DATE
),

told as (
    select
        chosen.reported_date,
        coalesce(barriers.reported_by_org, barriers.reported_by_unit) as reporter,
        nullif(list_filter(barriers.types, lambda type: type <> 'not_reported')::VARCHAR, '[]') as types,
        nullif(chosen.level, 'not_reported') as owner_level,
        chosen.org as owner_org,
        followed.barrier_id as history,
        nullif(barriers.steering_instrument, 'not_reported') as steering_instrument,
        barriers.legal_ref,
        nullif(barriers.who_feels_it, 'not_reported') as who_feels_it,
        barriers.severity::VARCHAR as severity,
        barriers.est_hours::VARCHAR as est_hours,
        case
            when
                barriers.burden_hours is not null
                and barriers.burden_rate_nok is not null
                and barriers.burden_per_year is not null
                and barriers.burden_affected is not null
                then barriers.barrier_id
        end as burden,
        barriers.answer_by::VARCHAR as answer_by
    from chosen
    join barriers on barriers.barrier_id = chosen.barrier_id
    left join followed on followed.barrier_id = chosen.barrier_id
),

field as (
    unpivot (select * exclude (reported_date) from told)
    on reporter, types, owner_level, owner_org, history, steering_instrument, legal_ref, who_feels_it, severity,
    est_hours, burden, answer_by
    into name field value said
),

counted as (
    select field, count(*) as n, count(distinct said) as n_different
    from field
    group by field
)

select
    listed.field,
    coalesce(counted.n, 0) as n,
    coalesce(counted.n_different, 0) as n_different,
    (select count(*) from told) as n_barriers,
    (select min(reported_date) from told) as first_day,
    (select max(reported_date) from told) as last_day
from (
    select
        unnest([
            'reporter', 'types', 'owner_level', 'owner_org', 'history', 'steering_instrument', 'legal_ref',
            'who_feels_it', 'severity', 'est_hours', 'burden', 'answer_by'
        ]) as field,
        unnest(range(12)) as place
) as listed
left join counted on counted.field = listed.field
where (select count(*) from told) > 0
order by listed.place
