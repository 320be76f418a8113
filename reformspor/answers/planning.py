"""A plan a reader has set becomes Answers: what it can find, what more units or months would, and who begins when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from reformspor.answers.answer import Answer, Assumed
from reformspor.answers.computed import computed
from reformspor.effects.power import METHOD, Plan, planned, smallest_detectable, stepped_wedge
from reformspor.effects.result import Result
from reformspor.effects.variation import Variation
from reformspor.scope.fields import Field, Given

RHOS = (0.0, 0.3, 0.6)
UNITS = (6, 8, 10, 12, 16, 20, 30, 40)
MONTHS = (12, 18, 24, 30, 36, 48, 60)
# Changes a stepped wedge is asked about, as parts of the one that matters.
PARTS = tuple(part / 4 for part in range(0, 13))
Row = dict[str, Any]


@dataclass(frozen=True)
class Design:
    """A plan as it is set: `treated` of `units` begin in `steps` groups, the first after `first` months and each other
    `gap` months later, and are followed for `months` in all. `sd` and `relevant` are in the outcome's own unit."""

    units: int
    months: int
    treated: int
    steps: int
    first: int
    gap: int
    rho: float
    sd: float
    relevant: float

    @property
    def plan(self) -> Plan:
        """Who begins when."""
        treated = min(self.treated, self.units)
        steps = max(min(self.steps, treated), 1)
        return planned(self.units, self.months, treated=treated, steps=steps, first=self.first, gap=self.gap)

    @property
    def late(self) -> tuple[int, ...]:
        """The groups' starts that fall after the last month; they count as groups that do not begin."""
        starts = (self.first + place * self.gap for place in range(max(min(self.steps, self.treated), 1)))
        return tuple(start for start in starts if start >= self.months)

    def of_units(self, units: int) -> Design:
        """The same with so many units, as large a part of them treated."""
        treated = min(max(round(self.treated * units / self.units), 1), units)
        return replace(self, units=units, treated=treated)

    def of_months(self, months: int) -> Design:
        """The same with so many months, the steps as far into them."""
        scale = months / self.months
        return replace(
            self, months=months, first=max(round(self.first * scale), 1), gap=max(round(self.gap * scale), 1)
        )


@dataclass(frozen=True)
class Wedge:
    """A stepped wedge as it is set: `waves` of `clusters` each, `people` measured in each cluster and period."""

    waves: int
    clusters: int
    people: int
    sigma: float
    tau: float
    gamma: float
    psi: float
    delta: float

    def power(self, delta: float) -> float | None:
        """The chance to find a change of `delta`; None where the design cannot."""
        found = self._found(delta).of("power")
        return None if found is None else found.value

    @property
    def smallest(self) -> float | None:
        """The change found four times in five; None where the design cannot."""
        found = self._found(self.delta).of("smallest", "0.8")
        return None if found is None else found.value

    def _found(self, delta: float) -> Result:
        clusters = (self.clusters,) * self.waves
        return stepped_wedge(clusters, delta, self.sigma, self.tau, self.people, self.gamma, self.psi)


