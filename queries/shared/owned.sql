/* include barriers_chosen */,

-- An owner is a level, and an organisation at it where one is known.
owned as (
    select *, list_value(level, level || '/' || org) as owners
    from chosen
)
