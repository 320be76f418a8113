-- question = "Kva bed planen for dei tre neste månadene dei tillitsvalde om?"
-- why = "Planen er lagd før nokon spør kven som har tid; her ser ein det medan han kan endrast."
-- grain = ["month"]
-- values = ["asked"]
-- unit = "hours"
-- people = "ledger"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

with month as (
    select (date_trunc('month', $as_of::DATE) + ahead * interval 1 month)::DATE as month
    from (select unnest([1, 2, 3]) as ahead)
),

-- The year of whole months before the snapshot, which hours and sessions are measured over.
measured as (
    select
        (date_trunc('month', $as_of::DATE + interval 1 day) - interval 12 month)::DATE as first,
        (date_trunc('month', $as_of::DATE + interval 1 day) - interval 1 month)::DATE as last
),

session as (
    select
        sessions.date,
        sessions.status,
        sessions.parties_took_part is not distinct from 'yes' as with_parties,
        sessions.parties_took_part is distinct from 'no' as maybe
    from sessions
    where
        /* include session_placed */
        and ($phase::VARCHAR[] is null or coalesce(sessions.phase, 'not_reported') = any($phase::VARCHAR[]))
),

held as (
    select
        count(*) filter (session.with_parties) as n,
        count(*) filter (session.maybe) as n_possible
    from session
    cross join measured
    where session.status = 'held' and session.date >= measured.first and session.date < measured.last + interval 1 month
),

plan as (
    select
        month.month,
        count(*) filter (session.with_parties) as n,
        count(*) filter (session.maybe) as n_possible
    from month
    left join session
        on session.status = 'planned'
        and session.date >= month.month
        and session.date < month.month + interval 1 month
    group by month.month
),

part as (
    select
        released.hours,
        released.month_from >= measured.first
            and released.month_to <= measured.last
            and /* include surely_labelled */ as sure
    from released
    join measured on released.month_to >= measured.first and released.month_from <= measured.last
    where
        /* include possibly_labelled */
),

used as (
    select
        sum(case when sure then hours else least(hours, 0) end) as hours,
        sum(case when sure then hours else greatest(hours, 0) end) as hours_possible
    from part
),

-- Sessions that do not say may have had the parties or not, so each bound takes the count that makes it widest.
each as (
    select
        case when used.hours is not null then greatest(used.hours, 0) end / nullif(held.n_possible, 0) as least_hours,
        used.hours_possible / nullif(held.n, 0) as most_hours
    from used
    cross join held
),

cell as (
    select
        released_capacity.month_from as month,
        released_capacity.release_h,
        ($role_sure::VARCHAR[] is null or released_capacity.role = any($role_sure::VARCHAR[]))
            and ($place_sure::VARCHAR[] is null or released_capacity.place = any($place_sure::VARCHAR[]))
            and ($sure_band::INTEGER is null or released_capacity.band_lo >= $sure_band::INTEGER) as sure
    from released_capacity
    where
        released_capacity.month_from = released_capacity.month_to
        and released_capacity.release_h is not null
        and ($role_possible::VARCHAR[] is null or released_capacity.role = any($role_possible::VARCHAR[]))
        and ($place_possible::VARCHAR[] is null or released_capacity.place = any($place_possible::VARCHAR[]))
),

release as (
    select
        month,
        sum(case when sure then release_h else 0 end) as release_h,
        sum(release_h) as release_h_possible
    from cell
    group by month
)

select
    plan.month,
    plan.n as n_planned,
    plan.n_possible as n_planned_possible,
    each.least_hours,
    each.most_hours,
    plan.n * each.least_hours as asked,
    plan.n_possible * each.most_hours as asked_possible,
    release.release_h,
    release.release_h_possible
from plan
cross join each
left join release on release.month = plan.month
order by plan.month
