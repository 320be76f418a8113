"""How many of a role's hours went to each kind of session, and to what of it, a year of a batch at a time.

A row of the ledger is too narrow to be parted by kind beside its margins. So the rows that a batch adds for a role and
a year are bundled over the whole municipality, and the bundle's hours are parted: each part is safe as a margin's part
is, and the parts are tied (ties.py) beside every part of every row. A kind is parted further by what the hours went to
(effort_split.py). A correction may not leave a bundle otherwise.
"""

from __future__ import annotations

from collections import defaultdict

import duckdb

from reformspor.ledger.bands import low_sql
from reformspor.ledger.counting import count
from reformspor.ledger.effort_split import PART, apart, judge_split, keep_what_is_tied, meetings, part_join
from reformspor.ledger.labels import MARGINS, MERGED, WITHHELD, code_sql
from reformspor.ledger.margins import give_up_unsafe, judge_merged, judge_parts
from reformspor.ledger.session_kinds import OF_A_SESSION, SESSION_KIND
from reformspor.ledger.settings import Settings
from reformspor.ledger.ties import Cross, Side, components, together

# How many people of a bundle are looked at for ties, a row at a time: enough where they are many, all where few.
SAMPLE = 1000


def show_effort(con: duckdb.DuckDBPyConnection, members: str, settings: Settings) -> None:
    """Make `bundle` (bundle, row_id) of the new rows, `effort` (bundle, code, h, shown) of their hours by kind, and
    `effort_split` of what the hours of each kind went to.

    `members` has row_id, kinds, session_kind, pid, heads, each_h and h, and `member_sum` is of them. A bundle withdrawn
    whole is shown as it was.
    """
    con.execute(
        f"""create or replace temp table bundle as
        with mirror as (
            select mirrored.row_id, old.bundle from mirrored join ledger.bundle_row old on old.row_id = mirrored.old_row
            where old.bundle in ({_WITHDRAWN})
        )
        select row_id, mirror.bundle as mirrors, dense_rank() over (order by mirror.bundle, role, year(month_from))
            + (select coalesce(max(bundle), 0) from ledger.bundle_row) as bundle
        from new_row left join mirror using (row_id) where role_level = 'role'"""
    )
    con.execute(
        f"""create or replace temp view bundled as
        select bundle as row_id, session_kind, pid, heads, each_h, h
        from {members} join bundle using (row_id)"""
    )
    judge_parts(con, "bundled", "session_kind", settings)
    evidence = "row_id in (select row_id from placed_positive union all select row_id from mirrored)"
    seen = f"(select * from {members} where {evidence})"
    _fold_untied(con, seen, settings)
    con.execute(
        """create or replace temp table effort as
        select fold.row_id as bundle, fold.code, fold.h, coalesce(former.shown, fold.shown) as shown
        from margin_fold fold left join (select distinct bundle, mirrors from bundle) new on new.bundle = fold.row_id
        left join ledger.effort_fold former on former.bundle = new.mirrors and former.code = fold.code"""
    )
    judge_split(con, members, settings)
    crosses = _crosses(con, seen, _SIZES, "fold", "effort", PART, part_join("split_judged"))
    met = meetings(con, "member_sum", "bundle", "fold", "effort", "split_judged")
    keep_what_is_tied(con, crosses, met, "bundle", settings)


def write_effort(
    con: duckdb.DuckDBPyConnection, source: str, municipality: str, batch: int, settings: Settings
) -> None:
    """Add the bundles to the ledger, each with the lower end of the band of its fullest row: it has no fewer people."""
    con.execute("insert into ledger.bundle_row select row_id, bundle from bundle")
    con.execute("insert into ledger.effort_fold select bundle, code, shown from effort")
    con.execute("insert into ledger.effort_split select bundle, kind, activity, shown from effort_split")
    known = ", ".join(f"'{activity}'" for activity in OF_A_SESSION)
    con.execute(
        f"""insert into ledger.released_effort by name
        select ? as source, ? as municipality_id, bundle, {batch} as batch, role, month_from, month_to, band_lo,
            case shown when {MERGED} then 'merged' when {WITHHELD} then 'withheld' else label.code end as kind,
            case when activity.code in ({known}) then activity.code else 'several' end as activity,
            sum(h) / 100::decimal(18,2) as hours
        from (
            select effort.bundle, effort.shown, split.shown as activity, coalesce(split.h, effort.h) as h
            from (select bundle, shown, sum(h)::bigint as h from effort group by all) effort
            left join ({_SPLIT_SUMS}) split on split.bundle = effort.bundle and split.kind = effort.shown
        ) part
        join (select bundle, any_value(role) as role, min(month_from) as month_from, max(month_to) as month_to,
                {low_sql("max(n)", settings.k)} as band_lo
            from bundle join new_row using (row_id) group by bundle) using (bundle)
        left join ledger.label label on label.kind = '{SESSION_KIND}' and label.id = shown
        left join ledger.label activity on activity.kind = 'activity' and activity.id = part.activity
        group by all order by all""",
        [source, municipality],
    )


