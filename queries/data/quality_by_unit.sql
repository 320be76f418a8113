-- question = "I kva einingar og månader manglar det noko?"
-- why = "Den som kan retta, sit i eininga; her ser ein kven som treng hjelp, og når."
-- grain = ["unit_id", "month"]
-- values = ["n", "met_share"]
-- unit = "rows"
-- people = "none: tal på rader om økter, barrierar og tiltak; ingenting om personar er sagt for ei eining"
-- owner = "Dataansvarleg"
-- review_by = 2027-11-01

select
    quality.unit_id,
    coalesce(units.name, quality.unit_id) as unit_name,
    quality.month,
    sum(quality.n) as n,
    sum(quality.n) - sum(quality.n_met) as n_unmet,
    sum(quality.n_met) / sum(quality.n) as met_share
from quality
left join units on units.unit_id = quality.unit_id
where
    quality.n > 0
    and quality.dimension in ('completeness', 'consistency', 'correctness')
    and quality.unit_id is not null
    and quality.month is not null
    and ($from::DATE is null or quality.month >= $from::DATE)
    and ($to::DATE is null or quality.month <= $to::DATE)
    and ($unit::VARCHAR[] is null or quality.unit_id = any($unit::VARCHAR[]))
group by quality.unit_id, units.name, quality.month
order by unit_name, quality.unit_id, quality.month
