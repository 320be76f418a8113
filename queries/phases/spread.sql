-- question = "Kor mange einingar har vore med i reforma til og med kvar månad?"
-- why = "Reforma gjeld heile kommunen; her ser ein om ho breier seg, og kor mange som ikkje er med enno."
-- grain = ["month"]
-- values = ["n_active", "n_started", "n_units"]
-- unit = "units"
-- people = "none: einingar er ikkje personar, og timane er dei frigjevne"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

-- A unit has been active from its first held session, or the last month of its first released hours.
with signs as (
    select unit_id, date_trunc('month', date)::DATE as month
    from sessions
    where status = 'held' and date <= $as_of::DATE
    union all
    select unit_id, month_to
    from released
    where hours > 0
    and ($sure_band::INTEGER is null or released.band_lo >= $sure_band::INTEGER)
),

firsts as (
    select unit_id, min(month) as month
    from signs
    where unit_id is not null
    and ($unit::VARCHAR[] is null or signs.unit_id = any($unit::VARCHAR[]))
    group by unit_id
),

known as (
    select unit_id, reform_start_date
    from units
    where ($unit::VARCHAR[] is null or units.unit_id = any($unit::VARCHAR[]))
),

months as (
    select unnest(generate_series(min(month), $as_of::DATE, interval 1 month))::DATE as month
    from firsts
)

select
    months.month,
    (select count(*) from firsts where firsts.month <= months.month) as n_active,
    (
        select count(*) from known
        where known.reform_start_date < months.month + interval 1 month and known.reform_start_date <= $as_of::DATE
    ) as n_started,
    nullif((select count(*) from known), 0) as n_units
from months
where ($from::DATE is null or months.month >= $from::DATE)
and ($to::DATE is null or months.month <= $to::DATE)
order by months.month
