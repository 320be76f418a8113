"""A ledger in memory for the tests, and a plain reading of what it has released, made without the ledger's own code."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from reformspor.ledger import Settings
from reformspor.ledger.release import Release, release

FOREVER = 100_000
CODES = {
    "activity": ("prepare", "conduct", "follow_up", "travel"),
    "on_top": ("yes", "no"),
    "paid_by": ("release", "ordinary", "overtime"),
    "basis": ("registered", "estimated"),
    "kind": ("none", "workshop", "meeting", "training"),
}
MARGINS = ("activity", "on_top", "paid_by", "basis")
WITHHELD = 31


@dataclass(frozen=True)
class Entry:
    """One row of a constructed export; hours are quarters of an hour a head, so that sums are exact."""

    entry_id: str | None
    month: dt.date
    unit: str
    role: str
    phase: str
    person: str | None
    quarters: int
    activity: str = "prepare"
    on_top: str = "no"
    paid_by: str = "ordinary"
    basis: str = "registered"
    kind: str = "none"
    heads: int = 1
    cost: int = 0

    @property
    def hours(self) -> int:
        """Person-hours in hundredths."""
        return self.quarters * 25 * self.heads

    def but(self, **changes: Any) -> Entry:
        return replace(self, **changes)


@dataclass(frozen=True)
class Line:
    """A record as the ledger keeps it: its row (None while it waits), its sign, and who and what it is of."""

    id: int
    corrects: int | None
    row: int | None
    batch: int | None
    person: str | None
    heads: int
    each: int
    hours: int
    cost: int
    cell: int
    kinds: int
    session_kind: int = 0


class Books:
    """One source's ledger, the export it reads and the file it publishes."""

    def __init__(
        self, settings: Settings | None = None, sectors: dict[str, str] | None = None, file: Path | None = None
    ):
        self.settings = settings or Settings(retention_days=FOREVER)
        self.con = duckdb.connect(str(file) if file else ":memory:")
        self.con.execute("set threads = 1; attach ':memory:' as incoming; create schema incoming.staging")
        self.con.execute("create table incoming.staging.units (unit_id varchar, sector varchar)")
        self.con.execute("create table incoming.staging.sessions (session_id varchar, kind varchar)")
        for kind in CODES["kind"][1:]:
            self.con.execute("insert into incoming.staging.sessions values (?, ?)", [f"s-{kind}", kind])
        for unit, sector in (sectors or {}).items():
            self.con.execute("insert into incoming.staging.units values (?, ?)", [unit, sector])

    def admit(self, entries: Sequence[Entry], as_of: dt.date = dt.date(2030, 1, 1), **changes: Any) -> Release:
        """Replace the source's table by `entries` and release."""
        table = pa.table(
            {
                "entry_id": pa.array([e.entry_id for e in entries], pa.string()),
                "session_id": pa.array([None if e.kind == "none" else f"s-{e.kind}" for e in entries], pa.string()),
                "period": pa.array([e.month for e in entries], pa.date32()),
                "unit_id": pa.array([e.unit for e in entries], pa.string()),
                "role": pa.array([e.role for e in entries], pa.string()),
                "activity": pa.array([e.activity for e in entries], pa.string()),
                "headcount": pa.array([e.heads for e in entries], pa.int64()),
                "hours": pa.array([e.quarters / 4 for e in entries], pa.float64()),
                "basis": pa.array([e.basis for e in entries], pa.string()),
                "on_top": pa.array([e.on_top for e in entries], pa.string()),
                "paid_by": pa.array([e.paid_by for e in entries], pa.string()),
                "cost_nok": pa.array([e.cost or None for e in entries], pa.float64()),
                "person_key": pa.array([e.person for e in entries], pa.string()),
                "phase": pa.array([e.phase for e in entries], pa.string()),
                "comment": pa.array(["Ola Nordmann" for _ in entries], pa.string()),
            }
        )
        self.con.register("sent", table)
        self.con.execute(
            "create or replace table incoming.staging.resource_use as select * replace (hours::decimal(18,2) as hours,"
            " cost_nok::decimal(18,2) as cost_nok) from sent"
        )
        self.con.unregister("sent")
        settings = replace(self.settings, **changes)
        return release(self.con, source="s", municipality="m", settings=settings, as_of=as_of)

    def rows(self, where: str = "true") -> list[dict[str, Any]]:
        """The released rows, oldest first."""
        return self.table(f"select * from ledger.released where {where} order by row_id")

    def lines(self) -> list[Line]:
        """Every record the ledger has the content of."""
        found = self.con.execute(
            "select id, corrects, row_id, released, person_key, heads, each_h, h, c, cell, kinds, session_kind "
            "from ledger.record left join ledger.person using (pid) order by id"
        ).fetchall()
        return [Line(*values) for values in found]

    def folds(self) -> dict[tuple[int, str, int], int]:
        """How each code of each margin of each row is shown."""
        found = self.con.execute("select row_id, margin, code, shown from ledger.fold").fetchall()
        return {(row, margin, code): shown for row, margin, code, shown in found}

    def bundles(self) -> dict[int, int]:
        """The bundle of each row that is in one."""
        return dict(self.con.execute("select row_id, bundle from ledger.bundle_row").fetchall())

    def effort(self) -> dict[tuple[int, int], int]:
        """How each kind of session of each bundle is shown."""
        found = self.con.execute("select bundle, code, shown from ledger.effort_fold").fetchall()
        return {(bundle, code): shown for bundle, code, shown in found}

    def split(self) -> dict[tuple[int, int, int], int]:
        """How each activity of each kind of session of each bundle is shown, where it is."""
        found = self.con.execute("select bundle, kind, activity, shown from ledger.effort_split").fetchall()
        return {(bundle, kind, activity): shown for bundle, kind, activity, shown in found}

    def parts(self) -> dict[int, tuple[int, int, int | None]]:
        """By the number of a record whose kind is told: bundle, kind, and what it went to (None: not told)."""
        bundles, effort, split = self.bundles(), self.effort(), self.split()
        found: dict[int, tuple[int, int, int | None]] = {}
        for line in self.lines():
            bundle = bundles.get(line.row or 0)
            shown = None if bundle is None else effort[bundle, line.session_kind]
            if bundle is not None and shown is not None and shown != WITHHELD:
                found[line.id] = (bundle, shown, split.get((bundle, shown, line.kinds & 31)))
        return found

    def table(self, sql: str) -> list[dict[str, Any]]:
        cursor = self.con.execute(sql)
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def contributions(lines: Iterable[Line], measure: str) -> tuple[int, dict[str | None, int], list[int]]:
    """The fewest people, each known person's net, and the two most that unknown people can have on top."""
    known: dict[str | None, int] = defaultdict(int)
    heads, first, second = 0, 0, 0
    for line in lines:
        value = getattr(line, measure)
        if not value:
            continue
        if line.person is not None:
            known[line.person] += value
        else:
            heads = max(heads, line.heads)
            each = -(-abs(value) // line.heads)
            first += each
            second += each if line.heads > 1 else 0
    net = {person: value for person, value in known.items() if value}
    return max(len(net), heads), net, [first, second]


def is_safe(lines: Iterable[Line], measure: str = "hours", k: int = 5, p: int = 10) -> bool:
    """Rule 4, said again in plain Python: no measure at all, or k people of whom no two can estimate a third."""
    lines = list(lines)
    people, net, unknown = contributions(lines, measure)
    if not net and not unknown[0]:
        return measure != "hours"
    counted = abs(sum(getattr(line, measure) for line in lines if line.person is None))
    largest = [*sorted((abs(value) for value in net.values()), reverse=True), 0, 0]
    total = sum(largest) + counted
    one, two = largest[0] + unknown[0], largest[1] + unknown[1]
    return people >= k and (total - one - two) * 100 >= p * one


def by_row(lines: Iterable[Line]) -> dict[int, list[Line]]:
    """The released records of each row."""
    rows: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.row is not None:
            rows[line.row].append(line)
    return rows


def crossing(lines: Iterable[Line], rows: set[int]) -> list[Line]:
    """What is left of a set of rows when every record and its correction have cancelled each other."""
    inside = [line for line in lines if line.row in rows]
    here = {line.id for line in inside}
    taken_back = {line.corrects for line in inside}
    return [line for line in inside if line.corrects not in here and line.id not in taken_back]
