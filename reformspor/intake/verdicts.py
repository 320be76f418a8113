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
        source = typed.source
        if total:
            found = self._values(typed, column, named)
            self.faults.add_rows(code, source.file, column, source.table.name, found, total, True, **details)
        if along:
            found = self._values(typed, column, f"not ({named})")
            self.faults.along(along, source.file, column, source.table.name, found, **details)
        con.execute(f'insert into {typed.bad} select "row", {literal(column or "")} from wrong__')
        con.execute("drop table wrong__")
        return total

    def _values(self, typed: Typed, column: str | None, which: str) -> list[tuple[int, str | None]]:
        """Rows found wrong with their values as a message may show them, as many as can be listed."""
        field = typed.source.table.fields.get(column or "")
        hidden = field is not None and (field.personal or field.masked)
        rows = self.con.execute(
            f'select "row", value::varchar from wrong__ where {which} order by "row" limit {LISTED}'
        ).fetchall()
        values = {value for _, value in rows}
        said = {value: MASK if hidden or value is None else shown(value) for value in values}
        return [(int(row), said[value]) for row, value in rows]
