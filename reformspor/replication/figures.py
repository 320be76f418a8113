"""What a report says, figure by figure, as files of plain numbers; and how those of two makings differ."""

from __future__ import annotations

import csv
import datetime as dt
import json
import math
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from reformspor.intake.guarding import guarded, unguarded
from reformspor.passport import Difference, Numbers, Passport, differences, numbers_of
from reformspor.passport.numbers import cell
from reformspor.report.leaves import Chapter, Exhibit, Leaf, Number, NumberRow, Report, Said

LIST, SAID, NUMBERS, SHOWN = "figures.csv", "said.csv", "numbers", "shown"
HEADS = ("n", "kind", "page", "key", "address", "id", "question", "state", "method", "seed", "hidden", "grain", "says")
# What a method reckons on another machine may differ in the last of its figures; what is asked in SQL may not.
NEAR = 1e-6

Kind = Literal["figure", "table", "number", "said"]
Verdict = Literal["same", "near", "changed", "gone", "new"]


@dataclass(frozen=True)
class Figure:
    """One figure, table, single number or sentence of a view.

    `n` is its place among all of them, `says` its headline or text, `numbers` what its answer holds and `shown` the
    table as a reader has it, in words. `hidden` is how many hours are possible beyond what is sure, and how many values
    are withheld, as text.
    """

    n: int
    kind: Kind
    page: str
    says: str
    key: str = ""
    address: str = ""
    id: str = ""
    question: str = ""
    state: str = "ok"
    method: str = ""
    seed: str = ""
    hidden: str = ""
    numbers: Numbers | None = None
    shown: Numbers | None = None


@dataclass(frozen=True)
class Compared:
    """What became of one figure when it was made again."""

    figure: Figure
    verdict: Verdict
    differences: tuple[Difference, ...] = ()


def figures_of(report: Report, address: Mapping[str, str], first: int = 1) -> tuple[Figure, ...]:
    """Everything with a number in it, in order, numbered from the `first`, of a report read at one address."""
    found: list[Figure] = []
    for chapter in report.chapters:
        for leaf in chapter.leaves:
            found += _of(leaf, chapter, json.dumps(dict(address), sort_keys=True), first + len(found))
    return tuple(found)


def _of(leaf: Leaf, chapter: Chapter, address: str, n: int) -> list[Figure]:
    if isinstance(leaf, Exhibit):
        return [_figure(leaf, chapter, address, n)]
    if isinstance(leaf, NumberRow):
        return [_number(one, chapter, address, n + place) for place, one in enumerate(leaf.numbers)]
    if isinstance(leaf, Said):
        return [Figure(n, "said", chapter.page, leaf.text, address=address)]
    return []


def _figure(one: Exhibit, chapter: Chapter, address: str, n: int) -> Figure:
    passport = one.passport
    return Figure(
        n,
        "table" if one.chart is None else "figure",
        chapter.page,
        one.headline,
        address=address,
        state=one.answer.state,
        hidden=_hidden(one),
        numbers=numbers_of(one.answer),
        shown=None if one.table is None else _shown(one),
        **_passed(passport),
    )


def _number(one: Number, chapter: Chapter, address: str, n: int) -> Figure:
    says = f"{one.label}: {one.value} {one.unit}".strip()
    if one.passport is None:
        return Figure(n, "number", chapter.page, says, address=address)
    passed = _passed(one.passport)
    return Figure(n, "number", chapter.page, says, address=address, numbers=one.passport.numbers, **passed)


def _passed(passport: Passport) -> dict[str, Any]:
    return {
        "key": passport.place.key if passport.place else "",
        "id": passport.id,
        "question": passport.question,
        "method": passport.method,
        "seed": "" if passport.seed is None else str(passport.seed),
    }


def _hidden(one: Exhibit) -> str:
    hidden = one.answer.hidden
    parts = [f"{name}+{value:.10g}" for name, value in sorted(hidden.possible.items())]
    return "; ".join([*parts, *([f"withheld {hidden.withheld}"] if hidden.withheld else [])])


def _shown(one: Exhibit) -> Numbers:
    assert one.table is not None
    rows = tuple(tuple(cell(_plain(value)) for value in row) for row in one.table.itertuples(index=False, name=None))
    return Numbers(tuple(str(name) for name in one.table.columns), (), rows)


def _plain(value: Any) -> Any:
    """What a cell holds, or what it says where it is something of its own, such as a way that is drawn."""
    held = value.item() if hasattr(value, "item") else value
    return held if held is None or isinstance(held, str | int | float | dt.date | list | tuple) else str(held)


