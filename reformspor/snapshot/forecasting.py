"""Hours are carried on once, at admission, for the groups of roles whose hours the ledger keeps by month.

Which groups that is follows from one rule, and what cannot be carried on says why: nothing merged over a quarter or a
year, or over roles, is spread by guess. What is written is made from released rows alone, so it tells nothing of
people that they do not; a forecast costs seconds whatever the size of the export, since the ledger is small. It is made
once for every size of group that some level of readers counts as sure, of those rows alone.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb

from reformspor.effects.apart import forecasts_apart
from reformspor.effects.forecast import LEAST_MONTHS, Forecast
from reformspor.ledger.roles import group_of

# Ours: of the hours known to be a group's, and of those that may be, this share must be kept by month and group.
LEAST_OWN, LEAST_POSSIBLE = 0.95, 0.75
# The fewest people of a row that is sure, for the levels there are (Rule.sure_band); a test holds them together.
SURE_BANDS = (5, 10)
# Rows in one statement: row by row is slow, and a statement has a bound on what it may be given.
AT_ONCE = 500
WHOLE, REST = "all", "rest"
ALONE = frozenset({"helper", "employee"})
FORECAST_TABLES = {
    "forecast_group": (
        "source VARCHAR, sure_band BIGINT, role_group VARCHAR, state VARCHAR, month_from DATE, month_to DATE, "
        "months BIGINT, hours DOUBLE, hours_small DOUBLE, hours_pooled DOUBLE, hours_shared DOUBLE, model VARCHAR, "
        "best VARCHAR, origins BIGINT"
    ),
    "forecast_month": (
        'source VARCHAR, sure_band BIGINT, role_group VARCHAR, "month" DATE, kind VARCHAR, hours DOUBLE, low DOUBLE, '
        "high DOUBLE, tried BOOLEAN"
    ),
    "forecast_error": (
        "source VARCHAR, sure_band BIGINT, role_group VARCHAR, model VARCHAR, horizon BIGINT, n BIGINT, mae DOUBLE, "
        "mase DOUBLE, relative DOUBLE, coverage DOUBLE, scored BIGINT"
    ),
}
RELEASED = """
select role, month_from, month_to, sum(hours)::double as hours, sum(abs(hours))::double as size, band_lo
from {served}released group by role, month_from, month_to, band_lo order by all
"""


@dataclass(frozen=True)
class Cell:
    """Released hours of one label of role over whole months; `size` is their sum without signs, `people` the fewest
    that a row of them holds."""

    groups: frozenset[str]
    first: dt.date
    last: dt.date
    hours: float
    size: float
    people: int = SURE_BANDS[0]


@dataclass(frozen=True)
class Group:
    """The hours of one group of roles: by month, and what is not surely so: of too few people to be sure (`small`),
    merged over months, or with others."""

    name: str
    months: tuple[dt.date, ...]
    values: tuple[float, ...]
    kept: float
    pooled: float
    shared: float
    small: float = 0.0

    @property
    def state(self) -> str:
        """`ok`, or why it cannot be carried on: `no_hours`, `pooled`, `small` or `too_short`."""
        if not self.kept + self.small:
            return "no_hours"
        if not self._enough(self.kept + self.small):
            return "pooled"
        if not self._enough(self.kept):
            return "small"
        return "ok" if len(self.values) >= LEAST_MONTHS else "too_short"

    def _enough(self, kept: float) -> bool:
        own = self.kept + self.small + self.pooled
        return kept >= LEAST_OWN * own and kept >= LEAST_POSSIBLE * (own + self.shared)


@dataclass(frozen=True)
class Begun:
    """Forecasts under way: the groups at each band, under which name each series was sent, and what is to come."""

    groups: tuple[tuple[int, Group], ...]
    sent: Mapping[tuple[float, ...], str]
    said: Future[dict[str, Forecast]]


@contextmanager
def begun_forecast(con: duckdb.DuckDBPyConnection, as_of: dt.date, served: str = "served.") -> Iterator[Begun]:
    """Begin to forecast from the released rows and the role tree of the database named by `served`.

    It is made in a process of its own, so what else an admission does goes on meanwhile.
    """
    cells = _cells(con, served)
    names = dict.fromkeys([WHOLE, *sorted({name for cell in cells for name in cell.groups})])
    groups = tuple((band, group_from(name, cells, as_of, band)) for band in SURE_BANDS for name in names)
    # Where every row is large enough for all levels, one forecast does for them.
    sent = {group.values: f"{group.name} {band}" for band, group in reversed(groups) if group.state == "ok"}
    with ThreadPoolExecutor(1) as waiting:
        series = {name: values for values, name in reversed(sent.items())}
        yield Begun(groups, sent, waiting.submit(forecasts_apart, series))


def write_forecast(con: duckdb.DuckDBPyConnection, source: str, begun: Begun, served: str = "served.") -> None:
    """Fill the forecast's tables in the database named by `served`; waits until the forecasts are made."""
    said = begun.said.result()
    held: dict[str, list[list[Any]]] = {"forecast_group": [], "forecast_month": [], "forecast_error": []}
    for band, group in begun.groups:
        made = said.get(begun.sent.get(group.values, "")) if group.state == "ok" else None
        for table, rows in zip(held, _rows((source, band, group.name), group, made), strict=True):
            held[table] += rows
    for table, rows in held.items():
        for at in range(0, len(rows), AT_ONCE):
            some = rows[at : at + AT_ONCE]
            marks = ", ".join(f"({', '.join('?' * len(row))})" for row in some)
            con.execute(f"insert into {served}{table} values {marks}", [value for row in some for value in row])


