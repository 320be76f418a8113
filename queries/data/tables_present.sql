-- question = "Kva tabellar er leverte, og kva tid dekkjer dei?"
-- why = "Eit tomt felt kan koma av at tabellen aldri er levert."
-- grain = ["table_name"]
-- values = ["n"]
-- unit = "rows"
-- people = "none: tal på rader og filer, ikkje på personar"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

with present as (
    select 'sessions' as table_name, count(*) as n, min(date) as first_date, max(date) as latest_date
    from sessions
    union all
    select 'barriers' as table_name, count(*) as n, min(reported_date) as first_date, max(reported_date) as latest_date
    from barriers
    union all
    select 'barrier_events' as table_name, count(*) as n, min(barrier_events.at) as first_date, max(barrier_events.at) as latest_date
    from barrier_events
    union all
    select 'units' as table_name, count(*) as n, null::DATE as first_date, null::DATE as latest_date
    from units
    union all
    select 'initiatives' as table_name, count(*) as n, min(started) as first_date, max(started) as latest_date
    from initiatives
    union all
    select 'phase_events' as table_name, count(*) as n, min(phase_events.at) as first_date, max(phase_events.at) as latest_date
    from phase_events
    union all
    select 'milestones' as table_name, count(*) as n, min(date) as first_date, max(date) as latest_date
    from milestones
    union all
    select 'actions' as table_name, count(*) as n, min(due) as first_date, max(due) as latest_date
    from actions
    union all
    select 'outcomes' as table_name, count(*) as n, min(period) as first_date, max(period) as latest_date
    from outcomes
    union all
    select 'indicators' as table_name, count(*) as n, null::DATE as first_date, null::DATE as latest_date
    from indicators
    union all
    select 'accounts' as table_name, count(*) as n, null::DATE as first_date, null::DATE as latest_date
    from accounts
    union all
    select
        'resource_use' as table_name,
        (select coalesce(sum(rows_admitted), 0) from files where files.table_name = 'resource_use')::BIGINT as n,
        min(month_from) as first_date,
        max(month_to) as latest_date
    from released
)

select table_name, n, first_date, latest_date
from present
where n > 0
order by table_name
