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
/* include parts_of_rows */,

-- What is folded in a row is nothing that the row shows by itself.
folded as (
    select
        released.month_from,
        released.month_to,
        /* include surely */ as sure,
        merged.code,
        merged.hours,
        not (bool_or(beside.code = 'prepare') and bool_or(beside.code = 'follow_up')) as may_support,
        not bool_or(beside.code = 'conduct') as may_conduct
    from released
    join released_margin as merged on merged.source = released.source and merged.row_id = released.row_id
    join released_margin as beside
        on beside.source = merged.source and beside.row_id = merged.row_id and beside.margin = merged.margin
    where
        released.role in (select leaf from role_tree)
        and merged.margin = 'activity'
        and merged.code = 'merged'
        and /* include possibly */
    group by released.source, released.row_id, released.month_from, released.month_to, sure, merged.code, merged.hours
),

told as (
    select
        month_from,
        month_to,
        sure,
        code as activity,
        hours,
        code = 'withheld' as may_support,
        code = 'withheld' as may_conduct
    from part
    where
        margin = 'activity'
        and code in ('prepare', 'follow_up', 'conduct', 'withheld')
        and role in (select leaf from role_tree)
    union all
    select month_from, month_to, sure, code, hours, may_support, may_conduct
    from folded
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
