"""Rows become a panel, or it is said why they cannot: nothing is guessed, and what was filled or left out is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.cells import Columns, Refused, is_missing, look_for, numbers_of, text_of
from reformspor.effects.panel import Numbers, Panel, said
from reformspor.effects.result import Refusal
from reformspor.effects.starting import Starts, start_at, starts_of
from reformspor.effects.steps import Steps, moment_of, steps_of

# More cells than this are a panel whose rows name almost every unit and step anew.
MOST_CELLS = 20_000_000


@dataclass(frozen=True)
class PanelRead:
    """A panel, or why there is none; and what to mind about the one there is."""

    panel: Panel | None
    refused: tuple[Refusal, ...] = ()
    notices: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class _Rows:
    """The columns of a table, and which unit and which step each row is of."""

    columns: Columns
    units: tuple[str, ...]
    groups: NDArray[np.int64]
    steps: Steps
    at: NDArray[np.int64]

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.units), len(self.steps.times)


def panel_from(
    records: Sequence[Mapping[str, Any]] | Columns,
    *,
    unit: str | None,
    time: str,
    outcome: str,
    start: str | None = None,
    exposure: str | None = None,
    persons: str | None = None,
    strata: str | None = None,
    began: str | None = None,
) -> PanelRead:
    """A panel from rows, or from columns of equal length; the names say which column is what.

    `unit` may be None for a single series. `start` is a column that tells each unit's start, or 1 in each step under
    the reform and 0 before; `began` is one start for all, as text. Steps without a row become missing values. Numbers
    may have a decimal comma; never-treated units have no start (empty, NA, Inf, 0, never).
    """
    columns = columns_of(records)
    try:
        rows = _rows(columns, unit, time, [outcome, start, exposure, persons, strata])
        begun = _starts(rows, start, began)
        values = _filled(rows, outcome)
        exposed = None if exposure is None else _exposed(rows, exposure)
        panel = Panel(
            units=rows.units,
            times=rows.steps.times,
            step=rows.steps.step,
            values=values if exposed is None else np.where(np.isnan(exposed), np.nan, values),
            starts=begun.places,
            exposure=exposed,
            persons=None if persons is None else _filled(rows, persons),
            strata=None if strata is None else _strata(rows, strata),
        )
    except Refused as refused:
        return PanelRead(None, (refused.refusal,))
    return PanelRead(panel, (), rows.steps.notices + begun.notices + _gaps(panel, len(rows.at)))


def columns_of(records: Sequence[Mapping[str, Any]] | Columns) -> Columns:
    """Rows as columns; the first row names them."""
    if isinstance(records, Mapping):
        return records
    return {name: [row.get(name) for row in records] for name in (records[0] if records else ())}


def _rows(columns: Columns, unit: str | None, time: str, others: Sequence[str | None]) -> _Rows:
    look_for(columns, (unit, time, *others))
    groups, units = _units(columns, unit, len(columns[time]))
    steps, at = _steps(columns[time], groups)
    rows = _Rows(columns, units, groups, steps, at)
    if len(units) * len(steps.times) > MOST_CELLS:
        raise Refused("too_large", units=len(units), steps=len(steps.times))
    _no_doubles(rows)
    return rows


def _units(columns: Columns, unit: str | None, rows: int) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """The units in an order that is the same however the rows lie, and each row's place among them."""
    if unit is None:
        return np.zeros(rows, "int64"), ("",)
    written = {cell: text_of(cell) for cell in set(columns[unit])}
    texts = [written[cell] for cell in columns[unit]]
    if any(map(is_missing, written.values())):
        blank = next(row for row, text in enumerate(texts) if is_missing(text))
        raise Refused("unit_missing", row=blank + 1, column=unit)
    units = sorted(set(texts), key=lambda text: (int(text) if text.isdecimal() else -1, text))
    codes = {text: place for place, text in enumerate(units)}
    return np.fromiter((codes[text] for text in texts), "int64", rows), tuple(units)


def _steps(cells: Sequence[Any], groups: NDArray[np.int64]) -> tuple[Steps, NDArray[np.int64]]:
    known = {cell: moment_of(cell) for cell in set(cells)}
    moments = [known[cell] for cell in cells]
    if None in moments:
        raise Refused("time_unread", row=moments.index(None) + 1, n=moments.count(None))
    steps = steps_of(moments, groups.tolist())  # type: ignore[arg-type]
    if isinstance(steps, Refusal):
        raise Refused(steps.code, **steps.places)
    places = {moment: int(steps.place(moment)) for moment in set(moments) if moment is not None}
    return steps, np.fromiter((places[moment] for moment in moments if moment), "int64", len(moments))


def _no_doubles(rows: _Rows) -> None:
    found, counts = np.unique(rows.groups * len(rows.steps.times) + rows.at, return_counts=True)
    if (twice := found[counts > 1]).size:
        unit, step = divmod(int(twice[0]), len(rows.steps.times))
        time = said(rows.steps.times[step], rows.steps.step)
        if rows.units == ("",):
            raise Refused("rows_at_once", n=int(twice.size), time=time)
        raise Refused("duplicates", n=int(twice.size), unit=rows.units[unit], time=time)


def _filled(rows: _Rows, name: str) -> Numbers:
    """A column's numbers as units by steps, NaN where there is no row."""
    numbers = numbers_of(rows.columns, name)
    if np.isnan(numbers).all():
        raise Refused("all_missing", column=name)
    values = np.full(rows.shape, np.nan)
    values[rows.groups, rows.at] = numbers
    return values


def _exposed(rows: _Rows, name: str) -> Numbers:
    """What counts are out of: positive, or missing where it is zero, for then nothing could be counted."""
    exposure = _filled(rows, name)
    if (below := np.argwhere(exposure < 0)).size:
        unit, step = below[0].tolist()
        place = {"unit": rows.units[unit] or "–", "time": said(rows.steps.times[step], rows.steps.step)}
        raise Refused("exposure_negative", column=name, n=len(below), **place)
    return np.where(exposure == 0, np.nan, exposure)


def _starts(rows: _Rows, start: str | None, began: str | None) -> Starts:
    if start is not None:
        told = starts_of(rows.columns[start], rows.groups, rows.at, rows.units, rows.steps)
    elif began is not None:
        told = start_at(began, rows.units, rows.steps)
    else:
        return Starts((None,) * len(rows.units))
    if told.refused:
        raise Refused(told.refused[0].code, **told.refused[0].places)
    return told


def _strata(rows: _Rows, name: str) -> tuple[str, ...]:
    own: dict[int, str] = {}
    for cell, group in zip(rows.columns[name], rows.groups.tolist(), strict=True):
        if own.setdefault(group, text_of(cell)) != text_of(cell):
            raise Refused("strata_differs", unit=rows.units[group])
    return tuple(own[group] for group in range(len(rows.units)))


def _gaps(panel: Panel, rows: int) -> tuple[Refusal, ...]:
    """What is told of unit-steps without a row, and of rows without a value."""
    cells = panel.values.size
    absent = cells - rows
    empty = int(np.isnan(panel.values).sum()) - absent
    filled = (Refusal("filled", {"n": absent, "cells": cells}),) if absent else ()
    return filled + ((Refusal("values_missing", {"n": empty, "cells": cells}),) if empty > 0 else ())