def group_from(name: str, cells: Iterable[Cell], as_of: dt.date, sure_band: int = SURE_BANDS[0]) -> Group:
    """The group of this name, from its first month with hours to the last month that was whole on `as_of`, of the rows
    of `sure_band` people or more.

    A month between without hours is zero: all but a small share of what is the group's has its month.
    """
    mine = [cell for cell in cells if name == WHOLE or name in cell.groups]
    by_month: dict[dt.date, float] = defaultdict(float)
    kept = small = pooled = shared = 0.0
    end = _last_whole(as_of)
    for cell in mine:
        own = name == WHOLE or cell.groups == {name}
        if own and cell.first == cell.last and cell.people < sure_band:
            small += cell.size
        elif own and cell.first == cell.last:
            kept += cell.size
            if cell.first <= end:
                by_month[cell.first] += cell.hours
        elif own:
            pooled += cell.size
        else:
            shared += cell.size
    months = tuple(_months(min(by_month), end)) if by_month else ()
    return Group(name, months, tuple(max(by_month[month], 0.0) for month in months), kept, pooled, shared, small)


def _cells(con: duckdb.DuckDBPyConnection, served: str) -> list[Cell]:
    covers: dict[str, set[str]] = defaultdict(set)
    for label, leaf in con.execute(f"select label, leaf from {served}role_tree").fetchall():
        covers[label].add(_group(leaf))
    return [
        Cell(frozenset(covers[role] or {REST}), first, last, hours, size, people)
        for role, first, last, hours, size, people in con.execute(RELEASED.format(served=served)).fetchall()
    ]


def _group(leaf: str) -> str:
    group = group_of(leaf)
    return leaf if leaf in ALONE else group if group in ("union_rep_all", "leader_all") else REST


def _rows(
    named: tuple[str, int, str], group: Group, said: Forecast | None
) -> tuple[list[list[Any]], list[list[Any]], list[list[Any]]]:
    """The rows of the three tables, in their order."""
    months, known = group.months, zip(group.months, group.values, strict=True)
    state = "not_in_time" if group.state == "ok" and said is None else group.state
    summed = [
        *named, state, months[0] if months else None, months[-1] if months else None, len(months),
        group.kept, group.small, group.pooled, group.shared,
        said.model if said else None, said.best if said else None, said.origins if said else None,
    ]  # fmt: skip
    rows: list[list[Any]] = [[*named, month, "measured", hours, None, None, None] for month, hours in known]
    errors: list[list[Any]] = []
    if said is not None:
        rows += [
            [*named, _later(months[-1], one.horizon), "forecast", one.value, one.low, one.high, one.tried]
            for one in said.points
        ]
        errors = [
            [*named, one.model, one.horizon, one.n, one.mae, one.mase, one.relative, one.coverage, one.scored]
            for one in said.scores
        ]
    return [summed], rows, errors


def _last_whole(as_of: dt.date) -> dt.date:
    tomorrow = as_of + dt.timedelta(days=1)
    return _later(tomorrow.replace(day=1), -1)


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [_later(first, place) for place in range(count)]


def _later(month: dt.date, months: int) -> dt.date:
    index = month.year * 12 + month.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, 1)
