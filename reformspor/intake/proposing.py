"""A proposal says what each grid may be and what the user has said instead; together proposals state a mapping."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reformspor.errors import ReformsporError
from reformspor.intake.fields import Frame, OwnTable
from reformspor.intake.grids import Grid
from reformspor.intake.guessing import Certainty, Guess, TableGuess, guess_columns, guess_table, unfold_of
from reformspor.intake.headings import is_forbidden
from reformspor.intake.layout import Unfold, declared, without_group
from reformspor.intake.likeness import DATED, NUMBERED, fit, fitting_forms, sample_of
from reformspor.intake.monthly import is_bare_month
from reformspor.intake.native import native
from reformspor.intake.persons import points_at_person
from reformspor.intake.surmise import Shape, layout_of, shape_of

UNKNOWN_LISTED = 40


@dataclass(frozen=True)
class Wish:
    """What a user has said of one grid; None or nothing leaves it to the guess. `table` is "" for a grid that is not
    to be used; `line` is the file's own line of the headings."""

    table: str | None = None
    columns: Mapping[int, str] | None = None
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None
    heading_rows: int | None = None
    year: int | None = None
    unfold: bool = True


@dataclass(frozen=True)
class Proposal:
    """What one grid is taken to be: its table ("" for none), the column each heading is, and what else is stated.

    `missing` are required columns that nothing gives; `unclear` columns whose values can be read in several forms;
    `unknown` the values of code columns that mean no code yet; `lacks_year` that months are named without a year.
    """

    grid: Grid
    shape: Shape
    table: str
    certainty: Certainty
    guesses: tuple[Guess, ...]
    columns: Mapping[int, str]
    words: Mapping[str, Mapping[str, str]]
    fixed: Mapping[str, str]
    forms: Mapping[str, str]
    unfold: Unfold | None
    missing: tuple[str, ...]
    unclear: Mapping[str, tuple[str, ...]]
    unknown: Mapping[str, tuple[str, ...]]
    lacks_year: bool

    @property
    def forbidden(self) -> tuple[int, ...]:
        """The columns that may not come in at all."""
        return tuple(at for at, heading in enumerate(self.shape.headings) if is_forbidden(heading))


def wish_from(given: Mapping[str, Any]) -> Wish:
    """A wish as JSON gives it. Raises ReformsporError("mapping.wish") for words it does not know."""
    said = dict(given)
    if said.get("columns") is not None:
        said["columns"] = {int(at): str(column) for at, column in said["columns"].items() if column}
    try:
        return Wish(**said)
    except TypeError as error:
        raise ReformsporError("mapping.wish", why=str(error)) from error


def propose(grid: Grid, wish: Wish, frame: Frame) -> Proposal:
    """The proposal for one grid: what the user has said, and the guess where nothing is said."""
    at = None if wish.line is None else max(0, wish.line - grid.first_line)
    shape = shape_of(grid, at, wish.heading_rows)
    guess = _guess(grid, shape, wish, frame)
    table = native(False).tables.get(guess.table)
    if table is None:
        return Proposal(grid, shape, "", "possible", (), {}, {}, {}, {}, None, (), {}, {}, False)
    taken = {at for at in range(len(shape.headings)) if guess.unfold and guess.unfold.values_of(shape.headings[at])}
    chosen = _chosen(guess) if wish.columns is None else wish.columns
    columns = {at: name for at, name in chosen.items() if at not in taken and name in table.fields}
    known = _forms(table, shape, columns, frame)
    forms = {name: forms[0] for name, forms in known.items() if len(forms) == 1} | dict(wish.forms)
    forms = {name: form for name, form in forms.items() if form}
    held = {*columns.values(), *wish.fixed, *(guess.unfold.fields if guess.unfold else ())}
    return Proposal(
        grid,
        shape,
        guess.table,
        guess.certainty,
        guess.columns,
        columns,
        wish.words,
        {name: value for name, value in wish.fixed.items() if name not in columns.values()},
        forms,
        guess.unfold,
        tuple(each.name for each in table.fields.values() if each.required and each.name not in held),
        {name: found for name, found in known.items() if len(found) > 1 and name not in forms},
        _unknown(table, shape, columns, wish, frame),
        bool(guess.unfold and guess.unfold.rule == "month" and guess.unfold.year is None)
        and any(_is_bare(heading, guess.unfold) for heading in shape.headings),
    )


