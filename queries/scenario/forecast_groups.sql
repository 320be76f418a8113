-- question = "Kva rollegrupper kan framskrivast, og med kva modell?"
-- why = "Timar som er slegne saman til kvartal eller år, kan ikkje framskrivast utan å gjetta; då skal det seiast."
-- grain = ["role_group"]
-- values = ["hours", "hours_small", "hours_pooled", "hours_shared"]
-- unit = "hours"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

select
    role_group,
    state,
    month_from,
    month_to,
    months,
    hours,
    hours_small,
    hours_pooled,
    hours_shared,
    model,
    best,
    origins
from forecast_group
where ($sure_band::INTEGER is null or forecast_group.sure_band = $sure_band::INTEGER)
order by hours desc, role_group
