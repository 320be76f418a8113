"""A bench where typed tables are judged: rows found wrong are named as faults and marked as not to be admitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from reformspor.intake.fields import Frame, literal
from reformspor.intake.persons import MASK, shown
from reformspor.intake.tally import LISTED, Tally
from reformspor.intake.typing_table import Typed


@dataclass(frozen=True)
class Bench:
    """Typed tables by their own names, the frame they are read in, and where faults are gathered."""

    con: duckdb.DuckDBPyConnection
    frame: Frame
    tables: Mapping[str, Typed]
    faults: Tally

    def refuse(
        self, typed: Typed, column: str | None, code: str, wrong: str, *, named: str = "true", **details: Any
    ) -> int:
        """Refuse the rows of a query giving `row` and `value`; of these, those where `named` holds are faults.

        Gives the number of faults. At most a thousand are listed, all are counted.
        """
        con = self.con
        con.execute(f"create or replace temp table wrong__ as {wrong}")
        total = int(con.execute(f"select count(*) from wrong__ where {named}").fetchall()[0][0])
        if total:
            field = typed.source.table.fields.get(column or "")
            hidden = field is not None and (field.personal or field.masked)
            rows = con.execute(
                f'select "row", value::varchar from wrong__ where {named} order by "row" limit {LISTED}'
            ).fetchall()
            for at, (row, value) in enumerate(rows):
                said = MASK if hidden or value is None else shown(str(value))
                times = total - len(rows) + 1 if at == len(rows) - 1 else 1
                self.faults.add(
                    code,
                    typed.source.file,
                    int(row),
                    column,
                    table=typed.source.table.name,
                    value=said,
                    times=times,
                    **details,
                )
        con.execute(f'insert into {typed.bad} select "row", {literal(column or "")} from wrong__')
        con.execute("drop table wrong__")
        return total
