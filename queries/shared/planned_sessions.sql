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
    and (
        ($unit::VARCHAR[] is null and $sector::VARCHAR[] is null)
        or sessions.unit_id = any($unit::VARCHAR[])
        or sessions.sector = any($sector::VARCHAR[])
    )
    and ($phase::VARCHAR[] is null or coalesce(sessions.phase, 'not_reported') = any($phase::VARCHAR[]))
    and (
        $level::VARCHAR[] is null
        or list_has_any(coalesce(sessions.levels_present, ['not_reported']), $level::VARCHAR[])
    )
)