def write_figures(figures: Iterable[Figure], folder: Path) -> None:
    """Write the list and each figure's numbers, as its answer has them and as they are shown, below a folder."""
    for name in (NUMBERS, SHOWN):
        # What a former making left is no part of this one.
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).mkdir(parents=True)
    held = tuple(figures)
    rows = [_listed(one) for one in held if one.kind != "said"]
    _write(folder / LIST, HEADS, rows)
    said = [(str(one.n), one.page, one.address, one.says) for one in held if one.kind == "said"]
    _write(folder / SAID, ("n", "page", "address", "says"), said)
    for one in held:
        for name, numbers in ((NUMBERS, one.numbers), (SHOWN, one.shown)):
            if numbers is not None:
                _write(folder / name / f"{one.n:04}.csv", numbers.columns, numbers.rows)


def _listed(one: Figure) -> tuple[str, ...]:
    grain = "; ".join(one.numbers.columns[place] for place in one.numbers.key) if one.numbers else ""
    return tuple(grain if name == "grain" else str(getattr(one, name)) for name in HEADS)


def read_figures(folder: Path) -> tuple[Figure, ...]:
    """What `write_figures` wrote. Raises OSError, KeyError or ValueError for anything else."""
    found = []
    for row in _dicts(folder / LIST):
        n, grain = int(row["n"]), [name for name in row["grain"].split("; ") if name]
        rest = {name: row[name] for name in HEADS if name not in ("n", "grain")}
        numbers = _read(folder / NUMBERS / f"{n:04}.csv", grain)
        found.append(Figure(n=n, **rest, numbers=numbers, shown=_read(folder / SHOWN / f"{n:04}.csv", [])))  # type: ignore[arg-type]
    for row in _dicts(folder / SAID):
        found.append(Figure(int(row["n"]), "said", row["page"], row["says"], address=row["address"]))
    return tuple(sorted(found, key=lambda one: one.n))


def compared(was: Sequence[Figure], now: Sequence[Figure]) -> tuple[Compared, ...]:
    """Each figure of the first making held against its fellow of the second."""
    fellows = {_place(one): one for one in now}
    found = [_held(one, fellows.pop(_place(one), None)) for one in was]
    return (*found, *(Compared(one, "new") for one in fellows.values()))


def _place(one: Figure) -> tuple[str, str, str, int]:
    """What a figure stands under: its order among all, since a page may ask one question in several ways."""
    return one.kind, one.page, one.address, one.n


def _held(was: Figure, now: Figure | None) -> Compared:
    if now is None:
        return Compared(was, "gone")
    told = [
        Difference("", name, getattr(was, name), getattr(now, name))
        for name in ("id", "state", "says")
        if getattr(was, name) != getattr(now, name)
    ]
    cells = [*_differences(was.numbers, now.numbers), *_differences(was.shown, now.shown)]
    if not told and not cells:
        return Compared(was, "same")
    near = bool(was.method) and not told and all(_is_near(one) for one in cells)
    return Compared(was, "near" if near else "changed", (*told, *cells))


def _differences(was: Numbers | None, now: Numbers | None) -> list[Difference]:
    nothing = Numbers((), (), ())
    return differences(_told(was or nothing), _told(now or nothing))


def _told(numbers: Numbers) -> Numbers:
    """An empty text is nothing: a file has no other way to say it."""
    return Numbers(numbers.columns, numbers.key, tuple(tuple(one or None for one in row) for row in numbers.rows))


def _is_near(one: Difference) -> bool:
    try:
        was, now = float(one.was or ""), float(one.now or "")
    except ValueError:
        return False
    return math.isclose(was, now, rel_tol=NEAR, abs_tol=NEAR**2)


def _write(file: Path, heads: Sequence[str], rows: Iterable[Sequence[str | None]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([guarded(name) for name in heads])
        writer.writerows([_text(one) for one in row] for row in rows)


def _text(value: str | None) -> str:
    """The cell in a file; a number is never run, a text may be."""
    if value is None:
        return ""
    try:
        float(value)
    except ValueError:
        return guarded(f"'{value}" if value.startswith("'") else value)
    return value


def _rows(file: Path) -> list[list[str]]:
    csv.field_size_limit(2**24)
    with file.open(encoding="utf-8", newline="") as given:
        return list(csv.reader(given))


def _dicts(file: Path) -> list[dict[str, str]]:
    heads, *rows = _rows(file)
    return [dict(zip(heads, (_untold(one) for one in row), strict=True)) for row in rows]


def _read(file: Path, grain: Sequence[str]) -> Numbers | None:
    if not file.is_file():
        return None
    heads, *rows = _rows(file)
    columns = tuple(unguarded(name) for name in heads)
    key = tuple(place for place, name in enumerate(columns) if name in grain)
    # A file of one column has an empty line for an empty cell.
    held = tuple(tuple(_untold(one) or None for one in row) if row else (None,) for row in rows)
    return Numbers(columns, key, held)


def _untold(text: str) -> str:
    return text[1:] if text.startswith("''") else unguarded(text)