def bad_bundles(con: duckdb.DuckDBPyConnection, taken: str, settings: Settings) -> None:
    """Make `bad_bundle_row` (row_id): the rows of bundles that would not be safe without what `taken` (id) takes back.

    Every part that is shown must keep k people and be tied to the others, unless the bundle is withdrawn whole.
    """
    con.execute("create or replace temp table bad_bundle_row (row_id bigint)")
    con.execute(
        f"""create or replace temp table touched as
        select distinct old.bundle from ({taken}) now join ledger.record taken on taken.id = now.id
        join ledger.record record on record.id = taken.corrects
        join ledger.bundle_row old on old.row_id = record.row_id
        where old.bundle not in ({_WITHDRAWN})"""
    )
    if not count(con, "select count(*) from touched"):
        return
    con.execute(
        f"""create or replace temp table left_over as
        select row_id, kinds, session_kind, pid, heads, each_h, h, bundle
        from ledger.record join ledger.bundle_row using (row_id) semi join touched using (bundle)
        where sign = 1 and id not in (select corrects from ledger.record
            where sign = -1 and (row_id is not null or id in (select id from ({taken}))))"""
    )
    con.execute(
        f"""create or replace temp table bundle_parts as
        with told as (
            select distinct effort.bundle, effort.shown, {PART} as part
            from ledger.effort_fold effort semi join touched using (bundle)
            left join ledger.effort_split split on split.bundle = effort.bundle and split.kind = effort.shown
        ),
        found as (
            select effort.bundle, {PART} as part, count(distinct pid) as known,
                coalesce(max(case when pid is null then heads end), 0) as counted
            from left_over join ledger.effort_fold effort
                on effort.bundle = left_over.bundle and effort.code = left_over.session_kind
            {part_join("ledger.effort_split")} group by all
        )
        select told.bundle, told.shown, told.part, coalesce(known, 0), coalesce(counted, 0)
        from told left join found using (bundle, part)"""
    )
    sizes = "(select row_id, bundle, count(*) as n from left_over group by all)"
    crosses = _crosses(
        con, "left_over", sizes, "ledger.fold", "ledger.effort_fold", PART, part_join("ledger.effort_split")
    )
    parts: dict[int, set[int]] = defaultdict(set)
    bad = set()
    for bundle, shown, part, known, counted in con.execute("from bundle_parts").fetchall():
        if shown != WITHHELD:
            parts[bundle].add(part)
            bad |= {bundle} if max(known, counted) < settings.k else set()
    # Rows still hold in an activity what was taken back of it elsewhere, so all that met is met for good.
    ever = "(from ledger.bundle_row semi join touched using (bundle))"
    met = meetings(con, "ledger.record", ever, "ledger.fold", "ledger.effort_fold", "ledger.effort_split")
    bad |= {bundle for bundle, own in parts.items() if apart(components(crosses[bundle], own, settings), met[bundle])}
    con.execute(
        "insert into bad_bundle_row select row_id from ledger.bundle_row where bundle in (select unnest(?::bigint[]))",
        [sorted(bad)],
    )


_SIZES = "(select row_id, bundle, n from bundle join new_row using (row_id))"
_SPLIT_SUMS = "select bundle, kind, shown, sum(h)::bigint as h from effort_split group by all"
# Bundles all of whose rows are withdrawn whole in this batch.
_WITHDRAWN = """select bundle from ledger.bundle_row own left join mirrored on mirrored.old_row = own.row_id
    group by bundle having count(*) = count(mirrored.row_id)"""


