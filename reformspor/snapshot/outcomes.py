"""An outcome of few people is not served, nor is one that tells it when its siblings are taken away.

A unit's figure may hold those of the units under it. Take every figure under it away, the coarsest that is shown on
each branch, and what is left is the figure of the people none of them holds. Any other choice of figures to take away
leaves these people and whole shown figures besides. So a figure over others is shown only when what is left holds
nobody, or as many as a figure must. What was shown once is known for good: a new figure under it is held back when it
would leave too few of it.

What is of too few is not pooled either. Months of one unit are of the same people, so pooling them adds nobody. Units
pooled into one figure are parted again by the next snapshot in which one of them is of enough people, or is corrected;
and a figure that is never to change would keep its errors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache

import duckdb

# A mean, and anything about health, needs more people than a share of a whole.
FEWEST_OF_MEANS = 10
WANTED = """
select outcomes."row", outcomes.indicator, outcomes.period, outcomes.unit_id, outcomes.n_persons,
    {health} or {numerator} is null or {denominator} is null as strict
from incoming.staging.outcomes outcomes {joined}
where outcomes.n_persons is not null
"""
# Unit to the unit above it.
Parents = Mapping[str, str | None]


def choose_outcomes(con: duckdb.DuckDBPyConnection, staged: Mapping[str, Collection[str]], k: int) -> None:
    """Make the temporary table `shown_outcomes` ("row") of the outcomes in `incoming.staging` that may be served.

    The former snapshot, when it is attached as `former`, says what is known already.
    """
    con.execute('create or replace temp table shown_outcomes ("row" bigint)')
    given = staged.get("outcomes", ())
    if "n_persons" not in given:
        return
    told = "health" in staged.get("indicators", ())
    sql = WANTED.format(
        health="coalesce(indicators.health, 'no') = 'yes'" if told else "false",
        joined="left join incoming.staging.indicators indicators using (indicator)" if told else "",
        **{name: f"outcomes.{name}" if name in given else "null" for name in ("numerator", "denominator")},
    )
    above: dict[str, str | None] = {}
    if "parent" in staged.get("units", ()):
        above = dict(con.execute("select unit_id, parent from incoming.staging.units").fetchall())
    known = set(con.execute(_known_sql(con)).fetchall())
    groups: dict[tuple[str, object], list[tuple[int, str, int, bool]]] = defaultdict(list)
    for row, indicator, period, unit, n, strict in con.execute(sql).fetchall():
        groups[indicator, period].append((row, unit, n, strict))
    shown = []
    for (indicator, period), rows in groups.items():
        least = max(k, FEWEST_OF_MEANS) if any(strict for *_, strict in rows) else k
        before = {unit for _, unit, _, _ in rows if (indicator, period, unit) in known}
        chosen = showable({unit: n for _, unit, n, _ in rows}, above, least, before)
        shown += [row for row, unit, _, _ in rows if unit in chosen]
    con.execute("insert into shown_outcomes select unnest(?::bigint[])", [shown])


def _known_sql(con: duckdb.DuckDBPyConnection) -> str:
    attached = con.execute("select 1 from duckdb_tables() where database_name = 'former' and table_name = 'outcomes'")
    source = "former.outcomes" if attached.fetchone() else "(select '' as indicator, null as period, '' as unit_id)"
    return f"select indicator, period, unit_id from {source}"


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
