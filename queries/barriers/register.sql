-- question = "Kva barrierar er melde?"
-- why = "Registeret er minnet til reforma; alt anna om barrierar er teljingar av det."
-- grain = ["barrier_id"]
-- values = ["days"]
-- unit = "days"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01

with chosen as (
    select barriers.barrier_id, barriers.reported_date
    from barriers
    left join barrier_now on barrier_now.barrier_id = barriers.barrier_id
    left join units on units.unit_id = barriers.reported_by_unit
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
        -- Each word stands in what is shown, or in the label of a code. Text that is not open is not searched for all.
        and (
            $text::VARCHAR[] is null
            or len(list_filter($text::VARCHAR[], lambda word: not contains(lower(concat_ws(
                ' ', barriers.barrier_id, units.name, barriers.source_types, barriers.legal_ref,
                coalesce(barrier_now.owner_org, barriers.owner_org),
                case when $free_text::BOOLEAN is not false or barriers.public = 'open' then concat_ws(
                    ' ', barriers.title, barriers.description, barriers.wanted_action, barriers.next_step
                ) end
            )), word)
            and not list_has_any($text_code::VARCHAR[], list_transform(
                list_concat(barriers.types, [
                    coalesce(barrier_now.owner_level, barriers.owner_level, 'not_reported'),
                    coalesce(barrier_now.status, 'reported'),
                    coalesce(barriers.steering_instrument, 'not_reported'),
                    barriers.est_unit
                ]), lambda code: word || '=' || code
            )))) = 0
        )
),

kept as (
    select barrier_id from chosen
    order by reported_date desc, barrier_id
    limit 2000
),

newest as (
    select
        barriers.*,
        coalesce(barrier_now.owner_level, barriers.owner_level, 'not_reported') as level,
        coalesce(barrier_now.owner_org, barriers.owner_org) as org,
        coalesce(barrier_now.status, 'reported') as status,
        barrier_now.status_at,
        barrier_now.closed_date,
        barrier_now.status_only is not distinct from 'yes' as status_only
    from barriers
    left join barrier_now on barrier_now.barrier_id = barriers.barrier_id
    where barriers.barrier_id in (select barrier_id from kept)
)

select
    newest.barrier_id,
    newest.title,
    newest.description,
    newest.reported_date,
    newest.types,
    newest.source_types,
    newest.sector,
    newest.reported_by_unit as unit_id,
    units.name as unit_name,
    newest.level,
    newest.org,
    newest.status,
    newest.status_at,
    newest.closed_date,
    case
        when newest.closed_date is null or not newest.status_only
            then date_diff('day', newest.reported_date, coalesce(newest.closed_date, $as_of::DATE))
    end as days,
    newest.severity,
    coalesce(newest.steering_instrument, 'not_reported') as instrument,
    newest.legal_ref,
    newest.est_hours,
    newest.est_unit,
    newest.wanted_action,
    newest.answer_by,
    newest.next_step,
    newest.public,
    (select count(*) from chosen) as n_barriers
from newest
left join units on units.unit_id = newest.reported_by_unit
order by newest.reported_date desc, newest.barrier_id
