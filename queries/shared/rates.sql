-- The rates that are chosen: kroner an hour, and kroner a year, of each role.
rates as (
    select
        unnest($rate_roles::VARCHAR[]) as leaf,
        unnest($rate_hourly::DOUBLE[]) as hourly,
        unnest($rate_salary::DOUBLE[]) as salary
)
