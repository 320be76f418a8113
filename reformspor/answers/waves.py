"""Survey waves become differences between the two latest, each with its interval and the response of both."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from reformspor.answers.answer import Answer, Assumed
from reformspor.answers.computed import computed
from reformspor.answers.outcomes import JOINS, STAYS, groups_of
from reformspor.effects.gates import limit_of

ALL = "all"
# Under this response nothing is said of those who did not answer; the limit is that of the methods.
LEAST_RESPONSE = limit_of("survey_answers", "response")
SURE = 0.95
NUMBERS = ("difference", "low", "high", "response", "response_before")
Row = dict[str, Any]


def waves_answer(waves: Answer, starts: Answer, assumed: Sequence[Assumed] = ()) -> Answer:
    """A row for each indicator and unit, and for all, those that join and those that stay together: the latest wave and
    the one before it, mean, mean_before, difference, low and high, n, n_before, response, response_before.

    `difference` and its interval are missing where the question is new since the wave before (`broken`).
    `together` is how many units a row holds, each in both waves; `weak` when fewer than half answered in either, or
    nobody knows. The interval is Welch's of two independent samples; who answered both times is not known, and then it
    is wide rather than narrow.
    """
    group = groups_of(starts)
    held: dict[str, dict[str, dict[str, Row]]] = {}
    for row in waves.copy_rows():
        if row["mean"] is not None and not row["holds_others"]:
            held.setdefault(row["indicator"], {}).setdefault(row["wave"], {})[row["unit_id"]] = row
    rows = [row for code, each in held.items() for row in _of_indicator(code, each, group)]
    frame = pd.DataFrame(rows)
    return computed(
        [waves, starts],
        "outcomes/wave_differences",
        frame.astype(dict.fromkeys(NUMBERS, "float64")) if rows else frame,
        grain=("indicator", "unit_id"),
        values=("difference",),
        unit="outcome",
        assumed=assumed,
    )


def _of_indicator(indicator: str, waves: Mapping[str, Mapping[str, Row]], group: Mapping[str, str]) -> list[Row]:
    order = sorted(waves, key=lambda wave: (min(row["month"] for row in waves[wave].values()), wave))
    if len(order) < 2:
        return []
    before, now = (waves[wave] for wave in order[-2:])
    both = [unit for unit in now if unit in before]
    sets = {ALL: both}
    sets |= {name: [unit for unit in both if group.get(unit) == name] for name in (JOINS, STAYS)}
    sets = {name: units for name, units in sets.items() if units}
    named = {unit: (unit,) for unit in sorted(both, key=lambda unit: str(now[unit]["unit_name"] or unit))}
    return [
        {
            "indicator": indicator,
            "unit_id": name,
            "unit_name": now[name]["unit_name"] if name in named else None,
            "wave": order[-1],
            "wave_before": order[-2],
            "together": len(units),
            **_compared([now[unit] for unit in units], [before[unit] for unit in units]),
        }
        for name, units in {**sets, **named}.items()
    ]


def _compared(now: Sequence[Row], before: Sequence[Row]) -> Row:
    broken = any(row["definition_break"] for row in now)
    lost = dict.fromkeys(("difference", "low", "high")) if broken else {}
    return {"broken": broken, **difference(now, before), **lost}


def difference(now: Sequence[Row], before: Sequence[Row]) -> Row:
    """The difference of the answers of two waves, each pooled over its rows (mean, sd, n, n_invited)."""
    (mean, spread, n, response), (mean_before, spread_before, n_before, response_before) = pooled(now), pooled(before)
    change = mean - mean_before
    low, high = (None, None)
    width = None if spread is None or spread_before is None else welch(spread, n, spread_before, n_before)
    if width is not None:
        low, high = change - width, change + width
    return {
        "mean": mean,
        "mean_before": mean_before,
        "difference": change,
        "low": low,
        "high": high,
        "n": n,
        "n_before": n_before,
        "response": response,
        "response_before": response_before,
        "weak": any(one is None or one < LEAST_RESPONSE for one in (response, response_before)),
    }


def pooled(rows: Sequence[Row]) -> tuple[float, float | None, int, float | None]:
    """Mean, standard deviation, number of answers and response of several units' answers taken as one."""
    n = sum(row["n"] for row in rows)
    mean = sum(row["n"] * float(row["mean"]) for row in rows) / n
    spread = None
    if n > 1 and all(row["sd"] is not None for row in rows):
        within = sum((row["n"] - 1) * float(row["sd"]) ** 2 for row in rows)
        between = sum(row["n"] * (float(row["mean"]) - mean) ** 2 for row in rows)
        spread = math.sqrt((within + between) / (n - 1))
    # More answers than were asked for is a mistake in one of the two.
    told = all(row["n"] <= (row["n_invited"] or 0) for row in rows)
    return mean, spread, n, n / sum(row["n_invited"] for row in rows) if told else None


def welch(one: float, n_one: int, other: float, n_other: int) -> float | None:
    """Half the width of the interval of a difference of two means with unequal variances (Welch 1947).

    None where all answered alike, for that nobody differs at all is more than so few answers can tell.
    """
    from scipy.special import stdtrit  # far less to load than all of scipy's distributions

    parts = one**2 / n_one, other**2 / n_other
    if sum(parts) <= 0:
        return None
    freedom = sum(parts) ** 2 / (parts[0] ** 2 / (n_one - 1) + parts[1] ** 2 / (n_other - 1))
    return float(stdtrit(freedom, (1 + SURE) / 2)) * math.sqrt(sum(parts))
