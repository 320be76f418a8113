"""What the sessions a sample is drawn from should be, from the raw rows."""

from __future__ import annotations

SAMPLED = {
    "sessions/to_sample": (
        "session_id, date, phase, kind, others_present, parties_took_part, unit_name",
        """select session_id, date, coalesce(phase, 'not_reported'), kind,
            case when len(list_filter(string_split(levels_present, ';'),
                    lambda x: x not in ('municipality', 'not_reported'))) > 0 then 'yes'
                when list_contains(string_split(levels_present, ';'), 'municipality') then 'no'
                else 'not_reported' end,
            parties_took_part, name
            from (select * from sessions where status = 'held') left join units using (unit_id)""",
    ),
}
