"""The loss table says which part of the hours has kept each label, so that a municipality can choose its order."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from reformspor.ledger.roles import REPS_AND_HELPERS

MEASURES = {
    "role": "role_level = 'role'",
    "role_month": "role_level = 'role' and month_from = month_to",
    "role_sector_quarter": "role_level = 'role' and place_level <> 'municipality' and {quarter}",
    "sector_quarter": "place_level <> 'municipality' and {quarter}",
    "unit_month": "place_level = 'unit' and month_from = month_to",
    "phase": "phase <> 'several'",
}
QUARTER = "month_to < month_from + interval 3 month"
GROUPS = {
    "all": "true",
    "reps_and_helpers": f"role in ({', '.join(repr(role) for role in REPS_AND_HELPERS)})",
    "employees": "role = 'employee'",
}


@dataclass(frozen=True)
class Loss:
    """`share` (0 to 1) of the hours of `people` that have kept the labels of `measure`; None when there are no hours.

    For `all`, hours that wait count as lost; for a role, the hours known to be that role's are the whole.
    `measure` and `people` have words in `ledger.loss.measure` and `ledger.loss.people`.
    """

    measure: str
    people: str
    share: float | None


def loss_table(con: duckdb.DuckDBPyConnection) -> list[Loss]:
    """The loss table of a served file, computed from what everyone may see; whole per cent."""
    rows = []
    for people, who in GROUPS.items():
        for measure, kept in MEASURES.items():
            if people != "all" and measure in ("role", "sector_quarter", "unit_month"):
                continue
            waits = "(select coalesce(sum(hours), 0) from waiting)" if people == "all" else "0"
            found = con.execute(
                f"""select round(coalesce(sum(hours) filter ({kept.format(quarter=QUARTER)}), 0)
                    / nullif(coalesce(sum(hours), 0) + {waits}, 0), 2)::double from released where {who}"""
            ).fetchone()
            rows.append(Loss(measure, people, found[0] if found else None))
    return rows
