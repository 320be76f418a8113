-- question = "Kva tabellar er leverte, og kva tid dekkjer dei?"
-- why = "Eit tomt felt kan koma av at tabellen aldri er levert."
-- grain = ["table_name"]
-- values = ["n"]
-- unit = "rows"
-- people = "none: tal på rader og filer; for rader om personar er dei runda opp alt ved inntaket"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

with present as (
    select 'sessions' as table_name, count(*) as n, min(date) as first_date, max(date) as latest_date
    from sessions
    union all
    select 'barriers', count(*), min(reported_date), max(reported_date)
    from barriers
    union all
    select 'barrier_events', count(*), min(barrier_events.at), max(barrier_events.at)
    from barrier_events
    union all
    select 'units', count(*), null, null
    from units
    union all
    select 'initiatives', count(*), min(started), max(started)
    from initiatives
    union all
    select 'phase_events', count(*), min(phase_events.at), max(phase_events.at)
    from phase_events
    union all
    select 'milestones', count(*), min(date), max(date)
    from milestones
    union all
    select 'targets', count(*), min(month), max(month)
    from targets
    union all
    select 'actions', count(*), min(due), max(due)
    from actions
    union all
    select 'outcomes', count(*), min(period), max(period)
    from outcomes
    union all
    select 'surveys', count(*), min(period), max(period)
    from surveys
    union all
    select 'indicators', count(*), null, null
    from indicators
    union all
    select 'accounts', count(*), null, null
    from accounts
    union all
    select
        'resource_use',
        (select sum(rows_admitted) from files where table_name = 'resource_use')::BIGINT,
        min(month_from),
        -- A row pooled over a whole year says no more of the months to come.
        least(max(month_to), date_trunc('month', $as_of::DATE)::DATE)
    from released
)

select table_name, n, first_date, latest_date
from present
where n > 0
order by table_name
