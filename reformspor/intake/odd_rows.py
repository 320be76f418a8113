"""Rows with a text in no plain form are read by the careful readers, each different text of a field only once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np

from reformspor.intake.fields import Field, Frame, quoted
from reformspor.intake.persons import MASK, shown
from reformspor.intake.reading import Reading
from reformspor.intake.sources import Source
from reformspor.intake.tally import Tally
from reformspor.intake.values import read_value

BATCH = 20_000
REMEMBERED = 200_000
NOTHING = Reading(None)
Said = Counter[tuple[str, str, str]]


@dataclass(frozen=True)
class Rest:
    """What reading the odd rows came to: notices by field, code and time zone, and rows that were empty after all."""

    said: Said
    empty: int


class OddRows:
    """Reads the odd rows of one source into its typed table; `faults` gathers what is refused."""

    def __init__(self, con: duckdb.DuckDBPyConnection, frame: Frame, faults: Tally) -> None:
        self.con, self.frame, self.faults = con, frame, faults
        self._memory: dict[str, dict[str | None, Reading]] = {}
        self._room = REMEMBERED

    def read(self, source: Source, target: str, bad: str, supplied: list[Field], odd: str) -> Rest:
        """Read the texts of the rows where `odd` holds, put their values into `target`, name what is refused in
        `bad`, and take rows without any text away."""
        said: Said = Counter()
        self._gather(source, target, supplied, odd)
        for columns in self._batches(len(supplied)):
            rows, texts = columns[0], columns[1:]
            readings = [self._readings(field, set(column)) for field, column in zip(supplied, texts, strict=True)]
            for field, column, known in zip(supplied, texts, readings, strict=True):
                self._name(source, bad, field, rows, column, known)
                said += _notices(field, column, known)
            values = [[known[text].value for text in column] for column, known in zip(texts, readings, strict=True)]
            self._insert("mended__", [rows, *values])
        self._mend(target, supplied)
        empty = self._take_empty(target, bad, len(supplied))
        for table in ("odd__", "mended__"):
            self.con.execute(f"drop table {table}")
        return Rest(said, empty)

    def _gather(self, source: Source, target: str, supplied: list[Field], odd: str) -> None:
        """Read the source once more, for the texts of the odd rows alone: most sources have none."""
        texts = ", ".join(f"c{source.match.places[field.name]}" for field in supplied)
        number = '"row"' if source.numbered else 'row_number() over () as "row"'
        self.con.execute(
            f"create or replace temp table odd__ as select given.* from (select {number}, {texts} from "
            f'{source.relation}) given semi join (select "row" from {target} where {odd}) odd '
            f'on given."row" = odd."row" order by given."row"'
        )
        mended = ", ".join(f"v{at} varchar" for at in range(len(supplied)))
        self.con.execute(f'create or replace temp table mended__ ("row" bigint, {mended})')

    def _batches(self, width: int) -> Iterator[list[Sequence[Any]]]:
        last = -1
        while rows := self.con.execute(
            f"select * from odd__ where rowid > {last} and rowid <= {last + BATCH} order by rowid"
        ).fetchall():
            yield list(zip(*rows, strict=True))
            last += BATCH

    def _readings(self, field: Field, texts: set[str | None]) -> dict[str | None, Reading]:
        memory = self._memory.setdefault(field.name, {None: NOTHING})
        readings = {}
        for text in texts:
            known = memory.get(text)
            if known is None:
                known = read_value(text or "", field, self.frame)
                if self._room > 0 and len(text or "") < 200:
                    memory[text] = known
                    self._room -= 1
            readings[text] = known
        return readings

    def _name(
        self,
        source: Source,
        bad: str,
        field: Field,
        rows: Sequence[int],
        texts: Sequence[str | None],
        known: dict[str | None, Reading],
    ) -> None:
        """Name the refused texts of one field, by the reason they were refused for."""
        wrong = {text: reading for text, reading in known.items() if reading.fault}
        if not wrong:
            return
        places: dict[str | None, list[int]] = {text: [] for text in wrong}
        for row, text in zip(rows, texts, strict=True):
            if text in wrong:
                places[text].append(row)
        found: list[int] = []
        for text, reading in wrong.items():
            hidden = field.personal or field.masked or field.type == "free_text" or reading.fault == "personal_data"
            value = MASK if hidden or text is None else shown(text)
            self.faults.add_rows(
                str(reading.fault),
                source.file,
                field.name,
                source.table.name,
                [(row, value) for row in places[text]],
                **dict(reading.details),
            )
            found += places[text]
        self._insert(bad, [found, [field.name] * len(found)])

    def _insert(self, table: str, columns: list[Sequence[Any]]) -> None:
        # Arrays and no frame: to load what frames are of takes longer than to take in most exports.
        rows, *values = columns
        frame: dict[str, Any] = {"row": np.array(rows, "int64")}
        frame |= {f"v{at}": np.fromiter(column, object, len(column)) for at, column in enumerate(values)}
        self.con.register("kept__", frame)
        self.con.execute(f"insert into {table} select * from kept__")
        self.con.unregister("kept__")

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

    def _take_empty(self, target: str, bad: str, width: int) -> int:
        empty = " and ".join(f"v{at} is null" for at in range(width))
        rows = f'select "row" from mended__ where {empty} and "row" not in (select "row" from {bad})'
        gone = self.con.execute(f'delete from {target} where "row" in ({rows})').fetchall()
        return int(gone[0][0]) if gone else 0


def _notices(field: Field, texts: Sequence[str | None], known: dict[str | None, Reading]) -> Said:
    changed = {text for text, reading in known.items() if reading.notice and not reading.fault}
    said: Said = Counter()
    if changed:
        for text, n in Counter(text for text in texts if text in changed).items():
            reading = known[text]
            said[field.name, str(reading.notice), str(reading.details.get("zone", ""))] += n
    return said
