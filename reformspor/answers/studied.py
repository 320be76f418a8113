"""What the methods found of one outcome becomes Answers: rows for figures and tables that stand on the panel's."""

from __future__ import annotations

import bisect
import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from itertools import pairwise
from typing import Any

import pandas as pd

from reformspor.answers.answer import Answer
from reformspor.answers.computed import computed, seed_of
from reformspor.effects.hypothesis import Hypothesis
from reformspor.effects.panel import Panel
from reformspor.effects.result import Estimate, Result
from reformspor.effects.study import Study
from reformspor.effects.verdict import Verdict

# About so many parts a heap of draws is told in.
BARS = 31
SAME = 1e-9
# What a model of one outcome tells in a table, besides the estimate the verdict is of.
TOLD = (
    "level",
    "slope",
    "trend",
    "month_6",
    "month_12",
    "window",
    "att_window",
    "att_simple",
    "att_group",
    "att_calendar",
    "att_dynamic",
)
Row = dict[str, Any]
Series = Mapping[str, tuple[Any, ...]]


def made(panel: Answer, name: str, rows: list[Row], grain: str, value: str, found: Result | None = None) -> Answer:
    """An answer called `effect/<name>` of these rows, on the panel's answer; `found` is what the rows were read of."""
    frame = pd.DataFrame(rows)
    method, seed = (found.method, seed_of(found)) if found is not None else ("", None)
    return computed(
        [panel], f"effect/{name}", frame, grain=(grain,), values=(value,), unit="outcome", method=method, seed=seed
    )


def course(panel: Answer, held: Panel, names: Mapping[str, str]) -> Answer:
    """A row for each unit and month with a value: unit_id, unit_name, month, value, state (before, after, other) and
    start, the month the unit began."""
    rows = [
        {
            "unit_id": unit,
            "unit_name": names.get(unit, unit),
            "month": time,
            "value": float(value),
            "state": "other" if start is None else "after" if step >= start else "before",
            "start": None if start is None else held.times[start],
        }
        for unit, values, start in zip(held.units, held.values, held.starts, strict=True)
        for step, (time, value) in enumerate(zip(held.times, values, strict=True))
        if not math.isnan(value)
    ]
    return made(panel, "course", rows, "month", "value")


def series(panel: Answer, its: Result, control: Result | None = None) -> Answer:
    """A row for each month of one series: value, state (before, after, left_out), fitted, counterfactual, low, high and
    control, as `its.interrupted` found them; none where it found nothing."""
    fit = _columns(its.series, "fit")
    beside = dict(zip(*_pair(control, "control.time", "control.value"), strict=True)) if control else {}
    rows = [
        {
            "month": day_of(row["time"]),
            "value": row["value"],
            "state": "left_out" if not row["used"] and row["value"] is not None else _state(row["after"]),
            **{name: row[name] for name in ("fitted", "counterfactual", "low", "high")},
            "control": beside.get(row["time"]),
        }
        for row in fit
    ]
    return made(panel, "series", rows, "month", "value", its)


def events(panel: Answer, found: Result) -> Answer:
    """A row for each step since the start: event, part (before, reference, after), estimate, low, high, band_low,
    band_high, n_units and n_against."""
    rows = [
        {
            "event": int(row["time"]),
            "part": "reference" if row["reference"] else "before" if row["time"] < 0 else "after",
            "estimate": row["value"],
            **{name: row[name] for name in ("low", "high", "band_low", "band_high")},
            "n_units": row["units"],
            "n_against": row["against"],
        }
        for row in _columns(found.series, "event")
    ]
    return made(panel, "events", rows, "event", "estimate", found)


def groups(panel: Answer, found: Result) -> Answer:
    """A row for each group that began together, after the mean of them all: code, month, estimate, low, high, p, n and
    main."""
    whole = found.of("att_group")
    held = [*([whole] if whole else []), *found.all_of("group")]
    rows = [
        {**_told(one), "p": None, "code": one.at or one.what, "month": _month(one.at), "main": not one.at}
        for one in held
    ]
    return made(panel, "groups", rows, "code", "estimate", found)


def calendar(panel: Answer, found: Result) -> Answer:
    """A row for each month after the first start: month, estimate, low, high, p and n."""
    rows = [{**_told(one), "month": _month(one.at)} for one in found.all_of("calendar")]
    return made(panel, "calendar", [row for row in rows if row["month"] is not None], "month", "estimate", found)


def changes(panel: Answer, found: Result, main: Estimate | None) -> Answer:
    """A row for each thing a model tells: code, estimate, low, high, p and n; first the one the verdict is of.

    Over units p is told of that one alone, by exchanged starts: the others' errors are too small with few units.
    """
    first = [replace(main, at="")] if main else []
    known = main.what if main else ""
    others = [one for one in found.estimates if one.what in TOLD and one.what != known and not one.at]
    if found.method == "cs":
        others = [replace(one, p=None) for one in others]
    rows = [{**_told(one), "code": one.what} for one in (*first, *others)]
    return made(panel, "changes", rows, "code", "estimate", found)


