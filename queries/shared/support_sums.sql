sum(case when is_support then hours else 0 end) as support_hours,
sum(case when is_conduct then hours else 0 end) as conduct_hours,
sum(case when is_support or is_conduct then 0 else abs(hours) end) as unknown_hours,
sum(case when is_support then hours when may_support then least(hours, 0) else 0 end) as support_least,
sum(case when is_support then hours when may_support then greatest(hours, 0) else 0 end) as support_most,
sum(case when is_conduct then hours when may_conduct then least(hours, 0) else 0 end) as conduct_least,
sum(case when is_conduct then hours when may_conduct then greatest(hours, 0) else 0 end) as conduct_most
