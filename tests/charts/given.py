"""Answers for tests come through the one door, `ask`, from a real store in memory that holds the given rows."""

from __future__ import annotations

import duckdb
import pandas as pd

from reformspor.answers import Answer, ask
from reformspor.disclosure import Rule
from reformspor.questions import read_question
from reformspor.scope import Scope
from reformspor.snapshot.schema import create_served
from reformspor.store import DuckStore
from tests.questions.header import header

SQL = "select * exclude (place_in_test) from given order by place_in_test"
AS_OF = "2025-12-31"


def answered(
    rows: list[dict[str, object]], types: str, *, name: str = "test/given", values: str = "", shared: bool = False
) -> Answer:
    """The answer to a question whose rows are `rows`; `types` are the columns as SQL declares them.

    Its value is the column `values`, or the last; `shared` as in `Question`.
    """
    con = duckdb.connect()
    create_served(con)
    con.execute("insert into meta values ('as_of', ?), ('constructed', 'yes')", [AS_OF])
    con.execute(f"create table given (place_in_test INTEGER, {types})")
    names = [part.split()[0] for part in types.split(", ")]
    for place, row in enumerate(rows):
        cells = [place, *(row.get(column) for column in names)]
        con.execute(f"insert into given values ({', '.join('?' * len(cells))})", cells)
    question = read_question(name, header([names[0]], [values or names[-1]], shared=shared) + SQL)
    return ask(DuckStore(con), name, Scope(), Rule.internal(), {name: question})


def drawn(trace: dict[str, object]) -> float:
    """The sum of what a trace draws; a trace whose place on the axes is no amount keeps its amounts aside."""
    meta = trace.get("meta")
    held = trace["customdata"] if meta == "customdata" else meta.get("amounts") if isinstance(meta, dict) else None
    if held is None:
        held = trace.get("z") or (trace["x"] if trace.get("orientation") == "h" else trace["y"])
    rows = held if isinstance(held, list) else []
    flat = [value for row in rows for value in (row if isinstance(row, list) else [row])]
    return float(sum(abs(value) for value in flat if value is not None))


def column_sum(table: pd.DataFrame, heading: str) -> float:
    """The sum of a column of a chart's table."""
    return float(table[heading].fillna(0).sum())
