support_hours,
conduct_hours,
unknown_hours,
case when conduct_most > 0 then greatest(support_least, 0) / conduct_most end as ratio_least,
case when conduct_least > 0 then support_most / conduct_least end as ratio_most