def _told(one: Estimate) -> Row:
    return {"estimate": one.value, **{name: getattr(one, name) for name in ("low", "high", "p", "n")}}


def _month(at: str) -> dt.date | None:
    """The month of a step's plain text; None for what is no month."""
    try:
        return dt.date.fromisoformat(f"{at}-01")
    except ValueError:
        return None


def gates(panel: Answer, verdict: Verdict) -> Answer:
    """A row for each condition of each gate: gate, caps, met, measure, value (as text) and limit (as text)."""
    rows = [
        {
            "gate": one.code,
            "caps": one.caps,
            "met": one.met,
            "measure": read.measure,
            "value": None if read.value is None else str(read.value),
            "limit": f"{read.asks} {read.limit}",
        }
        for one in verdict.gates
        for read in one.reads
    ]
    return made(panel, "gates", rows, "gate", "met")


def expected(panel: Answer, registered: Hypothesis, study: Study) -> Answer:
    """One row: the hypothesis' fields as texts, its hash, the estimate with its interval, and the verdict's level."""
    row: Row = {name: str(value) for name, value in asdict(registered).items()}
    if not panel.rule.free_text:
        # What somebody has written of their reasons is not open to all.
        row["because"] = ""
    found = _told(study.main) if study.main else dict.fromkeys(("estimate", "low", "high", "p", "n"))
    return made(
        panel, "expected", [row | {"hash": registered.digest, **found, "level": study.verdict.level}], "hash", "level"
    )


def heap(panel: Answer, found: Result) -> Answer:
    """What randomisation inference drew, as parts: low, high, n, as_large and happened.

    Parts end where what happened lies, on both sides of nothing, so that none holds both smaller and as large ones.
    """
    values = [float(value) for value in found.series.get("draws.value", ()) if value is not None]
    return made(panel, "draws", heaped(values) if values else [], "low", "n", found)


def heaped(values: Sequence[float]) -> list[Row]:
    """The parts; the first value is the one that happened, and is counted too."""
    happened = values[0]
    size, reach = abs(happened), max(abs(value) for value in values)
    if reach == 0:
        return [{"low": -0.5, "high": 0.5, "n": len(values), "as_large": True, "happened": 0.0}]
    split = max(1, round(size * BARS / (2 * reach)))
    even = size * BARS >= reach
    step = size / split if even else 2 * reach / BARS
    outer = [size + step * place for place in range(math.ceil((reach - size) / step - SAME) + 1)]
    outer = outer if len(outer) > 1 else [size, size + step]
    inner = [step * place for place in range(split)] if even else []
    cuts = sorted({cut for one in (*inner, *outer) for cut in (one, 0.0 - one)})
    rows = [
        {"low": low, "high": high, "n": 0, "as_large": low >= size or high <= -size, "happened": happened}
        for low, high in pairwise(cuts)
    ]
    for value in values:
        rows[_part(value, cuts, size)]["n"] += 1
    return rows


def _part(value: float, cuts: Sequence[float], size: float) -> int:
    """Which part a value falls in; one as large as what happened falls outside of it."""
    away = abs(value)
    if away >= size - SAME * max(1.0, size):
        away = max(away, size)
        place = bisect.bisect_right(cuts, away) - 1 if value > 0 else bisect.bisect_left(cuts, -away) - 1
    else:
        place = bisect.bisect_right(cuts, value) - 1
    return min(max(place, 0), len(cuts) - 2)


def placebos(panel: Answer, found: Result) -> Answer:
    """A row for each date the start is supposed to be at: month, estimate, statistic (standard errors from nothing) and
    happened, the true one."""
    rows = [
        {
            "month": day_of(row["time"]),
            "estimate": row["value"],
            "statistic": row["statistic"],
            "happened": row["true"],
        }
        for row in _columns(found.series, "placebo")
    ]
    return made(panel, "placebos", rows, "month", "statistic", found)


def day_of(time: Any) -> Any:
    """A month as a date: results that come from another process tell it as text."""
    return dt.date.fromisoformat(time) if isinstance(time, str) else time


def _state(after: bool) -> str:
    return "after" if after else "before"


def _pair(result: Result, first: str, second: str) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    return result.series.get(first, ()), result.series.get(second, ())


def _columns(held: Series, prefix: str) -> list[Row]:
    """The rows of the series whose names begin with a prefix."""
    named = {name.removeprefix(f"{prefix}."): values for name, values in held.items() if name.startswith(f"{prefix}.")}
    return [dict(zip(named, row, strict=True)) for row in zip(*named.values(), strict=True)]
