"""The templates' example rows are known by the mark their key begins with, and are never admitted."""

from __future__ import annotations

import mmap
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reformspor.contract import load_contract
from reformspor.contract.examples import asked_for, example_marks, example_texts
from reformspor.intake.fields import Field, Frame, literal, quoted
from reformspor.intake.values import read_value
from reformspor.words import LANGUAGES

if TYPE_CHECKING:
    from reformspor.intake.sources import Desk, Source
    from reformspor.intake.verdicts import Bench


def holds_mark(path: Path) -> bool:
    """Whether a UTF-8 text holds an example's mark anywhere."""
    if not path.stat().st_size:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return any(text.find(mark.encode("utf-8")) >= 0 for mark in example_marks())


def leave_examples(desk: Desk, source: Source) -> Source:
    """The source without rows whose marked field begins with an example's mark, each named in a notice.

    One that was partly written over is left out too, and the notice says so: a key that says example is the sign,
    and which of the other cells are meant cannot be known.
    """
    at = source.match.places.get(source.table.marked)
    if at is None:
        return source
    marked = begins(f"trim(c{at})")
    fields = [(name, place) for name, place in source.match.places.items()]
    columns = ", ".join(f"c{place}" for _, place in fields)
    rows = desk.con.execute(f'select "row", {columns} from {source.relation} where {marked} order by 1').fetchall()
    if not rows:
        return source
    for row, *texts in rows:
        given = {name: text for (name, _), text in zip(fields, texts, strict=True)}
        code = "example_row" if _is_untouched(desk.frame, source, given) else "example_changed"
        desk.notices.add(code, source.file, int(row), table=source.table.name)
    relation = f"(select * from {source.relation} where not coalesce({marked}, false))"
    return replace(source, relation=relation, examples=len(rows))


def refuse_left_over(bench: Bench) -> None:
    """Name every id in a real row that is still the example's."""
    for typed in bench.tables.values():
        if not (typed.source.marked and typed.source.table.marked):
            continue
        for name in typed.fields:
            field = typed.source.table.fields[name]
            if field.type not in ("id", "ids"):
                continue
            value = f"unnest({quoted(name)})" if field.is_list else quoted(name)
            left = (
                f'select "row", min(value) as value from (select "row", {value} as value from {typed.name}) '
                f"where {begins('value')} group by 1"
            )
            bench.refuse(typed, name, "example_left", left)


def begins(value: str) -> str:
    """SQL for whether a value begins with an example's mark: it lies between the mark and what comes after all such.

    Of a range the store knows at once which parts of a table can hold none.
    """
    after = {mark: mark[:-1] + chr(ord(mark[-1]) + 1) for mark in example_marks()}
    ranges = [f"({value} >= {literal(mark)} and {value} < {literal(end)})" for mark, end in after.items()]
    return f"({' or '.join(ranges)})"


def _is_untouched(frame: Frame, source: Source, given: dict[str, str | None]) -> bool:
    own = {name: _meant(text, source.table.fields[name], frame) for name, text in given.items()}
    return any(
        all(_meant(texts.get(name, ""), source.table.fields[name], frame) == value for name, value in own.items())
        for texts in _examples(source.table.name)
    )


def _meant(text: str | None, field: Field, frame: Frame) -> str | None:
    """What a cell means, so that a spreadsheet's way of writing it is no change."""
    return None if text is None else read_value(text, field, frame).value or text.strip() or None


@cache
def _examples(table: str) -> tuple[dict[str, str], ...]:
    contract = load_contract()
    names = [column.name for column in asked_for(contract.tables[table])]
    return tuple(dict(zip(names, example_texts(table, lang), strict=True)) for lang in LANGUAGES)
