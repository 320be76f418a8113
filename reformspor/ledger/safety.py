"""A group is safe when at least k people stand behind each measure and no two of them can estimate a third."""

from __future__ import annotations

import duckdb

from reformspor.ledger.settings import Settings
from reformspor.ledger.shaken import SHAKEN_HEADS

# What a table of contributions holds: one row a group `g` and person for known persons ...
KEYED = "sum(h)::bigint as h, sum(c)::bigint as c"
# ... and one row a group for records that only have a head count: the largest head count (never the sum) stands for
# the people, and one unknown person is assumed to be in every record, a second in every record of two or more. Their
# total is net, since the unknown people of a record and of what takes it back may be the same.
HEADS = """max(heads)::bigint as n, sum(heads)::bigint as n_high, sum(h)::bigint as h, sum(c)::bigint as c,
    sum(abs(each_h))::bigint as h1, coalesce(sum(abs(each_h)) filter (heads > 1), 0)::bigint as h2,
    coalesce(max(heads) filter (c <> 0), 0)::bigint as cn,
    sum(ceil(abs(c) / heads))::bigint as c1, coalesce(sum(ceil(abs(c) / heads)) filter (heads > 1), 0)::bigint as c2"""
HEADS_AGAIN = """max(n)::bigint as n, sum(n_high)::bigint as n_high, sum(h)::bigint as h, sum(c)::bigint as c,
    sum(h1)::bigint as h1, sum(h2)::bigint as h2, max(cn)::bigint as cn,
    sum(c1)::bigint as c1, sum(c2)::bigint as c2"""


def contributions(con: duckdb.DuckDBPyConnection, source: str, group: str, name: str) -> None:
    """Sum the query `source` (pid, heads, each_h, h, c) per group into `<name>_keyed` and `<name>_heads`."""
    con.execute(
        f"""create or replace temp table {name}_keyed as
        select {group} as g, pid, {KEYED} from {source} where pid is not null group by all"""
    )
    con.execute(
        f"""create or replace temp table {name}_heads as
        select {group} as g, {HEADS} from {source} where pid is null group by all"""
    )


def judge(con: duckdb.DuckDBPyConnection, name: str, settings: Settings) -> None:
    """Judge the groups of `<name>_keyed` and `<name>_heads` into `<name>_verdict`.

    Columns: g, n and n_high (the fewest and the most people it can be), h, c (hundredths), slack (what is left
    of the hours without the two largest contributors), h1 (the largest), slack_c and c1 (the same of the costs),
    has_cost, safe. Contributions count by absolute value: a group may hold corrections. A person numbered below zero
    is shaken (shaken.py): as large as anybody, but no company.
    """
    k, p = settings.k, settings.p
    con.execute(
        f"""create or replace temp table {name}_verdict as
        with keyed as (
            select g, count(*) filter (h <> 0 and pid >= 0) as n,
                coalesce(sum(case when pid = {SHAKEN_HEADS} then 50 else 1 end) filter (h <> 0), 0)
                    ::bigint as n_high,
                sum(h) as h, sum(abs(h)) filter (pid >= 0) as ha, max(abs(h), 2) filter (pid >= 0) as hs,
                max(abs(h)) as ht, count(*) filter (c <> 0 and pid >= 0) as cn, sum(c) as c,
                sum(abs(c)) filter (pid >= 0) as ca, max(abs(c), 2) filter (pid >= 0) as cs, max(abs(c)) as ct
            from {name}_keyed group by g
        ),
        both_kinds as (
            select coalesce(keyed.g, heads.g) as g,
                greatest(coalesce(keyed.n, 0), coalesce(heads.n, 0)) as n,
                coalesce(keyed.n_high, 0) + coalesce(heads.n_high, 0) as n_high,
                (coalesce(keyed.h, 0) + coalesce(heads.h, 0))::bigint as h,
                (coalesce(keyed.c, 0) + coalesce(heads.c, 0))::bigint as c,
                coalesce(keyed.ha, 0) + abs(coalesce(heads.h, 0)) as ha,
                coalesce(keyed.ht, 0) + coalesce(heads.h1, 0) as h1,
                coalesce(keyed.hs[1], 0) + coalesce(heads.h1, 0) as company_h1,
                coalesce(keyed.hs[2], 0) + coalesce(heads.h2, 0) as h2,
                greatest(coalesce(keyed.cn, 0), coalesce(heads.cn, 0)) as cn,
                coalesce(keyed.ca, 0) + abs(coalesce(heads.c, 0)) as ca,
                coalesce(keyed.ct, 0) + coalesce(heads.c1, 0) as c1,
                coalesce(keyed.cs[1], 0) + coalesce(heads.c1, 0) as company_c1,
                coalesce(keyed.cs[2], 0) + coalesce(heads.c2, 0) as c2
            from keyed full join {name}_heads heads using (g)
        )
        select g, n, n_high, h, c, (ha - company_h1 - h2)::bigint as slack, h1::bigint as h1,
            (ca - company_c1 - c2)::bigint as slack_c, c1::bigint as c1, c1 > 0 as has_cost,
            n >= {k} and (ha - company_h1 - h2) * 100 >= {p} * h1
                and (c1 = 0 or (cn >= {k} and (ca - company_c1 - c2) * 100 >= {p} * c1)) as safe
        from both_kinds"""
    )
