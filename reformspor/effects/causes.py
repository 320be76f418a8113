"""What share has ended by each cause, where ending by one keeps from ending by another, by group.

Source: Aalen and Johansen (1978), with delayed entry. What it cannot show: what would have been had one of the causes
been away.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reformspor.effects.durations import few_ends
from reformspor.effects.followed import Followed
from reformspor.effects.result import Estimate, Fact, Refusal, Result, column
from reformspor.effects.survival import Curve, Seen, aalen_johansen

METHOD = "competing_risks"


def competing(followed: Followed, at: Sequence[float] = (), sure: float = 0.95) -> Result:
    """The share ended by each cause, by group when there is one.

    Estimates `ended` at «cause|time» or «group|cause|time», at the last time anyone was seen when no time is asked
    for; facts n, events and `ended_<cause>`; series `curve.*`: group, cause, days, share, error, low, high, at_risk,
    ended, lost.
    """
    names = [""] if followed.group is None else sorted({name for name in followed.group if name})
    own = {name: _rows(followed, name) for name in names}
    groups = {name: group for name, group in own.items() if group.n}
    n, events = sum(group.n for group in groups.values()), sum(group.ended() for group in groups.values())
    if not events:
        return Result(METHOD, refused=(Refusal("no_ends", {"n": followed.n}),))
    numbers = tuple(range(1, len(followed.causes) + 1))
    found: list[tuple[str, str, Seen, Curve]] = []
    for name, group in groups.items():
        curves = aalen_johansen(group, numbers, sure)
        found += [(name, followed.causes[number - 1], group, curves[number]) for number in numbers]
    estimates = [one for name, cause, group, curve in found for one in _estimates(name, cause, group, curve, at, sure)]
    facts: dict[str, Fact] = {"n": n, "events": events}
    for number in numbers:
        facts[f"ended_{followed.causes[number - 1]}"] = sum(group.ended(number) for group in groups.values())
    return Result(METHOD, tuple(estimates), facts, _curves(found), notices=few_ends(n, events))


def _rows(followed: Followed, name: str) -> Seen:
    chosen = np.ones(followed.n, bool)
    return followed.of(chosen if not name else np.asarray([own == name for own in followed.group or ()]))


def _estimates(name: str, cause: str, group: Seen, curve: Curve, at: Sequence[float], sure: float) -> list[Estimate]:
    last = float(curve.days[-1])
    found = []
    for time in at or (last,):
        if time > last:
            continue
        place = int(np.searchsorted(curve.days, time, side="right")) - 1
        columns = (curve.share, curve.error, curve.low, curve.high)
        value, error, low, high = (float(one[place]) for one in columns) if place >= 0 else (0.0, 0.0, 0.0, 0.0)
        place_said = "|".join(part for part in (name, cause, f"{time:g}") if part)
        found.append(Estimate("ended", value, error, low, high, at=place_said, n=group.n, sure=sure))
    return found


def _curves(found: Sequence[tuple[str, str, Seen, Curve]]) -> dict[str, tuple[object, ...]]:
    held: dict[str, list[object]] = {"curve.group": [], "curve.cause": []}
    for name, cause, _, curve in found:
        held["curve.group"] += [name] * curve.days.size
        held["curve.cause"] += [cause] * curve.days.size
        for part in ("days", "share", "error", "low", "high", "at_risk", "ended", "lost"):
            held.setdefault(f"curve.{part}", []).extend(column(getattr(curve, part).tolist()))
    return {name: tuple(values) for name, values in held.items()}
