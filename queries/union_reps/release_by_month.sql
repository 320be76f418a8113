-- question = "Kor mange timar brukte dei tillitsvalde kvar månad, mot frikjøpet?"
-- why = "Eit frikjøp som held eit år, kan vera for lite det neste; utviklinga syner når det sprakk."
-- grain = ["role", "month_from", "month_to"]
-- values = ["hours", "release_h"]
-- unit = "hours"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01
-- tables = ["capacity"]

with cell as (
    select
        released_capacity.role,
        released_capacity.month_from,
        released_capacity.month_to,
        released_capacity.release_h,
        ($from::DATE is null or released_capacity.month_from >= $from::DATE)
            and ($to::DATE is null or released_capacity.month_to <= $to::DATE)
            and ($role_sure::VARCHAR[] is null or released_capacity.role = any($role_sure::VARCHAR[]))
            and ($place_sure::VARCHAR[] is null or released_capacity.place = any($place_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released_capacity.band_lo >= $sure_band::INTEGER) as sure
    from released_capacity
    where
        released_capacity.release_h is not null
        and released_capacity.month_to < date_trunc('month', $as_of::DATE + interval 1 day)
        and ($from::DATE is null or released_capacity.month_to >= $from::DATE)
        and ($to::DATE is null or released_capacity.month_from <= $to::DATE)
        and ($role_possible::VARCHAR[] is null or released_capacity.role = any($role_possible::VARCHAR[]))
        and ($place_possible::VARCHAR[] is null or released_capacity.place = any($place_possible::VARCHAR[]))
),

given as (
    select
        role,
        month_from,
        month_to,
        sum(case when sure then release_h else 0 end) as release_h,
        sum(release_h) as release_h_possible
    from cell
    group by role, month_from, month_to
),

part as (
    select
        released.role,
        released.month_from,
        released.month_to,
        released.hours,
        ($from::DATE is null or released.month_from >= $from::DATE)
            and ($to::DATE is null or released.month_to <= $to::DATE)
            and ($role_sure::VARCHAR[] is null or released.role = any($role_sure::VARCHAR[]))
            and ($place_sure::VARCHAR[] is null or released.place = any($place_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released.band_lo >= $sure_band::INTEGER) as sure
    from released
    where
        ($from::DATE is null or released.month_to >= $from::DATE)
        and ($to::DATE is null or released.month_from <= $to::DATE)
        and ($role_possible::VARCHAR[] is null or released.role = any($role_possible::VARCHAR[]))
        and ($place_possible::VARCHAR[] is null or released.place = any($place_possible::VARCHAR[]))
),

used as (
    select
        role,
        month_from,
        month_to,
        sum(case when sure then hours else least(hours, 0) end) as hours,
        sum(case when sure then hours else greatest(hours, 0) end) as hours_possible
    from part
    group by role, month_from, month_to
)

select
    role,
    month_from,
    month_to,
    used.hours,
    used.hours_possible,
    given.release_h,
    given.release_h_possible
from used
full join given using (role, month_from, month_to)
order by role, month_from, month_to
