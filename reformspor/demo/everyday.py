"""The reform work between the demo's sessions: trying out, training, reporting, talking it over."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from reformspor.demo.hours import NOBODY, Rows, activity_index, role_index
from reformspor.demo.initiatives import Initiative
from reformspor.demo.municipality import Index, People, started
from reformspor.demo.timeline import MONTHS, Days, activity_by_month, month_of, working_days

DRAWN = 96_000  # more than are needed: many fall in units that have not started, or on days already full

# Share of the rows, and the mix of activities in the order of ACTIVITY.
MIX: dict[str, tuple[float, tuple[float, ...]]] = {
    "employee": (0.60, (0.14, 0.50, 0.24, 0.0, 0.0, 0.12, 0.0, 0.0)),
    "leader": (0.13, (0.30, 0.24, 0.29, 0.0, 0.0, 0.17, 0.0, 0.0)),
    "local_union_rep": (0.09, (0.31, 0.34, 0.30, 0.0, 0.0, 0.05, 0.0, 0.0)),
    "joint_union_rep": (0.035, (0.32, 0.34, 0.29, 0.0, 0.0, 0.05, 0.0, 0.0)),
    "chief_union_rep": (0.035, (0.32, 0.34, 0.29, 0.0, 0.0, 0.05, 0.0, 0.0)),
    "helper": (0.055, (0.12, 0.42, 0.08, 0.0, 0.38, 0.0, 0.0, 0.0)),
    "challenger": (0.02, (0.34, 0.33, 0.33, 0.0, 0.0, 0.0, 0.0, 0.0)),
    "safety_rep": (0.02, (0.25, 0.40, 0.35, 0.0, 0.0, 0.0, 0.0, 0.0)),
    "hr_lead": (0.01, (0.30, 0.24, 0.29, 0.0, 0.0, 0.17, 0.0, 0.0)),
    "municipal_director": (0.005, (0.30, 0.24, 0.29, 0.0, 0.0, 0.17, 0.0, 0.0)),
}
BEFORE_START, AFTER_START = 0.3, 1.0
EXTRA_GROWTH = 0.9  # the representatives' work grows this much more over the period than the others'
WHOLE_MONTH, UNATTACHED, GROUPS, ROLE_UNKNOWN, ODD_WORK = 0.05, 0.12, 0.006, 0.004, 0.002


def work_between(initiatives: tuple[Initiative, ...], people: People, rng: np.random.Generator) -> Rows:
    """Rows without a session, many more than needed; each is some hours one person put in on one day."""
    parts = [_of_role(role, int(DRAWN * share), mix, people, rng) for role, (share, mix) in MIX.items()]
    day, person, role, activity = (np.concatenate([part[column] for part in parts]) for column in range(4))
    kept = _plausible(day, person, people, rng)
    day, person, role, activity = day[kept], person[kept], role[kept], activity[kept]
    groups = (rng.random(len(day)) < GROUPS) & (role == role_index("employee"))
    odd = rng.random(len(day)) < ODD_WORK
    unit = people.unit[person]
    return Rows(
        day=day,
        whole_month=rng.random(len(day)) < WHOLE_MONTH,
        person=np.where(groups, NOBODY, person),
        unit=unit,
        role=np.where(rng.random(len(day)) < ROLE_UNKNOWN, role_index("not_reported"), role),
        activity=np.where(groups, activity_index("not_reported"), np.where(odd, activity_index("other"), activity)),
        heads=np.where(groups, rng.integers(5, 13, len(day)), 1),
        quarters=_quarters(role, month_of(day), rng),
        session=np.full(len(day), -1),
        initiative=_initiative(day, unit, initiatives, rng),
    )


def _of_role(
    role: str, count: int, mix: tuple[float, ...], people: People, rng: np.random.Generator
) -> tuple[Days, Index, Index, Index]:
    weights = activity_by_month()
    if role.endswith("union_rep"):
        weights = weights * (1 + EXTRA_GROWTH * np.arange(MONTHS) / (MONTHS - 1))
    months = rng.choice(MONTHS, count, p=weights / weights.sum())
    person = people.of(role)[rng.integers(0, len(people.of(role)), count)]
    activity = rng.choice(len(mix), count, p=mix)
    return working_days(months, rng), person, np.full(count, role_index(role)), activity


def _plausible(day: Days, person: Index, people: People, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
    """Units in the reform do most of it; representatives and helpers work across units and always count."""
    across = np.isin(people.role[person], ["employee", "leader", "safety_rep"], invert=True)
    chance = np.where(started(month_of(day), people.unit[person]), AFTER_START, BEFORE_START)
    return np.asarray(across | (rng.random(len(day)) < chance))


def _quarters(role: Index, months: Index, rng: np.random.Generator) -> Index:
    """Hours in quarters, half an hour to seven and a half; the representatives' entries grow longer."""
    representative = np.isin(
        role, [role_index(name) for name in ("chief_union_rep", "joint_union_rep", "local_union_rep")]
    )
    longer = np.where(representative, 1 + 0.35 * months / (MONTHS - 1), 1.0)
    return np.clip(np.rint(rng.gamma(3.0, 2.6, len(role)) * longer), 2, 30).astype(np.int64)


def _initiative(day: Days, unit: Index, initiatives: tuple[Initiative, ...], rng: np.random.Generator) -> Index:
    """An initiative of the person's unit that had begun by then; else none, as for one row in eight in any case."""
    found = np.full(len(day), -1)
    chance = rng.random(len(day))
    for number, one in enumerate(initiatives):
        begun = (unit == one.unit) & (day >= one.stretches[0].start)
        found = np.where(begun & ((found < 0) | (chance < 0.55)), number, found)
    return np.where(rng.random(len(day)) < UNATTACHED, -1, found)
