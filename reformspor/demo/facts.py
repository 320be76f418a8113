"""The facts planted in the demo, counted from its own tables at levels the ledger keeps, for tests to hold it to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from reformspor.demo.breaking import first_break, hours_by_kind_and_activity, weeks_ahead
from reformspor.demo.municipality import REPRESENTATIVES, all_units
from reformspor.demo.outcomes import INDICATORS
from reformspor.demo.surveys import SURVEYED
from reformspor.demo.tables import Table
from reformspor.demo.timeline import AS_OF

MUNICIPALITY = "Eksempel kommune"
CLOSED = frozenset({"resolved", "rejected", "lapsed"})
SUPPORT = ("prepare", "follow_up")


@dataclass(frozen=True)
class PlantedFacts:
    """What is true in the constructed data. Hours are hours per person times persons; keys are codes and years."""

    municipality: str
    constructed: bool
    seed: int
    as_of: str
    rows: dict[str, int]
    people: int
    hours: float
    hours_by_role: dict[str, float]
    hours_by_role_year: dict[str, dict[str, float]]
    hours_by_sector_quarter: dict[str, dict[str, float]]
    hours_by_activity: dict[str, float]
    cost_nok: float
    representatives: dict[str, dict[str, float]]
    helper_support_ratio: dict[str, float]
    helpers: dict[str, dict[str, int]]
    sessions_by_status: dict[str, int]
    held_by_year: dict[str, int]
    held_by_kind: dict[str, int]
    barriers_by_type: dict[str, int]
    barriers_by_level_reported: dict[str, int]
    barriers_by_level_now: dict[str, int]
    barriers_by_status: dict[str, int]
    barriers_open: int
    barriers_reopened: int
    barriers_moved: int
    answers: dict[str, int]
    initiatives_by_phase: dict[str, int]
    initiatives_in_a_later_round: int
    actions_open: int
    actions_overdue: int
    helper_hours_by_kind: dict[str, float]
    helper_hours_by_kind_and_activity: dict[str, dict[str, float]]
    weeks_ahead: dict[str, dict[str, float]]
    capacity_breaks: str | None
    outcomes: dict[str, dict[str, Any]]
    surveys: dict[str, dict[str, Any]]
    reform_starts: dict[str, str]

    def as_json(self) -> str:
        """The facts as JSON with sorted keys, the same bytes for the same seed."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def planted_facts(tables: dict[str, Table], seed: int) -> PlantedFacts:
    """Count the facts of the constructed tables; `tables` are all those of the demo, by contract name."""
    return PlantedFacts(
        municipality=MUNICIPALITY,
        constructed=True,
        seed=seed,
        as_of=AS_OF.isoformat(),
        rows={name: len(next(iter(table.values()))) for name, table in tables.items()},
        people=len(set(tables["resource_use"]["person_key"]) - {None}),
        **_hours(tables["resource_use"], tables["capacity"]),
        **_sessions(tables["sessions"]),
        **_barriers(tables["barriers"], tables["barrier_events"]),
        **_course(tables["phase_events"], tables["actions"]),
        **_ahead(tables),
        outcomes={
            one.key: {"planted": one.planted, "effect": one.effect, "trend": one.trend, "relevant": float(one.relevant)}
            for one in INDICATORS
        },
        surveys={
            one.key: {"planted": one.planted, "effect": one.effect, "relevant": float(one.relevant)} for one in SURVEYED
        },
        reform_starts={unit.id: unit.start.isoformat() for unit in all_units() if unit.start is not None},
    )


def _ahead(tables: dict[str, Table]) -> dict[str, Any]:
    weeks = weeks_ahead(tables)
    apart = hours_by_kind_and_activity(tables)
    return {
        "helper_hours_by_kind": {kind: round(sum(each.values()), 4) for kind, each in apart.items()},
        "helper_hours_by_kind_and_activity": {
            kind: {code: round(hours, 4) for code, hours in each.items()} for kind, each in apart.items()
        },
        "weeks_ahead": weeks,
        "capacity_breaks": first_break(weeks),
    }


def _hours(table: Table, capacity: Table) -> dict[str, Any]:
    sector = {unit.id: unit.sector for unit in all_units()}
    total = [hours * heads for hours, heads in zip(table["hours"], table["headcount"], strict=True)]
    years = [period[:4] for period in table["period"]]
    quarters = [f"{period[:4]}-K{(int(period[5:7]) + 2) // 3}" for period in table["period"]]
    roles, activities = table["role"], table["activity"]
    helped = [role == "helper" for role in roles]
    conduct = _sums((year for year in years), _only(total, helped, activities, ("conduct",)))
    support = _sums((year for year in years), _only(total, helped, activities, SUPPORT))
    return {
        "hours": float(sum(total)),
        "hours_by_role": _sums(roles, total),
        "hours_by_role_year": _nested(roles, years, total),
        "hours_by_sector_quarter": _nested((sector[unit] for unit in table["unit_id"]), quarters, total),
        "hours_by_activity": _sums(activities, total),
        "cost_nok": float(sum(cost for cost in table["cost_nok"] if cost is not None)),
        "representatives": _representatives(table, total, years, capacity),
        "helper_support_ratio": {year: round(support[year] / conduct[year], 4) for year in conduct},
    }


