"""New records become disjoint safe groups: each at the finest step that is safe, the rest pooled with its siblings."""

from __future__ import annotations

import duckdb

from reformspor.ledger.counting import count
from reformspor.ledger.labels import unpack_cells
from reformspor.ledger.roles import OTHERS, group_of
from reformspor.ledger.safety import HEADS_AGAIN, KEYED, contributions, judge
from reformspor.ledger.settings import Settings
from reformspor.ledger.steps import LENGTH, PATHS, labels_sql, path_sql

LABELS = "role, role_level, place, place_level, unit_id, sector, month_from, month_to, phase"


def pool(con: duckdb.DuckDBPyConnection, records: str, settings: Settings, first_row: int) -> None:
    """Place every record of the query `records` that can be released.

    `records` has cell, pid, heads, each_h, h, c. Makes the temporary tables `placed` (cell, row_id) and `new_row`
    (row_id, labels, n, n_high, h, c, has_cost, h1); row ids count from `first_row`. A cell that is in no safe
    group is not placed.
    """
    contributions(con, records, "cell", "pool")
    unpack_cells(con, "select g as cell from pool_keyed union select g from pool_heads")
    name_groups(con)
    con.execute(
        f"""create or replace temp table open_cell as
        select cell, cell as g, {path_sql(settings.order)} as path from cell"""
    )
    con.execute("create or replace temp table placed (cell bigint, row_id bigint)")
    con.execute(
        "create or replace temp table new_row (row_id bigint, role varchar, role_level varchar, place varchar, "
        "place_level varchar, unit_id varchar, sector varchar, month_from date, month_to date, phase varchar, "
        "n bigint, n_high bigint, h bigint, c bigint, has_cost boolean, h1 bigint)"
    )
    for step in range(LENGTH):
        _widen(con, step)
        judge(con, "pool", settings)
        first_row = _release(con, first_row)
        if not count(con, "select count(*) from open_cell"):
            break


def name_groups(con: duckdb.DuckDBPyConnection) -> None:
    """Fill in `role_group` of the table `cell`."""
    roles = [role for (role,) in con.execute("select distinct role from cell").fetchall()]
    cases = " ".join(f"when '{role}' then '{group_of(role)}'" for role in roles if role.isidentifier())
    con.execute(f"update cell set role_group = case role {cases} else '{OTHERS}' end" if cases else "select 1")


def _widen(con: duckdb.DuckDBPyConnection, step: int) -> None:
    """Give the open cells the labels of this step, and sum contributions per person in the wider groups."""
    by_path = " union all ".join(
        f"""select cell, g as old_g, {labels_sql(steps[step])}
        from cell join open_cell using (cell) where path = '{path}'"""
        for path, steps in PATHS.items()
    )
    group = "cell" if step == 0 else f"dense_rank() over (order by {LABELS})"
    con.execute(f"create or replace temp table widened as select cell, old_g, {group} as g, {LABELS} from ({by_path})")
    if step == 0:
        return
    con.execute("create or replace temp table regroup as select distinct old_g, g from widened")
    con.execute("update open_cell set g = widened.g from widened where widened.cell = open_cell.cell")
    for kind, sums, extra in (("keyed", KEYED, "pid, "), ("heads", HEADS_AGAIN, "")):
        con.execute(
            f"""create or replace temp table pool_{kind} as
            select regroup.g, {extra}{sums} from pool_{kind} old join regroup on regroup.old_g = old.g group by all"""
        )


def _release(con: duckdb.DuckDBPyConnection, first_row: int) -> int:
    """Move the safe groups into `new_row` and `placed`; returns the next free row id."""
    con.execute(
        f"""create or replace temp table found as
        select row_number() over (order by verdict.g) - 1 + {first_row} as row_id, verdict.*
        from pool_verdict verdict where safe"""
    )
    con.execute(
        f"""insert into new_row by name
        select row_id, {LABELS}, n, n_high, h, c, has_cost, h1
        from found join (select distinct g, {LABELS} from widened) using (g)"""
    )
    con.execute("insert into placed select cell, row_id from open_cell join found using (g)")
    con.execute("delete from open_cell where g in (select g from found)")
    return first_row + count(con, "select count(*) from found")