def _fold_untied(con: duckdb.DuckDBPyConnection, members: str, settings: Settings) -> None:
    """Fold the parts in `margin_fold` that are not tied to the rest with the smallest other part, until all are."""
    sizes: dict[int, dict[int, int]] = defaultdict(dict)
    summed = "select row_id, shown, sum(abs(h))::bigint from margin_fold group by all having shown <> ?"
    for bundle, shown, hours in con.execute(summed, [WITHHELD]).fetchall():
        sizes[bundle][shown] = hours
    effort = "(select row_id as bundle, code, shown from margin_fold)"
    crosses = _crosses(con, members, _SIZES, "fold", effort, "effort.shown", "")
    folded = [(bundle, part) for bundle, own in sizes.items() for part in _untied(crosses[bundle], own, settings)]
    if not folded:
        return
    con.execute("create or replace temp table untied (row_id bigint, shown integer)")
    con.executemany("insert into untied values (?, ?)", folded)
    con.execute(
        f"update margin_fold set shown = {MERGED} where (row_id, shown) in (select (row_id, shown) from untied)"
    )
    judge_merged(con, settings)
    give_up_unsafe(con)


def _untied(crosses: list[Cross], sizes: dict[int, int], settings: Settings) -> set[int]:
    """The parts to fold together so that all that is then shown is tied."""
    folded: set[int] = set()
    while len(sizes) > 1:
        groups = components(crosses, sizes, settings)
        if len(groups) == 1:
            break
        small = min(groups, key=lambda group: (sum(sizes[part] for part in group), min(group)))
        rest = set(sizes) - small
        company = MERGED if MERGED in rest else min(rest, key=lambda part: (sizes[part], part))
        joined = small | {company}
        folded |= joined
        crosses = together(crosses, dict.fromkeys(joined, MERGED))
        sizes = {part: hours for part, hours in sizes.items() if part not in joined} | {
            MERGED: sum(sizes[part] for part in joined)
        }
    return folded


def _crosses(
    con: duckdb.DuckDBPyConnection, members: str, sizes: str, fold: str, effort: str, part: str, join: str
) -> dict[int, list[Cross]]:
    """The crosses of each bundle: what every part of every row holds alike, by the part of the bundle it is in.

    `sizes` (row_id, bundle, n) says how many people each row has, so that no more rows are read than are needed.
    `part` is SQL for the number of the part, of `effort` and of what `join` adds to it.
    """
    joins = " ".join(
        f"join {fold} f{at} on f{at}.row_id = member.row_id "
        f"and f{at}.margin = '{margin}' and f{at}.code = {code_sql(margin)}"
        for at, margin in enumerate(MARGINS)
    )
    shown = ", ".join(f"f{at}.shown as m{at}" for at in range(len(MARGINS)))
    con.execute(
        f"""create or replace temp table looked_at as
        select row_id, bundle from (
            select row_id, bundle, sum(n) over (partition by bundle order by row_id) - n as before from {sizes}
        ) where before < {SAMPLE}"""
    )
    found = con.execute(
        f"""select bundle, row_id, m0, m1, m2, m3, part, list(pid) filter (pid >= 0), max(heads),
            list([pid, abs(h)]) filter (pid is not null),
            coalesce(sum(abs(h)) filter (pid is null or pid >= 0), 0)::bigint,
            coalesce(sum(each_h), 0)::bigint, coalesce(sum(twin_h), 0)::bigint
        from (
            select looked_at.bundle, member.row_id, {shown}, {part} as part, pid, sum(member.h) as h,
                max(case when pid is null then heads end) as heads,
                sum(case when pid is null then abs(each_h) end) as each_h,
                sum(case when pid is null then if(heads > 1, abs(each_h), 0) end) as twin_h
            from {members} member join looked_at on looked_at.row_id = member.row_id {joins}
            join {effort} effort on effort.bundle = looked_at.bundle and effort.code = member.session_kind {join}
            where effort.shown <> {WITHHELD} group by all
        ) group by all order by all"""
    ).fetchall()
    crosses: dict[int, dict[tuple[int, ...], dict[int, Side]]] = defaultdict(lambda: defaultdict(dict))
    for bundle, *cross, own, people, heads, hours, total, each, twin in found:
        side = Side(frozenset(people or ()), heads or 0, dict(hours or ()), total, each, twin)
        crosses[bundle][tuple(cross)][own] = side
    return defaultdict(list, {bundle: list(all_of.values()) for bundle, all_of in crosses.items()})
