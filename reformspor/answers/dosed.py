"""Hours per årsverk beside an outcome become Answers: each month of each unit, the slopes, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from reformspor.answers.answer import Answer, Assumed
from reformspor.answers.computed import computed, seed_of
from reformspor.answers.studied import day_of
from reformspor.effects.panel import Panel
from reformspor.effects.result import Estimate, Result

Row = dict[str, Any]
# The slopes in the order they are told: the two of the same month, each of other months, and the sum.
SLOPES = ("dose", "dose_begun", "dose_lag", "dose_sum")


@dataclass(frozen=True)
class Dosed:
    """The dose of each unit and step of a panel, hours per årsverk, None where it is not known."""

    panel: Panel
    dose: list[list[float | None]]
    names: Mapping[str, str]

    @property
    def known(self) -> int:
        """How many unit-steps have a dose."""
        return sum(one is not None for row in self.dose for one in row)

    @property
    def cells(self) -> int:
        """How many unit-steps there are."""
        return self.panel.n_units * self.panel.n_times


def dosed(panel: Panel, hours: Answer) -> Dosed:
    """The panel's months with hours told of, and the units' doses, from the answer to `outcomes/dose`.

    A month in which nothing is told of the unit alone, while pooled hours may be its own, is not known: it is not none.
    """
    rows = {(row["unit_id"], row["month"]): row for row in hours.copy_rows()}
    months = {month for _, month in rows}
    kept = [place for place, time in enumerate(panel.times) if time in months]
    first, last = (kept[0], kept[-1] + 1) if kept else (0, 0)
    held = _within(panel, first, last)
    dose = [[_dose(rows.get((unit, time))) for time in held.times] for unit in held.units]
    return Dosed(held, dose, {row["unit_id"]: row["unit_name"] or row["unit_id"] for row in rows.values()})


def points_answer(outcome: Answer, hours: Answer, held: Dosed, found: Result, assumed: Sequence[Assumed]) -> Answer:
    """A row for each unit and month where both are known: unit_name, month, per_fte and value as they were measured,
    per_fte_apart and value_apart less the unit's and the month's own, and group, from 1 by the dose."""
    unit = {name: place for place, name in enumerate(held.panel.units)}
    step = {time: place for place, time in enumerate(held.panel.times)}
    names = ("unit", "time", "dose", "outcome", "bin")
    rows = [
        {
            "unit_id": one,
            "unit_name": held.names.get(one, one),
            "month": day_of(time),
            "per_fte": held.dose[unit[one]][step[day_of(time)]],
            "value": float(held.panel.values[unit[one], step[day_of(time)]]),
            "per_fte_apart": dose,
            "value_apart": value,
            "group": group + 1,
        }
        for one, time, dose, value, group in zip(
            *(found.series.get(f"point.{name}", ()) for name in names), strict=True
        )
    ]
    return _made((outcome, hours), "points", rows, ("unit_id", "month"), "value_apart", assumed, found)


def slopes_answer(outcome: Answer, hours: Answer, found: Result, assumed: Sequence[Assumed]) -> Answer:
    """A row for each slope: slope (dose, dose_begun, dose_lag, dose_sum), at (months ago, below zero when to come; None
    when it is of none), estimate, low, high, p and n, the unit-months it stands on."""
    rows = [_slope(one) for what in SLOPES for one in found.all_of(what)]
    return _made((outcome, hours), "slopes", rows, ("slope", "at"), "estimate", assumed, found)


def covered_answer(outcome: Answer, hours: Answer, held: Dosed) -> Answer:
    """A row for each unit: unit_name, known and unknown (months its hours are known in, or not), and hours kept."""
    kept: dict[str, float] = {}
    for row in hours.copy_rows():
        kept[row["unit_id"]] = kept.get(row["unit_id"], 0.0) + float(row["hours"] or 0)
    rows = [
        {
            "unit_id": unit,
            "unit_name": held.names.get(unit, unit),
            "known": sum(one is not None for one in dose),
            "unknown": sum(one is None for one in dose),
            "hours": kept.get(unit, 0.0),
        }
        for unit, dose in zip(held.panel.units, held.dose, strict=True)
    ]
    return _made((hours, outcome), "covered", sorted(rows, key=lambda row: -row["unknown"]), ("unit_id",), "known", ())


def placed_hours(hours: Answer) -> tuple[float, float]:
    """Hours that stand on a unit and a month, and all there are."""
    row = next(iter(hours.copy_rows()), {})
    return float(row.get("hours_kept") or 0), float(row.get("hours_all") or 0)


def _within(panel: Panel, first: int, last: int) -> Panel:
    """The panel's steps from `first` up to `last`; a unit that began before them has begun from their first."""

    def moved(start: int | None) -> int | None:
        return None if start is None or start >= last else max(start - first, 0)

    return replace(
        panel,
        times=panel.times[first:last],
        values=panel.values[:, first:last],
        starts=tuple(moved(start) for start in panel.starts),
        exposure=None if panel.exposure is None else panel.exposure[:, first:last],
        persons=None if panel.persons is None else panel.persons[:, first:last],
    )


def _dose(row: Row | None) -> float | None:
    if row is None or row["per_fte"] is None:
        return None
    unknown = not row["hours"] and row["hours_possible"]
    return None if unknown else float(row["per_fte"])


def _slope(one: Estimate) -> Row:
    at = int(one.at) if one.at else None
    told = {name: getattr(one, name) for name in ("low", "high", "p", "n")}
    return {"slope": one.what, "at": at, "estimate": one.value, **told}


def _made(
    answers: tuple[Answer, Answer],
    name: str,
    rows: list[Row],
    grain: tuple[str, ...],
    value: str,
    assumed: Sequence[Assumed],
    found: Result | None = None,
) -> Answer:
    method, seed = (found.method, seed_of(found)) if found is not None else ("", None)
    return computed(
        answers,
        f"dose/{name}",
        pd.DataFrame(rows),
        grain=grain,
        values=(value,),
        unit="outcome",
        assumed=assumed,
        method=method,
        seed=seed,
    )
