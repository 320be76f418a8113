"""Typed tables without their refused rows become the contract's tables, where persons have pseudonyms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import duckdb

from reformspor.intake.fields import quoted
from reformspor.intake.mapping import PERSON, good_view, map_tables, native_view, person_of
from reformspor.intake.phases import add_phase
from reformspor.intake.profile import Profile
from reformspor.intake.pseudonyms import pseudonym_key, pseudonyms_of
from reformspor.intake.row_numbers import number_for_good_again
from reformspor.intake.tally import Tally
from reformspor.intake.typing_table import Typed

OF_FEW = frozenset({"resource_use", "capacity", "outcomes", "surveys"})


def supply(
    con: duckdb.DuckDBPyConnection,
    profile: Profile,
    typed: Mapping[str, Typed],
    private: Path,
    notices: Tally,
    as_of: dt.date,
) -> tuple[str, ...]:
    """Make each contract table that a profile supplies from typed tables, of rows without faults, in schema `staging`;
    gives their names.

    Persons get pseudonyms by the key in the folder `private`, and what a profile has said is noticed.
    """
    if profile.native:
        return _supply_native(con, typed, private)
    for each in typed.values():
        persons = _persons(con, each, private) if each.source.table.person else None
        good_view(con, each, persons)
    supplied = map_tables(con, profile, typed, as_of)
    for said in profile.said:
        if said.table in typed:
            n = con.execute(said.count.replace("{" + said.table + "}", f"good_{said.table}")).fetchall()[0][0]
            if n:
                notices.add(said.code, typed[said.table].source.file, table=said.table, n=int(n))
    if "resource_use" in supplied:
        add_phase(con, supplied)
    return supplied


def _persons(con: duckdb.DuckDBPyConnection, typed: Typed, private: Path) -> str:
    target = f"temp.persons_{typed.source.table.name}"
    person = person_of(typed.source.table.person)
    pseudonyms_of(con, pseudonym_key(private), f"select {person} as person from {typed.name} t", target)
    return target


def _supply_native(con: duckdb.DuckDBPyConnection, typed: Mapping[str, Typed], private: Path) -> tuple[str, ...]:
    for name, each in typed.items():
        refused = bool(con.execute(f"select 1 from {each.bad} limit 1").fetchall())
        if refused and each.placed:
            number_for_good_again(con, each.name)
        bad = f'{each.name} where "row" in (select "row" from {each.bad})'
        # What was refused of an open table is kept as far as it was understood, to be counted by unit and month.
        if name not in OF_FEW:
            con.execute(f"create or replace table taken.{quoted('refused_' + name)} as select * from {bad}")
        if refused:
            con.execute(f"delete from {bad}")
    # Hours last, since their phase is read from the sessions and events beside them.
    for name, each in sorted(typed.items(), key=lambda item: item[0] == "resource_use"):
        if PERSON in each.fields:
            people = f"select {PERSON} as person from {each.name}"
            pseudonyms_of(con, pseudonym_key(private), people, "taken.person")
        native_view(con, each, f"staging.{quoted(name)}", typed)
    return tuple(typed)
