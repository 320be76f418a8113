"""The part of a role's hours carried by the busiest fifth, once a year is closed and a fifth is at least five people."""

from __future__ import annotations

import datetime as dt

import duckdb

from reformspor.ledger.arrival import RECORDS, has_table
from reformspor.ledger.bands import high_sql, low_sql, name_sql
from reformspor.ledger.settings import Settings

FIFTH_AT_LEAST = 5


def release_fifths(
    con: duckdb.DuckDBPyConnection, source: str, municipality: str, settings: Settings, as_of: dt.date
) -> None:
    """Add a row to `ledger.released_fifth` for each role and closed year that has none yet and is safe.

    The share is a whole per cent as a fraction. The fifth is at least five people (and at least k), and both the
    fifth and the rest pass the p% rule. A released share is never computed again.
    """
    if not has_table(con, "resource_use"):
        return
    least, p = max(FIFTH_AT_LEAST, settings.k), settings.p
    safe = " and ".join(
        f"(sum(h) filter ({who}) - max(h) filter ({who}) - list_sum((max(h, 2) filter ({who}))[2:])) * 100 "
        f">= {p} * max(h) filter ({who})"
        for who in ("nth <= n // 5", "nth > n // 5")
    )
    con.execute(
        f"""insert into ledger.released_fifth by name
        with carried as (
            select role, year(period) as year, person_key, sum(hours * coalesce(headcount, 1)) as h
            from {RECORDS} where person_key is not null and year(period) < ? group by all
        ),
        ranked as (
            select *, count(*) over same as n,
                row_number() over (partition by role, year order by h desc, person_key) as nth
            from carried window same as (partition by role, year)
        ),
        heads_too as (select distinct role, year(period) as year from {RECORDS} where person_key is null),
        shares as (
            select role, year, any_value(n) as people, round(sum(h) filter (nth <= n // 5) / sum(h), 2)::double as share
            from ranked anti join heads_too using (role, year)
            group by role, year having any_value(n) // 5 >= {least} and {safe}
        ),
        bands as (select *, {low_sql("people", settings.k)} as low, {high_sql("people")} as high from shares)
        select ? as source, ? as municipality_id, role, year, share, {name_sql("low", "high")} as band
        from bands anti join ledger.released_fifth done using (role, year) order by year, role""",
        [as_of.year, source, municipality],
    )
