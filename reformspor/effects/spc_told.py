"""What a control chart tells: its points and limits, which points break which rule, and what the last one says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reformspor.effects.panel import Numbers
from reformspor.effects.result import Estimate, Fact, Refusal, Result, column
from reformspor.effects.spc_limits import LASTING, LINE, Charting, Direction, Limits
from reformspor.effects.spc_rules import RULES, signals


@dataclass(frozen=True)
class Chart:
    """A series with its stretches: values (NaN where none is known), each stretch's limits, where it begins and ends,
    and the steps' names."""

    held: Numbers
    parts: tuple[Limits, ...]
    cuts: tuple[tuple[int, int], ...]
    times: tuple[object, ...]

    @property
    def now(self) -> Limits:
        """The last stretch."""
        return self.parts[-1]

    @cached_property
    def last(self) -> int:
        """The place of the last known value."""
        return int(np.flatnonzero(np.isfinite(self.held))[-1])

    @cached_property
    def lines(self) -> tuple[Numbers, Numbers, Numbers]:
        """The middle and the limits all along."""
        centre, low, high = (
            np.concatenate([getattr(one, name) for one in self.parts]) for name in ("centre", "low", "high")
        )
        return centre, low, high

    @cached_property
    def marks(self) -> NDArray[np.int64]:
        """A row a rule: 1 where a point breaks it upwards, -1 downwards. Without limits there is no rule to break."""
        centre, low, high = self.lines
        found = [signals(self.held[a:b], centre[a:b], low[a:b], high[a:b]) for a, b in self.cuts]
        marks = np.stack([np.concatenate([one[rule] for one in found]) for rule in RULES])
        lined = [np.full(b - a, one.status == "line") for one, (a, b) in zip(self.parts, self.cuts, strict=True)]
        marks[:, np.concatenate(lined) | ~np.isfinite(self.held)] = 0
        return marks

    @cached_property
    def broken(self) -> tuple[str, ...]:
        """The rules each point breaks, with a space between; empty where it keeps them all."""
        return tuple(
            " ".join(rule for rule, mark in zip(RULES, marks, strict=True) if mark) for marks in self.marks.T.tolist()
        )

    @cached_property
    def side(self) -> tuple[int, ...]:
        """Which way each point's plainest signal goes: 1 up, -1 down, 0 where there is none."""
        return tuple(next((mark for mark in marks if mark), 0) for marks in self.marks.T.tolist())


def told(method: str, chart: Chart, chosen: Charting, more: Mapping[str, Fact]) -> Result:
    """The result of a chart, with facts of its own kind."""
    return Result(
        method,
        estimates=_estimates(chart, method),
        facts={**_facts(chart, chosen), **more},
        series=_series(chart),
        notices=_notices(chart, chosen),
    )


def _estimates(chart: Chart, method: str) -> tuple[Estimate, ...]:
    n = int(chart.now.base.sum())
    ends = [float(line[chart.last]) for line in chart.lines]
    named = dict(zip(("mean", "lower_limit", "upper_limit"), ends, strict=True))
    ranged = {"moving_range": chart.now.spread} if method == "xmr" else {}
    return tuple(Estimate(what, value, n=n) for what, value in (named | ranged).items())


def _facts(chart: Chart, chosen: Charting) -> dict[str, Fact]:
    known, now = np.isfinite(chart.held), chart.now
    rest = chart.cuts[-1][0] + int(np.flatnonzero(now.base)[-1]) + 1 if now.base.any() else chart.held.size
    return {
        "n": int(known.sum()),
        "missing": int((~known).sum()),
        "baseline": int(now.base.sum()),
        "stretches": len(chart.cuts),
        "status": now.status,
        "variation": _variation(chart.side[chart.last], chosen.direction) if now.status != "line" else "",
        "assurance": _assurance(now, chosen),
        "signals": sum(bool(one) for one in chart.broken),
        "signals_after": sum(bool(one) for one in chart.broken[rest:]),
        "rules": chart.broken[chart.last],
        "seasonal": now.seasonal,
    }


def _series(chart: Chart) -> dict[str, tuple[object, ...]]:
    centre, low, high = chart.lines
    return {
        "chart.time": chart.times,
        "chart.value": column(chart.held.tolist()),
        "chart.centre": column(centre.tolist()),
        "chart.low": column(low.tolist()),
        "chart.high": column(high.tolist()),
        "chart.baseline": tuple(bool(one) for part in chart.parts for one in part.base),
        "chart.stretch": tuple(place for place, (a, b) in enumerate(chart.cuts) for _ in range(a, b)),
        "chart.rules": chart.broken,
        "chart.side": chart.side,
        "chart.range": column([float("nan"), *np.abs(np.diff(chart.held)).tolist()]),
    }


def _variation(side: int, direction: Direction) -> str:
    """What the last point tells: common, improvement, concern, or (where neither way is better) high or low."""
    if not side:
        return "common"
    if direction == "neither":
        return "high" if side > 0 else "low"
    return "improvement" if (side > 0) == (direction == "higher") else "concern"


def _assurance(now: Limits, chosen: Charting) -> str:
    """Whether what is usual always meets the target, never does, or does now and then; empty where nothing is said.

    Where limits follow the season or the number of cases, all of them must lie on one side.
    """
    if chosen.target is None or chosen.direction == "neither" or now.status != "lasting":
        return ""
    under, over = float(np.nanmax(now.high)) < chosen.target, float(np.nanmin(now.low)) > chosen.target
    if not (under or over):
        return "now_and_then"
    return "always" if under == (chosen.direction == "lower") else "never"


def _notices(chart: Chart, chosen: Charting) -> tuple[Refusal, ...]:
    now = chart.now
    n = int(now.base.sum())
    told = []
    if n >= LINE and now.status == "line":
        told.append(Refusal("baseline_flat", {"n": n}))
    elif now.status != "lasting":
        told.append(Refusal(f"baseline_{now.status}", {"n": n, "least": LINE if now.status == "line" else LASTING}))
    if chosen.period and not now.seasonal:
        told.append(Refusal("season_unknown", {"n": n}))
    missing = int((~np.isfinite(chart.held)).sum())
    return (*told, *([Refusal("steps_missing", {"n": missing})] if missing else []))
