-- question = "Kor mykje ville framskrivinga ha bomma om ho var laga før?"
-- why = "Eit framtidstal er ikkje betre enn feilen det har hatt; feilen skal stå ved sida av talet."
-- grain = ["role_group", "model", "horizon"]
-- values = ["n", "mae", "mase", "relative", "coverage"]
-- unit = "hours"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

select
    forecast_error.role_group,
    forecast_error.model,
    forecast_error.horizon,
    forecast_group.origins,
    forecast_error.n,
    forecast_error.mae,
    forecast_error.mase,
    forecast_error.relative,
    forecast_error.coverage,
    forecast_error.scored,
    forecast_error.model = forecast_group.model as used
from forecast_error
join forecast_group
    on forecast_group.role_group = forecast_error.role_group and forecast_group.sure_band = forecast_error.sure_band
where ($sure_band::INTEGER is null or forecast_group.sure_band = $sure_band::INTEGER)
order by forecast_error.role_group, forecast_error.horizon, forecast_error.mae, forecast_error.model
