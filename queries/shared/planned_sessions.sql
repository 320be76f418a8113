-- The sessions that are planned within the scope, with the helpers they need and have.
coming as (
    select
        sessions.session_id,
        sessions.date,
        sessions.title,
        sessions.unit_id,
        sessions.kind,
        sessions.helper_needed as needed,
        coalesce(sessions.helper_staffed, 0) as staffed
    from sessions
    where sessions.status = 'planned'
    and /* include session_chosen */
)
