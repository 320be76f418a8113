"""Rows that are refused only because they lead to a refused row follow it in, once that row is mended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from reformspor.intake.fields import Field, quoted
from reformspor.intake.typing_table import Typed
from reformspor.intake.verdicts import Bench


def followers(bench: Bench) -> dict[tuple[str, int], int]:
    """For each refused row (file and row), how many rows elsewhere have nothing wrong but that they lead to it."""
    found: Counter[tuple[str, int]] = Counter()
    for typed in bench.tables.values():
        for name in typed.fields:
            field = typed.source.table.fields[name]
            parent = bench.tables.get(field.references or "")
            if parent is not None and parent is not typed:
                found.update(_led(bench, typed, field, parent))
    return dict(found)


def _led(bench: Bench, typed: Typed, field: Field, parent: Typed) -> Mapping[tuple[str, int], int]:
    both = f"(select 1 from {typed.bad} limit 1) is not null and (select 1 from {parent.bad} limit 1) is not null"
    if bench.con.execute(f"select {both}").fetchall() != [(True,)]:
        return {}
    value = f"unnest({quoted(field.name)})" if field.is_list else quoted(field.name)
    key = quoted(parent.source.table.key[0])
    # A row with a fault under any other column than the reference needs more than its parent.
    only = f'select "row" from {typed.bad} group by 1 having bool_and(field = $name)'
    rows = bench.con.execute(
        f"""with led as (select "row", {value} as value from {typed.name} where "row" in ({only})),
        gone as (select distinct p."row", p.{key} as value from {parent.name} p semi join {parent.bad} b
            on p."row" = b."row")
        select gone."row", count(distinct led."row") from led join gone using (value) group by 1""",
        {"name": field.name},
    ).fetchall()
    return {(parent.source.file, int(row)): int(n) for row, n in rows}
