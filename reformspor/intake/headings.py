"""Headings are matched to fields by name or by a known word, in any case of letters, and nothing is assumed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from reformspor.contract import load_contract
from reformspor.errors import nearest
from reformspor.intake.combined import parts_of
from reformspor.intake.fields import Field, OwnTable, fold
from reformspor.intake.layout import Layout, heading_at, joined_headings
from reformspor.intake.persons import MASK, shown
from reformspor.intake.tally import Tally

# A column of birth numbers must not be sent at all, so it is not quietly left out like other unknown columns.
IDENTITY = frozenset({"fnr", "fødselsnummer", "fodselsnummer", "personnummer", "fødselsnr", "personnr", "ssn"})


# No export has so many columns; a line that has them is a bomb or no heading.
WIDEST = 2_000


@dataclass(frozen=True)
class Match:
    """Which column of the file (counted from 0) holds which field; `blank` are columns without a heading, `headings`
    all of them as the file has them, `parts` the columns that a field is set together from."""

    places: Mapping[str, int]
    blank: tuple[int, ...]
    headings: tuple[str, ...] = ()
    parts: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def read(self) -> set[int]:
        """The columns that some field is read from, alone or with others."""
        return {*self.places.values(), *(at for places in self.parts.values() for at in places)}


def is_forbidden(heading: str) -> bool:
    """Whether a heading says that the column may not come in at all."""
    return load_contract().forbids(heading) or fold(heading) in IDENTITY


def known_headings(table: OwnTable) -> dict[str, str]:
    """Every folded heading the table answers to, with the field it means or is a part of."""
    return {fold(heading): name for name, each in table.combined.items() for heading in each.headings} | _whole(table)


def _whole(table: OwnTable) -> dict[str, str]:
    """The folded headings of which each is a field by itself."""
    known = {fold(heading): field.name for field in table.fields.values() for heading in field.headings}
    return known if table.strict else known | {fold(name): name for name in table.fields}


def knows(table: OwnTable) -> Callable[[str], bool]:
    """Whether a heading is one of the table's."""
    known = known_headings(table)
    return lambda heading: fold(heading) in known


def given_elsewhere(table: OwnTable) -> frozenset[str]:
    """The fields that no single column of the file gives: those with a fixed value, those its columns are made into,
    and those set together from several."""
    unfold = table.layout.unfold if table.layout else None
    return frozenset((*table.fixed, *table.combined, *(unfold.fields if unfold else ())))


def folded_columns(headings: Sequence[str], table: OwnTable) -> dict[int, Mapping[str, str]]:
    """The columns that are made into rows, each with the values its rows get from its heading."""
    unfold = table.layout.unfold if table.layout else None
    found = {at: unfold.values_of(heading) for at, heading in enumerate(headings)} if unfold else {}
    return {at: values for at, values in found.items() if values is not None}


def place_headings(rows: Sequence[Sequence[str]], table: OwnTable, first_line: int = 1) -> tuple[int, int]:
    """Where the headings stand in rows of which the first is the file's line `first_line`: index and how many rows.

    They stand first, or where the layout says. Only when nothing there is known are they looked for by name further
    down, and then all that is required must stand there.
    """
    layout = table.layout or Layout()
    known, given = knows(table), given_elsewhere(table)
    needed = {field.name for field in table.fields.values() if field.required} - given
    names = known_headings(table)

    def whole(found: Collection[str]) -> bool:
        return needed <= {names[fold(heading)] for heading in found}

    said = 0 if layout.skip_rows is None else max(0, layout.skip_rows - first_line + 1)
    if any(known(heading) for heading in joined_headings(rows[said : said + layout.heading_rows])):
        return said, layout.heading_rows
    found = heading_at(rows, known, whole, layout.heading_rows)
    return (said if found is None else found), layout.heading_rows


def joined_at(rows: Sequence[Sequence[str]], table: OwnTable, first_line: int = 1) -> list[str]:
    """The headings of a table where they stand in rows."""
    at, high = place_headings(rows, table, first_line)
    return joined_headings(rows[at : at + high])


def match(headings: Sequence[str], table: OwnTable, file: str, faults: Tally, notices: Tally) -> Match | None:
    """Match a file's headings to a table's fields. None when the file cannot be read on."""
    if len(headings) > WIDEST:
        faults.add("too_wide", file, table=table.name, n=len(headings), limit=WIDEST)
        return None
    known, folded, given = known_headings(table), folded_columns(headings, table), given_elsewhere(table)
    whole, parts = _whole(table), parts_of(headings, table.combined)
    places: dict[str, int] = {}
    blank, broken, renamed = [], False, []
    for at, heading in enumerate(headings):
        if at in folded:
            continue
        name = known.get(fold(heading))
        if not heading.strip():
            blank.append(at)
        elif name is None or (table.strict and is_forbidden(heading)):
            broken |= _stranger(heading, table, file, faults)
        elif fold(heading) not in whole:
            continue
        elif name in places:
            faults.add("column_twice", file, column=name, table=table.name)
            broken = True
        else:
            places[name] = at
            if heading != name:
                renamed.append(heading)
    found = {name: columns for name, columns in parts.items() if columns is not None}
    for name in parts.keys() - found.keys():
        listed = ", ".join(table.combined[name].headings)
        faults.add("missing_part", file, column=name, table=table.name, headings=listed)
        broken = True
    if not (places or found):
        faults.add("no_heading", file, table=table.name)
    if table.layout and table.layout.unfold and not folded:
        faults.add("nothing_to_unfold", file, table=table.name)
        broken = True
    needed = [field for field in table.fields.values() if field.required and field.name not in given]
    missing = [field for field in needed if field.name not in places]
    for lacking in missing:
        near = _near(lacking, headings, known)
        faults.add("missing_column", file, column=lacking.name, table=table.name, nearest=near)
    if broken or missing or not (places or found):
        return None
    _say([heading for at, heading in enumerate(headings) if at not in folded], known, table, file, renamed, notices)
    return Match(places, tuple(blank), tuple(headings), found)


def _stranger(heading: str, table: OwnTable, file: str, faults: Tally) -> bool:
    if is_forbidden(heading):
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
    used = {fold(heading) for heading in table.shared}
    unknown = [heading for heading in headings if heading.strip() and fold(heading) not in (*known, *used)]
    left = unknown if table.ignores_rest else [heading for heading in headings if fold(heading) in ignored]
    if left and not table.beside:
        notices.add("columns_not_used", file, table=table.name, n=len(left))
    told = [(heading, table.fields[known[fold(heading)]]) for heading in renamed]
    names = [heading for heading, field in told if heading in field.headings and not field.quiet]
    spelt = [heading for heading, field in told if heading not in field.headings]
    for code, found in (("heading_name", names), ("heading_spelling", spelt)):
        if found:
            notices.add(code, file, table=table.name, n=len(found), headings=", ".join(found))
