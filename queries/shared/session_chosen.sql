/* include session_placed */
and ($phase::VARCHAR[] is null or coalesce(sessions.phase, 'not_reported') = any($phase::VARCHAR[]))
and (
    $level::VARCHAR[] is null
    or list_has_any(coalesce(sessions.levels_present, ['not_reported']), $level::VARCHAR[])
)
