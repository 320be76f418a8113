"""The steps of pooling: each path widens one label at a time, from one cell to the whole municipality's year."""

from __future__ import annotations

from dataclasses import dataclass

from reformspor.ledger.roles import REPS_AND_HELPERS

OF_ROLE = "of_role"
OF_UNIT = "of_unit"


@dataclass(frozen=True)
class Step:
    """How wide each label is at one step: names of columns of the table `cell`."""

    role: str
    place: str
    time: str
    phase: str


# Both paths start and end alike, so that what is left of each meets at the last step.
PATHS: dict[str, tuple[Step, ...]] = {
    OF_ROLE: (
        Step("role", "unit", "month", "phase"),
        Step("role", "unit", "month", "several"),
        Step("role", "sector", "month", "several"),
        Step("role", "municipality", "month", "several"),
        Step("role", "municipality", "quarter", "several"),
        Step("role", "municipality", "year", "several"),
        Step("group", "municipality", "year", "several"),
        Step("several", "municipality", "year", "several"),
    ),
    OF_UNIT: (
        Step("role", "unit", "month", "phase"),
        Step("role", "unit", "month", "several"),
        Step("group", "unit", "month", "several"),
        Step("several", "unit", "month", "several"),
        Step("several", "unit", "quarter", "several"),
        Step("several", "sector", "quarter", "several"),
        Step("several", "sector", "year", "several"),
        Step("several", "municipality", "year", "several"),
    ),
}
LENGTH = 8


def path_sql(order: str) -> str:
    """An SQL expression over `role` giving the path a role follows under an order."""
    if order == "role":
        return f"'{OF_ROLE}'"
    if order == "unit":
        return f"'{OF_UNIT}'"
    kept = ", ".join(f"'{role}'" for role in REPS_AND_HELPERS)
    return f"case when role in ({kept}) then '{OF_ROLE}' else '{OF_UNIT}' end"


def labels_sql(step: Step) -> str:
    """The label columns of a step, read from `cell`: role, place, unit, sector, months and phase."""
    role = {"role": "role", "group": "role_group", "several": "'several'"}[step.role]
    place = {"unit": "'unit:' || unit_id", "sector": "'sector:' || sector", "municipality": "'municipality'"}[
        step.place
    ]
    unit = "unit_id" if step.place == "unit" else "null::varchar"
    sector = "null::varchar" if step.place == "municipality" else "sector"
    months = {"month": 1, "quarter": 3, "year": 12}[step.time]
    level = {"role": "role", "group": "group", "several": "several"}[step.role]
    return f"""{role} as role, '{level}' as role_level, {place} as place, '{step.place}' as place_level,
        {unit} as unit_id, {sector} as sector, date_trunc('{step.time}', month)::date as month_from,
        (date_trunc('{step.time}', month) + interval {months - 1} month)::date as month_to,
        {"phase" if step.phase == "phase" else "'several'"} as phase"""
