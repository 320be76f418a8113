"""A column whose values are the keys of a table delivered beside it may refer to that table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reformspor.intake.fields import Field
from reformspor.intake.guessing import Guess
from reformspor.intake.headings import is_forbidden
from reformspor.intake.likeness import sample_of
from reformspor.intake.native import native
from reformspor.intake.proposing import Proposal, Wish

NEARLY_ALL = 0.9


def with_references(proposals: Sequence[Proposal], wishes: Mapping[int, Wish]) -> list[Proposal]:
    """The proposals, with columns guessed by the keys they hold where no name told what they are.

    Keys with letters in them are seldom met by chance, so such a column is likely; one of bare digits only possible.
    """
    keys = {one.table: found for one in proposals if one.table and one.beside is None and (found := _keys(one))}
    return [
        one if wishes.get(at, Wish()).columns is not None or not one.table else _referring(one, keys)
        for at, one in enumerate(proposals)
    ]


def _keys(one: Proposal) -> frozenset[str]:
    key = native(False).tables[one.table].key
    at = next((at for at, name in one.columns.items() if (name,) == key), None)
    return frozenset() if at is None else frozenset(sample_of(one.shape.rows, at).values)


def _referring(one: Proposal, keys: Mapping[str, frozenset[str]]) -> Proposal:
    columns, guesses = dict(one.columns), list(one.guesses)
    for at, heading in enumerate(one.shape.headings):
        unfolded = one.unfold is not None and one.unfold.values_of(heading) is not None
        part = any(at in parts.at for parts in one.combined.values())
        if at in columns or part or unfolded or not heading or is_forbidden(heading):
            continue
        values = frozenset(sample_of(one.shape.rows, at).values)
        field = next((each for each in _open(one, columns) if _hold(values, keys.get(each.references or ""))), None)
        if field is None:
            continue
        lettered = any(sign.isalpha() for value in values for sign in value)
        guesses = [guess for guess in guesses if guess.at != at and guess.column != field.name]
        guesses.append(Guess(at, field.name, "likely" if lettered else "possible"))
        if lettered:
            columns[at] = field.name
    missing = tuple(name for name in one.missing if name not in columns.values())
    return replace(one, columns=columns, guesses=tuple(guesses), missing=missing)


def _open(one: Proposal, columns: Mapping[int, str]) -> list[Field]:
    """The table's references that no column gives yet, the required ones first."""
    fields = native(False).tables[one.table].fields.values()
    given = {*columns.values(), *one.combined, *one.fixed}
    free = [field for field in fields if field.references and field.references != one.table and field.name not in given]
    return sorted(free, key=lambda field: not field.required)


def _hold(values: frozenset[str], keys: frozenset[str] | None) -> bool:
    return bool(keys) and len(values) > 1 and len(values & (keys or frozenset())) >= NEARLY_ALL * len(values)
