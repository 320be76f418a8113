"""The answers about outcomes and starts become a panel, once, in one way, for every method and every page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, Literal

from reformspor.answers.answer import Answer
from reformspor.effects.reading import PanelRead, panel_from
from reformspor.effects.result import Refusal

# Starts nobody can build on: a unit that joins on a day nobody has told, or that is said both to join and not to.
UNSURE = frozenset({"unknown", "contradicted"})
# What exchanged starts are kept within: units of one sector, or of one group of the register.
Strata = Literal["sector", "comparison_group"]
NO_STRATUM = "-"


def panel_of(
    outcomes: Answer, starts: Answer, *, as_counts: bool = False, final: bool = False, strata: Strata | None = None
) -> PanelRead:
    """The panel of one indicator, from the answers to `outcomes/panel` and `outcomes/starts`.

    Left out, and told in the notices, are figures that hold those of other units (they would count twice), and units
    whose start is not known. With `as_counts` the outcome is the numerator, of the denominator's exposure. With
    `final` what is provisional counts as missing. `strata` is a column of the register.
    Raises ValueError when the rows are of several indicators.
    """
    rows = outcomes.copy_rows()
    if len({row["indicator"] for row in rows}) > 1:
        raise ValueError("rows of several indicators are no panel")
    units = {row["unit_id"]: row for row in starts.copy_rows()}
    wholes = {row["unit_id"] for row in rows if row["holds_others"]}
    unsure = {row["unit_id"] for row in rows if units.get(row["unit_id"], {}).get("how") in UNSURE} - wholes
    kept = [row for row in rows if row["unit_id"] not in wholes | unsure]
    records = [_record(row, units.get(row["unit_id"], {}), as_counts, final, strata) for row in kept]
    read = panel_from(
        records,
        unit="unit_id",
        time="month",
        outcome="value",
        start="start",
        exposure="exposure" if as_counts else None,
        persons="persons",
        strata="stratum" if strata else None,
    )
    told = (*_left_out("wholes_left_out", wholes), *_left_out("starts_unsure", unsure))
    return PanelRead(read.panel, read.refused, (*told, *read.notices))


def breaks_of(outcomes: Answer) -> tuple[dt.date, ...]:
    """The months from which any unit's figure is measured in a new way, earliest first."""
    return tuple(sorted({row["month"] for row in outcomes.copy_rows() if row["definition_break"]}))


def _record(
    row: dict[str, Any], unit: dict[str, Any], as_counts: bool, final: bool, strata: Strata | None
) -> dict[str, Any]:
    unknown = final and row["provisional"]
    value = row["numerator" if as_counts else "value"]
    return {
        "unit_id": row["unit_id"],
        "month": row["month"],
        "value": None if unknown or value is None else float(value),
        "exposure": None if row["denominator"] is None else float(row["denominator"]),
        "persons": row["n"],
        "start": unit.get("start"),
        "stratum": (unit.get(strata) or NO_STRATUM) if strata else NO_STRATUM,
    }


def _left_out(code: str, units: Collection[str]) -> tuple[Refusal, ...]:
    return (Refusal(code, {"n": len(units)}),) if units else ()
