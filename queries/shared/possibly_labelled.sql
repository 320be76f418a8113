($role_possible::VARCHAR[] is null or released.role = any($role_possible::VARCHAR[]))
and ($place_possible::VARCHAR[] is null or released.place = any($place_possible::VARCHAR[]))
and ($phase_possible::VARCHAR[] is null or released.phase = any($phase_possible::VARCHAR[]))
