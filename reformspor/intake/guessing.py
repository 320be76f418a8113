"""What the columns of an unknown table may be is guessed by name and by value, and every guess says how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reformspor.intake.combined import UNSAID
from reformspor.intake.fields import Field, Frame, OwnTable, fold
from reformspor.intake.grids import Grid
from reformspor.intake.headings import is_forbidden
from reformspor.intake.layout import Unfold
from reformspor.intake.likeness import (
    DATED,
    NUMBERED,
    Sample,
    code_share,
    fit,
    fitting_forms,
    name_likeness,
    sample_of,
    stands_for,
)
from reformspor.intake.native import native
from reformspor.intake.surmise import Shape, months_in, years_in

Certainty = Literal["sure", "likely", "possible"]
WEIGHT: Mapping[str, float] = {"sure": 1.0, "likely": 0.8, "possible": 0.3}
# What the cells of a table with a column a month are, when nothing else is said.
MEASURES = {"resource_use": "hours", "capacity": "available_h", "outcomes": "value", "surveys": "mean"}
FEW = 30
# What a heading that some table knows for sure says against a table that has no place for it.
UNPLACED = 0.15


@dataclass(frozen=True)
class Guess:
    """A column of the file, the contract column it may be, how sure that is, and the form its values must be read in.

    `forms` are several when the values cannot tell them apart: then someone must say.
    """

    at: int
    column: str
    certainty: Certainty
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableGuess:
    """What a grid may be: a table (none when nothing speaks for one), how sure, its columns, what is unfolded."""

    table: str
    certainty: Certainty
    columns: tuple[Guess, ...]
    unfold: Unfold | None = None
    share: float = 0.0


def guess_table(grid: Grid, shape: Shape, frame: Frame) -> TableGuess:
    """The table that most speaks for, with no table at all when too little does."""
    samples = [sample_of(shape.rows, at) for at in range(len(shape.headings))]
    guesses = [guess_columns(table, grid, shape, samples, frame) for table in native(False).tables.values()]
    told = {one.at for guess in guesses for one in guess.columns if one.certainty == "sure"}
    best = max(
        guesses, key=lambda guess: _score(guess, grid) - UNPLACED * len(told - {one.at for one in guess.columns})
    )
    named = sum(guess.certainty != "possible" for guess in best.columns) + (2 if best.unfold else 0)
    key = set(native(False).tables[best.table].key)
    keyed = bool(key) and key <= {guess.column for guess in best.columns} and named > 3
    if named < 2 or (best.share < 0.34 and not keyed):
        return TableGuess("", "possible", ())
    return best


def guess_columns(
    table: OwnTable,
    grid: Grid,
    shape: Shape,
    samples: list[Sample],
    frame: Frame,
    unfold: Unfold | None = None,
    *,
    unfolds: bool = True,
) -> TableGuess:
    """What the columns may be when the grid is this table; each heading and each column is used once at most."""
    unfold = unfold or (unfold_of(table, grid, shape) if unfolds else None)
    taken = {at for at, heading in enumerate(shape.headings) if unfold and unfold.values_of(heading) is not None}
    given = set(unfold.fields) if unfold else set()
    open_fields = [field for field in table.fields.values() if field.name not in given]
    found = []
    for at, heading in enumerate(shape.headings):
        if at in taken or not heading or is_forbidden(heading):
            continue
        for field in open_fields:
            score, guess = _judge(at, (heading, shape.last[at]), samples[at], table, field, frame)
            if guess is not None:
                found.append((score, -at, guess))
    columns: list[Guess] = []
    for _, _, guess in sorted(found, key=lambda each: (-each[0], -each[1])):
        if all(guess.at != other.at and guess.column != other.column for other in columns):
            columns.append(guess)
    weights = {guess.column: WEIGHT[guess.certainty] for guess in columns} | dict.fromkeys(given, 1.0)
    # What may be said not to be reported weighs less: many sources lack it.
    required = {field.name: 0.5 if UNSAID in field.codes else 1.0 for field in table.fields.values() if field.required}
    share = sum(weights.get(name, 0) * weight for name, weight in required.items()) / max(1, sum(required.values()))
    certainty: Certainty = "sure" if share > 0.95 else "likely" if share >= 0.6 else "possible"
    return TableGuess(table.name, certainty, tuple(sorted(columns, key=lambda one: one.at)), unfold, share)


def unfold_of(table: OwnTable, grid: Grid, shape: Shape) -> Unfold | None:
    """The rule by which a table's columns are made into rows: months, or years with their kind."""
    months = months_in(grid, shape)
    measure = MEASURES.get(table.name)
    if months and measure:
        field = table.fields[measure]
        low = field.minimum
        # Of several groups of months the one that is called as the measure; what the others hold is not this.
        chosen = max(months, key=lambda run: name_likeness(run.under, table.name, field) if run.under else 0)
        zero = low is not None and low > 0
        return Unfold("month", measure, "period", chosen.year, zero_is_none=zero, under=chosen.under)
    years = years_in(shape)
    if years and {"year", "kind", "amount_nok"} <= set(table.fields):
        kinds = _kinds(table.fields["kind"])
        if all(before in kinds for before, _ in years.values()):
            columns = {
                shape.headings[at]: {"year": year, "kind": kinds[before]} for at, (before, year) in years.items()
            }
            return Unfold("listed", "amount_nok", columns=columns)
    return None


