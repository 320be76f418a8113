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
GROUPS: dict[str, tuple[str, ...]] = {"all": (), "reps_and_helpers": REPS_AND_HELPERS, "employees": ("employee",)}
OF_ROLE = ("role_month", "role_sector_quarter", "phase")


@dataclass(frozen=True)
class Loss:
    """At least `share` (0 to 1) of the hours of `people` have kept the labels of `measure`; None without hours.

    `measure` and `people` have words in `ledger.loss.measure` and `ledger.loss.people`.
    """

    measure: str
    people: str
    share: float | None


def loss_table(con: duckdb.DuckDBPyConnection) -> list[Loss]:
    """The loss table of a served file, in whole per cent rounded down.

    It is computed from what everyone may see, so that the table itself gives nothing away: hours that wait count as
    lost, and so do, for a role, all hours that may be that role's under a wider label.
    """
    return [
        Loss(measure, people, _share(con, kept.format(quarter=QUARTER), leaves))
        for people, leaves in GROUPS.items()
        for measure, kept in MEASURES.items()
        if not leaves or measure in OF_ROLE
    ]


def _share(con: duckdb.DuckDBPyConnection, kept: str, leaves: tuple[str, ...]) -> float | None:
    """The part of the hours that keeps a label, for some roles or (no leaves) for all."""
    ((share,),) = con.execute(
        f"""select floor(100 * coalesce(sum(hours) filter ({kept} and (len($leaves) = 0 or role = any($leaves))), 0)
            / nullif(coalesce(sum(hours), 0) + (select coalesce(sum(hours), 0) from waiting), 0))::double / 100
        from released where len($leaves) = 0 or role in (select label from role_tree where leaf = any($leaves))""",
        {"leaves": list(leaves)},
    ).fetchall()
    return None if share is None else float(share)
