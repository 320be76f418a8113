"""One sheet may hold two tables: every row says something of each, and what is said of the second counts once."""

from __future__ import annotations

from dataclasses import replace

from reformspor.intake.across import check_key
from reformspor.intake.fields import OwnTable, quoted
from reformspor.intake.headings import match
from reformspor.intake.shaping import shaped
from reformspor.intake.sources import Desk, Source
from reformspor.intake.typing_table import Typed
from reformspor.intake.verdicts import Bench


def has_beside(desk: Desk, table: OwnTable) -> bool:
    """Whether other tables stand in the same rows as this one."""
    return any(each.beside == table.name for each in desk.tables.values())


def shaped_with_beside(desk: Desk, source: Source) -> list[Source]:
    """A source as its table is laid out, and one for each table that stands in the same rows."""
    others = [_beside(desk, source, table) for table in desk.tables.values() if table.beside == source.table.name]
    return [shaped(desk, source), *(other for other in others if other is not None)]


def _beside(desk: Desk, source: Source, table: OwnTable) -> Source | None:
    """What the rows say of the other table, under a name of its own for the file; each row keeps its number."""
    file = f"{source.file[:-1]} → {table.name}]" if source.file.endswith("]") else f"{source.file} [{table.name}]"
    fitted = match(source.match.headings, table, file, desk.faults, desk.notices)
    if fitted is None:
        return None
    rows = source.relation if source.numbered else f'(select row_number() over () as "row", * from {source.relation})'
    bare = replace(source, relation=rows, numbered=True, refused=0, sum_line=None, torn=())
    other = shaped(desk, replace(bare, file=file, table=table, match=fitted))
    places = [other.match.places[name] for name in table.key if name in other.match.places]
    # A row that names none of them says nothing of them: hours without a session make no session.
    keyed = " and ".join(f"trim(c{at}) <> ''" for at in places) or "true"
    return replace(other, relation=f"(select * from {other.relation} where {keyed})", read=None)


def merge_repeats(desk: Desk, typed: Typed) -> Typed:
    """Leave each row that says the same as one before it out of a table that stands beside another, with a notice; any
    other table is as it was."""
    if not typed.source.table.beside:
        return typed
    con = desk.con
    columns = [*map(quoted, typed.fields)]
    columns += ["day"] if any(typed.source.table.fields[name].or_day for name in typed.fields) else []
    good = f'(select * from {typed.name} t anti join {typed.bad} b on t."row" = b."row")'
    again = (
        f'select "row" from (select "row", row_number() over (partition by {", ".join(columns)} order by "row") as nth '
        f"from {good}) where nth > 1"
    )
    con.execute(f'delete from {typed.name} where "row" in ({again})')
    left = int(con.execute(f"select count(*) from {typed.name}").fetchall()[0][0])
    desk.notices.add("beside", typed.source.file, table=typed.source.table.name, n=left, rows=typed.read)
    return replace(typed, read=left)


def check_stands_once(bench: Bench, typed: Typed) -> None:
    """Name every row whose key has stood before; in a table beside another, every row that says something else of a key
    than a row before it. None of them is taken, since none is surer."""
    if not typed.source.table.beside:
        check_key(bench, typed)
        return
    key = [name for name in typed.source.table.key if name in typed.fields]
    if not key or len(key) < len(typed.source.table.key):
        return
    names = ", ".join(map(quoted, key))
    wrong = (
        f'select "row", {quoted(key[0])}::varchar as value, n from (select "row", {quoted(key[0])}, '
        f'row_number() over (partition by {names} order by "row") as n, count(*) over (partition by {names}) as times '
        f'from (select * from {typed.name} t anti join {typed.bad} b on t."row" = b."row")) where times > 1'
    )
    bench.refuse(typed, key[0], "told_otherwise", wrong, named="n > 1", along="repeated_id")
