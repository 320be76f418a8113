"""A refused row keeps its own texts beside its faults, so that it can be mended where it came from and sent again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from reformspor.intake.careful import Torn
from reformspor.intake.fields import Field, OwnTable, fold
from reformspor.intake.headings import known_headings
from reformspor.intake.persons import shown

if TYPE_CHECKING:
    from reformspor.intake.listing import Listing, OfRow
    from reformspor.intake.tally import Tally
    from reformspor.intake.typing_table import Typed

# More than this nobody mends by hand: the export itself is what must be mended.
MOST = 50_000
BATCH = 5_000


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not admitted: `row` is its number in `file` (1 = first data row), `texts` what stood under each
    heading (empty text for nothing), `rest` what stood beyond the last heading, or the record's whole text when its
    fields cannot be told apart.

    `personal` are the headings whose texts may name or point at someone, or that no reviewer has seen: mask them, and
    `rest`, wherever another than the sender may look. In a record that is no row of its table every heading is, since
    nothing tells which field is which.
    """

    file: str
    table: str
    row: int
    faults: OfRow
    texts: Mapping[str, str]
    personal: frozenset[str]
    rest: tuple[str, ...] = ()


def keep_refused(con: duckdb.DuckDBPyConnection, typed: Typed, faults: Tally) -> None:
    """Keep the texts of a typed table's refused rows in the temp table `refused_<table>`: the first of `MOST`; and
    let its faults show them.

    The source must still be there to be read; a large one is read once more, and only when a row was refused.
    """
    name, source = typed.source.table.name, typed.source
    con.execute(f'create or replace temp table refused_{name} as select 0::bigint as "row" limit 0')
    if not con.execute(f"select 1 from {typed.bad} limit 1").fetchall():
        return
    numbered = (
        source.relation if source.numbered else f'(select row_number() over () as "row", * from {source.relation})'
    )
    few = f'(select distinct "row" from {typed.bad} order by 1 limit {MOST})'
    con.execute(
        f"create or replace temp table refused_{name} as select given.* from {numbered} given "
        f'semi join {few} bad on given."row" = bad."row"'
    )
    _say_as_written(con, typed, faults)


def _say_as_written(con: duckdb.DuckDBPyConnection, typed: Typed, faults: Tally) -> None:
    """Show the values of faults as the sender wrote them (`25,00`, not `25.00`), where the row's texts are kept."""
    name, places, fields = typed.source.table.name, typed.source.match.places, typed.source.table.fields
    held: dict[str, dict[int, str | None]] = {}

    def text_of(column: str, row: int, value: str) -> str:
        field = fields.get(column)
        if field is None or field.personal or field.masked or column not in places:
            return value
        if column not in held:
            held[column] = dict(con.execute(f'select "row", c{places[column]} from temp.refused_{name}').fetchall())
        text = held[column].get(row)
        # Most are written as they are understood, and what may be shown of those is known.
        return value if text is None or text == value else shown(text.strip())

    faults.as_written(typed.source.file, text_of)


def refused_rows(con: duckdb.DuckDBPyConnection, tables: Mapping[str, Typed], faults: Listing) -> Iterator[RefusedRow]:
    """Every row that was refused, at most `MOST` a file, by file, table and row, with all that is wrong with it.

    `faults` are the rows' own and those they were refused along with.
    """
    for typed in sorted(tables.values(), key=lambda each: (each.source.file, each.source.table.name)):
        source = typed.source
        headings = source.match.headings
        known = known_headings(source.table)
        named = {heading: known.get(fold(heading), "") for heading in headings}
        personal = _personal(named, source.table)
        wrong = faults.of_file(source.file)
        torn = {record.row: record for record in source.torn}
        if source.sum_line is not None and source.table.sum_line == "refuse" and source.read:
            torn[source.read] = Torn(source.read, source.sum_line)
        pointed = wrong.columns_of("personal_data")
        whole = _texts(con, source.table.name, headings)
        for row, texts in _merged(whole, torn, headings):
            found = wrong.of(row)
            record = torn.get(row)
            hidden = personal | _pointing(pointed[row], named) if row in pointed else personal
            hidden = frozenset(texts) if record else hidden
            rest = _rest(record, headings) if record else ()
            yield RefusedRow(
                source.file, source.table.name, faults.row_in_file(source.file, row), found, texts, hidden, rest
            )


def _merged(
    whole: Iterator[tuple[int, dict[str, str]]], torn: Mapping[int, Torn], headings: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    left = [(row, _named(headings, torn[row].fields)) for row in sorted(torn)]
    for row, texts in whole:
        while left and left[0][0] < row:
            yield left.pop(0)
        yield row, texts
    yield from left


def _rest(record: Torn, headings: tuple[str, ...]) -> tuple[str, ...]:
    return (record.whole,) if record.whole else record.fields[len(headings) :]


def _texts(
    con: duckdb.DuckDBPyConnection, table: str, headings: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    described = con.execute(f"select * from temp.refused_{table} limit 0").description or []
    places = [int(column[0][1:]) for column in described if column[0][0] == "c" and column[0][1:].isdigit()]
    held = {at: headings[at] for at in places if at < len(headings) and headings[at].strip()}
    columns = ", ".join(f"coalesce(c{at}, '')" for at in held)
    last = 0
    while held:
        rows = con.execute(
            f'select "row", {columns} from temp.refused_{table} where "row" > {last} order by "row" limit {BATCH}'
        ).fetchall()
        if not rows:
            return
        for number, *texts in rows:
            yield number, dict(zip(held.values(), texts, strict=True))
        last = rows[-1][0]


def _named(headings: tuple[str, ...], texts: tuple[str, ...]) -> dict[str, str]:
    """Texts under their headings; a column without a heading holds nothing that is read."""
    filled = [*texts, *[""] * (len(headings) - len(texts))]
    return {heading: text for heading, text in zip(headings, filled, strict=False) if heading.strip()}


def _personal(named: Mapping[str, str], table: OwnTable) -> frozenset[str]:
    """Headings of personal and free text fields, and of columns that no field answers for."""
    hidden = set()
    for heading, name in named.items():
        field = table.fields.get(name)
        if field is None or _is_personal(field):
            hidden.add(heading)
    # A part may also be open by itself: it is not shown where what it is a part of is not.
    parts = {
        fold(part)
        for name, each in table.combined.items()
        if _is_personal(table.fields[name])
        for part in each.headings
    }
    return frozenset((*hidden, *(heading for heading in named if fold(heading) in parts)))


def _is_personal(field: Field) -> bool:
    return field.personal or field.masked or field.type == "free_text"


def _pointing(fields: Collection[str | None], named: Mapping[str, str]) -> frozenset[str]:
    """Headings of the fields that in this row hold what points at a person."""
    return frozenset(heading for heading, name in named.items() if name in fields)
