"""What each kind of session took, parted into preparing, holding and following up where that gives nobody away.

The parts of a kind that is shown are judged as the parts of a row's margin are, and folded within their kind, so that a
kind's hours stay what they are. They are tied beside all else that is told (ties.py), so those of a group can only be
weighed alike. Groups that meet in nothing a row shows of an activity may be weighed apart: that is a sum of parts the
rows tell already. Where two groups meet, parts are folded with the smallest of their kind until none do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

import duckdb

from reformspor.ledger.labels import MERGED, WITHHELD, code_sql
from reformspor.ledger.margins import PARTS, judge_parts
from reformspor.ledger.session_kinds import NONE_ID
from reformspor.ledger.settings import Settings
from reformspor.ledger.ties import Cross, components, together

# A part's number: the kind as it is shown, and what its hours went to, WITHHELD where that is not told.
PART = f"(effort.shown * {PARTS} + coalesce(split.shown, {WITHHELD}))"


def part_join(split: str) -> str:
    """SQL that joins the table `split` (bundle, kind, activity, shown) to `effort` and a record's `kinds`."""
    return (
        f"left join {split} split on split.bundle = effort.bundle and split.kind = effort.shown "
        f"and split.activity = {code_sql('activity')}"
    )


def meetings(
    con: duckdb.DuckDBPyConnection, members: str, bundle: str, fold: str, effort: str, split: str
) -> dict[int, set[frozenset[int]]]:
    """By bundle, the sets of parts that meet in what some row of it shows of an activity.

    `bundle` (row_id, bundle), `fold`, `effort` and `split` are the tables to read.
    """
    found = con.execute(
        f"""select distinct bundle, parts from (
            select own.bundle, own.row_id, activity.shown, list_sort(list(distinct {PART})) as parts
            from {members} member join {bundle} own on own.row_id = member.row_id
            join {fold} activity on activity.row_id = member.row_id and activity.margin = 'activity'
                and activity.code = {code_sql("activity")}
            join {effort} effort on effort.bundle = own.bundle and effort.code = member.session_kind
            {part_join(split)}
            where effort.shown <> {WITHHELD} group by all
        )"""
    ).fetchall()
    sets: dict[int, set[frozenset[int]]] = defaultdict(set)
    for number, parts in found:
        sets[number].add(frozenset(parts))
    return sets


def apart(groups: Sequence[set[int]], met: Collection[frozenset[int]]) -> list[set[int]]:
    """The groups that meet another."""
    return [group for group in groups if any(parts & group and parts - group for parts in met)]


def judge_split(con: duckdb.DuckDBPyConnection, members: str, settings: Settings) -> None:
    """Make `split_judged` (bundle, kind, activity, h, shown) of the kinds that `effort` shows, each part safe."""
    con.execute(
        f"""create or replace temp view kinded as
        select effort.bundle * {PARTS} + effort.shown as row_id, kinds, pid, heads, each_h, member.h
        from {members} member join bundle using (row_id)
        join effort on effort.bundle = bundle.bundle and effort.code = member.session_kind
        where effort.shown not in ({NONE_ID}, {MERGED}, {WITHHELD})"""
    )
    judge_parts(con, "kinded", code_sql("activity"), settings)
    con.execute(
        f"""create or replace temp table split_judged as
        select fold.row_id // {PARTS} as bundle, (fold.row_id % {PARTS})::integer as kind, fold.code as activity,
            fold.h, fold.shown
        from margin_fold fold"""
    )


def keep_what_is_tied(
    con: duckdb.DuckDBPyConnection,
    crosses: dict[int, list[Cross]],
    met: dict[int, set[frozenset[int]]],
    mirrored: str,
    settings: Settings,
) -> None:
    """Make `effort_split` of `split_judged`: what is not tied is folded, and what is not to be told is left out.

    A bundle of `mirrored` (bundle, mirrors) is split as the old one was.
    """
    sizes: dict[int, dict[int, int]] = defaultdict(dict)
    for bundle, part, hours in con.execute(
        f"""select effort.bundle, {PART} as part, sum(abs(coalesce(split.h, effort.h)))::bigint
        from effort left join split_judged split on split.bundle = effort.bundle and split.kind = effort.shown
        where effort.shown <> {WITHHELD} group by all"""
    ).fetchall():
        sizes[bundle][part] = hours
    renamed = [
        (bundle, part // PARTS, part % PARTS, name % PARTS)
        for bundle, own in sizes.items()
        for part, name in _tied_names(crosses[bundle], met[bundle], own, settings).items()
        if part != name
    ]
    con.execute("create or replace temp table renamed (bundle bigint, kind integer, shown integer, name integer)")
    if renamed:
        con.executemany("insert into renamed values (?, ?, ?, ?)", renamed)
    con.execute(
        f"""create or replace temp table effort_split as
        select judged.bundle, judged.kind, judged.activity, judged.h,
            case when new.mirrors is null then coalesce(renamed.name, judged.shown) else former.shown end as shown
        from split_judged judged
        join (select distinct bundle, mirrors from {mirrored}) new on new.bundle = judged.bundle
        left join ledger.effort_split former on former.bundle = new.mirrors and former.kind = judged.kind
            and former.activity = judged.activity
        left join renamed on renamed.bundle = judged.bundle and renamed.kind = judged.kind
            and renamed.shown = judged.shown"""
    )
    con.execute(f"delete from effort_split where coalesce(shown, {WITHHELD}) = {WITHHELD}")


def _tied_names(
    crosses: Sequence[Cross], met: Collection[frozenset[int]], sizes: dict[int, int], settings: Settings
) -> dict[int, int]:
    """What each part is to be told under so that no groups meet: itself, its kind's folded part, or its kind whole."""
    names = {part: part for part in sizes}
    sizes = dict(sizes)
    while len(sizes) > 1:
        own_of: dict[int, list[int]] = defaultdict(list)
        for one in sorted(sizes, key=lambda one: (sizes[one], one)):
            own_of[one // PARTS].append(one)
        groups = apart(components(crosses, sizes, settings), met)
        loose = [group for group in groups if any(len(own_of[part // PARTS]) > 1 for part in group)]
        if not loose:
            break
        small = min(loose, key=lambda group: (sum(sizes[part] for part in group), min(group)))
        many = (one for one in small if len(own_of[one // PARTS]) > 1)
        part = min(many, key=lambda one: (sizes[one], one))
        own = own_of[part // PARTS]
        merged = part // PARTS * PARTS + MERGED
        joined = {part, next(one for one in own if one != part)} | ({merged} & set(own))
        name = merged if len(joined) < len(own) else part // PARTS * PARTS + WITHHELD
        crosses = together(crosses, dict.fromkeys(joined, name))
        met = {frozenset(name if one in joined else one for one in parts) for parts in met}
        sizes = {one: n for one, n in sizes.items() if one not in joined} | {name: sum(sizes[one] for one in joined)}
        names = {one: name if now in joined else now for one, now in names.items()}
    return names
