"""What the page Kostnad says of the demo holds the cost that was planted, at the level the ledger keeps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from reformspor.answers import Answer, ask
from reformspor.choices import Choices, choices_from
from reformspor.demo import PlantedFacts
from reformspor.disclosure import Rule
from reformspor.scope import Scope
from reformspor.store import DuckStore

CHOICES = choices_from({}, constructed=True)
Asked = Callable[[str], Answer]


def own_rates(choices: Choices) -> dict[str, float]:
    """Kroner an hour by role, from the settings themselves."""
    norm = choices.number("norm.hours_per_fte") or 0.0
    salaries = choices.by_role("rates", "annual_salary_nok")
    return {role: salary / norm for role, salary in salaries.items()} | choices.by_role("rates", "hourly_nok")


@pytest.fixture(scope="module")
def asked(store: DuckStore) -> Asked:
    """Asks of the demo, admitted."""
    return lambda name: ask(store, name, Scope(), Rule.internal(), choices=CHOICES)


def ends(answer: Answer, name: str) -> tuple[float, float]:
    return float(answer.frame[name].sum()), float(answer.frame[f"{name}_possible"].sum())


def test_the_estimate_holds_the_hours_that_were_planted_times_the_rates(asked: Asked, facts: PlantedFacts) -> None:
    rates, total = own_rates(CHOICES), asked("cost/total")
    planted = sum(hours * rates.get(role, 0.0) for role, hours in facts.hours_by_role.items())
    least, most = ends(total, "cost")
    waits = total.hidden.waiting_hours
    assert least <= planted <= most + waits * max(rates.values())
    assert (most + waits * max(rates.values()) - least) / planted < 0.10
    # What waits is told rounded up.
    assert ends(total, "hours")[0] <= facts.hours <= ends(total, "hours")[0] + waits


def test_hours_of_roles_without_a_rate_are_those_that_were_planted(asked: Asked, facts: PlantedFacts) -> None:
    rates, by_role = own_rates(CHOICES), asked("cost/by_role")
    planted = sum(hours for role, hours in facts.hours_by_role.items() if role not in rates)
    least, most = ends(by_role, "uncosted_h")
    assert planted > 1000
    assert least <= planted <= most + by_role.hidden.waiting_hours


def test_the_cost_that_is_recorded_is_what_was_planted_but_for_what_waits(asked: Asked, facts: PlantedFacts) -> None:
    recorded = ends(asked("cost/recorded"), "recorded_nok")[0]
    assert 0.97 * facts.cost_nok < recorded <= facts.cost_nok


def test_the_cost_of_each_year_holds_the_planted_hours_of_that_year(
    asked: Asked, made: tuple[Path, PlantedFacts]
) -> None:
    rates = own_rates(CHOICES)
    file = made[0] / "parquet" / "resource_use.parquet"
    rows = duckdb.execute(
        f"select period[:4], role, sum(hours * headcount)::double from '{file}' where role is not null group by 1, 2"
    ).fetchall()
    planted: dict[str, float] = {}
    for year, role, hours in rows:
        planted[year] = planted.get(year, 0.0) + hours * rates.get(role, 0.0)
    frame = asked("cost/by_role_month").frame
    years = frame["month_from"].map(lambda month: str(month.year))
    found = frame.groupby(years)[["cost", "cost_possible"]].sum().to_dict(orient="index")
    assert planted["2022"] < planted["2023"] < planted["2024"] < planted["2025"]
    for year, cost in planted.items():
        # A correction, or what waited, is told of in the month it was done, so a year is held but for what waits.
        assert found[year]["cost"] <= cost * 1.0001
        assert found[year]["cost_possible"] >= 0.95 * cost
