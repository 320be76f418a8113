-- Each month from the first report to the day that is read: what came in, went out, and closed on a day nobody knows.
spell as (
    select
        standing.reported_date,
        barrier_spells.since,
        case when barrier_spells.until <= $as_of::DATE then barrier_spells.until end as until,
        barrier_spells.until_known
    from barrier_spells
    join standing on standing.barrier_id = barrier_spells.barrier_id
    where barrier_spells.since <= $as_of::DATE
),

-- A barrier known only by its status today closed on a day nobody knows: since its report it is perhaps open.
turn as (
    select since as day, 'in' as kind
    from spell
    union all
    select until, case when until_known then 'out' else 'out_unknown' end
    from spell
    where until is not null
    union all
    select since, 'vague'
    from spell
    where not until_known
),

flow as (
    select
        date_trunc('month', day)::DATE as month,
        count(*) filter (where kind = 'in') as in_n,
        count(*) filter (where kind = 'out') as out_n,
        count(*) filter (where kind = 'out_unknown') as out_unknown_n,
        count(*) filter (where kind = 'vague') as vague_n
    from turn
    group by 1
),

calendar as (
    select
        unnest(
            generate_series(
                date_trunc('month', min(reported_date))::DATE,
                $as_of::DATE,
                interval 1 month
            )
        )::DATE as month
    from spell
),

counted as (
    select
        calendar.month,
        coalesce(flow.in_n, 0) as in_n,
        coalesce(flow.out_n, 0) as out_n,
        coalesce(flow.out_unknown_n, 0) as out_unknown_n,
        flow.vague_n
    from calendar
    left join flow on flow.month = calendar.month
)
