"""How long things last, by group: medians, shares and mean time within a bound, with a test of whether groups differ.

Sources: Kaplan and Meier (1958); the intervals as in Kalbfleisch and Prentice (2002), section 1.4; the log-rank test of
Mantel (1966) and Peto and Peto (1972), within strata when there are any; restricted mean by Irwin (1949). What it
cannot show: why groups differ, for nobody drew lots about who is in which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from reformspor.effects.cells import in_order
from reformspor.effects.followed import Flags, Followed
from reformspor.effects.gates import limit_of
from reformspor.effects.result import Estimate, Fact, Refusal, Result, column
from reformspor.effects.student import width
from reformspor.effects.survival import Curve, Seen, kaplan_meier, log_rank_within, reached

METHOD = "survival"
Kind = Literal["log", "log-log", "plain"]
HALF = 0.5
# Fewer are a table, not a curve.
FEW, FEW_ENDS = limit_of("survival_counts", "n"), limit_of("survival_counts", "n_ended")


@dataclass(frozen=True)
class Asked:
    """What is asked of curves: the kind of interval, how sure, shares at these times, times by which these shares have
    ended, and the bound of the mean (None: the last time all groups were followed to)."""

    kind: Kind = "log"
    sure: float = 0.95
    at: tuple[float, ...] = ()
    quantiles: tuple[float, ...] = ()
    within: float | None = None


def durations(followed: Followed, asked: Asked | None = None) -> Result:
    """Curves by group, all rows when there is none.

    Estimates `median`, `quantile` (at group and share), `share` (at group and time) and `mean_within` by group; facts
    n, events, and of the log-rank test `log_rank`, `log_rank_df` and `log_rank_p`; series `group.*` and `curve.*`.
    """
    asked = asked or Asked()
    every = np.ones(followed.n, bool)
    names = [""] if followed.group is None else sorted({name for name in followed.group if name}, key=in_order)
    rows = {name: every if not name else np.asarray([own == name for own in followed.group or ()]) for name in names}
    groups = {name: followed.of(chosen) for name, chosen in rows.items()}
    n, events = sum(group.n for group in groups.values()), sum(group.ended() for group in groups.values())
    if not events:
        return Result(METHOD, refused=(Refusal("no_ends", {"n": followed.n}),))
    curves = {name: banded(kaplan_meier(group, asked.sure), asked) for name, group in groups.items() if group.n}
    bound = asked.within or _common(list(groups.values()))
    estimates = [one for name, curve in curves.items() for one in _estimates(name, groups[name], curve, asked, bound)]
    facts: dict[str, Fact] = {
        "n": n,
        "events": events,
        "interval": asked.kind,
        "within": bound,
    }
    return Result(
        METHOD,
        estimates=tuple(estimates),
        facts=facts | _tested(followed, rows),
        series=_groups(groups) | _curves(curves),
        notices=few_ends(n, events) + _ungrouped(followed),
    )


def banded(curve: Curve, asked: Asked) -> Curve:
    """The curve with intervals of the kind asked for, none where nothing has ended or all have."""
    z = width(asked.sure, None)
    with np.errstate(all="ignore"):
        if asked.kind == "log":
            return curve
        if asked.kind == "plain":
            low, high = curve.share - z * curve.error, curve.share + z * curve.error
            return replace(curve, low=np.maximum(low, 0.0), high=np.minimum(high, 1.0))
        reach = z * curve.error / (curve.share * np.log(curve.share))
        inside = (curve.share > 0) & (curve.share < 1)
        low, high = (np.where(inside, curve.share ** np.exp(sign * reach), np.nan) for sign in (-1, 1))
        still = curve.share >= 1
        return replace(curve, low=np.where(still, 1.0, low), high=np.where(still, 1.0, high))


def mean_within(curve: Curve, bound: float) -> tuple[float, float]:
    """The mean time up to a bound, and its standard error: the area under the curve (Irwin 1949)."""
    inside = curve.days < bound
    days = np.concatenate([[0.0], curve.days[inside], [bound]])
    share = np.concatenate([[1.0], curve.share[inside]])
    areas = share * np.diff(days)
    beyond = areas[::-1].cumsum()[::-1][1:]
    at_risk, ended = curve.at_risk[inside].astype("float64"), curve.ended[inside].astype("float64")
    left = at_risk - ended
    parts = np.where(left > 0, ended / np.maximum(at_risk * left, 1.0), 0.0)
    return float(areas.sum()), float(np.sqrt((beyond**2 * parts).sum()))


def _common(groups: Sequence[Seen]) -> float:
    """How far every group was followed; one of a few is not let decide it."""
    followed = [float(group.exit.max()) for group in groups if group.n >= FEW_ENDS]
    return min(followed or [float(group.exit.max()) for group in groups if group.n])


def _estimates(name: str, group: Seen, curve: Curve, asked: Asked, bound: float) -> list[Estimate]:
    found = [_time(curve, "median", name, HALF, group.n, asked.sure)]
    found += [_time(curve, "quantile", _at(name, share), 1 - share, group.n, asked.sure) for share in asked.quantiles]
    for time in asked.at:
        place = int(np.searchsorted(curve.days, time, side="right")) - 1
        columns = (curve.share, curve.error, curve.low, curve.high)
        value, error, low, high = (float(one[place]) for one in columns) if place >= 0 else (1.0, 0.0, 1.0, 1.0)
        if time <= float(group.exit.max()):
            found.append(Estimate("share", value, error, low, high, at=_at(name, time), n=group.n, sure=asked.sure))
    if bound <= float(group.exit.max()):
        mean, error = mean_within(curve, bound)
        z = width(asked.sure, None)
        low, high = mean - z * error, mean + z * error
        found.append(Estimate("mean_within", mean, error, low, high, at=name, n=group.n, sure=asked.sure))
    return found


def _time(curve: Curve, what: str, at: str, share: float, n: int, sure: float) -> Estimate:
    """When the curve and the ends of its interval come down to a share."""
    value, low, high = (reached(curve.days, values, share) for values in (curve.share, curve.low, curve.high))
    return Estimate(what, value, low=low, high=high, at=at, n=n, sure=sure)


def _tested(followed: Followed, rows: dict[str, Flags]) -> dict[str, Fact]:
    if len(rows) < 2:
        return {}
    strata = [None] if followed.stratum is None else sorted({name for name in followed.stratum if name})
    chosen = [
        [
            followed.of(own if name is None else own & np.asarray([one == name for one in followed.stratum or ()]))
            for own in rows.values()
        ]
        for name in strata
    ]
    test = log_rank_within(chosen)
    return {"log_rank": test.statistic, "log_rank_df": test.freedom, "log_rank_p": test.p}


def _groups(groups: dict[str, Seen]) -> dict[str, tuple[object, ...]]:
    return {
        "group.name": tuple(groups),
        "group.n": tuple(group.n for group in groups.values()),
        "group.events": tuple(group.ended() for group in groups.values()),
    }


def _curves(curves: dict[str, Curve]) -> dict[str, tuple[object, ...]]:
    """Every step of every curve in one table."""
    columns = ("days", "share", "error", "low", "high", "at_risk", "ended", "lost")
    held = {name: [getattr(curve, name) for curve in curves.values()] for name in columns}
    named: dict[str, tuple[object, ...]] = {
        f"curve.{name}": column(np.concatenate(parts).tolist()) for name, parts in held.items()
    }
    return {"curve.group": tuple(name for name, curve in curves.items() for _ in curve.days)} | named


def few_ends(n: int, events: int) -> tuple[Refusal, ...]:
    """What must be minded where so few were followed, or so few ended, that a curve moves far with a single one."""
    return (Refusal("few_ends", {"n": n, "events": events}),) if n < FEW or events < FEW_ENDS else ()


def _ungrouped(followed: Followed) -> tuple[Refusal, ...]:
    n = sum(1 for name in followed.group or () if not name)
    return (Refusal("no_group", {"n": n}),) if n else ()


def _at(name: str, number: float) -> str:
    return f"{name}|{number:g}" if name else f"{number:g}"
