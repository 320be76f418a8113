"""What every estimator gives back: numbers with their uncertainty, diagnostics and series, or why there are none.

A number that could not be reckoned is None, never NaN or infinite, so that none can be shown.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

Fact = float | int | str | bool | None


@dataclass(frozen=True)
class Refusal:
    """Why something could not be estimated, or must be read with care: a code of the words, and what it names."""

    code: str
    places: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Estimate:
    """One number: `what` it is of, `at` which event time, group, step or unit (as text; empty when of all), its
    standard error, interval (of `sure`), p value, and how many units or steps it stands on."""

    what: str
    value: float | None
    error: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    at: str = ""
    n: int | None = None
    sure: float = 0.95

    def __post_init__(self) -> None:
        for name in ("value", "error", "low", "high", "p"):
            object.__setattr__(self, name, finite(getattr(self, name)))


@dataclass(frozen=True)
class Result:
    """What one `method` found. `facts` are diagnostics by code; `series` are columns of equal length within a prefix,
    such as `fit.time`, `fit.value`; `refused` says why there is no estimate; `notices` what to mind about those there
    are."""

    method: str
    estimates: tuple[Estimate, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    series: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    refused: tuple[Refusal, ...] = ()
    notices: tuple[Refusal, ...] = ()

    def of(self, what: str, at: str = "") -> Estimate | None:
        """The estimate of this kind and place, if there is one."""
        return next((one for one in self.estimates if one.what == what and one.at == at), None)

    def all_of(self, what: str) -> tuple[Estimate, ...]:
        """Every estimate of this kind, in order."""
        return tuple(one for one in self.estimates if one.what == what)


def finite(value: Any) -> float | None:
    """A number as a float; None where there is none, or none that is finite."""
    if value is None:
        return None
    number = float(value)
    return number if math.isfinite(number) else None


def column(values: Sequence[Any]) -> tuple[Any, ...]:
    """A series' column: numbers as floats or None, all else as it is."""
    return tuple(finite(value) if isinstance(value, float) or hasattr(value, "dtype") else value for value in values)


def plain(result: Result) -> dict[str, Any]:
    """The result as what JSON can hold."""
    return asdict(result) | {"series": {name: [_plain(one) for one in held] for name, held in result.series.items()}}


def read_plain(said: Mapping[str, Any]) -> Result:
    """A result from what `plain` made; days stay as texts."""
    return Result(
        method=said["method"],
        estimates=tuple(Estimate(**one) for one in said["estimates"]),
        facts=dict(said["facts"]),
        series={name: tuple(held) for name, held in said["series"].items()},
        refused=tuple(Refusal(**one) for one in said["refused"]),
        notices=tuple(Refusal(**one) for one in said["notices"]),
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
