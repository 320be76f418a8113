"""An example's given tables become a served store in memory; what an example leaves out gets the plainest value."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode

import duckdb

from reformspor.choices import Choices, choice_parameters, choices_from
from reformspor.contract import load_contract
from reformspor.ledger.roles import tree
from reformspor.scope import Scope, Trees, from_text, parameters
from reformspor.snapshot.schema import create_served
from tests.questions.example import Example, Rows

AS_OF = dt.date(2024, 6, 10)
LEDGER_DEFAULTS = {"source": "example", "band": "5-9", "band_lo": "5", "band_hi": "9"}


def served(example: Example) -> duckdb.DuckDBPyConnection:
    """A connection of its own that holds the given rows in the served file's schema.

    Left out, `meta` says as_of 2024-06-10, the trees follow from the units and the contract's roles, a ledger row is of
    one month and 5-9 people, and a margin that is not given is withheld.
    """
    con = duckdb.connect()
    create_served(con)
    for table, rows in _filled(example).items():
        _insert(con, table, rows)
    return con


class Stand:
    """One served store in memory that holds the rows of one example at a time; who asks it writes nothing in it."""

    def __init__(self) -> None:
        self._con = duckdb.connect(config={"threads": 1})
        create_served(self._con)
        self._held: dict[str, Rows] = {}

    def holding(self, example: Example) -> duckdb.DuckDBPyConnection:
        """The store with this example's rows and no others, as `served` would give them."""
        wanted = _filled(example)
        for table in self._held.keys() | wanted.keys():
            rows = wanted.get(table, ())
            if self._held.get(table, ()) != rows:
                self._con.execute(f'truncate "{table}"')
                self._held[table] = ()
                _insert(self._con, table, rows)
                self._held[table] = rows
        return self._con


@cache
def _stand() -> Stand:
    return Stand()


def standing(example: Example) -> duckdb.DuckDBPyConnection:
    """The store all tests of questions share, with this example's rows and no others until the next is asked for."""
    return _stand().holding(example)


def _filled(example: Example) -> dict[str, Rows]:
    """Every table that has rows, with what the example leaves out."""
    given = dict(example.given)
    for table in ("released", "released_capacity"):
        given[table] = tuple(_ledger_row(row) for row in given.get(table, ()))
    given["released_margin"] = given.get("released_margin", ()) + tuple(_withheld(given))
    given.setdefault("meta", ({"key": "as_of", "value": AS_OF.isoformat()},))
    given.setdefault("role_tree", _roles())
    given.setdefault("place_tree", _places(given.get("units", ())))
    return given


def chosen(settings: Iterable[tuple[str, str]]) -> Choices:
    """The choices an example's settings make; one that is refused fails the example."""
    said: dict[str, Any] = {}
    for key, text in settings:
        *above, last = key.split(".")
        table = said
        for name in above:
            table = table.setdefault(name, {})
        table[last] = tomllib.loads(f"value = {text}")["value"]
    choices = choices_from(said)
    assert choices.wrong == ()
    return choices


def bound(
    con: duckdb.DuckDBPyConnection, scope: str, sure_band: int = 5, settings: Iterable[tuple[str, str]] = ()
) -> dict[str, object]:
    """The parameters of a scope over the given trees, and of choices.

    `text`, `barriers`, `statuses`, `indicators`, `order` and `owners`, in no address, may be said here too; owners are
    joined by semicolons.
    """
    said = dict(parse_qsl(scope))
    apart = ("text", "barriers", "statuses", "indicators")
    fixed = {name: tuple(said.pop(name).split()) for name in apart if name in said}
    fixed |= {name: tuple(said.pop(name).split(";")) for name in ("owners",) if name in said}
    order = said.pop("order", "")
    wanted = replace(from_text(urlencode(said)) if said else Scope(), **fixed, order=order)
    as_of = con.execute("select value from meta where key = 'as_of'").fetchone()
    assert as_of is not None
    day = wanted.as_of or dt.date.fromisoformat(as_of[0])
    of_scope = parameters(wanted, _trees(con), as_of=day, sure_band=sure_band)
    return of_scope | choice_parameters(chosen(settings))


def _trees(con: duckdb.DuckDBPyConnection) -> Trees:
    def sets(sql: str) -> dict[str, frozenset[str]]:
        return {label: frozenset(leaves) for label, leaves in con.execute(sql).fetchall()}

    return Trees(
        roles=sets("select label, list(leaf) from role_tree group by 1"),
        places=sets("select label, list(unit_id) from place_tree group by 1"),
        sectors=sets("select sector, list(distinct unit_id) from place_tree where sector is not null group by 1"),
    )


def _ledger_row(row: dict[str, str]) -> dict[str, str]:
    level, _, name = row["place"].partition(":")
    place = {
        "place_level": level,
        "unit_id": name if level == "unit" else "",
        "sector": name if level == "sector" else "",
    }
    return LEDGER_DEFAULTS | place | {"month_to": row["month_from"]} | row


def _withheld(given: dict[str, Rows]) -> list[dict[str, str]]:
    shown = {(row["row_id"], row["margin"]) for row in given.get("released_margin", ())}
    return [
        {"row_id": row["row_id"], "margin": margin, "code": "withheld", "hours": row["hours"]}
        for row in given["released"]
        for margin in ("activity", "on_top", "basis", "paid_by")
        if (row["row_id"], margin) not in shown
    ]


@cache
def _roles() -> Rows:
    return tuple({"label": label, "leaf": leaf} for label, leaf in tree(load_contract().codes["role"]))


def _places(units: Rows) -> Rows:
    return tuple(
        {"label": label, "unit_id": unit["unit_id"], "sector": unit["sector"]}
        for unit in units
        for label in (f"unit:{unit['unit_id']}", f"sector:{unit['sector']}", "municipality")
    )


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    types = dict(
        con.execute("select column_name, data_type from duckdb_columns() where table_name = ?", [table]).fetchall()
    )
    assert types, f"the served file has no table {table}"
    rows = tuple({"source": "example"} | row if "source" in types else row for row in rows)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    assert set(columns) <= types.keys(), f"{table} has no column {set(columns) - types.keys()}"
    if rows:
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join(f"?::{types[name]}" for name in columns)
        con.execute(
            f'insert into "{table}" ({names}) values {", ".join([f"({marks})"] * len(rows))}',
            [_value(row.get(name, ""), types[name]) for row in rows for name in columns],
        )


def _value(text: str, kind: str) -> object:
    if not text:
        return None
    return text.split(";") if kind.endswith("[]") else text
