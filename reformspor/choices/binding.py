"""Choices become the parameters of a question, and every answer tells which of them it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reformspor.choices.choice import Choices, Origin
from reformspor.choices.definition import Value

MONTHS = 12
# Which keys, or beginnings of keys, a parameter is made of.
MADE_OF: dict[str, tuple[str, ...]] = {
    "norm_hours": ("norm.hours_per_fte",),
    "rate_roles": ("rates",),
    "rate_hourly": ("rates",),
    "rate_salary": ("rates",),
    "in_kind_share": ("in_kind.share_of_salary",),
    "in_kind_most": ("in_kind.most_per_hour",),
    "in_kind_hours": ("in_kind.most_hours_per_year",),
    "release_roles": ("norm.release", "norm.release_pct"),
    "release_norm_h": ("norm.release", "norm.release_pct"),
}


@dataclass(frozen=True)
class Used:
    """A choice an answer stands on. `source` is a text when the origin is own, else a code of the words."""

    key: str
    value: Value
    unit: str
    source: str
    origin: Origin


def choice_parameters(choices: Choices) -> dict[str, Any]:
    """Every parameter made of choices, always given.

    `norm_hours` hours a year; `rate_roles` leaf roles with `rate_hourly` kroner an hour and `rate_salary` kroner a year
    in the same places (None where not set); `in_kind_share` of the annual salary, `in_kind_most` kroner an hour,
    `in_kind_hours` hours a person and year; `release_roles` leaf roles with `release_norm_h` hours a month.
    """
    norm = choices.number("norm.hours_per_fte")
    hourly, salary = choices.by_role("rates", "hourly_nok"), choices.by_role("rates", "annual_salary_nok")
    roles = sorted(hourly.keys() | salary.keys())
    release = release_norms(choices)
    return {
        "norm_hours": norm,
        "rate_roles": roles,
        "rate_hourly": [hourly.get(role) for role in roles],
        "rate_salary": [salary.get(role) for role in roles],
        "in_kind_share": choices.number("in_kind.share_of_salary"),
        "in_kind_most": choices.number("in_kind.most_per_hour"),
        "in_kind_hours": choices.number("in_kind.most_hours_per_year"),
        "release_roles": list(release),
        "release_norm_h": list(release.values()),
    }


def release_norms(choices: Choices) -> dict[str, float]:
    """Hours of release a month by leaf role, in alphabetical order; per cent are per cent of the årsverk's month."""
    norm = choices.number("norm.hours_per_fte") or 0.0
    shares = choices.by_role("norm.release_pct")
    hours = {role: norm / MONTHS * share / 100 for role, share in shares.items()} | choices.by_role("norm.release")
    return dict(sorted(hours.items()))


def used_by(parameters: Iterable[str], choices: Choices) -> tuple[Used, ...]:
    """The choices behind these parameters, each once, in the order they are shown."""
    starts = {start for name in parameters for start in MADE_OF.get(name, ())}
    if "norm.release_pct" in starts and choices.under("norm.release_pct"):
        starts.add("norm.hours_per_fte")
    keys = {one.key for start in starts for one in choices.under(start)}
    return tuple(
        Used(one.key, one.value, one.unit, one.source, one.origin) for one in choices.held.values() if one.key in keys
    )
