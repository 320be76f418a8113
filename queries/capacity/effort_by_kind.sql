-- question = "Kor mange timar tek ei økt av kvart slag, med førebuing og oppfølging?"
-- why = "Ein plan for øktene som kjem, må rekna med timane økter av same slag har teke."
-- grain = ["kind"]
-- values = ["hours", "per_session"]
-- unit = "hours"
-- people = "ledger"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- shared = true

with
/* include session_effort */,

beside as (
    select sum(hours) as hours, sum(hours_possible) as hours_possible
    from bounded
    where kind = 'none'
    having count(*) > 0
)

select
    effort.*,
    whole.per_session as pooled_rate,
    whole.per_session_possible as pooled_rate_possible
from effort
join effort as whole on whole.kind = 'all'
union all
select 'none', null, hours, hours_possible, 'beside', null, null, null, null, null, null, null
from beside
order by sessions desc nulls last, kind
