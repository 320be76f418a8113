"""Cost is hours times rates, whatever the ledger holds: nothing is made, lost or counted twice by any way of asking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from reformspor.contract import load_contract
from reformspor.ledger.roles import tree
from reformspor.questions import load_questions
from reformspor.snapshot.schema import create_served
from reformspor.store import named_parameters
from tests.questions.costing import Rates, Row, amounts

QUESTIONS = load_questions()
LEAVES: dict[str, list[str]] = {}
for label, leaf in tree(load_contract().codes["role"]):
    LEAVES.setdefault(label, []).append(leaf)
VALUES = ("hours", "cost", "in_kind", "uncosted_h")
WAYS = ("cost/by_role_month", "cost/by_activity_month", "cost/by_role", "cost/by_activity", "cost/by_basis",
        "cost/by_sector", "cost/total")  # fmt: skip
ROLES = ("helper", "employee", "union_rep", "chief_union_rep", "leader", "union_rep_all", "leader_all", "several")
RATED = ("helper", "union_rep", "chief_union_rep", "joint_union_rep", "local_union_rep", "leader", "municipal_director",
         "hr_lead")  # fmt: skip
PLACES = ("unit:u1", "unit:u2", "sector:upbringing", "municipality")
# Whole hours that stay whole hundredths when they are parted, as the ledger keeps them.
hours_of_a_row = st.integers(-25, 500).map(lambda fours: Fraction(4 * fours))
kroner = st.integers(0, 2000).map(Fraction)
salaries = st.integers(0, 2_000_000).map(Fraction)
rates = st.builds(
    Rates,
    hourly=st.dictionaries(st.sampled_from(RATED), kroner),
    salary=st.dictionaries(st.sampled_from(RATED), salaries),
    norm=st.integers(1000, 2500).map(Fraction),
)
rows_of_a_ledger = st.lists(
    st.tuples(
        st.sampled_from(ROLES), st.sampled_from(PLACES), st.integers(0, 11), st.sampled_from((1, 3)), hours_of_a_row
    ),
    min_size=1,
    max_size=12,
)
Given = tuple[str, str, int, int, Fraction]
NO_FILTER = dict.fromkeys(
    ("from", "to", "role_sure", "role_possible", "place_sure", "place_possible", "phase_sure", "phase_possible",
     "activity", "unit", "sector", "sure_band")
)  # fmt: skip
EXAMPLES = settings(max_examples=10, deadline=None)


@cache
def served() -> duckdb.DuckDBPyConnection:
    """A served store with its trees and no rows; made once, since making it is dear."""
    con = duckdb.connect()
    create_served(con)
    con.executemany(
        "insert into role_tree values (?, ?)", [[one, leaf] for one, all_ in LEAVES.items() for leaf in all_]
    )
    for unit in ("u1", "u2"):
        for place in (f"unit:{unit}", "sector:upbringing", "municipality"):
            con.execute("insert into place_tree values (?, ?, 'upbringing')", [place, unit])
    return con


def ledger(rows: list[Given]) -> duckdb.DuckDBPyConnection:
    """The store with these released rows and no others: role, place, first month, number of months and hours."""
    con = served()
    con.execute("delete from released")
    con.execute("delete from released_margin")
    released, parts = [], []
    for number, (role, place, month, long, hours) in enumerate(rows, start=1):
        first, last = date(2024, month + 1, 1), date(2024, min(month + long, 12), 1)
        released.append([number, role, place, place.partition(":")[0], first, last, float(hours)])
        for margin, codes in (("activity", ("conduct", "prepare")), ("basis", ("registered", "estimated"))):
            parts += [[number, margin, code, float(hours / 2)] for code in codes]
    con.executemany(
        """insert into released (source, row_id, role, place, place_level, month_from, month_to, phase, band_lo,
        band_hi, hours) values ('x', ?, ?, ?, ?, ?, ?, 'several', 5, 9, ?)""",
        released,
    )
    con.executemany("insert into released_margin values ('x', ?, ?, ?, ?)", parts)
    return con


def ask(con: duckdb.DuckDBPyConnection, name: str, chosen: Rates, **scope: Any) -> list[dict[str, Any]]:
    """The rows of a question, bound as `ask` binds them."""
    roles = sorted({*chosen.hourly, *chosen.salary})

    def by_role(kroner: Mapping[str, Fraction]) -> list[float | None]:
        return [float(kroner[role]) if role in kroner else None for role in roles]

    bound = NO_FILTER | scope | {
        "norm_hours": float(chosen.norm), "rate_roles": roles, "rate_hourly": by_role(chosen.hourly),
        "rate_salary": by_role(chosen.salary), "in_kind_share": float(chosen.share), "in_kind_most": float(chosen.most),
        "in_kind_hours": 1850.0,
    }  # fmt: skip
    sql = QUESTIONS[name].sql
    result = con.execute(sql, {key: bound[key] for key in named_parameters(sql)})
    columns = [column[0] for column in result.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def summed(found: list[dict[str, Any]], name: str) -> tuple[float, float]:
    return sum(float(row[name] or 0) for row in found), sum(float(row[f"{name}_possible"] or 0) for row in found)


def near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= 0.01 + 1e-9 * abs(b) for a, b in zip(one, other, strict=True))


@EXAMPLES
@given(rows_of_a_ledger, rates)
def test_every_way_of_asking_comes_to_the_same_sums_as_plain_arithmetic(rows: list[Given], chosen: Rates) -> None:
    con = ledger(rows)
    halves = [Row(role, hours / 2) for role, _, _, _, hours in rows for _ in range(2)]
    wanted = amounts(halves, chosen, LEAVES)
    for way in WAYS:
        found = ask(con, way, chosen)
        for name in VALUES:
            assert near(summed(found, name), (float(wanted[name][0]), float(wanted[name][1]))), (way, name)


@EXAMPLES
@given(rows_of_a_ledger, rates, st.integers(0, 11), st.integers(0, 11))
def test_what_may_lie_in_a_period_is_bounded_and_never_less_than_what_surely_does(
    rows: list[Given], chosen: Rates, one: int, other: int
) -> None:
    first, last = sorted((one, other))
    con, scope = ledger(rows), {"from": date(2024, first + 1, 1), "to": date(2024, last + 1, 1)}
    inside = [
        Row(role, hours / 2, sure=month >= first and min(month + long, 12) - 1 <= last)
        for role, _, month, long, hours in rows
        if month <= last and min(month + long, 12) - 1 >= first
        for _ in range(2)
    ]
    wanted = amounts(inside, chosen, LEAVES)
    for way in WAYS:
        found = ask(con, way, chosen, **scope)
        for name in VALUES:
            least, most = summed(found, name)
            assert least <= most + 0.01
            assert near((least, most), (float(wanted[name][0]), float(wanted[name][1]))), (way, name)


@EXAMPLES
@given(rates)
def test_zero_hours_cost_zero(chosen: Rates) -> None:
    con = ledger([(role, "unit:u1", 0, 1, Fraction(0)) for role in ROLES])
    for way in WAYS:
        found = ask(con, way, chosen)
        assert all(summed(found, name) == (0, 0) for name in VALUES)


@EXAMPLES
@given(rows_of_a_ledger, rates, st.integers(0, 8))
def test_splitting_a_row_in_two_changes_no_total(rows: list[Given], chosen: Rates, eighths: int) -> None:
    role, place, month, long, hours = rows[0]
    part = hours * eighths / 8
    split = [(role, place, month, long, part), (role, place, month, long, hours - part), *rows[1:]]
    whole, parts = (
        {(way, name): summed(found, name) for way in WAYS for found in [ask(con, way, chosen)] for name in VALUES}
        for held in (rows, split)
        for con in [ledger(held)]
    )
    assert [key for key, ends in whole.items() if not near(ends, parts[key])] == []


@EXAMPLES
@given(rows_of_a_ledger, rates)
def test_the_months_of_a_year_add_up_to_the_year(rows: list[Given], chosen: Rates) -> None:
    con = ledger([(role, place, month, 1, hours) for role, place, month, _, hours in rows])
    year = ask(con, "cost/total", chosen)
    months = [
        row
        for month in range(1, 13)
        for row in ask(con, "cost/total", chosen, **{"from": date(2024, month, 1), "to": date(2024, month, 1)})
    ]
    for name in VALUES:
        assert near(summed(year, name), summed(months, name))
    # Årsverk are an average: those of the months, weighed by their length, make those of the whole.
    if year[0]["fte_hours"]:
        used = sum(row["fte_spent"] * row["fte_hours"] for row in months if row["fte_hours"])
        assert abs(used - year[0]["fte_spent"] * year[0]["fte_hours"]) < 0.01


@EXAMPLES
@given(rows_of_a_ledger, rates)
def test_in_kind_is_never_above_the_rules_two_limits_nor_above_a_set_hourly_rate(
    rows: list[Given], chosen: Rates
) -> None:
    given_ = [(role, place, month, long, abs(hours)) for role, place, month, long, hours in rows]
    for row in ask(ledger(given_), "cost/by_role", chosen):
        leaves = [leaf for leaf in LEAVES[row["role"]] if leaf in chosen.salary]
        hours = float(row["hours"])
        assert row["in_kind_possible"] is None or float(row["in_kind_possible"]) <= hours * 1100 + 0.01
        ceiling = max((float(chosen.share * chosen.salary[leaf]) for leaf in leaves), default=0.0)
        assert float(row["in_kind_possible"] or 0) <= hours * ceiling + 0.01
        if leaves and all(leaf in chosen.hourly for leaf in leaves):
            dearest = max(float(chosen.hourly[leaf]) for leaf in leaves)
            assert float(row["in_kind_possible"] or 0) <= hours * dearest + 0.01


@EXAMPLES
@given(rows_of_a_ledger, rates, st.sampled_from(RATED), st.integers(0, 500))
def test_a_higher_rate_never_lowers_what_a_role_costs_at_most(
    rows: list[Given], chosen: Rates, role: str, more: int
) -> None:
    con = ledger([(name, place, month, long, abs(hours)) for name, place, month, long, hours in rows])
    raised = replace(chosen, hourly={**chosen.hourly, role: (chosen.own(role) or Fraction(0)) + more})
    before, after = (summed(ask(con, "cost/total", held), "cost") for held in (chosen, raised))
    assert after[1] >= before[1] - 0.01


@EXAMPLES
@given(rows_of_a_ledger, rates)
def test_an_hour_is_either_costed_or_said_not_to_be(rows: list[Given], chosen: Rates) -> None:
    con = ledger([(role, place, month, long, abs(hours)) for role, place, month, long, hours in rows])
    for row in ask(con, "cost/by_role", chosen):
        rated = [leaf for leaf in LEAVES[row["role"]] if chosen.own(leaf) is not None]
        if not rated:
            assert float(row["uncosted_h"]) == float(row["hours"])
        if len(rated) == len(LEAVES[row["role"]]):
            assert float(row["uncosted_h_possible"]) == 0
