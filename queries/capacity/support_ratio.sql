-- question = "Kor mykje førebuing og oppfølging krev ein time gjennomføring, kvartal for kvartal?"
-- why = "Ei økt kostar meir enn timen ho varer; planen må rekna med resten."
-- grain = ["span", "day_from"]
-- values = ["support_hours", "conduct_hours", "unknown_hours", "ratio_least", "ratio_most"]
-- unit = "ratio"
-- people = "ledger"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- shared = true

with
/* include rows */,

-- What is folded in a row is nothing that the row shows by itself.
folded as (
    select
        merged.source,
        merged.row_id,
        not bool_or(beside.code = 'conduct') as may_conduct,
        not (bool_or(beside.code = 'prepare') and bool_or(beside.code = 'follow_up')) as may_support
    from released_margin as merged
    join released_margin as beside
        on beside.source = merged.source and beside.row_id = merged.row_id and beside.margin = merged.margin
    where merged.margin = 'activity' and merged.code = 'merged'
    group by merged.source, merged.row_id
),

told as (
    select
        part.month_from,
        part.month_to,
        part.sure,
        released_margin.code as activity,
        released_margin.hours,
        released_margin.code = 'withheld' or (released_margin.code = 'merged' and folded.may_support) as may_support,
        released_margin.code = 'withheld' or (released_margin.code = 'merged' and folded.may_conduct) as may_conduct
    from part
    join released_margin on released_margin.source = part.source and released_margin.row_id = part.row_id
    left join folded on folded.source = part.source and folded.row_id = part.row_id
    where
        part.role_level = 'role'
        and released_margin.margin = 'activity'
        and released_margin.code in ('prepare', 'follow_up', 'conduct', 'merged', 'withheld')
),

-- Parts alike in all that is asked below are one, save that hours taken back stand apart from hours given.
alike as (
    select
        month_from,
        month_to,
        sure,
        activity,
        may_support,
        may_conduct,
        sum(hours) as hours
    from told
    group by month_from, month_to, sure, activity, may_support, may_conduct, sign(hours)
),

span as (
    select distinct
        size.span,
        date_trunc(size.span, alike.month_from)::DATE as day_from,
        (date_trunc(size.span, alike.month_from) + size.long - interval 1 month)::DATE as last_month
    from alike
    cross join (values ('quarter', interval 3 month), ('year', interval 12 month)) as size (span, long)
),

-- A part counts in full where it is known to be of a kind and inside the span; else it may add to either side,
-- or, where it takes hours back, take from either side.
judged as (
    select
        span.span,
        span.day_from,
        alike.hours,
        alike.sure and alike.month_from >= span.day_from and alike.month_to <= span.last_month as inside,
        inside and alike.activity in ('prepare', 'follow_up') as is_support,
        inside and alike.activity = 'conduct' as is_conduct,
        alike.may_support or alike.activity in ('prepare', 'follow_up') as may_support,
        alike.may_conduct or alike.activity = 'conduct' as may_conduct
    from alike
    join span on alike.month_to >= span.day_from and alike.month_from <= span.last_month
),

summed as (
    select
        span,
        day_from,
        /* include support_sums */
    from judged
    group by span, day_from
)

select
    span,
    day_from,
    /* include support_ratios */
from summed
order by span, day_from
