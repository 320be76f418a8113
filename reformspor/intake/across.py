"""Keys stand once, and every reference leads to a row that is there and was not itself refused."""

from __future__ import annotations

from reformspor.intake.fields import Field, literal, quoted
from reformspor.intake.hashing import repeated_hashes
from reformspor.intake.typing_table import Typed
from reformspor.intake.verdicts import Bench

NOWHERE = "not_reported"
MUNICIPALITY = "municipality_id"


def check_key(bench: Bench, typed: Typed) -> None:
    """Name every row whose key has stood before; all rows that share a key are refused, since none is surer."""
    key = [name for name in typed.source.table.key if name in typed.fields]
    if not key or len(key) < len(typed.source.table.key):
        return
    names = ", ".join(quoted(name) for name in key)
    filled = " and ".join(f"{quoted(name)} is not null" for name in key)
    hashes = repeated_hashes(bench.con, typed.name, names, filled)
    if not len(hashes):
        return
    bench.con.register("repeated__", {"hash": hashes})
    wrong = (
        f'select "row", {quoted(key[0])}::varchar as value, n, first from (select "row", {quoted(key[0])}, '
        f'row_number() over (partition by {names} order by "row") as n, count(*) over (partition by {names}) as times, '
        f'min("row") over (partition by {names}) as first from {typed.name} '
        f"where {filled} and hash({names}) in (select hash from repeated__)) where times > 1"
    )
    bench.refuse(typed, key[0], "duplicate_id", wrong, named="n > 1", along="repeated_id")
    bench.con.unregister("repeated__")


def check_one_municipality(bench: Bench) -> None:
    """Name every row of another municipality than most: two of them are never mixed in one source."""
    tables = [typed for typed in bench.tables.values() if MUNICIPALITY in typed.fields]
    if not tables:
        return
    every = " union all ".join(f"select {MUNICIPALITY} from {typed.name}" for typed in tables)
    counted = f"select {MUNICIPALITY}, count(*) from ({every}) where {MUNICIPALITY} is not null group by 1"
    found = bench.con.execute(f"{counted} order by 2 desc, 1").fetchall()
    for typed in tables if len(found) > 1 else ():
        own = literal(str(found[0][0]))
        other = f'select "row", {MUNICIPALITY} as value from {typed.name} where {MUNICIPALITY} <> {own}'
        bench.refuse(typed, MUNICIPALITY, "other_municipality", other, most=found[0][0])


def check_references(bench: Bench, typed: Typed) -> None:
    """Name every reference to a row that is not there, and every one to a row that was refused."""
    for name in typed.fields:
        field = typed.source.table.fields[name]
        parent = bench.tables.get(field.references or "")
        if parent is None:
            continue
        target = quoted(parent.source.table.key[0])
        values = _values(typed, field)
        orphan = (
            f'select "row", min(value) as value from {values} anti join {parent.name} as parent '
            f"on value = parent.{target} where value <> '{NOWHERE}' group by 1"
        )
        bench.refuse(typed, name, "orphan", orphan, reference=parent.source.table.name, where=parent.source.file)
        if bench.con.execute(f"select 1 from {parent.bad} limit 1").fetchall():
            gone = f'select p.{target} from {parent.name} p semi join {parent.bad} b on p."row" = b."row"'
            if parent.source.table.beside:
                # What is told in many rows is there as long as one of them was taken.
                gone += f' except select p.{target} from {parent.name} p anti join {parent.bad} b on p."row" = b."row"'
            refused = f'select "row", min(value) as value from {values} where value in ({gone}) group by 1'
            bench.refuse(typed, name, "refers_to_refused", refused, reference=parent.source.table.name)


def _values(typed: Typed, field: Field) -> str:
    value = f"unnest({quoted(field.name)})" if field.is_list else quoted(field.name)
    return f'(select "row", {value} as value from {typed.name} where {quoted(field.name)} is not null)'
