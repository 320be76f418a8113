"""A bench where typed tables are judged: rows found wrong are named as faults and marked as not to be admitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from reformspor.errors import Fault
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
        self,
        typed: Typed,
        column: str | None,
        code: str,
        wrong: str,
        *,
        named: str = "true",
        along: str = "",
        **details: Any,
    ) -> int:
        """Refuse the rows of a query giving `row` and `value`; of these, those where `named` holds are faults, and
        the others are refused with them for the reason `along`.

        Gives the number of faults. All are counted, and as many listed as a tally keeps.
        """
        con = self.con
        con.execute(f"create or replace temp table wrong__ as {wrong}")
        total = int(con.execute(f"select count(*) from wrong__ where {named}").fetchall()[0][0])
        if total:
            rows = con.execute(
                f'select "row", value::varchar from wrong__ where {named} order by "row" limit {LISTED}'
            ).fetchall()
            for at, (row, value) in enumerate(rows):
                times = total - len(rows) + 1 if at == len(rows) - 1 else 1
                fault = self._fault(typed, column, code, row, value, details)
                self.faults.add(
                    code,
                    fault.file,
                    fault.row,
                    column,
                    table=fault.table,
                    value=fault.value,
                    times=times,
                    **details,
                )
        if total and along:
            others = f'select "row", value::varchar from wrong__ where not ({named}) order by "row" limit {LISTED}'
            for row, value in con.execute(others).fetchall():
                self.faults.along(self._fault(typed, column, along, row, value, details))
        con.execute(f'insert into {typed.bad} select "row", {literal(column or "")} from wrong__')
        con.execute("drop table wrong__")
        return total

    def _fault(
        self, typed: Typed, column: str | None, code: str, row: int, value: str | None, details: dict[str, Any]
    ) -> Fault:
        source = typed.source
        field = source.table.fields.get(column or "")
        hidden = field is not None and (field.personal or field.masked)
        said = MASK if hidden or value is None else shown(value)
        return Fault(code, source.file, int(row), column, source.table.name, said, details)
