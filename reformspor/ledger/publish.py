"""What may be seen is copied into the served file: released rows, their margins, and the trees of labels."""

from __future__ import annotations

import duckdb

from reformspor.contract import load_contract
from reformspor.ledger.roles import tree
from reformspor.ledger.tables import SEEN, TABLES, TREES


def publish(con: duckdb.DuckDBPyConnection, target: str) -> None:
    """Copy what may be seen from the private file `con` is open on into the attached database `target`.

    Tables that are missing there are made. Nothing personal is read here: only the ledger's released tables, the
    coarse total of what waits, and the labels of roles, units and sectors.
    """
    for name in SEEN:
        con.execute(f"create table if not exists {target}.{name} ({TABLES[name]})")
        con.execute(f"insert into {target}.{name} by name select * from ledger.{name}")
    for name, columns in TREES.items():
        con.execute(f"create table if not exists {target}.{name} ({columns})")
    known = [code for (code,) in con.execute("select code from ledger.label where kind = 'role'").fetchall()]
    leaves = tuple(dict.fromkeys((*load_contract().codes["role"], *known)))
    pairs = tree(leaves)
    con.execute(
        f"""insert into {target}.role_tree select unnest(?), unnest(?)
        except select label, leaf from {target}.role_tree""",
        [[label for label, _ in pairs], [leaf for _, leaf in pairs]],
    )
    con.execute(
        f"""insert into {target}.place_tree
        select 'unit:' || unit_id, unit_id, sector from place_last
        union select 'sector:' || sector, unit_id, sector from ledger.place
        union select 'municipality', unit_id, sector from place_last
        except select label, unit_id, sector from {target}.place_tree""".replace("place_last", LAST)
    )


# A unit that has moved is listed under each sector that its hours were ever released in.
LAST = "(select unit_id, arg_max(sector, rowid) as sector from ledger.place group by unit_id)"
