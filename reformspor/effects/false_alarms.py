"""How often the engine claimed something where there was nothing: a kept table, with its date and version."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("false_alarms.toml")


@dataclass(frozen=True)
class Tried:
    """One design tried `runs` times without any effect: how many came to a `change`, and to a probable `effect`, or
    more. Then the same with an effect of `planted` standard deviations, `power_runs` times, and twice as large,
    `twice_runs` times; None where the design can find none. `before` and `after` are months, `rho` the correlation
    from month to month."""

    design: str
    before: int
    after: int
    units: int
    treated: int
    rho: float
    runs: int
    change: int
    effect: int
    planted: float | None = None
    power_runs: int | None = None
    found_change: int | None = None
    found_effect: int | None = None
    twice_runs: int | None = None
    twice_effect: int | None = None


@dataclass(frozen=True)
class FalseAlarms:
    """The table, when it was made, by which version of the gates, and with which seed."""

    date: dt.date
    version: str
    seed: int
    rows: tuple[Tried, ...]


def false_alarms() -> FalseAlarms:
    """The kept table."""
    said = tomllib.loads(FILE.read_text("utf-8"))
    return FalseAlarms(said["date"], said["version"], said["seed"], tuple(Tried(**row) for row in said["row"]))
