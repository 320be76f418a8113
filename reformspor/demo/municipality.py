"""The demo's places and people: units in sectors, and six hundred pseudonyms with a unit and a role each."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from reformspor.demo.tables import Table, hundredths
from reformspor.demo.timeline import MONTHS, month_first

TEXTS = Path(__file__).parent / "texts"
Index = npt.NDArray[np.int64]

ELECTED = 9
LEADERS_FROM = 34  # a unit of this size has two leaders
REPRESENTATIVES = ("chief_union_rep", "joint_union_rep", "local_union_rep")


@dataclass(frozen=True)
class Unit:
    """A unit; `start` is None for one that never starts the reform."""

    id: str
    name: str
    sector: str
    people: int
    group: str
    start: dt.date | None


@dataclass(frozen=True)
class People:
    """Six hundred people as parallel arrays: unit index and role, in the order of their keys."""

    unit: Index
    role: npt.NDArray[np.str_]

    def of(self, *roles: str) -> Index:
        """The people whose main role is one of `roles`."""
        return np.flatnonzero(np.isin(self.role, roles))

    def key(self, person: int) -> str:
        """The pseudonym of a person."""
        return f"p{person + 1:04d}"


@cache
def texts(name: str) -> dict[str, Any]:
    """One of the text files of the demo."""
    return tomllib.loads((TEXTS / f"{name}.toml").read_text("utf-8"))


@cache
def all_units() -> tuple[Unit, ...]:
    """The 25 units, sector by sector."""
    given = texts("places")
    starts = given["cohorts"]
    return tuple(
        Unit(
            unit["id"],
            unit["name"],
            unit["sector"],
            unit["people"],
            unit["group"],
            starts[unit["cohort"]] if "cohort" in unit else None,
        )
        for unit in given["unit"]
    )


def started(months: Index, units: Index) -> npt.NDArray[np.bool_]:
    """Whether each unit has started the reform in each month."""
    never = MONTHS + 1
    first = np.array([never if unit.start is None else _months_until(unit.start) for unit in all_units()])
    return np.asarray(months >= first[units])


def _months_until(day: dt.date) -> int:
    first = month_first(0)
    return (day.year - first.year) * 12 + day.month - first.month


def make_people(rng: np.random.Generator) -> People:
    """Everyone with a unit and a main role: the few roles are dealt out over the units, the rest are employees."""
    units = all_units()
    unit = np.repeat(np.arange(len(units)), [one.people for one in units])
    role = np.full(len(unit), "employee", dtype="<U20")
    first = np.concatenate([[0], np.cumsum([one.people for one in units])[:-1]])
    taken = first.copy()

    def deal(name: str, places: Any) -> None:
        for place in places:
            role[taken[place]] = name
            taken[place] += 1

    deal("municipal_director", [0])
    deal("hr_lead", [2, 2])
    everywhere = np.arange(len(units))
    deal("leader", [*everywhere, *(place for place in everywhere if units[place].people >= LEADERS_FROM)])
    large = [int(place) for place in everywhere if units[place].people >= 16]
    deal("local_union_rep", [*everywhere[units_over(9)], *large[:4]])
    deal("joint_union_rep", rng.permutation(large)[:8])
    deal("chief_union_rep", rng.permutation(large)[:7])
    deal("helper", [*rng.permutation(large)[:14], 0, 0, 2, 2, 2, 3, 3, 10, 10, 10, 11, 13, 17, 23])
    deal("challenger", [int(place) for place in everywhere if units[place].start is not None] + [2, 2, 3, 10])
    deal("safety_rep", rng.permutation(large)[:12])
    return People(
        unit=np.concatenate([unit, np.zeros(ELECTED, dtype=np.int64)]),
        role=np.concatenate([role, np.full(ELECTED, "elected", dtype="<U20")]),
    )


def units_over(people: int) -> npt.NDArray[np.bool_]:
    """Which units have more than so many people."""
    return np.array([unit.people > people for unit in all_units()])


def units_table() -> Table:
    """The contract table `units`."""
    units = all_units()
    offices = {unit.sector: unit.id for unit in reversed(units)}
    return {
        "unit_id": [unit.id for unit in units],
        "name": [unit.name for unit in units],
        "parent": [None if offices[unit.sector] == unit.id else offices[unit.sector] for unit in units],
        "sector": [unit.sector for unit in units],
        "reform_start_date": [unit.start for unit in units],
        "treated": ["no" if unit.start is None else "yes" for unit in units],
        "headcount": [unit.people for unit in units],
        "fte": [hundredths(round(unit.people * 84)) for unit in units],
        "comparison_group": [unit.group for unit in units],
    }
