"""Good rows of a source's own tables become the contract's tables, typed by the contract and nothing guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import duckdb

from reformspor.contract import load_contract
from reformspor.contract.table import duckdb_type
from reformspor.intake.fields import literal, quoted
from reformspor.intake.profile import Expression, Profile
from reformspor.intake.typing_table import Typed


def good_view(con: duckdb.DuckDBPyConnection, typed: Typed, persons: str | None) -> None:
    """A view `good_<table>` of the rows that were not refused; with `person_key` where persons have pseudonyms."""
    name = typed.source.table.name
    key = "null::varchar as person_key"
    join = ""
    if persons is not None:
        key = "who.pseudonym as person_key"
        join = f"left join {persons} who on who.person = {person_of(typed.source.table.person)}"
    con.execute(
        f"create or replace temp view good_{name} as select t.*, {key} from {typed.name} t {join} "
        f'where t."row" not in (select "row" from {typed.bad})'
    )


def person_of(fields: tuple[str, ...]) -> str:
    """The text a person is known by: the named fields with a space between."""
    return "concat_ws(' ', " + ", ".join(f"t.{quoted(name)}" for name in fields) + ")"


def map_tables(
    con: duckdb.DuckDBPyConnection, profile: Profile, typed: Mapping[str, Typed], as_of: dt.date
) -> tuple[str, ...]:
    """Create `staging.<table>` for each contract table the profile supplies from tables that were read."""
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
        con.execute(f"create or replace table staging.{name} as {made_of.replace('$as_of', day_of(as_of))}")
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
