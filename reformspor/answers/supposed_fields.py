"""The fields of a scenario begin with what is measured, and what a reader sets them to is a Scenario."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from reformspor.answers.supposed import Measured
from reformspor.effects.scenario import Scenario
from reformspor.scope.fields import Field, Given
from reformspor.scope.state import add_months

# How much more the second scenario begins with, so that there is something to compare; it is said where it stands.
MORE = 1.2
HALF_A_YEAR, YEAR = 6, 12
NAMES = {
    "s": "sessions",
    "p": "prepare",
    "c": "conduct",
    "f": "follow_up",
    "x": "rest",
    "o": "outside",
    "e": "others",
    "h": "helpers",
    "r": "release",
    "u": "joining",
    "w": "joins",
}


def fields_of(basis: Measured, *, more: float = 1.0) -> tuple[Field, ...]:
    """The eleven fields, as measured; `more` times as many sessions. Hours are per session but those outside sessions,
    which are per month and begin at nought, as on the page Capacity; a day is in the year."""
    one, start = basis.scenario, basis.circumstances.start
    return (
        _field("s", one.sessions * more, 1000, decimals=1),
        _field("p", one.prepare, 1000, step=0.5, decimals=1),
        _field("c", one.conduct, 1000, step=0.5, decimals=1),
        _field("f", one.follow_up, 1000, step=0.5, decimals=1),
        _field("x", one.rest, 1000, step=0.5, decimals=1),
        _field("o", one.outside, 100000),
        _field("e", one.others, 10000, decimals=1),
        _field("h", one.helpers, 2000),
        _field("r", one.release, 100, step=0.5, decimals=1),
        _field("u", 0, 500),
        Field("w", "scenario.field.joins", add_months(start, HALF_A_YEAR), start, add_months(start, YEAR)),
    )


def scenario_from(values: Mapping[str, Given]) -> Scenario:
    """The scenario these values make, by the fields' codes."""
    joins = values["w"]
    assert isinstance(joins, dt.date)
    numbers = {NAMES[code]: float(value) for code, value in values.items() if not isinstance(value, dt.date)}
    return Scenario(**numbers, joins=joins)


def _field(code: str, value: float, most: float, *, step: float = 1.0, decimals: int = 0) -> Field:
    return Field(code, f"scenario.field.{NAMES[code]}", value, 0.0, most, step, decimals)
