($role_sure::VARCHAR[] is null or released.role = any($role_sure::VARCHAR[]))
and ($place_sure::VARCHAR[] is null or released.place = any($place_sure::VARCHAR[]))
and ($phase_sure::VARCHAR[] is null or released.phase = any($phase_sure::VARCHAR[]))
and ($sure_band::INTEGER is null or released.band_lo >= $sure_band::INTEGER)
