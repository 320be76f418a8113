"""A source is shaped as its table's layout says: columns made into rows, fixed values added, examples left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reformspor.intake.combined import combined_value
from reformspor.intake.example_rows import leave_examples
from reformspor.intake.fields import OwnTable, literal
from reformspor.intake.headings import folded_columns
from reformspor.intake.layout import Unfold, without_group
from reformspor.intake.monthly import is_bare_month, one_year_in
from reformspor.intake.sources import Desk, Source


def say_layout(desk: Desk, file: str, table: OwnTable, above: int) -> None:
    """Notices for what was done to find the headings; nothing is passed over in silence."""
    if above:
        desk.notices.add("rows_above", file, table=table.name, n=above)
    if table.layout is not None and table.layout.heading_rows > 1:
        desk.notices.add("headings_joined", file, table=table.name, n=table.layout.heading_rows)


def is_of_year(desk: Desk, file: str, table: OwnTable, headings: Sequence[str], *told: str) -> bool:
    """Whether months without a year are those of the year that the profile states; a file that tells another is
    refused, since last year's profile would else move a whole year of hours."""
    unfold = table.layout.unfold if table.layout else None
    if unfold is None or unfold.year is None:
        return True
    bare = any(is_bare_month(without_group(heading, unfold.under) or "") for heading in headings)
    year = one_year_in(" ".join(headings), *told) if bare else None
    if year is None or year == unfold.year:
        return True
    desk.faults.add("other_year", file, table=table.name, said=str(unfold.year), told=str(year))
    return False


def shaped(desk: Desk, source: Source) -> Source:
    """The source with every field its table's profile gives it, a notice for each thing that was done."""
    unfold = source.table.layout.unfold if source.table.layout else None
    if unfold is not None:
        source = _unfolded(desk, source, unfold)
    if source.match.parts:
        source = _combined(desk, source)
    if source.table.fixed:
        source = _fixed(desk, source)
    if source.table.marked and source.marked and source.numbered:
        source = leave_examples(desk, source)
    return source


def _unfolded(desk: Desk, source: Source, unfold: Unfold) -> Source:
    """A row for each filled cell under a column that is a value; numbered so that the file's own row can be told."""
    folded = folded_columns(source.match.headings, source.table)
    width, spread = len(source.match.headings), len(folded)
    given = [name for name in unfold.fields if name != unfold.value]
    cells = []
    for number, (at, values) in enumerate(folded.items()):
        cell = [f"'nth': {number}", f"'cell': c{at}"]
        cell += [f"'g{n}': {literal(values[name]) if name in values else 'null'}" for n, name in enumerate(given)]
        cells.append("{" + ", ".join(cell) + "}")
    numbered = source.relation if source.numbered else _numbered(source.relation)
    used = {*source.match.read, *folded} if not source.numbered else set(range(width))
    columns = [f"c{at}" for at in sorted(used)]
    columns += [f"one.g{n}::varchar as c{width + n}" for n in range(len(given))]
    zero = " and not regexp_full_match(trim(one.cell), '0+([.,]0+)?')" if unfold.zero_is_none else ""
    relation = (
        f'(select ("row" - 1) * {spread} + one.nth + 1 as "row", {", ".join(columns)}, '
        f"one.cell as c{width + len(given)} from (select *, unnest([{', '.join(cells)}]) as one from {numbered}) "
        f"where trim(one.cell) <> ''{zero})"
    )
    places = dict(source.match.places) | {name: width + n for n, name in enumerate((*given, unfold.value))}
    rows = desk.con.execute(f"select count(*) from {relation}").fetchall()[0][0]
    desk.notices.add(
        "unfolded", source.file, column=unfold.value, table=source.table.name, n=spread, rows=rows, read=source.read
    )
    matched = replace(source.match, places=places)
    return replace(source, relation=relation, match=matched, numbered=True, spread=spread, read=None)


def _combined(desk: Desk, source: Source) -> Source:
    """A field set together from several columns, beside them."""
    values = {}
    for name, places in source.match.parts.items():
        combined = source.table.combined[name]
        values[name] = combined_value(source.table.fields[name], combined, places)
        code, listed = "ticked" if combined.codes else "joined", ", ".join(combined.headings)
        desk.notices.add(code, source.file, column=name, table=source.table.name, n=len(places), headings=listed)
    return _with(desk, source, values)


def _fixed(desk: Desk, source: Source) -> Source:
    for name, text in source.table.fixed.items():
        desk.notices.add("fixed_value", source.file, column=name, table=source.table.name, value=text)
    return _with(desk, source, {name: literal(text) for name, text in source.table.fixed.items()})


def _with(desk: Desk, source: Source, given: Mapping[str, str]) -> Source:
    """The source with a column for each field whose text is given as SQL."""
    described = desk.con.execute(f"select * from {source.relation} limit 0").description or []
    columns = [column[0] for column in described if column[0] != "row"]
    free = max((int(name[1:]) for name in columns), default=-1) + 1
    values, places = [], dict(source.match.places)
    for at, (name, value) in enumerate(given.items(), free):
        values.append(f"({value})::varchar as c{at}")
        places[name] = at
    # A row where nothing stands is no row, and would become one by the given values alone.
    filled = " or ".join(f"trim({name}) <> ''" for name in columns) or "true"
    where = f" where {filled}" if source.numbered else ""
    relation = f"(select *, {', '.join(values)} from {source.relation}{where})"
    return replace(source, relation=relation, match=replace(source.match, places=places))


def _numbered(relation: str) -> str:
    return f'(select row_number() over () as "row", * from {relation})'
