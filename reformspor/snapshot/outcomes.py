"""An outcome of few people is not served, nor is one that tells it when its siblings are taken away.

A unit's figure may hold those of the units under it. Take every figure under it away, the coarsest that is shown on
each branch, and what is left is the figure of the people none of them holds. Any other choice of figures to take away
leaves these people and whole shown figures besides. So a figure over others is shown only when what is left holds
nobody, or as many as a figure must. What was shown once is known for good (see `told_figures`): a new figure under it
is held back when it would leave too few of it. So is a figure that comes again, of a few more people or a few fewer:
the two would tell of those. The one that was shown stands until they are enough, or as many as before.

What is of too few is not pooled either. Months of one unit are of the same people, so pooling them adds nobody. Units
pooled into one figure are parted again by the next snapshot in which one of them is of enough people, or is corrected;
and a figure that is never to change would keep its errors.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import duckdb

from reformspor.snapshot.told_figures import Known, known_figures

# A mean, and anything about health, needs more people than a share of a whole.
FEWEST_OF_MEANS = 10
Reason = Literal["few", "uncounted", "sibling", "twice", "late"]
# Unit to the unit above it.
Parents = Mapping[str, str | None]
GIVEN = {
    "outcomes": """
        select outcomes."row", outcomes.indicator, outcomes.period, '' as wave, outcomes.unit_id, {outcomes.n_persons},
            {health} or {outcomes.numerator} is null or {outcomes.denominator} is null as strict
        from incoming.staging.outcomes outcomes {joined}
    """,
    "surveys": """
        select "row", indicator, period, wave, unit_id, {surveys.n_answers}, true as strict
        from incoming.staging.surveys surveys
    """,
}
CHOSEN = {
    "shown_outcomes": '"row" bigint',
    "shown_surveys": '"row" bigint',
    "frozen_outcomes": "indicator varchar, period date, unit_id varchar",
    "frozen_surveys": "indicator varchar, wave varchar, unit_id varchar",
    "held": "table_name varchar, indicator varchar, unit_id varchar, period date, wave varchar, reason varchar",
    "holding": "indicator varchar, unit_id varchar",
}


@dataclass(frozen=True)
class Figure:
    """One figure that is given: its row, what it is of, how many people are behind it, and whether it needs ten."""

    row: int
    indicator: str
    period: dt.date
    wave: str
    unit: str
    n: int | None
    strict: bool


def choose_outcomes(con: duckdb.DuckDBPyConnection, staged: Mapping[str, Collection[str]], k: int) -> None:
    """Make temporary tables of what of `outcomes` and `surveys` in `incoming.staging` may be served.

    `shown_outcomes` and `shown_surveys` ("row") are those that may be; `held` says of each other one why not;
    `frozen_outcomes` and `frozen_surveys` are figures of the former snapshot that stand in for those that few people
    have been added to, or taken from; `holding` are the units whose figures hold those of the units under them.
    The former snapshot, when it is attached as `former`, and the private file say what is known already.
    """
    for name, columns in CHOSEN.items():
        con.execute(f"create or replace temp table {name} ({columns})")
    above: dict[str, str | None] = {}
    if "parent" in staged.get("units", ()):
        above = dict(con.execute("select unit_id, parent from incoming.staging.units").fetchall())
    given = {name: _given(con, name, staged) for name in GIVEN}
    known = {name: known_figures(con, name) for name in GIVEN}
    # A month that is told of in one table is not told of in the other.
    other = {
        "surveys": {(one.indicator, one.period) for one in given["outcomes"]} | {key[:2] for key in known["outcomes"]},
        "outcomes": {key[:2] for key in known["surveys"]},
    }
    for name, figures in given.items():
        _choose(con, name, figures, known[name], above, k, other[name])
        over = _over(figures, above)
        if over:
            con.executemany("insert into holding values (?, ?)", over)


def _choose(
    con: duckdb.DuckDBPyConnection,
    name: str,
    figures: Sequence[Figure],
    known: Known,
    above: Parents,
    k: int,
    told: Collection[tuple[str, dt.date]],
) -> None:
    groups: dict[tuple[str, dt.date], list[Figure]] = defaultdict(list)
    for one in figures:
        groups[one.indicator, one.period].append(one)
    for at, each in groups.items():
        wave = _wave(at, each, known)
        counted = [one for one in each if one.wave == wave and one.n is not None and at not in told]
        least = max(k, FEWEST_OF_MEANS) if any(one.strict for one in counted) else k
        before = {one.unit: known.get((*at, wave, one.unit), frozenset()) for one in counted}
        late = {one.unit for one in counted if _is_late(one.n or 0, before[one.unit], least)}
        people = {one.unit: _nearest(one.n or 0, before[one.unit] if one.unit in late else ()) for one in counted}
        chosen = showable(people, above, least, {unit for unit in people if before[unit]})
        shown = {one.row for one in counted if one.unit in chosen - late}
        con.execute(f"insert into shown_{name} select unnest(?::bigint[])", [sorted(shown)])
        frozen = [
            (one.indicator, wave if name == "surveys" else one.period, one.unit)
            for one in counted
            if one.unit in chosen & late
        ]
        held = [
            (name, one.indicator, one.unit, one.period, one.wave, _why(one, one in counted, least, late))
            for one in each
            if one.row not in shown
        ]
        for table, rows in ((f"frozen_{name}", frozen), ("held", held)):
            if rows:
                con.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)


def _given(con: duckdb.DuckDBPyConnection, name: str, staged: Mapping[str, Collection[str]]) -> list[Figure]:
    columns = staged.get(name, ())
    if not columns:
        return []
    health = name == "outcomes" and "health" in staged.get("indicators", ())
    sql = (
        GIVEN[name]
        .replace("{health}", "coalesce(indicators.health, 'no') = 'yes'" if health else "false")
        .replace("{joined}", "left join incoming.staging.indicators indicators using (indicator)" if health else "")
    )
    for column in ("n_persons", "numerator", "denominator", "n_answers"):
        sql = sql.replace(f"{{{name}.{column}}}", f"{name}.{column}" if column in columns else "null")
    return [Figure(*row) for row in con.execute(sql).fetchall()]


def _wave(at: tuple[str, dt.date], each: Sequence[Figure], known: Known) -> str:
    """The one wave of a month that is shown: another of the same people would tell few of them by subtraction."""
    before = sorted({wave for indicator, period, wave, _ in known if (indicator, period) == at})
    answers: dict[str, int] = defaultdict(int)
    for one in each:
        answers[one.wave] += one.n or 0
    return before[0] if before else min(answers, key=lambda wave: (-answers[wave], wave))


def _is_late(n: int, before: Collection[int], least: int) -> bool:
    """Whether a figure is of so few more people than one that was shown, or fewer, that the two would tell of those."""
    return n not in before and any(abs(n - one) < least for one in before)


def _nearest(n: int, before: Collection[int]) -> int:
    """The number of people of the figure that stands: the one shown before that is nearest, else its own."""
    return min(before, key=lambda one: (abs(n - one), one), default=n)


def _why(one: Figure, counted: bool, least: int, late: Collection[str]) -> Reason:
    if one.n is None:
        return "uncounted"
    if one.n < least:
        return "few"
    if not counted:
        return "twice"
    return "late" if one.unit in late else "sibling"


def _over(figures: Sequence[Figure], above: Parents) -> list[tuple[str, str]]:
    """Indicator and unit of figures that hold those of the units just under them: always of as many people, or more.

    A unit over one other alone may as well be an office of its own people, and is taken for one.
    """
    people = {(one.indicator, one.period, one.wave, one.unit): one.n for one in figures if one.n is not None}
    below: dict[tuple[str, dt.date, str, str], list[int]] = defaultdict(list)
    for (*at, unit), n in people.items():
        parent = above.get(unit)
        if parent is not None and parent != unit:
            below[(*at, parent)].append(n)  # type: ignore[index]
    enough: dict[tuple[str, str], bool] = {}
    for key in people.keys() & below.keys():
        each = (key[0], key[3])
        enough[each] = enough.get(each, True) and people[key] >= sum(below[key]) and len(below[key]) > 1
    return sorted(each for each, holds in enough.items() if holds)


def showable(people: Mapping[str, int], above: Parents, least: int, known: Collection[str] = ()) -> frozenset[str]:
    """The units whose figures of one month may be shown, by how many people each is of.

    `above` gives each unit the one over it; `known` are those that have been shown before. A figure of less than half
    the people under it is of the unit's own people only.
    """
    under: dict[str, list[str]] = defaultdict(list)
    for unit, parent in above.items():
        if parent is not None and parent != unit:
            under[parent].append(unit)
    shown = {unit for unit, n in people.items() if n >= least}

    @cache
    def depth(unit: str) -> int:
        return max((depth(below) + 1 for below in under[unit]), default=0)

    def given(unit: str) -> int:
        return people.get(unit) or sum(given(below) for below in under[unit])

    @cache
    def own_only(unit: str) -> bool:
        return 2 * people[unit] < sum(given(below) for below in under[unit])

    def covered(unit: str) -> int:
        beneath = sum(covered(below) for below in under[unit])
        return (people[unit] + beneath if own_only(unit) else people[unit]) if unit in shown else beneath

    def left_alone(unit: str) -> bool:
        if own_only(unit):
            return False
        rest = people[unit] - sum(covered(below) for below in under[unit])
        return rest != 0 and rest < least and any(covered(below) for below in under[unit])

    def all_under(unit: str) -> set[str]:
        return {unit}.union(*(all_under(below) for below in under[unit])) if under[unit] else {unit}

    for unit in sorted(shown, key=lambda unit: (depth(unit), unit)):
        if not left_alone(unit):
            continue
        newcomers = sorted((all_under(unit) - {unit}) & shown - set(known), key=lambda new: (people[new], new))
        while unit in known and newcomers and left_alone(unit):
            shown.discard(newcomers.pop(0))
        if left_alone(unit):
            shown.discard(unit)
    return frozenset(shown)
