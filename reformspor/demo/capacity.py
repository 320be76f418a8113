"""The demo's capacity: hours for reform work per month, unit and role; the representatives' release stays as it was."""

from __future__ import annotations

import numpy as np

from reformspor.demo.municipality import REPRESENTATIVES, People, all_units
from reformspor.demo.tables import Table, as_table, hundredths
from reformspor.demo.timeline import MONTHS, SEASON, month_first

AHEAD = 8  # months of planned capacity beyond the export's day
MONTH_HOURS = 145
NORM = hundredths(1750_00)
RELEASE_PERCENT = {"chief_union_rep": 10, "joint_union_rep": 8, "local_union_rep": 4}
HELPER_HOURS = 15  # an ordinary month, whatever the number of sessions
# Planted: the money for the helpers' time runs out a month after the export, and the plan goes on as before.
CUT_FROM, CUT_TO = MONTHS + 1, 0.4


def make_capacity(people: People, rng: np.random.Generator) -> Table:
    """The contract table `capacity`: helpers and representatives, sixty months and those planned."""
    rows = []
    for role in ("helper", *REPRESENTATIVES):
        persons = np.bincount(people.unit[people.of(role)], minlength=len(all_units()))
        for month in range(MONTHS + AHEAD):
            rows += [_row(role, month, unit, int(persons[unit]), rng) for unit in np.flatnonzero(persons).tolist()]
    rows.sort(key=lambda row: (row["period"], row["unit_id"], row["role"]))
    return as_table("capacity", rows)


def _row(role: str, month: int, unit: int, persons: int, rng: np.random.Generator) -> dict[str, object]:
    first = month_first(month)
    row: dict[str, object] = {"period": first, "unit_id": all_units()[unit].id, "role": role, "persons": persons}
    if role == "helper":
        left = CUT_TO if month >= CUT_FROM else 1.0
        available = round(persons * HELPER_HOURS * 100 * min(1.0, 0.4 + 0.6 * SEASON[first.month]) * left)
        wanted = 0.7 + 0.7 * month / MONTHS + float(rng.normal(0, 0.05))
        return row | {
            "available_h": hundredths(available),
            "planned_h": hundredths(round(available * wanted)),
            "norm_h_per_fte": NORM,
        }
    released = hundredths(persons * MONTH_HOURS * RELEASE_PERCENT[role])
    return row | {
        "available_h": released,
        "release_h": released,
        "release_pct": hundredths(RELEASE_PERCENT[role] * 100),
        "norm_h_per_fte": NORM,
    }
