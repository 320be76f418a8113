-- question = "Kva roller ber for- og etterarbeidet for kvar time gjennomføring?"
-- why = "Nokre roller ber nesten berre arbeidet rundt øktene."
-- grain = ["role"]
-- values = ["support_hours", "conduct_hours", "unknown_hours", "ratio_least", "ratio_most"]
-- unit = "ratio"
-- people = "ledger"
-- owner = "Reformleiar"
-- review_by = 2027-11-01

with
/* include parts_of_rows */,

-- A part counts in full where it is known to be of a kind and inside the scope; else it may add to either side,
-- or, where it takes hours back, take from either side.
judged as (
    select
        role,
        hours,
        code in ('prepare', 'follow_up', 'merged', 'withheld') as may_support,
        code in ('conduct', 'merged', 'withheld') as may_conduct,
        sure and code in ('prepare', 'follow_up') as is_support,
        sure and code = 'conduct' as is_conduct
    from part
    where margin = 'activity' and code in ('prepare', 'follow_up', 'conduct', 'merged', 'withheld')
),

summed as (
    select
        role,
        /* include support_sums */
    from judged
    group by role
)

select
    role,
    /* include support_ratios */
from summed
order by role
