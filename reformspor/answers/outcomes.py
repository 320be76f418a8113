"""Outcomes as they were measured, gathered by group before any method: courses over the months, and the baseline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean, quantiles, stdev
from typing import Any

import pandas as pd

from reformspor.answers.answer import Answer, Assumed
from reformspor.answers.computed import computed
from reformspor.answers.panelled import UNSURE
from reformspor.scope.state import add_months

JOINS, STAYS = "joins", "stays"
# A band of quartiles needs some units to be drawn between.
BAND_UNITS = 4
# The baseline is the year before the first unit began, of units with a value in at least half of it.
BASELINE, ENOUGH = 12, 6
SIZES = ("headcount", "fte")
Row = dict[str, Any]


def groups_of(starts: Answer) -> dict[str, str]:
    """Each unit's group: it joins when a start is known, and stays when there is none; an unsure one is in neither."""
    return {
        row["unit_id"]: STAYS if row["start"] is None else JOINS
        for row in starts.copy_rows()
        if row["how"] not in UNSURE
    }


def course_answer(outcomes: Answer, starts: Answer, assumed: Sequence[Assumed] = ()) -> Answer:
    """A row for each indicator, month and group: mean over its units, low and high (quartiles, of four units or more),
    n_units, provisional (any value is) and definition_break (any unit's is measured anew)."""
    group = groups_of(starts)
    held: dict[tuple[str, dt.date, str], list[Row]] = {}
    for row in _counted(outcomes):
        if row["unit_id"] in group:
            held.setdefault((row["indicator"], row["month"], group[row["unit_id"]]), []).append(row)
    rows = [_month(*key, each) for key, each in sorted(held.items())]
    return _made([outcomes, starts], "course", rows, ("indicator", "month", "group"), "mean", assumed)


def baseline_answer(
    outcomes: Answer, starts: Answer, names: Mapping[str, str], assumed: Sequence[Assumed] = ()
) -> Answer:
    """A row for each measure and group of units: n_units, mean and sd over units, and `apart`, the standardised
    difference to those that stay: the difference of the means over the root of the mean of the two variances.

    Measures are the indicators of `names` in the year before the first start, headcount and årsverk. Groups are those
    that stay, all that join, and those that join in the same month (its first day as text).
    """
    units = {row["unit_id"]: row for row in starts.copy_rows() if row["how"] not in UNSURE}
    begins = [row["start"] for row in units.values() if row["start"] is not None]
    if not begins:
        return _made([outcomes, starts], "baseline", [], ("measure", "group"), "mean", assumed)
    first, last = add_months(min(begins), -BASELINE), add_months(min(begins), -1)
    measured = _unit_means(outcomes, first, last)
    measures = {code: measured.get(code, {}) for code in names if measured.get(code)}
    measures |= {
        size: {unit: float(row[size]) for unit, row in units.items() if row[size] is not None} for size in SIZES
    }
    rows = [row for code, values in measures.items() for row in _baseline(code, values, units)]
    for row in rows:
        row["month_from"], row["month_to"] = first, last
    return _made([outcomes, starts], "baseline", rows, ("measure", "group"), "mean", assumed)


def _counted(outcomes: Answer) -> Iterable[Row]:
    """Rows with a value, of units that do not hold others'."""
    return (row for row in outcomes.copy_rows() if row["value"] is not None and not row["holds_others"])


def _month(indicator: str, month: dt.date, group: str, rows: list[Row]) -> Row:
    values = [float(row["value"]) for row in rows]
    low, high = (None, None)
    if len(values) >= BAND_UNITS:
        low, _, high = quantiles(values, n=4, method="inclusive")
    return {
        "indicator": indicator,
        "month": month,
        "group": group,
        "mean": fmean(values),
        "low": low,
        "high": high,
        "n_units": len(values),
        "provisional": any(row["provisional"] for row in rows),
        "definition_break": any(row["definition_break"] for row in rows),
    }


def _unit_means(outcomes: Answer, first: dt.date, last: dt.date) -> dict[str, dict[str, float]]:
    """Each unit's mean over the months, by indicator, of units with a value in enough of them."""
    held: dict[str, dict[str, list[float]]] = {}
    for row in _counted(outcomes):
        if first <= row["month"] <= last:
            held.setdefault(row["indicator"], {}).setdefault(row["unit_id"], []).append(float(row["value"]))
    return {
        code: {unit: fmean(values) for unit, values in units.items() if len(values) >= ENOUGH}
        for code, units in held.items()
    }


def _baseline(measure: str, values: Mapping[str, float], units: Mapping[str, Row]) -> list[Row]:
    groups: dict[str, list[float]] = {STAYS: [], JOINS: []}
    for unit in sorted(values, key=lambda one: str(units.get(one, {}).get("start") or "")):
        if unit in units:
            start = units[unit]["start"]
            for group in (STAYS,) if start is None else (JOINS, start.isoformat()):
                groups.setdefault(group, []).append(values[unit])
    stays = groups[STAYS]
    return [
        {
            "measure": measure,
            "group": group,
            "n_units": len(each),
            "mean": fmean(each),
            "sd": stdev(each) if len(each) > 1 else None,
            "apart": None if group == STAYS else standardised(each, stays),
        }
        for group, each in groups.items()
        if each
    ]


def standardised(one: Sequence[float], other: Sequence[float]) -> float | None:
    """The difference of two means over the root of the mean of the two variances (Austin 2009); None where either has
    no spread to speak of."""
    if len(one) < 2 or len(other) < 2:
        return None
    spread = ((stdev(one) ** 2 + stdev(other) ** 2) / 2) ** 0.5
    return (fmean(one) - fmean(other)) / spread if spread > 1e-12 else None


def _made(
    panels: Sequence[Answer],
    name: str,
    rows: list[Row],
    grain: tuple[str, ...],
    value: str,
    assumed: Sequence[Assumed] = (),
) -> Answer:
    frame = pd.DataFrame(rows)
    return computed(panels, f"outcomes/{name}", frame, grain=grain, values=(value,), unit="outcome", assumed=assumed)
