"""The panel of a file as the options of `estimate` say it is to be read."""

from __future__ import annotations

import argparse
import math
from dataclasses import replace
from pathlib import Path

from reformspor.effects.cells import code_of
from reformspor.effects.panel import Panel
from reformspor.effects.reading import PanelRead, panel_from
from reformspor.effects.result import Refusal
from reformspor.effects.steps import Steps, moment_of, steps_of
from reformspor.effects.tables import Table, read_table
from reformspor.errors import nearest


def read_file(given: argparse.Namespace, outcome: str, exposure: str | None = None) -> tuple[Table, PanelRead]:
    """The table of the file, and the panel of it as the options say."""
    table = read_table(Path(given.file))
    if table.refused:
        return table, PanelRead(None, table.refused)
    is_column = given.start in table.columns
    # A name that is no time is a column that is not there, and is told as that.
    began = given.start if given.start and not is_column and moment_of(given.start) else None
    columns, time = _timed(table.columns, given.time)
    read = panel_from(
        columns,
        unit=given.unit,
        time=time,
        outcome=outcome,
        start=given.start if began is None else None,
        exposure=exposure or given.exposure,
        persons=given.persons,
        strata=getattr(given, "strata", None),
        began=began,
    )
    return table, _chosen(given, replace(read, notices=table.notices + read.notices))


def _timed(columns: dict[str, list[str]], name: str) -> tuple[dict[str, list[str]], str]:
    """The columns and the one that tells time: of two, the year and the month put together."""
    parts = [part.strip() for part in name.split(",")]
    if name in columns or len(parts) != 2 or not all(part in columns for part in parts):
        return columns, name
    years, months = (columns[part] for part in parts)
    joined = [f"{code_of(year)}-{code_of(month)}" for year, month in zip(years, months, strict=True)]
    return columns | {name: joined}, name


def _chosen(given: argparse.Namespace, read: PanelRead) -> PanelRead:
    """The panel with the units that began as told, and only those asked for."""
    panel = read.panel
    if panel is None:
        return read
    wanted = (*given.treated, *([given.only] if given.only else []))
    for unit in wanted:
        if unit not in panel.units:
            near = nearest(unit, panel.units) or ""
            return PanelRead(None, (Refusal("no_unit", {"unit": unit, "nearest": near}),))
    if given.treated:
        begun = (
            start if unit in given.treated else None for unit, start in zip(panel.units, panel.starts, strict=True)
        )
        panel = panel.begun(tuple(begun))
    if given.only:
        panel = panel.only((panel.units.index(given.only),))
    return replace(read, panel=panel)


def place_of(panel: Panel, text: str) -> int | None:
    """The step of a panel at or after a time, None when it has no place there."""
    try:
        place = placed(panel, text)
    except ValueError:
        return None
    return place if 0 <= place < panel.n_times else None


def placed(panel: Panel, text: str) -> int:
    """How many steps after a panel's first a time is, which may lie before or after all of them.

    Raises ValueError for a text that is no time, or of a kind the panel has no place for.
    """
    moment = moment_of(text)
    own = [moment_of(panel.said(place)) for place in range(panel.n_times)]
    steps = steps_of([one for one in own if one is not None], [0] * len(own))
    if moment is None or not isinstance(steps, Steps):
        raise ValueError(text)
    return math.ceil(steps.place(moment))
