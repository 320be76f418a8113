"""A source becomes a typed table: every value read, every refused one named, and what was changed counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from reformspor.intake.fields import Field, Frame, literal, quoted
from reformspor.intake.persons import MASK, shown
from reformspor.intake.plain import Plain, plain
from reformspor.intake.reading import Reading
from reformspor.intake.sources import Source
from reformspor.intake.tally import Tally
from reformspor.intake.values import read_value

BATCH = 5_000
REMEMBERED = 200_000
Said = tuple[str, str, str]


@dataclass(frozen=True)
class Typed:
    """A typed table and where it came from. Rows with faults are named in the table `bad`."""

    name: str
    bad: str
    source: Source
    read: int
    fields: tuple[str, ...]


class Typist:
    """Types sources within one connection; `faults` and `notices` gather what is found."""

    def __init__(self, con: duckdb.DuckDBPyConnection, frame: Frame, faults: Tally, notices: Tally) -> None:
        self.con, self.frame, self.faults, self.notices = con, frame, faults, notices

    def type(self, source: Source, target: str, bad: str) -> Typed:
        """Create table `target` with the fields that the source supplies, `file`, `row`, and for months that may be
        days a column `day`; and table `bad` with the rows that have a fault.

        Raises duckdb.Error when a fast source turns out awkward; the caller then takes the careful one.
        """
        supplied = [field for field in source.table.fields.values() if field.name in source.match.places]
        texts = {field.name: f"c{source.match.places[field.name]}" for field in supplied}
        ways = {field.name: plain(field, texts[field.name], self.frame) for field in supplied}
        self._create(source, target, bad, texts, ways)
        if not source.numbered:
            self.con.execute(f'update {target} set "row" = rowid + 1')
        self._drop_empty(source, target, supplied)
        said = self._worn(target, ways)
        said += self._read_rest(source, target, bad, supplied)
        for (name, code, zone), n in said.items():
            self.notices.add(code, source.file, column=name, table=source.table.name, n=n, zone=zone)
        self._check_required(source, target, bad)
        self.con.execute(f"alter table {target} drop column odd__")
        self.con.execute(f"alter table {target} drop column dress__")
        read = source.read if source.read is not None else self._one(f"select count(*) from {target}")
        return Typed(target, bad, source, int(read), tuple(texts))

    def _create(self, source: Source, target: str, bad: str, texts: dict[str, str], ways: dict[str, Plain]) -> None:
        columns = []
        for name, way in ways.items():
            field, value = source.table.fields[name], way.value
            if field.type == "month" and field.or_day:
                columns.append(f"date_trunc('month', {value})::date as {quoted(field.name)}")
                columns.append(f"case when strlen({texts[name]}) <> 7 then {value} end::date as day")
            else:
                columns.append(f"({value})::{field.kept_type} as {quoted(field.name)}")
        number = '"row"' if source.numbered else "null::bigint"
        holds = " and ".join(f"coalesce({way.holds}, {texts[name]} is null)" for name, way in ways.items())
        dresses = [worn for way in ways.values() for _, worn in way.dress]
        dress = " + ".join(f"(case when {worn} then {1 << at} else 0 end)" for at, worn in enumerate(dresses)) or "0"
        kind = "temp table" if target.startswith("temp.") else "table"
        self.con.execute(
            f"create or replace {kind} {target} as select {', '.join(columns)}, {literal(source.file)} as file, "
            f'{number} as "row", ({dress})::integer as dress__, '
            f"case when {holds} then null else [{', '.join(texts.values())}] end as odd__ from {source.relation}"
        )
        self.con.execute(f'create or replace temp table {bad} ("row" bigint, field varchar)')

    def _drop_empty(self, source: Source, target: str, supplied: list[Field]) -> None:
        empty = " and ".join(f"{quoted(field.name)} is null" for field in supplied)
        texts = "odd__ is null or len(list_filter(odd__, lambda t: trim(t, ' \u00a0\t') <> '')) = 0"
        gone = self.con.execute(f"delete from {target} where {empty} and ({texts})").fetchall()
        if gone and gone[0][0]:
            self.notices.add("empty_rows", source.file, table=source.table.name, n=int(gone[0][0]))

    def _worn(self, target: str, ways: dict[str, Plain]) -> Counter[Said]:
        worn = [(name, code) for name, way in ways.items() for code, _ in way.dress]
        if not worn:
            return Counter()
        counts = [f"count(*) filter (where dress__ & {1 << at} > 0 and odd__ is null)" for at in range(len(worn))]
        row = self.con.execute(f"select {', '.join(counts)} from {target}").fetchall()[0]
        return Counter({(name, code, ""): int(n) for (name, code), n in zip(worn, row, strict=True) if n})

    def _read_rest(self, source: Source, target: str, bad: str, supplied: list[Field]) -> Counter[Said]:
        memory: dict[tuple[str, str], Reading] = {}
        said: Counter[Said] = Counter()
        texts_of = ", ".join(f"v{at} varchar" for at in range(len(supplied)))
        self.con.execute(f'create or replace temp table mended__ ("row" bigint, {texts_of})')
        for batch in self._odd_batches(target):
            refused: list[tuple[int, str]] = []
            mended: list[tuple[Any, ...]] = []
            for row, texts in batch:
                values: list[str | None] = []
                for field, text in zip(supplied, texts, strict=True):
                    reading = self._read(memory, field, text)
                    values.append(reading.value)
                    if reading.fault:
                        refused.append((row, field.name))
                        self._name(source, row, field, text, reading)
                    elif reading.notice:
                        said[field.name, reading.notice, str(reading.details.get("zone", ""))] += 1
                mended.append((row, *values))
            self._keep("mended__", mended)
            self._keep(bad, refused)
        if self._one("select count(*) from mended__"):
            self._mend(target, supplied)
        self.con.execute("drop table mended__")
        return said

    def _odd_batches(self, target: str) -> Iterator[list[tuple[int, list[str | None]]]]:
        self.con.execute(
            f'create or replace temp table odd__ as select (row_number() over (order by "row") - 1) // {BATCH} '
            f'as batch, "row", odd__ from {target} where odd__ is not null order by "row"'
        )
        for at in range(self._one("select coalesce(max(batch) + 1, 0) from odd__")):
            yield self.con.execute(f'select "row", odd__ from odd__ where batch = {at}').fetchall()
        self.con.execute("drop table odd__")

    def _read(self, memory: dict[tuple[str, str], Reading], field: Field, text: str | None) -> Reading:
        if text is None:
            return Reading(None)
        known = memory.get((field.name, text))
        if known is None:
            known = read_value(text, field, self.frame)
            if len(memory) < REMEMBERED and len(text) < 200:
                memory[field.name, text] = known
        return known

    def _name(self, source: Source, row: int, field: Field, text: str | None, reading: Reading) -> None:
        hidden = field.personal or field.masked or field.type == "free_text" or reading.fault == "personal_data"
        value = MASK if hidden or text is None else shown(text)
        code = str(reading.fault)
        self.faults.add(
            code, source.file, row, field.name, table=source.table.name, value=value, **dict(reading.details)
        )

    def _mend(self, target: str, supplied: list[Field]) -> None:
        sets = []
        for at, field in enumerate(supplied):
            text = f"mended__.v{at}"
            if field.type == "month":
                whole = f"try_cast(case when strlen({text}) = 7 then {text} || '-01' else {text} end as date)"
                sets.append(f"{quoted(field.name)} = date_trunc('month', {whole})::date")
                if field.or_day:
                    sets.append(f"day = case when strlen({text}) <> 7 then {whole} end")
            elif field.is_list:
                sets.append(f"{quoted(field.name)} = string_split({text}, ';')")
            else:
                sets.append(f"{quoted(field.name)} = try_cast({text} as {field.sql_type})")
        self.con.execute(f'update {target} set {", ".join(sets)} from mended__ where {target}."row" = mended__."row"')

    def _keep(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        if rows:
            frame = pd.DataFrame(rows).astype(dict.fromkeys(range(1, len(rows[0])), "object"))
            self.con.register("kept__", frame)
            self.con.execute(f"insert into {table} select * from kept__")
            self.con.unregister("kept__")

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
            missing = (
                f'select "row" from {target} where {quoted(name)} is null and "row" not in '
                f'(select "row" from {bad} where field = {literal(name)}) order by 1'
            )
            for (number,) in self.con.execute(missing).fetchall():
                self.faults.add("missing_value", source.file, int(number), name, table=source.table.name)
            self.con.execute(f"insert into {bad} select m.*, {literal(name)} from ({missing}) m")

    def _one(self, sql: str) -> int:
        return int(self.con.execute(sql).fetchall()[0][0])
