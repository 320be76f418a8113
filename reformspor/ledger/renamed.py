"""An id that was never seen may be somebody known under a new one, and is then as shaken as that person is.

A source may give its people other ids, or tell people where it told heads. Those who are gone altogether and those who
are new are paired, a pair at a time: the pair that has most records alike first, in all but the person or by the
entry's id. Any other pairing of people with the same records hides as many, so nobody else need be suspected. Where
heads are taken back, whoever is new in the same place may be one of them; and the other way round.
"""

from __future__ import annotations

import duckdb

from reformspor.ledger.counting import count

PAIRS = """
with new as (select * from fresh semi join never_seen using (pid)),
known as (select * from taken_back semi join departed using (pid)),
pair as (
    select known.pid as known, new.pid as new from new
    join known on (known.cell, known.kinds, known.each_h, known.c) = (new.cell, new.kinds, new.each_h, new.c)
    union all select known.pid, new.pid from new join known on known.entry_id = new.entry_id
)
select known, new from pair group by known, new order by count(*) desc, known, new
"""


def learn_renamed(con: duckdb.DuckDBPyConnection) -> None:
    """Add to `ledger.shaken` those who may be somebody taken back; makes `instead_of_people` (cell)."""
    con.execute(
        """create or replace temp table taken_back as
        select taken.cell, taken.kinds, taken.pid, taken.each_h, -taken.c as c, old.entry_id
        from ledger.record taken left join ledger.record old on old.id = taken.corrects where taken.sign = -1"""
    )
    con.execute(
        "create or replace temp table instead_of_people as select distinct cell from taken_back where pid is not null"
    )
    if not count(con, "select count(*) from taken_back"):
        return
    con.execute(
        """create or replace temp table never_seen as
        select distinct pid from fresh where pid is not null
        except select pid from ledger.record where pid is not null"""
    )
    con.execute(
        "create or replace temp table departed as select distinct pid from taken_back except select pid from arrived"
    )
    con.execute(
        """insert into ledger.shaken
        select fresh.pid from fresh semi join never_seen using (pid)
        where cell in (select cell from taken_back where pid is null) except select pid from ledger.shaken"""
    )
    known_again: set[int] = set()
    renamed: set[int] = set()
    for known, new in con.execute(PAIRS).fetchall():
        if known not in known_again and new not in renamed:
            known_again.add(known)
            renamed.add(new)
    con.execute(
        "insert into ledger.shaken select unnest(?::integer[]) except select pid from ledger.shaken", [sorted(renamed)]
    )
