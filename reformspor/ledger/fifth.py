"""The part of a role's hours that the busiest fifth carries, for closed years where a fifth is five people or more."""

from __future__ import annotations

import datetime as dt

import duckdb

from reformspor.ledger.bands import high_sql, low_sql, name_sql
from reformspor.ledger.labels import role_and_year_sql
from reformspor.ledger.settings import Settings

FIFTH_AT_LEAST = 5


def release_fifths(
    con: duckdb.DuckDBPyConnection, source: str, municipality: str, settings: Settings, as_of: dt.date
) -> None:
    """Add a row to `ledger.released_fifth` for each role and closed year that has none yet and is safe.

    The share is a whole per cent as a fraction. The fifth is at least five people (and at least k), and both the
    fifth and the rest pass the p% rule. A released share is never computed again.
    """
    least, p = max(FIFTH_AT_LEAST, settings.k), settings.p
    safe = " and ".join(
        f"(sum(h) filter ({who}) - max(h) filter ({who}) - list_sum((max(h, 2) filter ({who}))[2:])) * 100 "
        f">= {p} * max(h) filter ({who})"
        for who in ("nth <= n // 5", "nth > n // 5")
    )
    con.execute(
        f"""insert into ledger.released_fifth by name
        with carried as materialized (
            select {role_and_year_sql()}, pid, sum(h) as h from arrived where year < ? group by all
        ),
        ranked as (
            select *, count(*) over same as n,
                row_number() over (partition by role_number, year order by h desc, pid) as nth
            from carried where pid is not null window same as (partition by role_number, year)
        ),
        heads_too as (select role_number, year from carried where pid is null),
        shares as (
            select code as role, year, any_value(n) as people,
                round(sum(h) filter (nth <= n // 5) / sum(h), 2)::double as share
            from ranked anti join heads_too using (role_number, year)
            join ledger.label on label.kind = 'role' and label.id = role_number
            group by code, year having any_value(n) // 5 >= {least} and {safe}
        ),
        bands as (select *, {low_sql("people", settings.k)} as low, {high_sql("people")} as high from shares)
        select ? as source, ? as municipality_id, role, year, share, {name_sql("low", "high")} as band
        from bands anti join ledger.released_fifth done using (role, year) order by year, role""",
        [as_of.year, source, municipality],
    )
