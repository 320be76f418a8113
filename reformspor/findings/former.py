"""A tile's number against the equally long period before, and against its target, said as surely as it is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reformspor.answers import Answer
from reformspor.findings.amounts import number, say_ends, share_ends
from reformspor.findings.change import spans
from reformspor.findings.finding import silent, too_wide
from reformspor.scope import Scope
from reformspor.words import Words

# The least and the most an amount can be; the two are equal when it is known.
Ends = tuple[float, float]
Written = Callable[[float, float, Words], str]
Direction = Literal["higher", "lower"]
# Of fewer than this, a per cent says more than is known: from 3 to 4 is no news of 33 per cent.
FEWEST = 10


@dataclass(frozen=True)
class Goal:
    """What a measure should come to: `direction` says on which side of `value` it is met, `source` who set it."""

    value: float
    direction: Direction
    source: str = ""


def against_former(
    now: Answer,
    former: Answer | None,
    words: Words,
    value: str | Callable[[Answer], Ends | None],
    *,
    share: bool = False,
    written: Written | None = None,
) -> str | None:
    """From what to what, and by how much: "frå 120 til 138 (+15 %)", the ends as `written` writes them if given.

    `value` is a column whose rows may be added (with `<column>_possible` as their upper end), or a function from an
    answer to the two ends. With `share` the ends are shares of one, and the change is in percentage points. None when
    there is no former period, when either answer has nothing to show, or when the two are not periods of equal length
    that follow one another (see `Page.former`).
    """
    if former is None or not told_before(now, former):
        return None
    ends = [value(one) if callable(value) else total(one, value) for one in (now, former)]
    if ends[0] is None or ends[1] is None:
        return None
    return say_shift(ends[0], ends[1], words, share=share, written=written)


def against_day(now: Answer, earlier: Answer | None, words: Words, ends: Callable[[Answer], Ends | None]) -> str | None:
    """The same of how things stand today, and stood on the day of `earlier` (see `Page.stood`), which is named."""
    if earlier is None or silent(now) or silent(earlier):
        return None
    two = ends(now), ends(earlier)
    if two[0] is None or two[1] is None:
        return None
    return words("compare.former.day", day=words.date(earlier.provenance.as_of), said=say_shift(two[0], two[1], words))


def against_before(answer: Answer, words: Words, value: str) -> str | None:
    """The same from an answer that holds both periods, in rows `recent` and `before` of its column `span`."""
    two = None if silent(answer) else spans(answer, value)
    return None if two is None else say_shift(two.now, two.before, words)


def against_target(
    ends: Ends, goal: Goal | None, words: Words, *, share: bool = False, written: Written | None = None
) -> str | None:
    """The target, whether it is met, how much is left, and who set it; None when there is no target.

    Amounts are written as `written` writes two ends, if given.
    """
    if goal is None:
        return None
    said = written(goal.value, goal.value, words) if written else say_goal(goal.value, words, share=share)
    gap = sorted((abs(goal.value - ends[0]), abs(goal.value - ends[1])))
    left = written(gap[0], gap[1], words) if written else _left(gap, words, share)
    text = words(
        f"compare.target.{reached(ends, goal)}", goal=said, left=left, way=words(f"compare.target.{goal.direction}")
    )
    return words("compare.target.source", said=text, source=goal.source) if goal.source else text


def reached(ends: Ends, goal: Goal) -> Literal["met", "missed", "unclear"]:
    """Whether the target is met, whatever the number is between its two ends."""
    over = goal.direction == "higher"
    met = ends[0] >= goal.value if over else ends[1] <= goal.value
    missed = ends[1] < goal.value if over else ends[0] > goal.value
    return "met" if met else "missed" if missed else "unclear"


def say_goal(value: float, words: Words, *, share: bool = False) -> str:
    """A target as it was set, to two decimals at the most: 0.6 is not said as 1."""
    shown = value * 100 if share else value
    decimals = next((n for n in (0, 1) if abs(round(shown, n) - shown) < 1e-6), 2)
    return words.percent(value, decimals) if share else words.number(value, decimals)


def say_shift(now: Ends, before: Ends, words: Words, *, share: bool = False, written: Written | None = None) -> str:
    """A change between two amounts, each between two ends; when the ends overlap no change is claimed."""
    write = written or (lambda least, most, words: say_both((least, most), words, share=share))
    places = {"before": write(*before, words), "now": write(*now, words)}
    known = now[0] == now[1] and before[0] == before[1]
    if not known and (too_wide(*now) or too_wide(*before)):
        return words("compare.former.wide", **places)
    if known and places["before"] == places["now"]:
        return words("compare.former.same", **places)
    if now[0] <= before[1] and before[0] <= now[1]:
        return words("compare.former.same" if known else "compare.former.overlap", **places)
    size = say_points(now, before, words) if share else _percent(now, before, words)
    return words("compare.former.text", change=size, **places) if size else words("compare.former.plain", **places)


def say_former_period(scope: Scope, answer: Answer, words: Words) -> str:
    """Which period the numbers of `answer` are held against, when the reader has set `scope`."""
    before = scope.recent(answer.provenance.as_of).former()
    if before is None or before.first is None or before.last is None:
        return ""
    return words("compare.former.against", period=words.period(before.first, before.last))


def total(answer: Answer, value: str) -> Ends | None:
    """The sum of a column and of its possible amounts; None when the answer has no such number."""
    return added(answer.copy_rows(), value, f"{value}_possible")


def added(rows: Sequence[Mapping[str, Any]], value: str, upper: str) -> Ends | None:
    """The sum of a column and of the column of its upper ends; None when no row has either."""
    known = [row for row in rows if row.get(value) is not None or row.get(upper) is not None]
    if not known:
        return None
    least = sum(number(row.get(value)) for row in known)
    # A row without an upper end is known: its sure amount is its upper end too.
    most = sum(number(row.get(value) if row.get(upper) is None else row[upper]) for row in known)
    return least, max(least, most)


def told_before(now: Answer, former: Answer | None) -> bool:
    """Whether the former period has something to hold the present one against."""
    return former is not None and not silent(now) and not silent(former) and _follows(now, former)


def _follows(now: Answer, former: Answer) -> bool:
    expected = now.scope.former()
    if expected is None or (former.scope.first, former.scope.last) != (expected.first, expected.last):
        return False
    return not before_records(former)


def before_records(answer: Answer) -> bool:
    """Whether its period begins before the first record: what was not recorded then is no zero."""
    begins = answer.provenance.begins
    return begins is not None and (answer.scope.first or dt.date.min) < begins.replace(day=1)


def _percent(now: Ends, before: Ends, words: Words) -> str | None:
    if before[0] < FEWEST:
        return None
    ends = (now[0] / before[1] - 1, now[1] / before[0] - 1)
    return between([signed(words.percent(end), end) for end in ends], words)


def say_points(now: Ends, before: Ends, words: Words) -> str:
    """The change of a share, in percentage points with a sign, between its two ends."""
    ends = ((now[0] - before[1]) * 100, (now[1] - before[0]) * 100)
    return words("compare.former.points", change=between([words.signed(round(end)) for end in ends], words))


def between(said: Sequence[str], words: Words) -> str:
    """Two ends of a change, already said; one when they are said alike."""
    return said[0] if said[0] == said[1] else words("compare.former.between", least=said[0], most=said[1])


def signed(text: str, size: float) -> str:
    """An amount with its sign, also when it is more than nothing."""
    return f"+{text}" if size > 0 else text


def say_both(ends: Sequence[float], words: Words, *, share: bool) -> str:
    """An amount or a share between its two ends."""
    return share_ends(ends[0], ends[1], words) if share else say_ends(ends[0], ends[1] - ends[0], words)


def _left(ends: Sequence[float], words: Words, share: bool) -> str:
    """How much is left; between two shares it is in percentage points."""
    if not share:
        return say_both(ends, words, share=False)
    said = [words.number(round(100 * end)) for end in ends]
    return words("compare.target.points", left="\N{EN DASH}".join(dict.fromkeys(said)))
