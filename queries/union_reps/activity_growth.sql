-- question = "Kva slags arbeid veks for dei tillitsvalde?"
-- why = "Veks førebuinga, trengst tid før øktene; veks oppfølginga, trengst nokon som tek over etterpå."
-- grain = ["activity"]
-- values = ["hours", "hours_before"]
-- unit = "hours"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01
-- shared = true

with
/* include recent */,

-- The period, and the equally long one just before it.
period as (
    select
        first as recent_from,
        last as recent_to,
        (first - (date_diff('month', first, last) + 1) * interval 1 month)::DATE as before_from,
        (first - interval 1 month)::DATE as before_to
    from recent
),

-- A cell merged over a year reaches back before the first month there is anything of.
start as (
    select coalesce(min(month_from) filter (month_from = month_to), min(month_from)) as month
    from released
),

kind as (
    select released.code as activity
    from released_part as released
    where
        released.margin = 'activity'
        and released.code not in ('merged', 'withheld')
        and ($role_possible::VARCHAR[] is null or released.role = any($role_possible::VARCHAR[]))
    group by released.code
),

shown as (
    select
        released.code as activity,
        released.month_from,
        released.month_to,
        released.hours,
        /* include surely_labelled */ as sure
    from released_part as released
    where
        released.margin = 'activity'
        and released.code not in ('merged', 'withheld')
        and /* include possibly_labelled */
),

folded as (
    select released.source, released.row_id, released.month_from, released.month_to, released_margin.hours
    from released
    join released_margin
        on released_margin.source = released.source and released_margin.row_id = released.row_id
    where
        released_margin.margin = 'activity'
        and released_margin.code in ('merged', 'withheld')
        and /* include possibly_labelled */
),

-- A part that is shown by itself holds all the row has of its kind, so what is folded together in a row may be any
-- kind but those that are shown there.
part as (
    select activity, month_from, month_to, hours, sure
    from shown
    union all
    select kind.activity, folded.month_from, folded.month_to, folded.hours, false
    from folded
    cross join kind
    where not exists (
        select released_margin.code
        from released_margin
        where
            released_margin.source = folded.source
            and released_margin.row_id = folded.row_id
            and released_margin.margin = 'activity'
            and released_margin.code = kind.activity
    )
),

judged as (
    select
        part.activity,
        part.hours,
        part.sure,
        part.month_to >= period.recent_from and part.month_from <= period.recent_to as now,
        part.month_from >= period.recent_from and part.month_to <= period.recent_to as wholly_now,
        part.month_to >= period.before_from and part.month_from <= period.before_to as before,
        part.month_from >= period.before_from and part.month_to <= period.before_to as wholly_before
    from part
    cross join period
),

summed as (
    select
        activity,
        sum(case when sure and wholly_now then hours when now then least(hours, 0) else 0 end) as hours,
        sum(case when sure and wholly_now then hours when now then greatest(hours, 0) else 0 end) as hours_possible,
        sum(case when sure and wholly_before then hours when before then least(hours, 0) else 0 end) as hours_before,
        sum(case when sure and wholly_before then hours when before then greatest(hours, 0) else 0 end)
            as hours_before_possible
    from judged
    group by activity
)

select
    summed.activity,
    period.recent_from as month_from,
    period.recent_to as month_to,
    summed.hours,
    summed.hours_possible,
    summed.hours_before,
    summed.hours_before_possible
from summed
cross join period
cross join start
where
    period.before_from >= start.month
    and summed.hours_possible + summed.hours_before_possible > 0
order by summed.hours desc, summed.activity
