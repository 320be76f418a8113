"""Headings are matched to fields by name or by a known word, in any case of letters, and nothing is assumed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from reformspor.contract import load_contract
from reformspor.errors import nearest
from reformspor.intake.fields import Field, OwnTable, fold
from reformspor.intake.persons import MASK, shown
from reformspor.intake.tally import Tally

# A column of birth numbers must not be sent at all, so it is not quietly left out like other unknown columns.
IDENTITY = frozenset({"fnr", "fødselsnummer", "fodselsnummer", "personnummer", "fødselsnr", "personnr", "ssn"})


@dataclass(frozen=True)
class Match:
    """Which column of the file (counted from 0) holds which field; `blank` are columns without a heading, `headings`
    all of them as the file has them."""

    places: Mapping[str, int]
    blank: tuple[int, ...]
    headings: tuple[str, ...] = ()


def known_headings(table: OwnTable) -> dict[str, str]:
    """Every folded heading the table answers to, with the field it means."""
    known = {fold(heading): field.name for field in table.fields.values() for heading in field.headings}
    return known | {fold(name): name for name in table.fields}


def knows(table: OwnTable) -> Callable[[str], bool]:
    """Whether a heading is one of the table's."""
    known = known_headings(table)
    return lambda heading: fold(heading) in known


def match(headings: Sequence[str], table: OwnTable, file: str, faults: Tally, notices: Tally) -> Match | None:
    """Match a file's headings to a table's fields. None when the file cannot be read on."""
    known = known_headings(table)
    places: dict[str, int] = {}
    blank, broken, renamed = [], False, []
    for at, heading in enumerate(headings):
        name = known.get(fold(heading))
        if not heading.strip():
            blank.append(at)
        elif name is None:
            broken |= _stranger(heading, table, file, faults)
        elif name in places:
            faults.add("column_twice", file, column=name, table=table.name)
            broken = True
        else:
            places[name] = at
            if heading != name:
                renamed.append(heading)
    if not places:
        faults.add("no_heading", file, table=table.name)
    missing = [field for field in table.fields.values() if field.required and field.name not in places]
    for field in missing:
        faults.add("missing_column", file, column=field.name, table=table.name, nearest=_near(field, headings, known))
    if broken or missing or not places:
        return None
    _say(headings, known, table, file, renamed, notices)
    return Match(places, tuple(blank), tuple(headings))


def _stranger(heading: str, table: OwnTable, file: str, faults: Tally) -> bool:
    if load_contract().forbids(heading) or fold(heading) in IDENTITY:
        faults.add("forbidden_column", file, column=heading, table=table.name)
        return True
    return False


def _near(field: Field, headings: Sequence[str], known: Mapping[str, str]) -> str:
    strangers = [heading for heading in headings if fold(heading) not in known and shown(heading) != MASK]
    if len(strangers) == len(headings):
        return ""
    return nearest(field.name, strangers) or ""


def _say(
    headings: Sequence[str], known: Mapping[str, str], table: OwnTable, file: str, renamed: list[str], notices: Tally
) -> None:
    ignored = {fold(heading) for heading in table.ignored}
    for heading in headings:
        if heading.strip() and fold(heading) not in known and fold(heading) not in ignored and not table.ignores_rest:
            notices.add("extra_column", file, column=heading, table=table.name)
    if len(declared := [heading for heading in headings if fold(heading) in ignored]) or table.ignores_rest:
        left = [heading for heading in headings if heading.strip() and fold(heading) not in known]
        if table.ignores_rest or declared:
            notices.add(
                "columns_not_used", file, table=table.name, n=len(left) if table.ignores_rest else len(declared)
            )
    for heading in renamed:
        field = table.fields[known[fold(heading)]]
        if heading not in field.headings or not field.quiet:
            notices.add("heading", file, column=field.name, table=table.name, heading=heading)
