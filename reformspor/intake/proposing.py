"""A proposal says what each grid may be and what the user has said instead; together proposals state a mapping."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reformspor.errors import ReformsporError
from reformspor.intake.combined import declared_combined
from reformspor.intake.combining import Parts, guess_parts, sample_of_parts
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
    to be used; `line` is the file's own line of the headings; `combined` the columns that several make. `beside` is the
    place of the grid whose rows this table stands in too."""

    table: str | None = None
    columns: Mapping[int, str] | None = None
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    line: int | None = None
    heading_rows: int | None = None
    year: int | None = None
    unfold: bool = True
    combined: Mapping[str, Parts] | None = None
    beside: int | None = None


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
    combined: Mapping[str, Parts] = field(default_factory=dict)
    beside: int | None = None

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
        if said.get("combined") is not None:
            said["combined"] = {name: _parts_from(**each) for name, each in said["combined"].items()}
        return Wish(**said)
    except TypeError as error:
        raise ReformsporError("mapping.wish", why=str(error)) from error


def _parts_from(at: Sequence[int], sign: str = " ", codes: Sequence[str] = ()) -> Parts:
    return Parts(tuple(int(each) for each in at), str(sign), tuple(str(code) for code in codes))


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
    combined = _combined(table, shape, columns, taken, wish)
    columns = {at: name for at, name in columns.items() if name not in combined}
    known = _forms(table, shape, columns, combined, frame)
    forms = {name: forms[0] for name, forms in known.items() if len(forms) == 1} | dict(wish.forms)
    forms = {name: form for name, form in forms.items() if form}
    held = {*columns.values(), *combined, *wish.fixed, *(guess.unfold.fields if guess.unfold else ())}
    return Proposal(
        grid,
        shape,
        guess.table,
        guess.certainty,
        guess.columns,
        columns,
        wish.words,
        {name: value for name, value in wish.fixed.items() if name not in (*columns.values(), *combined)},
        forms,
        guess.unfold,
        tuple(each.name for each in table.fields.values() if each.required and each.name not in held),
        {name: found for name, found in known.items() if len(found) > 1 and name not in forms},
        _unknown(table, shape, columns, combined, wish, frame),
        bool(guess.unfold and guess.unfold.rule == "month" and guess.unfold.year is None)
        and any(_is_bare(heading, guess.unfold) for heading in shape.headings),
        combined,
    )


def of_the_key(one: Proposal) -> Proposal:
    """A proposal for a table beside another without the columns that say different things of the same key: they tell of
    the row, and not of what the key stands for."""
    keys = native(False).tables[one.table].key if one.table else ()
    at = next((at for at, name in one.columns.items() if (name,) == keys), None)
    if at is None:
        return one
    told: dict[int, dict[str, set[str]]] = {column: {} for column in one.columns}
    for row in one.shape.rows:
        cells = [*row, *[""] * len(one.shape.headings)]
        for column, found in told.items():
            found.setdefault(cells[at].strip(), set()).add(cells[column].strip())
    kept = {
        column: name
        for column, name in one.columns.items()
        if all(len(texts) < 2 for key, texts in told[column].items() if key)
    }
    lost = [name for name in one.columns.values() if name not in kept.values()]
    required = [name for name in lost if native(False).tables[one.table].fields[name].required]
    return replace(one, columns=kept, missing=(*one.missing, *required))


def mapping_of(proposals: Sequence[Proposal]) -> dict[str, Any]:
    """The mapping that proposals state, as a profile holds it. Raises ReformsporError("mapping.nothing") when no grid
    stands for a table, and "mapping.twice" when two stand for the same."""
    tables: dict[str, Any] = {}
    for one in proposals:
        if not one.table or (one.beside is not None and not proposals[one.beside].table):
            continue
        if one.table in tables:
            raise ReformsporError("mapping.twice", table=one.table)
        given: dict[str, Any] = {}
        if one.beside is not None:
            given["beside"] = proposals[one.beside].table
        else:
            layout = layout_of(one.grid, one.shape, one.unfold)
            given = {"files": _files(one.grid)} | ({"layout": declared(layout)} if layout else {})
        given["headings"] = {one.shape.headings[at]: name for at, name in one.columns.items()}
        given |= declared_combined({name: parts.of(one.shape.headings) for name, parts in one.combined.items()})
        told = {*one.columns.values(), *one.combined}
        words = {name: dict(said) for name, said in one.words.items() if said and name in told}
        forms = {name: form for name, form in one.forms.items() if name in told}
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


def _combined(
    table: OwnTable, shape: Shape, columns: Mapping[int, str], taken: Collection[int], wish: Wish
) -> dict[str, Parts]:
    """The columns that several make: as wished, else as guessed of those that are none by themselves."""
    headings = range(len(shape.headings))
    if wish.combined is None:
        left = [at for at in headings if at not in columns and at not in taken and shape.headings[at].strip()]
        return guess_parts(table, shape, columns, left)
    return {
        name: parts
        for name, parts in wish.combined.items()
        if name in table.fields and len(parts.at) > 1 and all(at in headings and at not in taken for at in parts.at)
    }


def _forms(
    table: OwnTable, shape: Shape, columns: Mapping[int, str], combined: Mapping[str, Parts], frame: Frame
) -> dict[str, tuple[str, ...]]:
    """The forms under which the dates or numbers of each column can be read, where they cannot as they stand."""
    found = {}
    samples = [(name, sample_of(shape.rows, at)) for at, name in columns.items()]
    for name, sample in [*samples, *((name, sample_of_parts(shape, parts)) for name, parts in combined.items())]:
        known = table.fields[name]
        if known.type in (*DATED, *NUMBERED) and sample.values and fit(sample, known, frame) < 0.9:
            found[name] = fitting_forms(sample, known, frame)
    return {name: forms for name, forms in found.items() if forms}


def _unknown(
    table: OwnTable,
    shape: Shape,
    columns: Mapping[int, str],
    combined: Mapping[str, Parts],
    wish: Wish,
    frame: Frame,
) -> dict[str, tuple[str, ...]]:
    found = {}
    places: dict[str, tuple[int, ...]] = {name: (at,) for at, name in columns.items()}
    places |= {name: parts.at for name, parts in combined.items() if not parts.codes and table.fields[name].is_list}
    for name, columns_of in places.items():
        known = table.fields[name]
        if known.type not in ("code", "codes"):
            continue
        sample = sample_of([row[at : at + 1] for at in columns_of for row in shape.rows], 0)
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
