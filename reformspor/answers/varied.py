"""Whether an outcome varies more than it used to, unit by unit: control charts become Answers.

The baseline is the first two years at most, ends where the unit begins, and is then frozen; where the figure is
measured in a new way, a new one begins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from reformspor.answers.answer import Answer
from reformspor.answers.computed import computed
from reformspor.effects.panel import Panel
from reformspor.effects.result import Result
from reformspor.effects.season import has_season
from reformspor.effects.spc import p_chart, xmr
from reformspor.effects.spc_limits import LONGEST, Charting, Direction

MONTHS = 12
DIRECTIONS: dict[str, Direction] = {"lower": "lower", "higher": "higher"}
# A share told in per cent, or as it is.
SCALES = (100.0, 1.0)
NEAR = 1e-3
# Whether it is of shares or of values, each unit's row says.
CONTROL_CHART = "control_chart"
PARTS = ("numerator", "denominator")
SCALED = ("chart.value", "chart.centre", "chart.low", "chart.high")
Row = dict[str, Any]


@dataclass(frozen=True)
class Varied:
    """Two answers of one set of charts.

    `points` has a row for each unit and month with a value: unit_id, unit_name, month, value, centre, low, high,
    baseline, stretch, after (the unit had begun), rules (those the point breaks) and signal (improvement, concern,
    high, low). `units` has a row a unit: unit_id, unit_name, n_baseline, status (line, temporary, lasting), variation
    (of the last point), rules, month, value, centre, low, high (there), signals_after (points after the baseline that
    break a rule), n_after, stretches, seasonal and kind (xmr or p_chart).
    """

    points: Answer
    units: Answer


def varied(values: Answer, panel: Panel, direction: str, names: Mapping[str, str]) -> Varied:
    """The charts of every unit of the panel.

    `values` is the answer to outcomes/panel and `panel` what was read of it; `direction` is which way is better.
    """
    told: dict[str, dict[Any, Row]] = {unit: {} for unit in panel.units}
    for row in values.copy_rows():
        told.get(row["unit_id"], {})[row["month"]] = row
    points: list[Row] = []
    units: list[Row] = []
    for unit in panel.units:
        found = chart_of(told[unit], panel, unit, direction)
        if found.series:
            own = _points(found, panel, unit, direction, names)
            points += own
            units.append(_summed(found, own))
    return Varied(
        _answer(values, "variation", points, ("unit_id", "month")),
        _answer(values, "variation_units", units, ("unit_id",)),
    )


def chart_of(rows: Mapping[Any, Row], panel: Panel, unit: str, direction: str) -> Result:
    """The control chart of one unit of the panel, over the panel's months; in the outcome's own unit of measure.

    `rows` are the unit's own, by month.
    """
    place = panel.units.index(unit)
    charting = Charting(
        baseline=LONGEST,
        before=panel.starts[place] or None,
        rebase=tuple(at for at, month in enumerate(panel.times) if rows.get(month, {}).get("definition_break")),
        period=MONTHS if _season(panel, place) else None,
        direction=DIRECTIONS.get(direction, "neither"),
    )
    held = panel.values[place]
    part, whole = (np.array([_number(rows.get(m, {}).get(name)) for m in panel.times]) for name in PARTS)
    scale = share_scale(held, part, whole)
    if scale is None:
        return xmr(held.tolist(), charting, panel.times)
    known = np.isfinite(held)
    found = p_chart(
        np.where(known, part, np.nan).tolist(), np.where(known, whole, np.nan).tolist(), charting, panel.times
    )
    return found if found.refused else _scaled(found, scale)


def share_scale(held: np.ndarray, part: np.ndarray, whole: np.ndarray) -> float | None:
    """How many times a share of whole things the values are (100 for per cent); None where they are no such share.

    Hours or days out of hours are no count of cases that either are or are not, so their parts must be whole numbers.
    """
    known = np.isfinite(held)
    if not known.any() or not (np.isfinite(part[known]) & np.isfinite(whole[known])).all():
        return None
    counts, out_of = part[known], whole[known]
    if (counts % 1 != 0).any() or (out_of % 1 != 0).any() or (out_of <= 0).any():
        return None
    if (counts < 0).any() or (counts > out_of).any():
        return None
    # Values are told with so few decimals that they need not be the share to its last digit.
    return next((scale for scale in SCALES if (np.abs(held[known] / scale - counts / out_of) < NEAR).all()), None)


def _season(panel: Panel, place: int) -> bool:
    """Whether the months of the unit's baseline show a season."""
    if panel.step != "month":
        return False
    start = panel.starts[place] or panel.n_times
    known = np.flatnonzero(np.isfinite(panel.values[place, :start]))[:LONGEST]
    return bool(known.size) and has_season(panel.values[place, : known[-1] + 1], MONTHS)


def _scaled(found: Result, scale: float) -> Result:
    series = {
        name: tuple(None if one is None else one * scale for one in held) if name in SCALED else held
        for name, held in found.series.items()
    }
    return Result(found.method, (), found.facts, series, (), found.notices)


def _points(found: Result, panel: Panel, unit: str, direction: str, names: Mapping[str, str]) -> list[Row]:
    start = panel.starts[panel.units.index(unit)]
    columns = {name.removeprefix("chart."): held for name, held in found.series.items()}
    points = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return [
        {
            "unit_id": unit,
            "unit_name": names.get(unit, unit),
            "month": point["time"],
            **{name: point[name] for name in ("value", "centre", "low", "high", "baseline", "stretch", "rules")},
            "after": start is not None and place >= start,
            "signal": _signal(point["side"], direction),
        }
        for place, point in enumerate(points)
        if point["value"] is not None
    ]


def _summed(found: Result, points: Sequence[Row]) -> Row:
    facts, last = found.facts, points[-1]
    later = [point for point in points if point["stretch"] == last["stretch"]]
    base = max((place for place, point in enumerate(later) if point["baseline"]), default=-1)
    return {
        "unit_id": last["unit_id"],
        "unit_name": last["unit_name"],
        "n_baseline": facts["baseline"],
        "status": facts["status"],
        "variation": facts["variation"],
        **{name: last[name] for name in ("rules", "month", "value", "centre", "low", "high")},
        "signals_after": facts["signals_after"],
        "n_after": len(later) - base - 1,
        "stretches": facts["stretches"],
        "seasonal": facts["seasonal"],
        "kind": "p_chart" if "laney" in facts else "xmr",
    }


def _signal(side: int, direction: str) -> str:
    """What a point's signal is called: better or worse where one way is, else higher or lower; empty without one."""
    if not side:
        return ""
    if direction not in DIRECTIONS:
        return "high" if side > 0 else "low"
    return "improvement" if (side > 0) == (direction == "higher") else "concern"


def _answer(values: Answer, name: str, rows: Sequence[Row], grain: tuple[str, ...]) -> Answer:
    frame = pd.DataFrame(rows)
    return computed(
        [values], f"effect/{name}", frame, grain=grain, values=("value",), unit="outcome", method=CONTROL_CHART
    )


def _number(value: Any) -> float:
    return float("nan") if value is None else float(value)
