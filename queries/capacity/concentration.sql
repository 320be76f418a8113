-- question = "Kor stor del av timane ber den travlaste femdelen?"
-- why = "Kviler arbeidet på få, er det sårbart når nokon blir sjuk eller sluttar."
-- grain = ["role", "year"]
-- values = ["fifth_share"]
-- unit = "share"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01

select
    released_fifth.role,
    released_fifth.year,
    released_fifth.share as fifth_share,
    released_fifth.band,
    released_fifth.year = max(released_fifth.year) over (partition by released_fifth.role) as is_latest
from released_fifth
where
    ($role_sure::VARCHAR[] is null or released_fifth.role = any($role_sure::VARCHAR[]))
    and ($role_possible::VARCHAR[] is null or released_fifth.role = any($role_possible::VARCHAR[]))
order by released_fifth.year desc, released_fifth.role