def _kinds(field: Field) -> dict[str, str]:
    return {fold(code): code for code in field.codes} | dict(field.words)


def _judge(
    at: int, headings: tuple[str, str], sample: Sample, table: OwnTable, field: Field, frame: Frame
) -> tuple[float, Guess | None]:
    """How strongly a column speaks for being a field: by its name, and by whether its values can be that."""
    whole, last = (name_likeness(heading, table.name, field) for heading in headings)
    name = max(whole, last * 0.96)
    coded = code_share(sample, field, frame)
    if not name:
        telling = coded >= 0.95 and len(sample.values) >= 3 and len(field.codes) > 3
        return (1 + coded / 2, Guess(at, field.name, "possible")) if telling else (0, None)
    if not sample.values:
        return (name, Guess(at, field.name, "possible")) if name >= 0.95 else (0, None)
    fits = fit(sample, field, frame)
    if fits < 0.9 and field.type in (*DATED, *NUMBERED):
        forms = fitting_forms(sample, field, frame)
        if forms and name >= 0.9:
            return 2 + name, Guess(at, field.name, "likely", forms)
    if fits >= 0.9:
        certain: Certainty = "sure" if name >= 0.95 else "likely"
        return (3 if certain == "sure" else 2) + name + fits / 10, Guess(at, field.name, certain)
    few = field.type in ("code", "codes") and len(sample.values) <= FEW
    if name >= 0.95 and (fits >= 0.5 or few):
        return 1.5 + name, Guess(at, field.name, "likely")
    return (1 + name, Guess(at, field.name, "possible")) if name >= 0.95 and fits else (0, None)


def _score(guess: TableGuess, grid: Grid) -> float:
    matched = sum(WEIGHT[one.certainty] for one in guess.columns)
    table = native(False).tables[guess.table]
    called = stands_for(table, grid.sheet, grid.stem)
    # Only a table of people's hours has keys of persons.
    of_persons = any(table.fields[one.column].personal and one.certainty == "sure" for one in guess.columns)
    said = (0.2 if called else 0) + (0.3 if of_persons else 0) + _unfolded(guess)
    return guess.share * 0.6 + min(matched, 10) / 10 * 0.3 + said


def _unfolded(guess: TableGuess) -> float:
    """What it says for a table that its measure is what the months stand under."""
    if guess.unfold is None:
        return 0
    field = native(False).tables[guess.table].fields[guess.unfold.value]
    return 0.1 + 0.2 * (name_likeness(guess.unfold.under, guess.table, field) if guess.unfold.under else 0)
