"""A sample of the sessions that were held, drawn by lot within strata, as an Answer that says how it was drawn."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from reformspor.answers.answer import Answer, Assumed
from reformspor.answers.computed import computed
from reformspor.effects.sample import ALGORITHM, draw_sample

# What makes a stratum: the phase, the kind of session, and whether another level of government was there.
STRATA = ("phase", "kind", "others_present")
COLUMNS = ("session_id", "date", *STRATA, "parties_took_part", "unit_id", "unit_name", "sector")


def sampled_answer(held: Answer, size: int, seed: str, assumed: Sequence[Assumed]) -> Answer:
    """`size` of the sessions of `sessions/to_sample`: their own columns, `stratum_n` (sessions in the stratum) and
    `stratum_drawn` (how many of them were drawn), by phase, kind, others present and day."""
    rows = {str(row["session_id"]): row for row in held.copy_rows()}
    strata = {name: "|".join(str(row[column]) for column in STRATA) for name, row in rows.items()}
    drawn = [
        {**{column: rows[one.name][column] for column in COLUMNS}, "stratum_n": one.of, "stratum_drawn": one.drawn}
        for one in draw_sample(strata, size, seed)
    ]
    drawn.sort(key=lambda row: (*(row[column] for column in STRATA), row["date"], row["session_id"]))
    frame = pd.DataFrame(drawn, columns=[*COLUMNS, "stratum_n", "stratum_drawn"])
    return computed(
        [held],
        "application/sample",
        frame,
        grain=("session_id",),
        values=("stratum_n", "stratum_drawn"),
        unit="sessions",
        assumed=assumed,
        method=ALGORITHM,
        seed=seed,
    )
