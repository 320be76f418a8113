"""The tables of a package become a served file again: read as written, and what is worked out of them anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from reformspor.intake.guarding import DANGEROUS
from reformspor.replication.tables import COUNTED, WITHHELD, WORKED_OUT
from reformspor.snapshot.derived import DERIVED, keep_derived
from reformspor.snapshot.schema import create_served

FILLED = "column_fill"


def load_tables(folder: Path, files: Mapping[str, tuple[str, Sequence[str]]], served: Path) -> None:
    """Make a served file of a package's tables: `files` names each table's file below `folder` and its columns.

    Columns a file is without are empty. Raises duckdb.Error for a row that does not hold, and OSError for a file that
    is not there.
    """
    with duckdb.connect(str(served)) as con:
        create_served(con)
        for table, (file, columns) in files.items():
            if table not in DERIVED:
                _read(con, folder / file, table, columns)
        keep_derived(con)
        if FILLED in files:
            con.execute(f"delete from {FILLED}")
            _read(con, folder / files[FILLED][0], FILLED, files[FILLED][1])
        assert set(DERIVED) == {*WORKED_OUT, FILLED}


def _read(con: duckdb.DuckDBPyConnection, file: Path, table: str, columns: Sequence[str]) -> None:
    rows = con.execute("select column_name, data_type from duckdb_columns() where table_name = ?", [table]).fetchall()
    kinds = {str(name): str(kind) for name, kind in rows}
    if not file.is_file():
        raise FileNotFoundError(2, "no such file", file.name)
    own = [name for name in columns if name in kinds]
    read, into = ", ".join(_value(table, name, kinds[name]) for name in own), ", ".join(f'"{name}"' for name in own)
    names = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)
    con.execute(
        f'insert into "{table}" ({into}) select {read} from read_csv(?, header = true, auto_detect = false, '
        f"delim = ',', quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, columns = {{{names}}})",
        [str(file)],
    )


def _value(table: str, name: str, kind: str) -> str:
    column = f'"{name}"'
    if table in COUNTED and name == COUNTED[table][1]:
        # That there is a value is asked about; what it is, no answer tells, as it is of too few.
        return f"case when {WITHHELD} = 'yes' then 0 else {column}::{kind} end"
    if kind.endswith("[]"):
        return f"{column}::JSON::{kind}"
    if kind == "VARCHAR":
        starts = ", ".join(f"chr({ord(sign)})" for sign in (*DANGEROUS, "'"))
        return f"case when {column}[1] = '''' and {column}[2] in ({starts}) then {column}[2:] else {column} end"
    return f"{column}::{kind}"
