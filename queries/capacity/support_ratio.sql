-- question = "Kor mykje førebuing og oppfølging krev ein time gjennomføring, kvartal for kvartal?"
-- why = "Ei økt kostar meir enn timen ho varer; planen må rekna med resten."
-- grain = ["span", "day_from"]
-- values = ["support_hours", "conduct_hours", "unknown_hours", "ratio_least", "ratio_most"]
-- unit = "ratio"
-- people = "ledger"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- shared = true

-- What is folded in a row is nothing that the row shows by itself.
with folded as (
    select
        source,
        row_id,
        not bool_or(code = 'conduct') as may_conduct,
        not (bool_or(code = 'prepare') and bool_or(code = 'follow_up')) as may_support
    from released_margin
    where margin = 'activity'
    group by source, row_id
),

part as (
    select
        released.month_from,
        released.month_to,
        released_margin.code as activity,
        released_margin.hours,
        released_margin.code = 'withheld' or (released_margin.code = 'merged' and folded.may_support) as may_support,
        released_margin.code = 'withheld' or (released_margin.code = 'merged' and folded.may_conduct) as may_conduct,
        ($place_sure::VARCHAR[] is null or released.place = any($place_sure::VARCHAR[]))
            and ($phase_sure::VARCHAR[] is null or released.phase = any($phase_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released.band_lo >= $sure_band::INTEGER) as inside
    from released
    join released_margin on released_margin.source = released.source and released_margin.row_id = released.row_id
    join folded on folded.source = released.source and folded.row_id = released.row_id
    where
        released_margin.margin = 'activity'
        and released_margin.code in ('prepare', 'follow_up', 'conduct', 'merged', 'withheld')
        and ($from::DATE is null or released.month_to >= $from::DATE)
        and ($to::DATE is null or released.month_from <= $to::DATE)
        and ($role_sure::VARCHAR[] is null or released.role = any($role_sure::VARCHAR[]))
        and ($place_possible::VARCHAR[] is null or released.place = any($place_possible::VARCHAR[]))
        and ($phase_possible::VARCHAR[] is null or released.phase = any($phase_possible::VARCHAR[]))
),

span as (
    select distinct
        size.span,
        date_trunc(size.span, part.month_from)::DATE as day_from,
        (date_trunc(size.span, part.month_from) + size.long - interval 1 month)::DATE as last_month
    from part
    cross join (values ('quarter', interval 3 month), ('year', interval 12 month)) as size (span, long)
),

-- A part counts in full where it is known to be of a kind and inside the span; else it may add to either side,
-- or, where it takes hours back, take from either side.
judged as (
    select
        span.span,
        span.day_from,
        part.hours,
        part.inside
            and part.month_from >= greatest(span.day_from, $from::DATE)
            and part.month_to <= least(span.last_month, $to::DATE) as sure,
        sure and part.activity in ('prepare', 'follow_up') as is_support,
        sure and part.activity = 'conduct' as is_conduct,
        part.may_support or part.activity in ('prepare', 'follow_up') as may_support,
        part.may_conduct or part.activity = 'conduct' as may_conduct
    from part
    join span on part.month_to >= span.day_from and part.month_from <= span.last_month
),

summed as (
    select
        span,
        day_from,
        sum(case when is_support then hours else 0 end) as support_hours,
        sum(case when is_conduct then hours else 0 end) as conduct_hours,
        sum(case when is_support or is_conduct then 0 else abs(hours) end) as unknown_hours,
        sum(case when is_support then hours when may_support then least(hours, 0) else 0 end) as support_least,
        sum(case when is_support then hours when may_support then greatest(hours, 0) else 0 end) as support_most,
        sum(case when is_conduct then hours when may_conduct then least(hours, 0) else 0 end) as conduct_least,
        sum(case when is_conduct then hours when may_conduct then greatest(hours, 0) else 0 end) as conduct_most
    from judged
    group by span, day_from
)

select
    span,
    day_from,
    support_hours,
    conduct_hours,
    unknown_hours,
    case when conduct_most > 0 then greatest(support_least, 0) / conduct_most end as ratio_least,
    case when conduct_least > 0 then support_most / conduct_least end as ratio_most
from summed
order by span, day_from
