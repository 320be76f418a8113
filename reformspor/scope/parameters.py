"""A scope becomes SQL parameters: NULL means no filter, and ledger labels are split into sure and possible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reformspor.scope.holidays import holidays_around
from reformspor.scope.state import Scope

USED_BY = {
    "period": ("from", "to"),
    "unit": ("unit", "place_sure", "place_possible"),
    "sector": ("unit", "sector", "place_sure", "place_possible"),
    "role": ("role_sure", "role_possible"),
    "activity": ("activity",),
    "phase": ("phase", "phase_sure", "phase_possible"),
    "level": ("level",),
    "type": ("type",),
}


@dataclass(frozen=True)
class Trees:
    """Which leaves every ledger label covers: roles by label, units by place label, units by sector."""

    roles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sectors: Mapping[str, frozenset[str]] = field(default_factory=dict)


def parameters(scope: Scope, trees: Trees, *, as_of: dt.date, sure_band: int, free_text: bool = True) -> dict[str, Any]:
    """Every parameter a question may bind; without `free_text` only text that is open to all is searched."""
    units = _units(scope, trees)
    role_sure, role_possible = _labels(trees.roles, scope.roles)
    place_sure, place_possible = _labels(trees.places, units)
    phases = list(scope.phases)
    return {
        "from": scope.first,
        "to": scope.last,
        "role_sure": role_sure,
        "role_possible": role_possible,
        "place_sure": place_sure,
        "place_possible": place_possible,
        "phase_sure": phases or None,
        "phase_possible": [*phases, "several"] if phases else None,
        "activity": list(scope.activities) or None,
        "unit": units,
        "sector": list(scope.sectors) if scope.sectors and not scope.units else None,
        "phase": phases or None,
        "level": list(scope.levels) or None,
        "type": list(scope.types) or None,
        "text": [word for word in scope.text if "=" not in word] or None,
        "text_code": [word for word in scope.text if "=" in word] if scope.text else None,
        "free_text": None if free_text else False,
        "barrier": list(scope.barriers) or None,
        "owner": list(scope.owners) or None,
        "status": list(scope.statuses) or None,
        "order": scope.order or None,
        "indicator": list(scope.indicators) or None,
        "as_of": as_of,
        "holidays": holidays_around(as_of),
        "sure_band": sure_band,
    }


def uses(question_parameters: Iterable[str], name: str) -> bool:
    """Whether a question that binds these parameters heeds the filter of this name."""
    return not set(USED_BY[name]).isdisjoint(question_parameters)


def _units(scope: Scope, trees: Trees) -> list[str] | None:
    chosen = set(scope.units)
    for sector in scope.sectors:
        chosen |= trees.sectors.get(sector, frozenset())
    if chosen:
        return sorted(chosen)
    return [] if scope.sectors and trees.sectors else None


def _labels(
    tree: Mapping[str, frozenset[str]], chosen: Iterable[str] | None
) -> tuple[list[str] | None, list[str] | None]:
    """Labels wholly inside what is chosen, and labels that touch it."""
    if chosen is None:
        return None, None
    wanted = set(chosen)
    if not wanted:
        return (None, None) if isinstance(chosen, tuple) else ([], [])
    sure = [label for label, leaves in tree.items() if leaves and leaves <= wanted]
    possible = [label for label, leaves in tree.items() if leaves & wanted]
    return sorted(sure), sorted(possible)
