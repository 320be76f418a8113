"""Labels are kept as small whole numbers, so that ten million records can be grouped in little memory."""

from __future__ import annotations

import duckdb

CELL_KINDS = ("role", "unit_id", "phase")
MARGINS = ("activity", "on_top", "paid_by", "basis")
MARGIN_BITS = 5
CODE_MASK = (1 << MARGIN_BITS) - 1
# Two codes of a margin that no contract uses: parts folded together, and a margin that may not be shown.
MERGED = CODE_MASK - 1
WITHHELD = CODE_MASK
NOT_REPORTED = "not_reported"

_UNIT_AT, _MONTH_AT, _PHASE_AT = 20, 8, 0
_ROLE_AT = 40
FIRST_YEAR = 1900


def learn(con: duckdb.DuckDBPyConnection, table: str) -> None:
    """Number every label `table` holds that the ledger has not met, and make a temporary enum of each kind."""
    kinds = (*CELL_KINDS, *MARGINS)
    # One reading finds the labels of every kind: what is read may be a view that joins as it goes.
    found = ", ".join(f"list(distinct coalesce({kind}::varchar, '{NOT_REPORTED}')) as {kind}" for kind in kinds)
    con.execute(f"create or replace temp table met as select {found} from {table}")
    for kind in kinds:
        con.execute(
            f"""insert into ledger.label
            select '{kind}', row_number() over (order by code) - 1
                + (select count(*) from ledger.label where kind = '{kind}'), code
            from (select unnest({kind}) as code from met)
            where code not in (select code from ledger.label where kind = '{kind}')"""
        )
        con.execute(f"drop type if exists {kind}_label")
        con.execute(
            f"create temp type {kind}_label as enum (select code from ledger.label where kind = '{kind}' order by id)"
        )


def number_sql(kind: str) -> str:
    """SQL for the number of a row's label of a kind; a missing one is `not_reported`."""
    return f"enum_code(coalesce({kind}::varchar, '{NOT_REPORTED}')::{kind}_label)::bigint"


def cell_sql() -> str:
    """SQL packing role, unit, month and phase of a record into one number."""
    month = f"((year(period) - {FIRST_YEAR}) * 12 + month(period) - 1)::bigint"
    return (
        f"(({number_sql('role')} << {_ROLE_AT}) | ({number_sql('unit_id')} << {_UNIT_AT})"
        f" | ({month} << {_MONTH_AT}) | ({number_sql('phase')} << {_PHASE_AT}))"
    )


def kinds_sql() -> str:
    """SQL packing the codes of the four margins of a record into one number."""
    parts = (f"({number_sql(name)} << {MARGIN_BITS * at})" for at, name in enumerate(MARGINS))
    return f"({' | '.join(parts)})::integer"


def role_and_year_sql() -> str:
    """SQL reading a record's role number and year out of `cell`."""
    return f"cell >> {_ROLE_AT} as role_number, {FIRST_YEAR} + (((cell >> {_MONTH_AT}) & 4095) // 12) as year"


def code_sql(margin: str) -> str:
    """SQL reading one margin's code out of `kinds`."""
    return f"((kinds >> {MARGIN_BITS * MARGINS.index(margin)}) & {CODE_MASK})"


def unpack_cells(con: duckdb.DuckDBPyConnection, cells: str) -> None:
    """Make the temporary table `cell` with the labels of each packed number in the query `cells` (column cell).

    Columns: cell, role, role_group, unit_id, sector, month (date), phase.
    """
    con.execute(
        f"""create or replace temp table cell as
        select packed.cell, role.code as role, null::varchar as role_group, unit.code as unit_id,
            coalesce(place.sector, '{NOT_REPORTED}') as sector,
            make_date({FIRST_YEAR} + (((packed.cell >> {_MONTH_AT}) & 4095) // 12)::integer,
                (((packed.cell >> {_MONTH_AT}) & 4095) % 12)::integer + 1, 1) as month,
            phase.code as phase
        from ({cells}) packed
        join ledger.label role on role.kind = 'role' and role.id = packed.cell >> {_ROLE_AT}
        join ledger.label unit on unit.kind = 'unit_id' and unit.id = ((packed.cell >> {_UNIT_AT}) & 1048575)
        join ledger.label phase on phase.kind = 'phase' and phase.id = (packed.cell & 255)
        left join place_now place on place.unit_id = unit.code"""
    )
