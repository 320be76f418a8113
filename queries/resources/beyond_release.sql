-- question = "Kor mykje ber kvar rolle utover frikjøpet?"
-- why = "Dei tillitsvalde fekk reforma på toppen av vervet; frikjøpet syner om det er teke høgd for."
-- grain = ["role"]
-- values = ["release_h", "hours", "beyond"]
-- unit = "hours"
-- people = "ledger"
-- owner = "HR-leiar"
-- review_by = 2027-11-01
-- shared = true
-- tables = ["capacity"]

with size as (
    select label, count(*) as leaves
    from role_tree
    group by label
),

-- Two labels that share a leaf; `wholly` when the first lies inside the second.
kin as (
    select narrow.label, wide.label as wider, count(*) = size.leaves as wholly
    from role_tree as narrow
    join role_tree as wide on wide.leaf = narrow.leaf
    join size on size.label = narrow.label
    group by narrow.label, wide.label, size.leaves
),

/* include release_cells */,

-- Labels of release that overlap are gathered under the widest of them, so that no hour is counted twice.
gathered as (
    select kin.label, arg_max(kin.wider, size.leaves) as role
    from kin
    join size on size.label = kin.wider
    where kin.wholly and kin.wider in (select role from cell)
    group by kin.label
),

given as (
    select
        coalesce(gathered.role, cell.role) as role,
        min(cell.month_from) as month_from,
        max(cell.month_to) as month_to,
        sum(case when cell.sure then cell.release_h else 0 end) as release_h,
        sum(cell.release_h) as release_h_possible
    from cell
    left join gathered on gathered.label = cell.role
    group by 1
),

/* include rows_of_all_phases */,

bounded as (
    select
        given.role,
        part.hours,
        part.sure and kin.wholly and part.month_from >= given.month_from and part.month_to <= given.month_to as sure
    from given
    join kin on kin.wider = given.role
    join part on part.role = kin.label
    where part.month_to >= given.month_from and part.month_from <= given.month_to
),

borne as (
    select
        role,
        sum(case when sure then hours else least(hours, 0) end) as hours,
        sum(case when sure then hours else greatest(hours, 0) end) as hours_possible
    from bounded
    group by role
),

met as (
    select
        given.*,
        coalesce(borne.hours, 0) as hours,
        coalesce(borne.hours_possible, 0) as hours_possible
    from given
    left join borne on borne.role = given.role
)

select
    role,
    month_from,
    month_to,
    release_h,
    release_h_possible,
    hours,
    hours_possible,
    greatest(hours - release_h_possible, 0) as beyond,
    greatest(hours_possible - release_h, 0) as beyond_possible
from met
order by role
