"""Good rows of a source's own tables become the contract's tables, typed by the contract and nothing guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping

import duckdb

from reformspor.contract import load_contract
from reformspor.contract.table import duckdb_type
from reformspor.intake.fields import literal, quoted
from reformspor.intake.phases import phase_of
from reformspor.intake.profile import Expression, Profile
from reformspor.intake.typing_table import Typed

PERSON = "person_key"


def good_view(con: duckdb.DuckDBPyConnection, typed: Typed, persons: str | None) -> None:
    """A view `good_<table>` of the rows that were not refused; with `person_key` where persons have pseudonyms."""
    name = typed.source.table.name
    key = "null::varchar as person_key"
    join = ""
    if persons is not None:
        key = "who.pseudonym as person_key"
        join = f"left join {persons} who on who.person = {person_of(typed.source.table.person)}"
    con.execute(
        f"create or replace temp view good_{name} as select {_columns(typed)}, {key} from {typed.name} t {join} "
        f'where t."row" not in (select "row" from {typed.bad})'
    )


def native_view(con: duckdb.DuckDBPyConnection, typed: Typed, target: str, tables: Collection[str]) -> None:
    """A view `target` of a native table as the contract has it: every column, a pseudonym from `taken.person` for each
    person, and the phase of hours from the other `tables`.

    A view, since writing ten million rows once more would cost more than all that is read of them.
    """
    given, join, phase = _columns(typed), "", ""
    if PERSON in typed.fields:
        given = given.replace(f"t.{quoted(PERSON)}", f"who.pseudonym as {PERSON}")
        join = f"left join taken.person who on who.person = t.{PERSON}"
    if typed.source.table.name == "resource_use":
        value, joins = phase_of(tables, typed.fields)
        phase, join = f", {value} as phase", f"{join} {joins}"
    con.execute(f"create or replace view {target} as select {given}{phase} from {typed.name} t {join}")


def _columns(typed: Typed) -> str:
    """The columns of a typed table `t` as its fields are, NULL where the source does not supply one."""
    columns = []
    for name, field in typed.source.table.fields.items():
        value = f"t.{quoted(name)}" if name in typed.fields else "null"
        same = value != "null" and field.kept_type == field.sql_type
        columns.append(value if same else f"{value}::{field.sql_type} as {quoted(name)}")
        if field.type == "month" and field.or_day:
            columns.append("t.day" if name in typed.fields else "null::date as day")
    return ", ".join((*columns, f"{literal(typed.source.file)} as file", 't."row"'))


def person_of(fields: tuple[str, ...]) -> str:
    """The text a person is known by: the named fields with a space between."""
    return "concat_ws(' ', " + ", ".join(f"t.{quoted(name)}" for name in fields) + ")"


def map_tables(
    con: duckdb.DuckDBPyConnection, profile: Profile, typed: Mapping[str, Typed], as_of: dt.date
) -> tuple[str, ...]:
    """Create `staging.<table>` for each contract table the profile supplies from tables that were read.

    Hours go to `taken.resource_use`, as they have no phase yet.
    """
    contract, made = load_contract(), []
    for name, supply in profile.supplies.items():
        needed = set(re.findall(r"\{(\w+)\}", supply.source)) or {supply.source}
        if not needed <= set(typed):
            continue
        source = supply.source if "{" in supply.source else f"{{{supply.source}}}"
        source = re.sub(r"\{(\w+)\}", r"good_\1", source)
        columns = []
        for column in contract.tables[name].columns.values():
            value = _value(supply.columns.get(column.name), profile)
            columns.append(f"({value})::{duckdb_type(column)} as {quoted(column.name)}")
        if name == "resource_use":
            day = _value(supply.columns.get("day"), profile)
            columns.append(f"({day})::date as day")
        made_of = f'select {", ".join(columns)}, file, "row" from {source} as given'
        schema = "taken" if name == "resource_use" else "staging"
        con.execute(f"create or replace table {schema}.{name} as {made_of.replace('$as_of', day_of(as_of))}")
        made.append(name)
    return tuple(made)


def _value(expression: Expression | None, profile: Profile) -> str:
    if expression is None:
        return "null"
    if isinstance(expression, str):
        return expression
    codes = profile.codes[expression["means"]]
    cases = " ".join(f"when {literal(own)} then {literal(code)}" for own, code in codes.items())
    return f"case {quoted(expression['field'])} {cases} end"


def day_of(day: dt.date) -> str:
    """A day as an SQL literal."""
    return f"date '{day.isoformat()}'"
