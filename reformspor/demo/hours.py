"""The demo's sixty thousand resource rows as parallel arrays, and how they become the contract table."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from reformspor.demo.initiatives import Initiative
from reformspor.demo.municipality import REPRESENTATIVES, Index, People, all_units
from reformspor.demo.sessions import Session
from reformspor.demo.tables import Table, hundredths
from reformspor.demo.timeline import MONTHS, Days, month_of

ROWS = 60_000
NOBODY = -1
DAY_LIMIT = 44  # quarters of an hour: no one is given more than eleven hours of reform work a day

ROLES = (
    "challenger helper chief_union_rep joint_union_rep local_union_rep safety_rep municipal_director hr_lead leader "
    "employee elected citizen external researcher not_reported"
)
ROLE = np.array(ROLES.split())
ACTIVITY = np.array(["prepare", "conduct", "follow_up", "travel", "training", "reporting", "other", "not_reported"])
BASIS = np.array(["registered", "calendar", "estimated", "standard", "not_reported"])
YES_NO = np.array(["yes", "no", "not_reported"])
PAID_BY = np.array(["release", "ordinary", "overtime", "external", "not_reported"])
HOURLY = np.array([520, 540, 560, 550, 500, 480, 950, 640, 700, 450, 0, 0, 0, 0, 450])  # kroner in the first year
WAGE_GROWTH = 1.042

# On top of ordinary duties, first and last month; the rest in between. What the representatives say, planted.
ON_TOP = {
    "chief_union_rep": (0.3, 0.72),
    "joint_union_rep": (0.3, 0.72),
    "local_union_rep": (0.4, 0.78),
    "helper": (0.3, 0.6),
}
ON_TOP_OTHERS = (0.25, 0.4)
OVERTIME = 0.4
# What nobody reported is missing together, as in life: one unit's first years, not a row here and there.
SILENT_UNIT, SILENT_MONTHS = "0260", 16
STANDARD_UNIT, STANDARD_MONTHS = "0430", 20
CALENDAR_UNITS, CALENDAR_FROM = ("0100", "0110", "0120"), 26
ESTIMATING_UNIT = "0510"


@dataclass(frozen=True)
class Rows:
    """Resource rows as arrays: person is NOBODY when unknown, codes are indices, hours are quarters of an hour."""

    day: Days
    whole_month: npt.NDArray[np.bool_]
    person: Index
    unit: Index
    role: Index
    activity: Index
    heads: Index
    quarters: Index
    session: Index
    initiative: Index

    def __len__(self) -> int:
        return len(self.day)

    def pick(self, which: Any) -> Rows:
        """The rows that `which` (a mask or places) selects."""
        return Rows(**{field.name: getattr(self, field.name)[which] for field in fields(self)})


def join(first: Rows, second: Rows) -> Rows:
    """The rows of both, the first before the second."""
    pairs = {field.name: (getattr(first, field.name), getattr(second, field.name)) for field in fields(first)}
    return Rows(**{name: np.concatenate(pair) for name, pair in pairs.items()})


@cache
def role_index(name: str) -> int:
    """Where a role stands in ROLE."""
    return int(np.flatnonzero(name == ROLE)[0])


@cache
def activity_index(name: str) -> int:
    """Where an activity stands in ACTIVITY."""
    return int(np.flatnonzero(name == ACTIVITY)[0])


def fit(rows: Rows, keep_first: int, rng: np.random.Generator) -> Rows:
    """Exactly ROWS rows in the order of their days, no person above the day's limit.

    The first `keep_first` rows, those of sessions, go before the others when a day is full and are all kept.
    """
    order = np.lexsort((np.arange(len(rows)), rows.day, rows.person))
    person, day, quarters = rows.person[order], rows.day[order], rows.quarters[order]
    new = np.concatenate([[True], (person[1:] != person[:-1]) | (day[1:] != day[:-1])])
    total = np.cumsum(quarters)
    before = np.maximum.accumulate(np.where(new, total - quarters, 0))
    allowed = np.zeros(len(rows), dtype=bool)
    allowed[order] = (total - before <= DAY_LIMIT) | (person == NOBODY)
    places = np.flatnonzero(allowed)
    certain, other = places[places < keep_first], places[places >= keep_first]
    chosen = np.concatenate([certain, rng.permutation(other)[: ROWS - len(certain)]])
    assert len(chosen) == ROWS
    return rows.pick(chosen[np.lexsort((chosen, rows.day[chosen]))])


def resource_table(
    rows: Rows,
    people: People,
    sessions: tuple[Session, ...],
    initiatives: tuple[Initiative, ...],
    rng: np.random.Generator,
) -> Table:
    """The contract table `resource_use`; a period is a day, or text `yyyy-mm` where only the month was kept."""
    on_top = _on_top(rows, rng)
    session = [None, *(one.id for one in sessions)]
    initiative = [None, *(one.id for one in initiatives)]
    unit = [one.id for one in all_units()]
    key = [None, *(people.key(number) for number in range(len(people.unit)))]
    months = np.datetime_as_string(rows.day, unit="M").tolist()
    days = np.datetime_as_string(rows.day, unit="D").tolist()
    return {
        "entry_id": [f"F{number:06d}" for number in range(1, len(rows) + 1)],
        "session_id": [session[index + 1] for index in rows.session.tolist()],
        "initiative_id": [initiative[index + 1] for index in rows.initiative.tolist()],
        "period": [
            month if whole else day for whole, month, day in zip(rows.whole_month.tolist(), months, days, strict=True)
        ],
        "unit_id": [unit[index] for index in rows.unit.tolist()],
        "role": ROLE[rows.role].tolist(),
        "activity": ACTIVITY[rows.activity].tolist(),
        "headcount": rows.heads.tolist(),
        "hours": [hundredths(25 * quarters) for quarters in rows.quarters.tolist()],
        "basis": BASIS[_basis(rows)].tolist(),
        "on_top": YES_NO[on_top].tolist(),
        "paid_by": PAID_BY[_paid_by(rows, on_top, rng)].tolist(),
        "cost_nok": _cost(rows, rng),
        "person_key": [key[index + 1] for index in rows.person.tolist()],
    }


def _on_top(rows: Rows, rng: np.random.Generator) -> Index:
    passed = month_of(rows.day) / (MONTHS - 1)
    bounds = np.array([ON_TOP.get(str(name), ON_TOP_OTHERS) for name in ROLE])
    chance = bounds[rows.role, 0] + (bounds[rows.role, 1] - bounds[rows.role, 0]) * passed
    return np.where(_silent(rows), 2, np.where(rng.random(len(rows)) < chance, 0, 1))


def _basis(rows: Rows) -> Index:
    """What hours rest on follows the unit and the time, as it does where each unit has its own system."""
    months = month_of(rows.day)
    in_staff = np.isin(rows.unit, [_unit_index(unit) for unit in CALENDAR_UNITS])
    from_calendar = in_staff & (rows.activity == activity_index("conduct")) & (months >= CALENDAR_FROM)
    by_standard = (rows.unit == _unit_index(STANDARD_UNIT)) & (months < STANDARD_MONTHS)
    known = np.where(from_calendar, 1, np.where(by_standard, 3, 0))
    guessed = (rows.person == NOBODY) | (rows.unit == _unit_index(ESTIMATING_UNIT))
    return np.where(_silent(rows), 4, np.where(guessed, 2, known))


def _paid_by(rows: Rows, on_top: Index, rng: np.random.Generator) -> Index:
    """Release covers the representatives until it is spent; helpers get overtime for some of what is on top."""
    representative = np.isin(rows.role, [role_index(name) for name in REPRESENTATIVES])
    overtime = (on_top == 0) & (rows.role == role_index("helper")) & (rng.random(len(rows)) < OVERTIME)
    paid = np.where((on_top == 1) & representative, 0, np.where(overtime, 2, 1))
    outside = np.isin(rows.role, [role_index("external"), role_index("researcher")])
    return np.where(_silent(rows), 4, np.where(outside, 3, paid))


def _silent(rows: Rows) -> npt.NDArray[np.bool_]:
    """Rows of the unit that did not say how its hours were kept in its first years."""
    return np.asarray((rows.unit == _unit_index(SILENT_UNIT)) & (month_of(rows.day) < SILENT_MONTHS))


@cache
def _unit_index(unit_id: str) -> int:
    return [unit.id for unit in all_units()].index(unit_id)


def _cost(rows: Rows, rng: np.random.Generator) -> list[Decimal | None]:
    """Cost in kroner; none where nobody is paid, and none where the source did not say."""
    year = (month_of(rows.day) + 10) // 12
    rate = np.rint(HOURLY[rows.role] * WAGE_GROWTH**year).astype(np.int64)
    cost = rate * rows.quarters * rows.heads * 25
    missing = (rate == 0) | (rng.random(len(rows)) < 0.03)
    return [None if gone else hundredths(value) for gone, value in zip(missing.tolist(), cost.tolist(), strict=True)]