def mapping_of(proposals: Sequence[Proposal]) -> dict[str, Any]:
    """The mapping that proposals state, as a profile holds it. Raises ReformsporError("mapping.nothing") when no grid
    stands for a table, and "mapping.twice" when two stand for the same."""
    tables: dict[str, Any] = {}
    for one in proposals:
        if not one.table:
            continue
        if one.table in tables:
            raise ReformsporError("mapping.twice", table=one.table)
        given: dict[str, Any] = {"files": _files(one.grid)}
        layout = layout_of(one.grid, one.shape, one.unfold)
        given |= {"layout": declared(layout)} if layout else {}
        given["headings"] = {one.shape.headings[at]: name for at, name in one.columns.items()}
        words = {name: dict(said) for name, said in one.words.items() if said and name in one.columns.values()}
        forms = {name: form for name, form in one.forms.items() if name in one.columns.values()}
        given |= {"words": words, "fixed": dict(one.fixed), "forms": forms}
        tables[one.table] = {key: value for key, value in given.items() if value}
    if not tables:
        raise ReformsporError("mapping.nothing")
    return {"tables": tables}


def _guess(grid: Grid, shape: Shape, wish: Wish, frame: Frame) -> TableGuess:
    if wish.table == "":
        return TableGuess("", "possible", ())
    guess = guess_table(grid, shape, frame) if wish.table is None else None
    name = guess.table if guess else wish.table
    table = native(False).tables.get(name or "")
    if table is None:
        return guess or TableGuess("", "possible", ())
    if guess is not None and wish.unfold and wish.year is None:
        return guess
    unfold = unfold_of(table, grid, shape) if wish.unfold else None
    unfold = replace(unfold, year=wish.year) if unfold and wish.year else unfold
    samples = [sample_of(shape.rows, at) for at in range(len(shape.headings))]
    return guess_columns(table, grid, shape, samples, frame, unfold, unfolds=wish.unfold)


def _is_bare(heading: str, unfold: Unfold | None) -> bool:
    return unfold is not None and is_bare_month(without_group(heading, unfold.under) or "")


def _chosen(guess: TableGuess) -> dict[int, str]:
    """What is merely possible is said, and not used until someone says so."""
    return {one.at: one.column for one in guess.columns if one.certainty != "possible"}


def _forms(table: OwnTable, shape: Shape, columns: Mapping[int, str], frame: Frame) -> dict[str, tuple[str, ...]]:
    """The forms under which the dates or numbers of each column can be read, where they cannot as they stand."""
    found = {}
    for at, name in columns.items():
        known, sample = table.fields[name], sample_of(shape.rows, at)
        if known.type in (*DATED, *NUMBERED) and sample.values and fit(sample, known, frame) < 0.9:
            found[name] = fitting_forms(sample, known, frame)
    return {name: forms for name, forms in found.items() if forms}


def _unknown(
    table: OwnTable, shape: Shape, columns: Mapping[int, str], wish: Wish, frame: Frame
) -> dict[str, tuple[str, ...]]:
    found = {}
    for at, name in columns.items():
        known = table.fields[name]
        if known.type not in ("code", "codes"):
            continue
        sample = sample_of(shape.rows, at)
        parts = dict.fromkeys(
            part.strip() for value in sample.values for part in re.split("[;|]", value) if part.strip()
        )
        said = set(wish.words.get(name, {}))
        left = [part for part in parts if part not in said and fit(replace(sample, values=(part,)), known, frame) == 0]
        if left:
            found[name] = tuple(left[:UNKNOWN_LISTED])
    return found


def _files(grid: Grid) -> list[str]:
    """The file's name, and the beginning that next month's file will share with it."""
    stem = Path(grid.stem).name
    if points_at_person(stem):
        return []
    shared = re.sub(r"[\W_]*[0-9][0-9\W_]*$", "", stem)
    return [stem, f"{shared}*"] if len(shared) > 2 else [stem]