def design_fields(units: int, seen: Variation | None = None, relevant: float | None = None) -> tuple[Field, ...]:
    """The nine fields of a plan; it begins with as many units as there are, half of them in three groups.

    `seen` is the variation of an outcome before anybody began, and `relevant` the smallest change in it that matters;
    without them the plan is in standard deviations.
    """
    held = min(max(units, 6), 100)
    rho, sd = (seen.rho, seen.sd) if seen is not None else (0.3, 1.0)
    return (
        _whole("u", "units", held, 2, 100),
        _whole("m", "months", 48, 6, 120, 6),
        _whole("k", "treated", held // 2, 1, 100),
        _whole("s", "steps", 3, 1, 12),
        _whole("f", "first", 19, 1, 119),
        _whole("g", "gap", 5, 1, 24),
        Field("r", "planning.field.rho", rho, 0.0, 0.95, 0.05, 2),
        Field("d", "planning.field.sd", sd, 0.001, 1_000_000.0, 0.1, 3),
        Field("e", "planning.field.relevant", relevant or 0.5 * sd, 0.001, 1_000_000.0, 0.1, 3),
    )


def design_from(values: Mapping[str, Given]) -> Design:
    """The plan these values make, by the fields' codes."""
    number = {code: float(value) for code, value in values.items() if isinstance(value, int | float)}
    whole = {code: round(number[code]) for code in "umksfg"}
    return Design(
        units=whole["u"],
        months=whole["m"],
        treated=min(whole["k"], whole["u"]),
        steps=whole["s"],
        first=whole["f"],
        gap=whole["g"],
        rho=number["r"],
        sd=number["d"],
        relevant=number["e"],
    )


def wedge_fields() -> tuple[Field, ...]:
    """The eight fields of a stepped wedge with known variances."""
    return (
        _whole("w", "waves", 4, 1, 24),
        _whole("c", "clusters", 3, 1, 500),
        _whole("n", "people", 20, 1, 100_000),
        Field("s", "planning.field.sigma", 1.0, 0.001, 1_000_000.0, 0.1, 3),
        Field("t", "planning.field.tau", 0.3, 0.0, 1_000_000.0, 0.1, 3),
        Field("y", "planning.field.gamma", 0.1, 0.0, 1_000_000.0, 0.1, 3),
        Field("p", "planning.field.psi", 0.0, 0.0, 1_000_000.0, 0.1, 3),
        Field("e", "planning.field.delta", 0.3, 0.001, 1_000_000.0, 0.1, 3),
    )


def wedge_from(values: Mapping[str, Given]) -> Wedge:
    """The stepped wedge these values make, by the fields' codes."""
    number = {code: float(value) for code, value in values.items() if isinstance(value, int | float)}
    waves, clusters, people = (round(number[code]) for code in "wcn")
    sigma, tau, gamma, psi, delta = (number[code] for code in "stype")
    return Wedge(waves, clusters, people, sigma, tau, gamma, psi, delta)


def by_units_answer(panel: Answer, design: Design, assumed: Sequence[Assumed]) -> Answer:
    """The smallest change by how many units there are: a row for each of them and each rho, `chosen` for the plan."""
    sizes = sorted({*UNITS, design.units})
    return _detectable(panel, "planning/by_units", "units", [design.of_units(one) for one in sizes], design, assumed)


def by_months_answer(panel: Answer, design: Design, assumed: Sequence[Assumed]) -> Answer:
    """The smallest change by how many months are followed: a row for each of them and each rho."""
    spans = sorted({*MONTHS, design.months})
    return _detectable(panel, "planning/by_months", "months", [design.of_months(one) for one in spans], design, assumed)


def orders_answer(panel: Answer, design: Design, assumed: Sequence[Assumed]) -> Answer:
    """What other orders of joining would give, with as many units and months: rows order, n_treated, n_steps,
    assignments, smallest_p, smallest and lack (the code of a refusal), the chosen plan first."""
    rows = [_order(code, one) for code, one in orders(design).items()]
    return _made(panel, "planning/orders", rows, ("order",), ("smallest",), "outcome", assumed, METHOD)


def orders(design: Design) -> dict[str, Design]:
    """Other orders of joining by their codes: the chosen one, all at once, two, four or as many groups as there are
    units that begin, and an order in which every unit begins before the end."""
    treated = design.plan.treated or 1
    span = design.gap * max(design.steps - 1, 1)
    spread = {"once": 1, "two": 2, "four": 4, "each": treated}
    found = {"chosen": design}
    for code, steps in spread.items():
        if steps <= treated:
            gap = max(round(span / max(steps - 1, 1)), 1)
            found[code] = replace(design, steps=steps, gap=gap)
    found["everyone"] = replace(design, treated=design.units)
    return found


def staircase_answer(panel: Answer, design: Design, assumed: Sequence[Assumed]) -> Answer:
    """The plan itself: a row a group, with size (units), month_start (from 1, missing for those that do not begin),
    months_before and months_after."""
    starts = design.plan.starts
    groups = sorted({start for start in starts if start is not None})
    rows: list[Row] = [
        {
            "group": place,
            "size": starts.count(start),
            "month_start": start + 1,
            "months_before": start,
            "months_after": design.months - start,
        }
        for place, start in enumerate(groups, start=1)
    ]
    if None in starts:
        never = {"group": 0, "size": starts.count(None), "month_start": None}
        rows.append(never | {"months_before": design.months, "months_after": 0})
    return _made(panel, "planning/staircase", rows, ("group",), ("size",), "units", assumed)


def wedge_answer(panel: Answer, wedge: Wedge, assumed: Sequence[Assumed]) -> Answer:
    """The chance to find changes from none to three times the one that was set: rows change, power and chosen."""
    rows = [
        {"change": part * wedge.delta, "power": wedge.power(part * wedge.delta), "chosen": part == 1.0}
        for part in PARTS
    ]
    told = [row for row in rows if row["power"] is not None]
    return _made(panel, "planning/wedge", told, ("change",), ("power",), "share", assumed, METHOD)


def _detectable(
    panel: Answer, name: str, by: str, designs: Iterable[Design], chosen: Design, assumed: Sequence[Assumed]
) -> Answer:
    rhos = sorted({*RHOS, chosen.rho})
    rows = [
        {
            by: getattr(one, by),
            "rho": rho,
            **_found(replace(one, rho=rho)),
            "chosen": one == chosen and rho == chosen.rho,
        }
        for rho in rhos
        for one in designs
    ]
    return _made(panel, name, rows, ("rho", by), ("smallest",), "outcome", assumed, METHOD)


def _found(design: Design) -> Row:
    result = smallest_detectable(design.plan, design.rho, sd=design.sd)
    found = result.of("smallest", "0.8")
    return {
        "n_treated": design.plan.treated,
        "smallest": None if found is None else found.value,
        "smallest_p": design.plan.smallest_p,
        "lack": result.refused[0].code if result.refused else None,
    }


def _order(code: str, design: Design) -> Row:
    plan = design.plan
    steps = len({start for start in plan.starts if start is not None})
    return {"order": code, "n_steps": steps, "assignments": float(plan.assignments), **_found(design)}


def _made(
    panel: Answer,
    name: str,
    rows: Sequence[Row],
    grain: tuple[str, ...],
    values: tuple[str, ...],
    unit: str,
    assumed: Sequence[Assumed],
    method: str = "",
) -> Answer:
    frame = pd.DataFrame(rows)
    return computed([panel], name, frame, grain=grain, values=values, unit=unit, assumed=assumed, method=method)


def _whole(code: str, name: str, value: int, least: int, most: int, step: int = 1) -> Field:
    return Field(code, f"planning.field.{name}", float(value), float(least), float(most), float(step))
