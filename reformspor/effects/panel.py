"""A panel is an outcome by unit and step of time, and when each unit began; every estimator reads this and no other."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
# The first day of a month or a quarter; a year or any other step is a whole number.
Time = int | dt.date
Step = Literal["month", "quarter", "year", "step"]


@dataclass(frozen=True)
class Panel:
    """An outcome of `units` at `times`, which follow one another without a gap; `panel_from` makes and checks it.

    `values` is units by times, NaN where nothing is known. `starts` is the place in `times` of each unit's first step
    under the reform: None for one that never begins within the panel, 0 for one that began before or with it (it tells
    nothing of before). The reform is absorbing: a unit that has begun stays begun. `exposure` and `persons` have the
    shape of `values`: what a count is out of, and how many people are behind a value. `strata` holds a code a unit,
    within which starts may be exchanged.
    """

    units: tuple[str, ...]
    times: tuple[Time, ...]
    step: Step
    values: Numbers
    starts: tuple[int | None, ...]
    exposure: Numbers | None = None
    persons: Numbers | None = None
    strata: tuple[str, ...] | None = None

    @property
    def n_units(self) -> int:
        """How many units there are."""
        return len(self.units)

    @property
    def n_times(self) -> int:
        """How many steps of time there are, those without a value too."""
        return len(self.times)

    @property
    def treated(self) -> tuple[int, ...]:
        """The places of the units that begin after the first step: those a change can be seen in."""
        return tuple(place for place, start in enumerate(self.starts) if start)

    @property
    def always(self) -> tuple[int, ...]:
        """The places of the units that had begun when the panel did."""
        return tuple(place for place, start in enumerate(self.starts) if start == 0)

    @property
    def never(self) -> tuple[int, ...]:
        """The places of the units that do not begin."""
        return tuple(place for place, start in enumerate(self.starts) if start is None)

    @property
    def cohorts(self) -> dict[int, tuple[int, ...]]:
        """Units by the step they begin at, earliest first; those that began before the panel are left out."""
        begins = sorted({start for start in self.starts if start})
        return {begin: tuple(place for place, start in enumerate(self.starts) if start == begin) for begin in begins}

    @property
    def missing(self) -> float:
        """The share of unit-steps without a value."""
        return float(np.isnan(self.values).mean()) if self.values.size else 0.0

    @property
    def digest(self) -> str:
        """SHA-256 of all the panel holds: the same for the same numbers, whatever file they came from."""
        said = hashlib.sha256(repr((self.units, self.times, self.step, self.starts, self.strata)).encode())
        for part in (self.values, self.exposure, self.persons):
            said.update(b"|" if part is None else np.ascontiguousarray(part, "<f8").tobytes())
        return said.hexdigest()

    def said(self, place: int) -> str:
        """The step at a place as text."""
        return said(self.times[place], self.step)

    def only(self, places: tuple[int, ...]) -> Panel:
        """The same panel with these units alone, in this order."""
        chosen = list(places)
        return replace(
            self,
            units=tuple(self.units[place] for place in chosen),
            values=self.values[chosen],
            starts=tuple(self.starts[place] for place in chosen),
            exposure=None if self.exposure is None else self.exposure[chosen],
            persons=None if self.persons is None else self.persons[chosen],
            strata=None if self.strata is None else tuple(self.strata[place] for place in chosen),
        )

    def without(self, place: int) -> Panel:
        """The same panel with one unit left out."""
        return self.only(tuple(other for other in range(self.n_units) if other != place))

    def begun(self, starts: tuple[int | None, ...]) -> Panel:
        """The same numbers with other starts: what a permutation or a placebo date supposes."""
        return replace(self, starts=starts)


def said(time: Time, step: Step) -> str:
    """A step as text that is the same in every language: 2020-03, 2020Q1, 2020."""
    if not isinstance(time, dt.date):
        return str(time)
    return f"{time.year}Q{(time.month + 2) // 3}" if step == "quarter" else f"{time:%Y-%m}"


def plain_time(time: Time) -> str | int:
    """A step of time as what JSON can hold: a day as text."""
    return time.isoformat() if isinstance(time, dt.date) else int(time)


def read_plain_time(said: str | Time) -> Time:
    """A step of time from what `plain_time` made; one that never left the process as it is."""
    return dt.date.fromisoformat(said) if isinstance(said, str) else said


def plain_panel(panel: Panel) -> dict[str, Any]:
    """The panel as what JSON can hold: days as texts, what is missing as None."""
    tables = {"values": panel.values, "exposure": panel.exposure, "persons": panel.persons}
    return {
        "units": list(panel.units),
        "times": [plain_time(time) for time in panel.times],
        "step": panel.step,
        "starts": list(panel.starts),
        "strata": None if panel.strata is None else list(panel.strata),
        **{name: None if held is None else _told(held) for name, held in tables.items()},
    }


def read_plain_panel(said: Mapping[str, Any]) -> Panel:
    """A panel from what `plain_panel` made; the same, to the last bit."""
    return Panel(
        units=tuple(said["units"]),
        times=tuple(read_plain_time(time) for time in said["times"]),
        step=said["step"],
        values=read_plain_table(said["values"]),
        starts=tuple(said["starts"]),
        exposure=None if said["exposure"] is None else read_plain_table(said["exposure"]),
        persons=None if said["persons"] is None else read_plain_table(said["persons"]),
        strata=None if said["strata"] is None else tuple(said["strata"]),
    )


def _told(table: Numbers) -> list[list[float | None]]:
    return [[None if np.isnan(value) else float(value) for value in row] for row in table]


def read_plain_table(rows: Sequence[Sequence[float | None]]) -> Numbers:
    """A table of numbers from rows, NaN where there is None."""
    return np.array([[np.nan if value is None else value for value in row] for row in rows], dtype=np.float64)
