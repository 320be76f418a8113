-- question = "Kor mange timar i månaden fall på kvar tillitsvald som var med?"
-- why = "Ein sum kan veksa fordi fleire er med; børa på kvar syner om nokon ber for mykje."
-- grain = ["role", "year"]
-- values = ["load_least", "load_most"]
-- unit = "hours_a_month"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

with
/* include rows */,

-- One month of one role. Its groups may share people, so there are at least as many as in the largest group and at
-- most as many as in all of them together. Hours taken back make the number of people uncertain: such a month is out.
monthly as (
    select
        role,
        month_from,
        sum(case when sure then hours else 0 end) as hours,
        sum(hours) as hours_possible,
        max(case when sure then band_lo end) as people_least,
        case when count(band_hi) = count(*) then sum(band_hi) end as people_most
    from part
    where month_from = month_to
    group by role, month_from
    having min(hours) >= 0
)

select
    monthly.role,
    extract(year from monthly.month_from) as year,
    count(*) as months,
    avg(coalesce(monthly.hours / monthly.people_most, 0)) as load_least,
    avg(monthly.hours_possible / monthly.people_least) as load_most,
    list_extract($release_norm_h::DOUBLE[], list_position($release_roles::VARCHAR[], monthly.role)) as norm_h
from monthly
where monthly.people_least is not null
group by monthly.role, year
order by monthly.role, year
