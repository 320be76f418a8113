-- What is not surely inside counts from nothing.
weighed as (
    select
        part.*,
        case when part.sure then 1 else 0 end as inside,
        priced.*,
        norm.*
    from part
    join priced on priced.label = part.role
    cross join norm
)
