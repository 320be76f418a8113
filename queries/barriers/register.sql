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
/* include owned */,

wanted as (
    select
        owned.barrier_id,
        owned.reported_date,
        owned.level,
        owned.org,
        owned.status,
        owned.status_at,
        owned.closed_date,
        case
            when owned.is_open or owned.closed_date is not null
                then date_diff('day', owned.reported_date, coalesce(owned.closed_date, $as_of::DATE))
        end as days,
        barriers.severity,
        barriers.answer_by
    from owned
    join barriers on barriers.barrier_id = owned.barrier_id
    left join units on units.unit_id = barriers.reported_by_unit
    where
        ($barrier::VARCHAR[] is null or owned.barrier_id = any($barrier::VARCHAR[]))
        and ($status::VARCHAR[] is null or owned.status = any($status::VARCHAR[]))
        and ($owner::VARCHAR[] is null or list_has_any(owned.owners, $owner::VARCHAR[]))
        -- Each word stands in what is shown, or in the label of a code. Text that is not open is not searched for all.
        and (
            $text::VARCHAR[] is null
            or len(list_filter($text::VARCHAR[], lambda word: not contains(lower(concat_ws(
                ' ', barriers.barrier_id, units.name, barriers.source_types, barriers.legal_ref, owned.org,
                case when $free_text::BOOLEAN is not false or barriers.public = 'open' then concat_ws(
                    ' ', barriers.title, barriers.description, barriers.wanted_action, barriers.next_step
                ) end
            )), word)
            and not list_has_any($text_code::VARCHAR[], list_transform(
                list_concat(barriers.types, [
                    owned.level,
                    owned.status,
                    coalesce(barriers.steering_instrument, 'not_reported'),
                    barriers.est_unit
                ]), lambda code: word || '=' || code
            )))) = 0
        )
),

-- What an order does not tell apart stands with the newest first.
placed as (
    select
        *,
        row_number() over (
            order by
                case when $order::VARCHAR = 'oldest' then reported_date end,
                case when $order::VARCHAR = 'longest' then days end desc nulls last,
                case when $order::VARCHAR = 'severity' then severity end desc nulls last,
                case when $order::VARCHAR = 'answer_by' then answer_by end nulls last,
                reported_date desc,
                barrier_id
        ) as place
    from wanted
)

select
    placed.barrier_id,
    barriers.title,
    barriers.description,
    placed.reported_date,
    barriers.types,
    barriers.source_types,
    barriers.sector,
    barriers.reported_by_unit as unit_id,
    units.name as unit_name,
    placed.level,
    placed.org,
    placed.status,
    placed.status_at,
    placed.closed_date,
    placed.days,
    placed.severity,
    coalesce(barriers.steering_instrument, 'not_reported') as instrument,
    barriers.legal_ref,
    barriers.est_hours,
    barriers.est_unit,
    barriers.wanted_action,
    placed.answer_by,
    barriers.next_step,
    barriers.public,
    (select count(*) from placed) as n_barriers
from placed
join barriers on barriers.barrier_id = placed.barrier_id
left join units on units.unit_id = barriers.reported_by_unit
where placed.place <= 2000
order by placed.place
