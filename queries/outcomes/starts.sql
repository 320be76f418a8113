-- question = "Når tok kvar eining til med reforma?"
-- why = "Endringar kan berre haldast mot ein start som er registrert."
-- grain = ["unit_id"]
-- values = ["start", "how"]
-- unit = "units"
-- people = "none: når ei eining tok til, er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- tables = ["units"]

with
-- The first month an initiative of the unit was explored, and the first it was tried out.
entered as (
    select
        initiatives.unit_id,
        date_trunc('month', min(phase_events."at") filter (where phase_events.to_phase = 'explore'))::DATE as explored_from,
        date_trunc('month', min(phase_events."at") filter (where phase_events.to_phase = 'try_out'))::DATE as tried_from
    from phase_events
    join initiatives on initiatives.initiative_id = phase_events.initiative_id
    where phase_events."at" <= $as_of::DATE
    group by initiatives.unit_id
),

-- The register's own day comes first; an initiative tried out tells it where the register does not.
known as (
    select
        units.*,
        entered.explored_from,
        entered.tried_from,
        coalesce(date_trunc('month', units.reform_start_date)::DATE, entered.tried_from) as began,
        units.treated is not distinct from 'no' as kept_out
    from units
    left join entered on entered.unit_id = units.unit_id
)

select
    unit_id,
    name as unit_name,
    sector,
    parent,
    case when not kept_out then began end as start,
    case
        when kept_out and began is not null then 'contradicted'
        when began is null and treated = 'yes' then 'unknown'
        when began is null then 'never'
        when reform_start_date is null then 'tried'
        else 'registered'
    end as how,
    explored_from,
    tried_from,
    headcount,
    fte,
    comparison_group
from known
where (
        ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
        or known.unit_id = any($unit::VARCHAR[])
    )
order by start nulls last, sector, unit_name, unit_id
