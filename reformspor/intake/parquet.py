"""Parquet is opened by its footer first: rows, types and nesting are judged before any value is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from reformspor.intake.fields import Field, literal, quoted

NUMBERS = ("DOUBLE", "FLOAT", "DECIMAL", "BIGINT", "INTEGER", "SMALLINT", "TINYINT", "HUGEINT", "UINTEGER", "UBIGINT")
TEXTS = ("VARCHAR", "ENUM")
MOMENTS = ("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ")
NAIVE = ("TIMESTAMP",)
ACCEPTED = {
    "date": ("DATE", *NAIVE, *TEXTS),
    "month": ("DATE", *NAIVE, *TEXTS),
    "timestamp": (*MOMENTS, *NAIVE, *TEXTS),
    "epoch": NUMBERS,
    "number": NUMBERS,
    "integer": NUMBERS,
    "code": (*TEXTS, "BOOLEAN"),
    "codes": (*TEXTS, "VARCHAR[]"),
    "ids": (*TEXTS, "VARCHAR[]"),
}


@dataclass(frozen=True)
class Footer:
    """What a Parquet file says of itself: its columns as DuckDB calls them with types, its rows, its bytes when
    unpacked, and the columns' own names: of two that are called alike DuckDB gives the later another name."""

    columns: tuple[tuple[str, str], ...]
    rows: int
    unpacked: int
    headings: tuple[str, ...]


def read_footer(con: duckdb.DuckDBPyConnection, path: Path) -> Footer | None:
    """The footer, or None when the file is no whole Parquet file. `path` must be a name of our own making."""
    name = literal(str(path))
    try:
        columns = con.execute(f"describe select * from read_parquet({name})").fetchall()
        total = con.execute(f"select sum(num_rows)::bigint from parquet_file_metadata({name})").fetchall()[0][0]
        unpacked = con.execute(f"select sum(total_uncompressed_size)::bigint from parquet_metadata({name})").fetchall()
        schema = con.execute(f"select name, coalesce(num_children, 0) from parquet_schema({name})").fetchall()
    except duckdb.FatalException:
        raise
    except duckdb.Error:
        return None
    typed = tuple((str(row[0]), str(row[1])) for row in columns)
    own = _outermost([(str(each), int(children)) for each, children in schema])
    headings = own if len(own) == len(typed) else tuple(column for column, _ in typed)
    return Footer(typed, int(total or 0), int(unpacked[0][0] or 0), headings)


def _outermost(schema: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """Names of the columns in a schema written depth first, the file itself being its first element."""
    found: list[str] = []
    inside = 0
    for name, children in schema[1:]:
        if inside == 0:
            found.append(name)
            inside = 1
        inside += children - 1
    return tuple(found)


def accepts(field: Field, kind: str) -> bool:
    """Whether a Parquet type can hold a field without being read as something else; nesting never can."""
    bare = kind.split("(")[0].replace("_NS", "").replace("_MS", "").replace("_S", "")
    if kind.endswith("[]") and kind != "VARCHAR[]":
        return False
    return bare in ACCEPTED.get(field.type, TEXTS)


def relation(path: Path, columns: Sequence[tuple[str, str]]) -> str:
    """A relation of the columns as text c0, c1 … in the form the readers expect; nameless ones are passed over."""
    parts = [f"{_as_text(quoted(name), kind)} as c{at}" for at, (name, kind) in enumerate(columns) if name]
    return f"(select {', '.join(parts)} from read_parquet({literal(str(path))}))"


def _as_text(name: str, kind: str) -> str:
    bare = kind.split("(")[0]
    if kind == "VARCHAR[]":
        return f"nullif(array_to_string({name}, ';'), '')"
    if bare in (*MOMENTS, "TIMESTAMPTZ_NS"):
        return f"strftime(timezone('UTC', {name}::timestamptz), '%Y-%m-%dT%H:%M:%SZ')"
    if bare.startswith("TIMESTAMP"):
        return f"strftime({name}::timestamp, '%Y-%m-%d %H:%M:%S')"
    if bare in ("DOUBLE", "FLOAT", "DECIMAL"):
        # 4.000 in a typed column is four; as text it could be four thousand.
        return f"regexp_replace({name}::varchar, '\\.0*$|(\\.[0-9]*[1-9])0+$', '\\1')"
    return f"nullif({name}::varchar, '')"