def _only(total: list[Decimal], chosen: list[bool], codes: list[str], wanted: tuple[str, ...]) -> list[Decimal]:
    zero = Decimal(0)
    return [hours if yes and code in wanted else zero for hours, yes, code in zip(total, chosen, codes, strict=True)]


def _representatives(
    table: Table, total: list[Decimal], years: list[str], capacity: Table
) -> dict[str, dict[str, float]]:
    """Per year: hours of the three kinds of representatives, those on top of ordinary duties, and their release."""
    mine = [role in REPRESENTATIVES for role in table["role"]]
    on_top = [yes and top == "yes" for yes, top in zip(mine, table["on_top"], strict=True)]
    hours = _sums(years, [one if yes else Decimal(0) for one, yes in zip(total, mine, strict=True)])
    top = _sums(years, [one if yes else Decimal(0) for one, yes in zip(total, on_top, strict=True)])
    months = (period <= AS_OF for period in capacity["period"])
    given = [h or Decimal(0) if past else Decimal(0) for h, past in zip(capacity["release_h"], months, strict=True)]
    release = _sums((str(period.year) for period in capacity["period"]), given)
    return {year: {"hours": hours[year], "on_top": top[year], "release": release[year]} for year in hours}


def _sessions(table: Table) -> dict[str, Any]:
    held = [status == "held" for status in table["status"]]
    years = [str(day.year) for day in table["date"]]
    needed, staffed = Counter[str](), Counter[str]()
    for year, needs, has, yes in zip(years, table["helper_needed"], table["helper_staffed"], held, strict=True):
        if yes:
            needed[year] += needs
            staffed[year] += has
    return {
        "sessions_by_status": _counts(table["status"]),
        "held_by_year": _counts(year for year, yes in zip(years, held, strict=True) if yes),
        "held_by_kind": _counts(kind for kind, yes in zip(table["kind"], held, strict=True) if yes),
        "helpers": {year: {"needed": needed[year], "staffed": staffed[year]} for year in sorted(needed)},
    }


def _barriers(barriers: Table, events: Table) -> dict[str, Any]:
    level = dict(zip(barriers["barrier_id"], barriers["owner_level"], strict=True))
    status: dict[str, str] = {}
    for barrier, to_status, to_level in zip(events["barrier_id"], events["to_status"], events["to_level"], strict=True):
        status[barrier] = to_status
        level[barrier] = to_level or level[barrier]
    return {
        "barriers_by_type": _counts(kind for kinds in barriers["types"] for kind in kinds),
        "barriers_by_level_reported": _counts(barriers["owner_level"]),
        "barriers_by_level_now": _counts(level.values()),
        "barriers_by_status": _counts(status.values()),
        "barriers_open": sum(one not in CLOSED for one in status.values()),
        "barriers_reopened": events["to_status"].count("reopened"),
        "barriers_moved": sum(one is not None for one in events["to_level"]),
        "answers": _counts(answer for answer in events["answer"] if answer is not None),
    }


def _course(phases: Table, actions: Table) -> dict[str, Any]:
    now = dict(zip(phases["initiative_id"], phases["to_phase"], strict=True))
    rounds = dict(zip(phases["initiative_id"], phases["round"], strict=True))
    open_ = [due for due, done in zip(actions["due"], actions["done"], strict=True) if done is None]
    return {
        "initiatives_by_phase": _counts(now.values()),
        "initiatives_in_a_later_round": sum(one > 1 for one in rounds.values()),
        "actions_open": len(open_),
        "actions_overdue": sum(due is not None and due < AS_OF for due in open_),
    }


def _counts(codes: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(codes).items()))


def _sums(codes: Iterable[str], hours: Iterable[Decimal]) -> dict[str, float]:
    found: dict[str, Decimal] = {}
    for code, one in zip(codes, hours, strict=True):
        found[code] = found.get(code, Decimal(0)) + one
    return {code: float(found[code]) for code in sorted(found)}


def _nested(outer: Iterable[str], inner: Iterable[str], hours: Iterable[Decimal]) -> dict[str, dict[str, float]]:
    flat = _sums((f"{first} {second}" for first, second in zip(outer, inner, strict=True)), hours)
    found: dict[str, dict[str, float]] = {}
    for pair, one in flat.items():
        first, second = pair.split(" ")
        found.setdefault(first, {})[second] = one
    return found
