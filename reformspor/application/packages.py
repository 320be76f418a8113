"""Work packages by role: the hours the applicant plans, and what of them counts as in-kind by the Research Council."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from reformspor.application.calls import Call
from reformspor.application.kept import Written
from reformspor.choices import Choices
from reformspor.choices.in_kind import counted_rates
from reformspor.findings.labels import label_of
from reformspor.words import Words


@dataclass(frozen=True)
class Planned:
    """Hours a role is planned to spend in a work package; `counted` is the in-kind in kroner, None without a salary."""

    package: str
    role: str
    hours: float
    counted: float | None


def planned(call: Call, written: Written, choices: Choices) -> tuple[Planned, ...]:
    """Every planned number of hours there is, by work package and role."""
    rates = counted_rates(choices)
    return tuple(
        Planned(package, role, hours, hours * rates[role] if role in rates else None)
        for package in call.packages
        for role in call.roles
        for hours in [written.hours(package, role)]
        if hours is not None
    )


def packages_table(call: Call, written: Written, choices: Choices, words: Words) -> pd.DataFrame:
    """A row a work package with the hours of each role that has any, in all, and what counts; a dash where nobody has
    said. The last row adds up what is said: it is no sum of the whole while a dash is left.
    """
    held = planned(call, written, choices)
    roles = [role for role in call.roles if any(one.role == role for one in held)]
    rows = [
        [call.said(words, f"package.{package}"), *_cells([one for one in held if one.package == package], roles, words)]
        for package in call.packages
    ]
    rows.append([words("application.packages.sum"), *_cells(list(held), roles, words)])
    heads = [words("application.packages.package"), *(label_of(words, "role", role) for role in roles)]
    return pd.DataFrame(
        rows, columns=[*heads, words("application.packages.hours"), words("application.packages.counted")]
    )


def rates_said(call: Call, choices: Choices, words: Words) -> str:
    """What an hour of each role counts; a role without a salary in the settings is named as one that does not count."""
    rates = counted_rates(choices)
    told = [
        words("application.packages.rate", role=words.code("role", role), rate=words.number(rates[role]))
        for role in call.roles
        if role in rates
    ]
    without = [words.code("role", role) for role in call.roles if role not in rates]
    said = words("application.packages.rates", rates=words.listing(told)) if told else ""
    lacking = words("application.packages.no_rate", roles=words.listing(without)) if without else ""
    return f"{said} {lacking}".strip()


def n_unplanned(call: Call, written: Written) -> int:
    """In how many work packages no hour of any role is planned."""
    return sum(all(written.hours(package, role) is None for role in call.roles) for package in call.packages)


def _cells(held: list[Planned], roles: list[str], words: Words) -> list[str]:
    by_role = [[one.hours for one in held if one.role == role] for role in roles]
    counted = [one.counted for one in held if one.counted is not None]
    hours = [_hours(each, words) for each in (*by_role, [one.hours for one in held])]
    return [*hours, words.number(sum(counted) if counted else None)]


def _hours(values: list[float], words: Words) -> str:
    """Their sum, with a decimal where one of them has any; a dash where nobody has said."""
    return words.number(sum(values) if values else None, 0 if all(value.is_integer() for value in values) else 1)
