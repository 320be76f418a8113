"""What the demo's register of indicators says of one thing that is measured, and what is planted in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One line of the register: `level` is what it is without the reform, and `effect` is planted from the start on."""

    key: str
    name: str
    unit: str
    direction: str
    health: str
    definition: str
    relevant: str
    owner_role: str
    source: str
    revised: str
    planted: str
    level: float
    effect: float = 0.0
