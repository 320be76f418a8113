"""Who has been corrected hides nobody: what is put in again may cancel what is taken back, and leave others alone.

Five people are moved to another unit and a sixth is erased. The row they come to and the row that takes them back are
safe each by itself, but their sum is the sixth person's hours, and every total before and after differs by it. So a
person with a record that is taken back is *shaken*: counted in hours and as the largest, never as company. A row with
anything added to it then holds k people who only ever add, and no sum with it can fall below them. A row that only
takes back holds nobody who adds, and needs no such care.
"""

from __future__ import annotations

import duckdb

from reformspor.ledger.renamed import learn_renamed

# A shaken person's number in the sums is below zero; all heads that may be those taken back have one number together.
SHIFT = -1
SHAKEN_HEADS = -1


def learn_shaken(con: duckdb.DuckDBPyConnection) -> str:
    """Remember who is taken back, now or before, and return SQL for the marked `pid` of a record that is added."""
    con.execute(
        """insert into ledger.shaken
        select pid from ledger.record where sign = -1 and pid is not null except select pid from ledger.shaken"""
    )
    learn_renamed(con)
    con.execute(
        """create or replace temp table shaken_heads as
        select distinct heads, each_h from ledger.record where sign = -1 and pid is null
        union select heads, each_h from (select cell, pid, heads, each_h from fresh union all
            select cell, pid, heads, each_h from ledger.record where row_id is null and sign = 1)
        where pid is null and cell in (select cell from instead_of_people)"""
    )
    found = con.execute("select 1 from ledger.shaken union all select 1 from shaken_heads limit 1").fetchone()
    if found is None:
        return "pid"
    return f"""case when pid is null and (heads, each_h) in (select (heads, each_h) from shaken_heads)
        then {SHAKEN_HEADS} when pid in (select pid from ledger.shaken) then {SHIFT} - pid else pid end"""
