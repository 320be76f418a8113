-- question = "Kva barrierar er melde?"
-- why = "Registeret er minnet til reforma; alt anna om barrierar er teljingar av det."
-- grain = ["barrier_id"]
-- values = ["days"]
-- unit = "days"
-- people = "none: barrierar handlar om reglar og styresmakter, ikkje om personar"
-- owner = "Barriereansvarleg"
-- review_by = 2027-11-01
-- past = true

with
/* include barriers_chosen */,

wanted as (
    select chosen.barrier_id, chosen.reported_date
    from chosen
    join barriers on barriers.barrier_id = chosen.barrier_id
    left join units on units.unit_id = barriers.reported_by_unit
    where
        -- Each word stands in what is shown, or in the label of a code. Text that is not open is not searched for all.
        (
            $text::VARCHAR[] is null
            or len(list_filter($text::VARCHAR[], lambda word: not contains(lower(concat_ws(
                ' ', barriers.barrier_id, units.name, barriers.source_types, barriers.legal_ref,
                chosen.org,
                case when $free_text::BOOLEAN is not false or barriers.public = 'open' then concat_ws(
                    ' ', barriers.title, barriers.description, barriers.wanted_action, barriers.next_step
                ) end
            )), word)
            and not list_has_any($text_code::VARCHAR[], list_transform(
                list_concat(barriers.types, [
                    chosen.level,
                    chosen.status,
                    coalesce(barriers.steering_instrument, 'not_reported'),
                    barriers.est_unit
                ]), lambda code: word || '=' || code
            )))) = 0
        )
),

kept as (
    select barrier_id from wanted
    order by reported_date desc, barrier_id
    limit 2000
),

newest as (
    select
        barriers.*,
        chosen.level,
        chosen.org,
        chosen.status,
        chosen.status_at,
        chosen.is_open,
        chosen.closed_date
    from chosen
    join barriers on barriers.barrier_id = chosen.barrier_id
    where chosen.barrier_id in (select barrier_id from kept)
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
        when newest.is_open or newest.closed_date is not null
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
    (select count(*) from wanted) as n_barriers
from newest
left join units on units.unit_id = newest.reported_by_unit
order by newest.reported_date desc, newest.barrier_id
