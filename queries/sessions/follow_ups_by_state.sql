-- question = "Korleis går det med oppfølginga?"
-- why = "Summen viser om oppfølginga held tritt med øktene."
-- grain = ["state"]
-- values = ["n"]
-- unit = "actions"
-- people = "none: talet på økter er ikkje opplysningar om personar"
-- owner = "Reformleiar"
-- review_by = 2027-11-01
-- tables = ["actions"]

with chosen as (
    select
        actions.due,
        case when actions.done <= $as_of::DATE then actions.done end as done
    from actions
    left join sessions on sessions.session_id = actions.session_id
    where
        /* include session_chosen_in_period */
)

select
    case
        when done is not null and due is null then 'done_no_date'
        when done is not null and done <= due then 'done_in_time'
        when done is not null then 'done_late'
        when due is null then 'open_no_date'
        when due < $as_of::DATE then 'overdue'
        else 'open'
    end as state,
    count(*) as n
from chosen
group by 1
order by n desc, 1
