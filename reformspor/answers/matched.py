"""A panel of other municipalities, and what was found in it, become Answers: they stand on the loaded table alone."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from reformspor.answers.answer import Answer, Assumed, Hidden, SourceFile
from reformspor.answers.computed import computed, seed_of
from reformspor.effects.result import Result
from reformspor.effects.synthetic import WORTH
from reformspor.peers import Peers

Row = dict[str, Any]
# The error of a single step is a spread of placebos; the band is the normal one of 95 per cent.
REACH = 1.959964


def loaded(base: Answer, peers: Peers, said: str) -> Answer:
    """A row for each municipality and step with a value: municipality, step (from 0), time, value and state (before,
    after, other). `base` is any answer of the snapshot: only its form is used."""
    panel = peers.panel
    rows = [
        {
            "municipality": unit,
            "step": step,
            "time": panel.said(step),
            "value": float(value),
            "state": "other" if start is None else "after" if step >= start else "before",
        }
        for unit, values, start in zip(panel.units, panel.values, panel.starts, strict=True)
        for step, value in enumerate(values)
        if not math.isnan(value)
    ]
    return _made(base, peers, said, "loaded", rows, ("municipality", "step"), "value")


def held(base: Answer, peers: Peers, said: str, found: Result) -> Answer:
    """A row for each step: step, time, value (of the treated), counterfactual, low and high (where it may lie, by the
    placebos), gap and after."""
    names = ("time", "treated", "counterfactual", "gap", "spread", "after")
    rows = [
        {
            "step": step,
            "time": time,
            "value": treated,
            "counterfactual": counterfactual,
            "low": _off(counterfactual, spread, -REACH),
            "high": _off(counterfactual, spread, REACH),
            "gap": gap,
            "after": after,
        }
        for step, (time, treated, counterfactual, gap, spread, after) in enumerate(
            zip(*(found.series.get(f"fit.{name}", ()) for name in names), strict=True)
        )
    ]
    return _made(base, peers, said, found.method, rows, ("step",), "gap", found)


def placebos(base: Answer, peers: Peers, said: str, found: Result) -> Answer:
    """A row for each choice and step: municipality, step, time, gap and own (the true one, first)."""
    times = list(found.series.get("fit.time", ()))
    place = {time: step for step, time in enumerate(times)}
    own = "+".join(peers.treated)
    rows = [
        {"municipality": own, "step": step, "time": time, "gap": gap, "own": True}
        for step, (time, gap) in enumerate(zip(times, found.series.get("fit.gap", ()), strict=True))
    ]
    names = ("unit", "time", "gap")
    rows += [
        {"municipality": unit, "step": place[time], "time": time, "gap": gap, "own": False}
        for unit, time, gap in zip(*(found.series.get(f"placebo.{name}", ()) for name in names), strict=True)
    ]
    return _made(base, peers, said, f"{found.method}_placebos", rows, ("municipality", "step"), "gap", found)


def weights(base: Answer, peers: Peers, said: str, found: Result) -> Answer:
    """A row for each municipality that counts, the heaviest first: municipality and weight, a share of one."""
    pairs = zip(found.series.get("donor.unit", ()), found.series.get("donor.weight", ()), strict=True)
    rows: list[Row] = [{"municipality": unit, "weight": weight} for unit, weight in pairs if (weight or 0) > WORTH]
    rows.sort(key=lambda row: (-row["weight"], row["municipality"]))
    return _made(base, peers, said, f"{found.method}_weights", rows, ("municipality",), "weight", found)


def _off(value: float | None, spread: float | None, times: float) -> float | None:
    return None if value is None or spread is None else value + times * spread


def _made(
    base: Answer,
    peers: Peers,
    said: str,
    name: str,
    rows: list[Row],
    grain: tuple[str, ...],
    value: str,
    found: Result | None = None,
) -> Answer:
    """The rows as an answer whose file, day and source are the loaded table's."""
    assumed = Assumed(f"peers={peers.sha256}", said)
    made = computed(
        [base],
        f"peers/{name}",
        pd.DataFrame(rows),
        grain=grain,
        values=(value,),
        unit="outcome",
        assumed=[assumed],
        method=found.method if found is not None else "",
        seed=seed_of(found) if found is not None else None,
    )
    file = SourceFile(peers.file, "peers", peers.sha256, peers.rows, 0)
    origin: Mapping[str, Any] = {
        "files": (file,),
        "source": peers.said.source,
        "as_of": peers.said.taken,
        "taken_at": None,
        "constructed": peers.said.constructed,
    }
    return replace(made, provenance=replace(made.provenance, **origin), hidden=Hidden(), unused_filters=())
