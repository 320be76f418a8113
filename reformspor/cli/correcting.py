"""What the options of `map` say becomes wishes: for the part they mean, and for the tables beside it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from dataclasses import replace

from reformspor.errors import ReformsporError
from reformspor.intake.combining import Parts
from reformspor.intake.fields import fold
from reformspor.intake.proposing import Proposal, Wish

OPTIONS = {
    "set": "HEADING=COLUMN",
    "join": "COLUMN=HEADING|HEADING",
    "between": "COLUMN=SIGN",
    "tick": "COLUMN=HEADING:CODE|HEADING:CODE",
    "fix": "COLUMN=VALUE",
    "form": "COLUMN=FORM",
    "also": "T",
}


def asked_of(given: argparse.Namespace, proposals: list[Proposal]) -> dict[int, Wish]:
    """The options as wishes for the grid they mean: the first that is taken for the table, else the first of all; and
    one for each table that is also to be made of its rows."""
    if not given.table and not any(getattr(given, name) for name in OPTIONS):
        return {}
    chosen = next((at for at, one in enumerate(proposals) if one.table and one.table == given.table), None)
    if chosen is None:
        chosen = next((at for at, one in enumerate(proposals) if one.table), 0) if not given.table else 0
    wishes = {chosen: _corrected(given, proposals[chosen], given.table or proposals[chosen].table, "")}
    grids = sum(one.beside is None for one in proposals)
    for nth, table in enumerate(given.also):
        bare = Wish(table=table, beside=chosen)
        made = next((one for one in proposals if one.beside is not None and one.table == table), None)
        wishes[grids + nth] = bare if made is None else replace(_corrected(given, made, table, table), beside=chosen)
    return wishes


def _corrected(given: argparse.Namespace, one: Proposal, table: str, prefix: str) -> Wish:
    """The wish for one part. A column of a table beside is named with its table: `sessions.date`."""

    def own(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        told = [(*column.rpartition("."), value) for column, value in pairs]
        return [(column, value) for before, _, column, value in told if before == prefix]

    columns = dict(one.columns) if table == one.table else None
    for column, heading in own((column, heading) for heading, column in _pairs(given.set)):
        columns = {} if columns is None else columns
        place = _place(one, heading)
        columns = {at: name for at, name in columns.items() if at != place and name != column}
        columns |= {place: column} if column else {}
    return Wish(
        table=table,
        columns=columns,
        fixed=dict(own(_pairs(given.fix))),
        forms=dict(own(_pairs(given.form))),
        combined=_combined(
            one,
            dict(one.combined) if table == one.table else {},
            dict(own(_first(given.join))),
            dict(own(_first(given.between))),
            dict(own(_first(given.tick))),
        ),
    )


def _combined(
    one: Proposal,
    guessed: Mapping[str, Parts],
    join: Mapping[str, str],
    between: Mapping[str, str],
    tick: Mapping[str, str],
) -> dict[str, Parts] | None:
    """The columns that are set together: those that were guessed, with what is said of them."""
    if not (join or between or tick):
        return None
    found = dict(guessed)
    for column, headings in join.items():
        found[column] = Parts(tuple(_place(one, heading) for heading in headings.split("|") if heading))
    for column, ticks in tick.items():
        told = [each.rpartition(":") for each in ticks.split("|") if each]
        places = tuple(_place(one, heading) for heading, _, _ in told)
        found[column] = Parts(places, codes=tuple(code for _, _, code in told))
    return found | {column: replace(found[column], sign=sign) for column, sign in between.items() if column in found}


def _place(one: Proposal, heading: str) -> int:
    """Where a heading stands. Raises ReformsporError("mapping.no_heading") when it does not."""
    place = next((at for at, found in enumerate(one.shape.headings) if fold(found) == fold(heading)), None)
    if place is None:
        raise ReformsporError("mapping.no_heading", heading=heading)
    return place


def _pairs(given: Iterable[str]) -> list[tuple[str, str]]:
    return [(key, value) for key, _, value in (each.rpartition("=") for each in given)]


def _first(given: Iterable[str]) -> list[tuple[str, str]]:
    """Like `_pairs`, where what comes after the first equals sign may hold others."""
    return [(key, value) for key, _, value in (each.partition("=") for each in given)]
