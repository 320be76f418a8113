"""A source becomes a typed table: every value read, every refused one named, and what was changed counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import duckdb

from reformspor.intake.example_rows import begins
from reformspor.intake.fields import Field, Frame, literal, quoted
from reformspor.intake.odd_rows import OddRows, Said
from reformspor.intake.plain import Plain, plain
from reformspor.intake.row_numbers import number_by_place, number_for_good
from reformspor.intake.sources import Source
from reformspor.intake.tally import Tally

# The lowest bit of a row's marks says that a text of it is in no plain form; the others are dresses.
ODD = 1


@dataclass(frozen=True)
class Typed:
    """A typed table and where it came from. Rows with faults are named in the table `bad`.

    Of a `placed` one the rows are numbered by where they lie (`row_numbers`): none may be taken away before their
    numbers are written.
    """

    name: str
    bad: str
    source: Source
    read: int
    fields: tuple[str, ...]
    placed: bool = False


class Typist:
    """Types sources within one connection; `faults` and `notices` gather what is found."""

    def __init__(self, con: duckdb.DuckDBPyConnection, frame: Frame, faults: Tally, notices: Tally) -> None:
        self.con, self.frame, self.faults, self.notices = con, frame, faults, notices

    def type(self, source: Source, target: str, bad: str) -> Typed:
        """Create table `target` with the fields that the source supplies, `row`, and for months that may be
        days a column `day`; and table `bad` with the rows that have a fault.

        A fast source that turns out awkward, or to hold the template's example, is read again by the careful reader.
        """
        supplied = [field for field in source.table.fields.values() if field.name in source.match.places]
        texts = {field.name: f"c{source.match.places[field.name]}" for field in supplied}
        ways = {
            field.name: self._told(plain(field, texts[field.name], f"first_{at}", self.frame, source.lacks))
            for at, field in enumerate(supplied)
        }
        try:
            self._create(source, target, bad, texts, ways)
        except duckdb.Error:
            if source.again is None:
                raise
            return self.type(source.again(), target, bad)
        odd, examples, said = self._count(target, supplied, ways)
        if examples and source.table.marked and source.again is not None:
            return self.type(source.again(), target, bad)
        empty = self._count_empty(target, supplied)
        placed = not (source.numbered or odd or empty)
        if not (source.numbered or placed):
            number_for_good(self.con, target)
        if empty:
            self.con.execute(f"delete from {target} where {_is_empty(supplied)}")
        if odd:
            rest = OddRows(self.con, self.frame, self.faults).read(
                source, target, bad, supplied, f"marks__ & {ODD} > 0"
            )
            said, empty = said | rest.said, empty + rest.empty
        if empty:
            self.notices.add("empty_rows", source.file, table=source.table.name, n=empty)
        for (name, code, zone), n in said.items():
            self.notices.add(code, source.file, column=name, table=source.table.name, n=n, zone=zone)
        self.con.execute(f"alter table {target} drop column marks__")
        if placed:
            number_by_place(self.con, target)
        self._check_required(source, target, bad)
        read = source.read if source.read is not None else self._one(f"select count(*) from {target}")
        return Typed(target, bad, source, int(read), tuple(texts), placed)

    def _create(self, source: Source, target: str, bad: str, texts: dict[str, str], ways: dict[str, Plain]) -> None:
        columns = []
        for name, way in ways.items():
            field = source.table.fields[name]
            if field.type == "month" and field.or_day:
                # A month cast from any text may lie where no day can be taken from it.
                first = f"{way.value} - (day({way.value})::integer - 1)"
                columns.append(f"case when {way.value} >= date '0001-01-01' then {first} end as {quoted(name)}")
                columns.append(f"case when strlen({texts[name]}) <> 7 then {way.value} end as day")
            else:
                columns.append(f"({way.value})::{field.kept_type} as {quoted(name)}")
        firsts = [f"{way.first} as first_{at}" for at, way in enumerate(ways.values()) if way.first != "null"]
        number = ['"row"'] if source.numbered else []
        given = ", ".join([*dict.fromkeys(texts.values()), *number, *firsts])
        marks = _marks(ways, texts)
        kind = "temp table" if target.startswith("temp.") else "table"
        self.con.execute(
            f"create or replace {kind} {target} as select {', '.join([*columns, *number])}, "
            f"{marks} as marks__ from (select {given} from {source.relation})"
        )
        self.con.execute(f'create or replace temp table {bad} ("row" bigint, field varchar)')

    def _told(self, way: Plain) -> Plain:
        """A way without the dresses that are no news from this source: nobody need look for them."""
        return replace(way, dress=tuple(worn for worn in way.dress if self.notices.tells(worn[0])))

    def _count(self, target: str, supplied: list[Field], ways: dict[str, Plain]) -> tuple[int, int, Said]:
        """How many rows are left to the careful readers, how many have an example's id, and how many of those
        in plain form wear each dress."""
        worn = [(name, code) for name, way in ways.items() for code, _ in way.dress]
        marks = self.con.execute(f"select marks__, count(*) from {target} group by 1").fetchall()
        odd = sum(n for mark, n in marks if mark & ODD)
        dressed = [sum(n for mark, n in marks if mark & ((2 << at) + ODD) == 2 << at) for at in range(len(worn))]
        ids = [_is_example(field, odd=False) for field in supplied if field.type in ("id", "ids")]
        examples = self._one(f"select count(*) from {target} where {' or '.join(ids) or 'false'}")
        if odd and not examples and ids:
            # A text in no plain form may have blanks before the mark.
            ids = [_is_example(field, odd=True) for field in supplied if field.type in ("id", "ids")]
            examples = self._one(f"select count(*) from {target} where marks__ & {ODD} > 0 and ({' or '.join(ids)})")
        return odd, examples, Said({(*one, ""): n for one, n in zip(worn, dressed, strict=True) if n})

    def _count_empty(self, target: str, supplied: list[Field]) -> int:
        return self._one(f"select count(*) from {target} where {_is_empty(supplied)}")

    def _check_required(self, source: Source, target: str, bad: str) -> None:
        needed = [
            field.name for field in source.table.fields.values() if field.required and field.name in source.match.places
        ]
        if not needed:
            return
        counts = ", ".join(f"count(*) - count({quoted(name)})" for name in needed)
        row = self.con.execute(f"select {counts} from {target}").fetchall()[0]
        for name, n in zip(needed, row, strict=True):
            if not n:
                continue
            named = f'(select "row" from {bad} where field = {literal(name)})'
            self.con.execute(
                f'create or replace temp table missing__ as select t."row" from {target} t anti join {named} b '
                f'on t."row" = b."row" where {quoted(name)} is null order by 1'
            )
            missing = [(int(row), None) for (row,) in self.con.execute("from missing__").fetchall()]
            self.faults.add_rows("missing_value", source.file, name, source.table.name, missing)
            self.con.execute(f'insert into {bad} select "row", {literal(name)} from missing__')

    def _one(self, sql: str) -> int:
        return int(self.con.execute(sql).fetchall()[0][0])


def _marks(ways: Mapping[str, Plain], texts: Mapping[str, str]) -> str:
    """SQL for a row's marks. Fields that are settled at once in nearly every row are asked about together first."""
    ask: dict[bool, list[str]] = {True: [], False: []}
    worn: dict[bool, list[str]] = {True: [], False: []}
    settled, at = [], 0
    for number, (name, way) in enumerate(ways.items()):
        ask[way.settled].append(f"({texts[name]} is null or {way.holds})")
        if way.settled:
            settled.append(f"(first_{number} is not null or {texts[name]} is null)")
        for _, dress in way.dress:
            worn[way.settled].append(f"(case when {dress} then {2 << at} else 0 end)")
            at += 1
    parts = [f"(case when {' and '.join(ask[False]) or 'true'} then 0 else {ODD} end)", *worn[False]]
    if settled:
        odd = f"(case when {' and '.join(ask[True])} then 0 else {ODD} end)"
        parts.append(f"(case when {' and '.join(settled)} then 0 else {' + '.join([odd, *worn[True]])} end)")
    # Both halves may find the row odd, and it is so once.
    return f"({' | '.join(f'({part})::bigint' for part in parts)})"


def _is_empty(supplied: list[Field]) -> str:
    """Whether nothing at all stood in a row that was read as it is."""
    return " and ".join([*(f"{quoted(field.name)} is null" for field in supplied), f"marks__ & {ODD} = 0"])


def _is_example(field: Field, *, odd: bool) -> str:
    name = quoted(field.name)
    if field.is_list:
        return f"len(list_filter({name}, lambda one: {begins('trim(one)' if odd else 'one')})) > 0"
    return begins(f"trim({name})" if odd else name)
