"""What a study is told besides its panel: what was registered, what else happened, and outcomes it stands beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import pandas as pd

from reformspor.answers.answer import Answer
from reformspor.answers.panelled import breaks_of
from reformspor.effects.asked import Asked, Event
from reformspor.effects.draw import NEVER, Order
from reformspor.effects.panel import Panel
from reformspor.hypotheses import KeptDraw, Register, Registered

# The start of the reform itself is no other event.
START = "start"
Read = Callable[[str], Panel | None]


@dataclass(frozen=True)
class Surroundings:
    """The panel as it is to be studied, and what is told besides; `registered` is the hypothesis that is tested."""

    panel: Panel
    asked: Asked
    registered: Registered | None = None


def surroundings(values: Answer, panel: Panel, register: Register, milestones: Answer, read: Read) -> Surroundings:
    """What surrounds the panel of one outcome.

    What came of the oldest hypothesis is the one that is tested, so that none can be chosen after the fact; of a single
    unit it must be about that unit alone. `read` gives the panel of another outcome, None when it has not been opened:
    then a family is not at hand.
    """
    outcome = str(values.copy_rows()[0]["indicator"])
    found = _tested(register, outcome, panel)
    order = _order(register, found, panel)
    return Surroundings(
        panel=panel if order is None else _within(order, panel),
        asked=Asked(
            hypothesis=found.hypothesis if found else None,
            in_time=found is not None and found.in_time,
            drawn=order is not None,
            events=_events(milestones),
            breaks=breaks_of(values),
            control=read(found.hypothesis.control) if found and found.hypothesis.control else None,
            family=_family(register, found, read),
        ),
        registered=found,
    )


def _tested(register: Register, outcome: str, panel: Panel) -> Registered | None:
    """What stands of the method that was registered first: who replaces it later cannot fall back on another."""

    def meant(found: Iterable[Registered]) -> list[Registered]:
        return [one for one in found if panel.n_units > 1 or one.hypothesis.units == panel.units]

    first = meant(one for one in register.hypotheses if one.hypothesis.outcome == outcome)
    standing = meant(register.standing(outcome, first[0].hypothesis.method)) if first else []
    return standing[0] if standing else None


def _events(milestones: Answer) -> tuple[Event, ...]:
    return tuple(
        Event(pd.Timestamp(row["date"]).date(), str(row["title"] or row["kind"]))
        for row in milestones.copy_rows()
        if row["kind"] != START
    )


def _family(register: Register, found: Registered | None, read: Read) -> dict[str, Panel] | None:
    """The other outcomes that are tested with this one; None when one of them cannot be read."""
    if found is None or not found.hypothesis.family:
        return None
    names = {
        one.hypothesis.outcome
        for one in register.hypotheses
        if one.hypothesis.family == found.hypothesis.family and one.hypothesis.outcome != found.hypothesis.outcome
    }
    panels = {name: read(name) for name in sorted(names)}
    held = {name: panel for name, panel in panels.items() if panel is not None}
    return held if len(held) == len(panels) else None


def _order(register: Register, found: Registered | None, panel: Panel) -> Order | None:
    """The draw the hypothesis names, when it holds, was the first of its units, came before any began, and was kept
    to."""
    draw = register.drawn(found.hypothesis.drawn) if found is not None and found.hypothesis.drawn else None
    if draw is None or not draw.whole or not draw.repeats or not kept_to(draw.order, panel):
        return None
    return draw.order if _is_first(draw, register) and _came_before(draw, panel) else None


def _is_first(draw: KeptDraw, register: Register) -> bool:
    """Whether the same units had not been drawn before: a lot that is cast until it pleases is chosen."""
    others = (one for one in register.draws if set(one.order.units) == set(draw.order.units))
    return all(draw.line <= one.line for one in others)


def _came_before(draw: KeptDraw, panel: Panel) -> bool:
    """Whether the lot was cast before the first unit began: a seed can be found for any order that is known."""
    first = min((start for start in panel.starts if start is not None), default=None)
    begun = None if first is None else panel.times[first]
    return isinstance(begun, dt.date) and draw.at[:10] <= begun.isoformat()


def kept_to(order: Order, panel: Panel) -> bool:
    """Whether every unit that was drawn began when the lot said, and no other unit began at all."""
    drawn = dict(order.order)
    begun = {
        unit: NEVER if start is None else panel.said(start)
        for unit, start in zip(panel.units, panel.starts, strict=True)
    }
    others = [start for unit, start in begun.items() if unit not in drawn]
    return (
        drawn.keys() <= begun.keys()
        and all(begun[unit] == step for unit, step in drawn.items())
        and not any(start != NEVER for start in others)
    )


def _within(order: Order, panel: Panel) -> Panel:
    """Starts are exchanged as the lot could have fallen: within its strata."""
    if not order.strata:
        return panel
    strata = dict(order.strata)
    return replace(panel, strata=tuple(strata.get(unit, "") for unit in panel.units))
