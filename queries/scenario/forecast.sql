-- question = "Kor mange timar går med kvar månad det neste året, om det held fram som før?"
-- why = "Leiinga planlegg frikjøp og kapasitet eit år fram, og treng å sjå kor usikkert det er."
-- grain = ["role_group", "month"]
-- values = ["hours"]
-- unit = "hours"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

select role_group, month, kind, hours, low, high, tried
from forecast_month
where ($sure_band::INTEGER is null or forecast_month.sure_band = $sure_band::INTEGER)
order by role_group, month
