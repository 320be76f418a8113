"""A mapping is tried by the real intake, in memory and with nothing kept, before anyone saves it."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from reformspor.contract import load_contract
from reformspor.errors import Fault
from reformspor.intake.fields import Field, Frame, quoted
from reformspor.intake.grids import Grid, grids_of
from reformspor.intake.mapped import mapped_profile
from reformspor.intake.native import native
from reformspor.intake.persons import MASK, shown
from reformspor.intake.proposing import Proposal, Wish, of_the_key, propose
from reformspor.intake.referring import with_references
from reformspor.intake.saying import say
from reformspor.intake.showing import ROWS
from reformspor.intake.take import Intake, take_in
from reformspor.words import Words

TRIED = "prøve"


def grids_in(path: Path, private: Path) -> list[Grid]:
    """The grids of a file or folder; the copies that are made to read them are gone afterwards."""
    with tempfile.TemporaryDirectory(dir=private) as folder:
        return grids_of(path, Path(folder))


def proposals_for(grids: Sequence[Grid], wishes: Mapping[int, Wish], as_of: dt.date) -> list[Proposal]:
    """A proposal for each grid, in order, and one for each table wished beside one of them; `wishes` are by the
    proposal's place."""
    profile = native(False)
    frame = Frame(profile.zone, as_of, profile.earliest, profile.text_public)
    proposals = [propose(grid, wishes.get(at, Wish()), frame) for at, grid in enumerate(grids)]
    for wish in (wishes[at] for at in sorted(wishes) if at >= len(grids)):
        if wish.beside is not None and wish.beside < len(grids):
            main = wishes.get(wish.beside, Wish())
            lying = replace(wish, line=main.line, heading_rows=main.heading_rows, unfold=False, table=wish.table or "")
            one = replace(propose(grids[wish.beside], lying, frame), beside=wish.beside)
            proposals.append(one if wish.columns is not None else of_the_key(one))
    return with_references(proposals, wishes)


def try_mapping(path: Path, raw: Mapping[str, Any], as_of: dt.date, private: Path, words: Words) -> dict[str, Any]:
    """What an admission by the mapping gives: ten rows of each table with what is personal masked, faults by cause
    with their number and the first of them in words, and every notice.

    Raises ReformsporError as the mapping's profile does.
    """
    profile = mapped_profile(TRIED, raw)
    with duckdb.connect() as con, tempfile.TemporaryDirectory(dir=private) as folder:
        intake = take_in(path, profile=profile, as_of=as_of, con=con, private=Path(folder))
        after = {name: _rows(con, name, words) for name in raw["tables"] if name in intake.supplied}
    return {
        "after": after,
        "faults": _by_cause(intake, words),
        "notices": [say(notice, words) for notice in intake.notices],
        "files": [
            {"file": file.file, "table": file.table, "good": file.rows_admitted, "refused": file.rows_refused}
            for file in intake.files
        ],
    }


def _by_cause(intake: Intake, words: Words) -> list[dict[str, Any]]:
    first: dict[tuple[str, str, str | None], Fault] = {}
    for fault in intake.faults:
        first.setdefault((fault.code, fault.file, fault.column), fault)
    causes = [{"n": intake.counts[key], "message": say(fault, words)} for key, fault in first.items()]
    return sorted(causes, key=lambda cause: -int(cause["n"]))


def _rows(con: duckdb.DuckDBPyConnection, table: str, words: Words) -> dict[str, Any]:
    """The first rows of a staged table, only the columns that hold something."""
    fields = native(False).tables[table].fields
    held = {row[0] for row in con.execute(f"describe staging.{quoted(table)}").fetchall()}
    used = [field for name, field in fields.items() if name in held]
    counts = con.execute(
        f"select {', '.join(f'count({quoted(field.name)})' for field in used)} from staging.{quoted(table)}"
    ).fetchall()[0]
    used = [field for field, n in zip(used, counts, strict=True) if n]
    if not used:
        return {"columns": [], "rows": []}
    values = ", ".join(_as_text(field) for field in used)
    rows = con.execute(f'select {values} from staging.{quoted(table)} order by "row" limit {ROWS}').fetchall()
    lists = [load_contract().tables[table].columns[field.name].codes for field in used]
    shown_rows = [[_shown(*cell, words) for cell in zip(used, lists, row, strict=True)] for row in rows]
    return {"columns": [field.name for field in used], "rows": shown_rows}


def _as_text(field: Field) -> str:
    name = quoted(field.name)
    if field.is_list:
        return f"array_to_string({name}, ';')"
    return f"coalesce(day::varchar, strftime({name}, '%Y-%m'))" if field.or_day else f"{name}::varchar"


def _shown(field: Field, listed: str | None, value: str | None, words: Words) -> str:
    """A value as it is read in the dashboard: codes in words, and dots where it may point at someone."""
    if value is None:
        return ""
    if listed is not None:
        return "; ".join(words.code(listed, code) for code in value.split(";"))
    return MASK if field.personal or field.masked or field.type == "free_text" else shown(value)
