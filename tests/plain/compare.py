"""What a question answers beside what plain SQL says: equal row by row, or, for hours, sure <= raw <= possible."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from numbers import Number
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from reformspor.answers import Answer, ask
from reformspor.disclosure import Rule
from reformspor.scope import Scope
from reformspor.store import Store
from tests.plain.raw import EQUAL

# Questions whose rows add up to the hours of the scope, and the column whose codes the raw rows have too.
SUMS: dict[str, tuple[str, ...]] = {
    "resources/hours_by_role": ("role",),
    "resources/hours_by_role_month": ("role", "month"),
    "resources/hours_by_activity_month": ("activity", "month"),
    "resources/hours_by_role_activity": ("role", "activity"),
    "resources/on_top_by_month": ("on_top", "month"),
    "resources/on_top_by_role": ("role", "on_top"),
    "resources/basis_mix": ("basis",),
    "resources/paid_by": ("paid_by",),
    "resources/cost": ("month",),
    "resources/unit_month_per_100_fte": ("month", "unit_id"),
}
FOLDED = frozenset({"merged", "withheld"})
CENT = 0.005


@dataclass(frozen=True)
class Said:
    """One amount three times: what is sure, what the raw rows say, what is possible at most with all that waits."""

    question: str
    what: str
    sure: float
    raw: float
    possible: float

    @property
    def equal(self) -> bool:
        """Whether the answer says exactly what the raw rows say."""
        return abs(self.sure - self.raw) < CENT and abs(self.possible - self.raw) < CENT

    @property
    def within(self) -> bool:
        """Whether the raw amount lies between what is sure and what is possible."""
        return self.sure - CENT <= self.raw <= self.possible + CENT


def unequal(store: Store, raw: duckdb.DuckDBPyConnection, name: str) -> str | None:
    """How the answer to a question differs from plain SQL over the raw rows; None when it does not."""
    columns, sql = EQUAL[name]
    names = columns.split(", ")
    answer = ask(store, name, Scope(), Rule.internal()).frame[names]
    mine, plain = _rows(answer), _rows(pd.DataFrame(raw.execute(sql).fetchall(), columns=names))
    if mine == plain:
        return None
    return f"only answered: {list((mine - plain).items())[:3]}, only raw: {list((plain - mine).items())[:3]}"


def waiting(private: Path) -> tuple[float, float]:
    """Hours and kroner that wait, exactly; only a test may read them."""
    with duckdb.connect(str(private), read_only=True) as con:
        found = con.execute(
            "select coalesce(sum(h), 0) / 100, coalesce(sum(c), 0) / 100 from ledger.record where row_id is null"
        ).fetchall()[0]
    return float(found[0]), float(found[1])


def totals(store: Store, raw: duckdb.DuckDBPyConnection, held: tuple[float, float]) -> list[Said]:
    """Hours and kroner over everything, in every question that sums them: released and waiting are all there is."""
    hours, cost = raw.execute("select sum(hours), sum(cost_nok) from resource_use").fetchall()[0]
    said = []
    for name in SUMS:
        frame = ask(store, name, Scope(), Rule.internal()).frame
        for column, whole, waits in (("hours", hours, held[0]), ("cost_nok", cost, held[1])):
            if column in frame.columns:
                both = [float(frame[c].fillna(0).sum()) + waits for c in (column, f"{column}_possible")]
                said.append(Said(name, column, both[0], float(whole), both[1]))
    frame = ask(store, "overview/hours_total", Scope(), Rule.internal()).frame.set_index("span").loc["scope"]
    said.append(
        Said("overview/hours_total", "hours", frame["hours"] + held[0], float(hours), frame["hours_possible"] + held[0])
    )
    return said


def by_code(store: Store, raw: duckdb.DuckDBPyConnection, waits: float) -> Iterator[Said]:
    """Each code of each question without filters: what is sure of it, and what pooled rows and waiting may add."""
    covers = ask_sets(store)
    for name, columns in SUMS.items():
        frame = _with_month(ask(store, name, Scope(), Rule.internal()).frame)
        told = raw.execute(
            f"select {', '.join(_raw_column(c) for c in columns)}, sum(hours) from resource_use group by all"
        ).fetchall()
        for *codes, hours in told:
            exact, may = pd.Series(True, index=frame.index), pd.Series(True, index=frame.index)
            for column, code in zip(columns, codes, strict=True):
                exact &= _exactly(frame, column, code)
                may &= _perhaps(frame, column, code, covers)
            sure = float(frame.loc[exact, "hours"].fillna(0).sum())
            possible = float(frame.loc[may, "hours_possible"].fillna(0).sum()) + waits
            yield Said(name, " ".join(str(code) for code in codes), sure, float(hours), possible)
    yield from _ratios(store, raw, waits)
    for row in ask(store, "resources/unit_load", Scope(), Rule.internal()).copy_rows():
        hours = raw.execute("select sum(hours) from resource_use where unit_id = ?", [row["unit_id"]]).fetchall()[0][0]
        yield Said(
            "resources/unit_load", row["unit_id"], row["hours"], float(hours or 0), row["hours_possible"] + waits
        )


def in_scopes(store: Store, raw: duckdb.DuckDBPyConnection, waits: float, count: int) -> Iterator[Said]:
    """Random filters of every kind on every question that sums hours."""
    dice = random.Random(11)
    units = [str(unit) for unit in store.run("select unit_id from units order by 1", {})["unit_id"]]
    for _ in range(count):
        scope = _scope(dice, units)
        for name in (*SUMS, "overview/hours_total"):
            answer = ask(store, name, scope, Rule.internal())
            frame = answer.frame
            if name == "overview/hours_total":
                frame = frame[frame["span"] == "scope"]
            sure, possible = (float(frame[c].fillna(0).sum()) for c in ("hours", "hours_possible"))
            yield Said(name, str(scope.address()), sure, _raw_hours(raw, scope, answer), possible + waits)


def ask_sets(store: Store) -> dict[str, frozenset[str]]:
    """The roles that each released label of a role covers."""
    pairs = store.run("select label, leaf from role_tree", {})
    return {label: frozenset(group["leaf"]) for label, group in pairs.groupby("label")}


def _ratios(store: Store, raw: duckdb.DuckDBPyConnection, waits: float) -> Iterator[Said]:
    for name, key, column in (
        ("resources/support_ratio", "year(period)", "year"),
        ("resources/support_ratio_by_role", "role", "role"),
    ):
        told = raw.execute(
            f"""select {key}, sum(hours) filter (activity in ('prepare', 'follow_up')),
            sum(hours) filter (activity = 'conduct') from resource_use group by 1"""
        ).fetchall()
        frame = ask(store, name, Scope(), Rule.internal()).frame
        pooled = frame if column == "role" else frame.iloc[:0]
        for code, support, conduct in told:
            own = frame[frame[column].astype(str).str.removesuffix(".0") == str(code)]
            more = float(own["unknown_hours"].sum()) + waits
            others = pooled[~pooled[column].isin([row[0] for row in told])]
            more += float(others[["support_hours", "conduct_hours", "unknown_hours"]].sum().sum())
            for what, hours in (("support_hours", support), ("conduct_hours", conduct)):
                sure = float(own[what].sum())
                yield Said(name, f"{code} {what}", sure, float(hours or 0), sure + more)


def _raw_column(column: str) -> str:
    return "date_trunc('month', period)::date as month" if column == "month" else column


def _with_month(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(month=frame["month_from"]) if "month_from" in frame.columns else frame


def _exactly(frame: pd.DataFrame, column: str, code: Any) -> pd.Series:
    same = frame[column] == code
    return same & (frame["month_from"] == frame["month_to"]) if column == "month" else same


def _perhaps(frame: pd.DataFrame, column: str, code: Any, covers: dict[str, frozenset[str]]) -> pd.Series:
    if column == "month":
        return (frame["month_from"] <= code) & (frame["month_to"] >= code)
    if column == "role":
        return frame[column].map(lambda label: label == code or code in covers.get(label, frozenset()))
    if column == "unit_id":
        return (frame[column] == code) | frame[column].isna()
    return (frame[column] == code) | frame[column].isin(FOLDED)


def _scope(dice: random.Random, units: list[str]) -> Scope:
    first = dt.date(2022 + dice.randrange(3), dice.randint(1, 12), 1)
    last = dt.date(first.year + dice.randrange(2), 12, 1)
    return Scope(
        first=first if dice.random() < 0.6 else None,
        last=last if dice.random() < 0.6 else None,
        units=tuple(dice.sample(units, dice.randrange(4))),
        sectors=("culture",) if dice.random() < 0.2 else (),
        roles=tuple(dice.sample(["helper", "union_rep", "employee", "leader"], dice.randrange(3))),
        activities=tuple(dice.sample(["prepare", "conduct", "travel"], dice.randrange(3))),
        phases=("explore",) if dice.random() < 0.2 else (),
    )


def _raw_hours(raw: duckdb.DuckDBPyConnection, scope: Scope, answer: Answer) -> float:
    """Hours of the raw rows inside a scope; filters that the question does not heed are not heeded here either."""
    tests, values = ["true"], []
    lists = (("role", scope.roles), ("activity", scope.activities), ("phase", scope.phases))
    for name, codes in lists:
        if codes and name not in answer.unused_filters:
            tests.append(f"list_contains(?, {name})")
            values.append(list(codes))
    if scope.units or scope.sectors:
        tests.append(
            "unit_id in (select unit_id from units where list_contains(?, unit_id) or list_contains(?, sector))"
        )
        values += [list(scope.units), list(scope.sectors)]
    if scope.first and "period" not in answer.unused_filters:
        tests.append("period >= ?")
        values.append(scope.first)
    if scope.last and "period" not in answer.unused_filters:
        tests.append("period < ?::date + interval 1 month")
        values.append(scope.last)
    sql = f"select sum(hours) from resource_use left join phase_of using (session_id) where {' and '.join(tests)}"
    return float(raw.execute(sql, values).fetchall()[0][0] or 0)


def _rows(frame: pd.DataFrame) -> Counter[tuple[str, ...]]:
    return Counter(tuple(_plain(value) for value in row) for row in frame.itertuples(index=False, name=None))


def _plain(value: Any) -> str:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, Number):
        return f"{float(value):.2f}"  # type: ignore[arg-type]
    return str(value)
