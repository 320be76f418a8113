"""No filter, no difference of two filters and no comparison of two refreshes holds one to four people."""

from __future__ import annotations

import random
from functools import lru_cache
from typing import Any

import pytest

from tests.ledger.books import MARGINS, WITHHELD, Line, contributions, crossing, is_safe
from tests.ledger.grown import BATCHES, SEEDS, grown

PAIRS = 20


@lru_cache(maxsize=2)
def ledger(seed: int) -> tuple[dict[int, list[Line]], dict[int, list[dict[str, Any]]]]:
    """A ledger of several batches with corrections: its lines and its rows, by year."""
    books = grown(seed)
    years: dict[int, list[dict[str, Any]]] = {}
    for row in books.rows():
        years.setdefault(row["month_from"].year, []).append(row)
    of_row = {row["row_id"]: year for year, rows in years.items() for row in rows}
    lines: dict[int, list[Line]] = {}
    for line in books.lines():
        if line.row is not None:
            lines.setdefault(of_row[line.row], []).append(line)
    return lines, years


def answer(rows: list[dict[str, Any]], dice: random.Random) -> set[int]:
    """The rows of a filter over roles, places, months, phases and the version of the ledger it was asked of."""
    chosen = rows
    if not rows:
        return set()
    for column in dice.sample(("role", "place", "month_from", "phase", "batch"), dice.randint(0, 4)):
        values = sorted({row[column] for row in rows}, key=str)
        kept = set(dice.sample(values, dice.randint(1, len(values))))
        if column == "batch":
            kept = set(range(1, dice.randint(1, BATCHES) + 1))
        chosen = [row for row in chosen if row[column] in kept]
    return {row["row_id"] for row in chosen}


def parts(seed: int) -> dict[tuple[int, str, int], list[Line]]:
    """The released lines of each shown part of a margin, by year: what an answer by activity, payer … is a sum of."""
    lines, _ = ledger(seed)
    folds = grown(seed).folds()
    found: dict[tuple[int, str, int], list[Line]] = {}
    for year, own in lines.items():
        for line in own:
            for at, margin in enumerate(MARGINS):
                shown = folds[(line.row or 0, margin, (line.kinds >> 5 * at) & 31)]
                if shown != WITHHELD:
                    found.setdefault((year, margin, shown), []).append(line)
    return found


def harmless(left: list[Line], measure: str = "hours") -> bool:
    """Empty, or of five people or more of whom no two can estimate a third."""
    left = [line for line in left if getattr(line, measure)]
    people = contributions(left, measure)[0]
    known = {line.person for line in left if line.person is not None}
    heads = max((line.heads for line in left if line.person is None), default=0)
    if not left:
        return True
    return max(len(known), heads) >= 5 and (is_safe(left, measure) or people < 5 or gross_is_safe(left, measure))


def gross_is_safe(left: list[Line], measure: str) -> bool:
    """The p% rule where a person's plus and minus do not weigh against each other."""
    each: dict[str, int] = {}
    for line in left:
        if line.person is not None:
            each[line.person] = each.get(line.person, 0) + abs(getattr(line, measure))
    unknown = [(abs(getattr(line, measure)), line.heads) for line in left if line.person is None]
    one = sum(-(-value // heads) for value, heads in unknown)
    two = sum(-(-value // heads) for value, heads in unknown if heads > 1)
    largest = [*sorted(each.values(), reverse=True), 0, 0]
    total = sum(each.values()) + sum(value for value, _ in unknown)
    return bool((total - largest[0] - largest[1] - one - two) * 100 >= 10 * (largest[0] + one))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_in_one_answer_and_not_in_another_is_empty_or_safe(seed: int) -> None:
    lines, years = ledger(seed)
    dice = random.Random(seed)
    for year, rows in years.items():
        for _ in range(PAIRS):
            first, second = answer(rows, dice), answer(rows, dice)
            for rest in (first, first - second, second - first, first ^ second):
                assert harmless(crossing(lines[year], rest)), (first, second)
                assert harmless(crossing(lines[year], rest), "cost"), (first, second)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_in_one_part_of_a_margin_and_not_in_another_answer_is_empty_or_safe(seed: int) -> None:
    _, years = ledger(seed)
    dice = random.Random(seed)
    for (year, margin, shown), lines in parts(seed).items():
        for _ in range(PAIRS // 4):
            first, second = answer(years[year], dice), answer(years[year], dice)
            for rest in (first, first - second, first ^ second):
                assert harmless(crossing(lines, rest)), (year, margin, shown, first, second)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_kind_of_session_took_and_any_rows_differ_by_nobody_or_by_five(seed: int) -> None:
    """The hours of a kind, less any rows, hold what is in one of them and not in the other."""
    lines, years = ledger(seed)
    parts_of = grown(seed).parts()
    dice, tried = random.Random(seed), 0
    for year, own in lines.items():
        kept = crossing(own, {row["row_id"] for row in years[year]})
        parts = {parts_of[line.id] for line in kept if line.id in parts_of}
        for part in sorted(parts, key=str):
            inside = {line.id for line in own if parts_of.get(line.id) == part}
            for _ in range(PAIRS):
                rows, tried = answer(years[year], dice), tried + 1
                rest = [line for line in own if (line.row in rows) != (line.id in inside)]
                here = {line.id for line in rest}
                back = {line.corrects for line in rest}
                rest = [line for line in rest if line.corrects not in here and line.id not in back and line.hours]
                assert not rest or contributions(rest, "id")[0] >= 5, (part, rows)
    assert tried > 100


@pytest.mark.parametrize("seed", SEEDS)
def test_two_refreshes_side_by_side_differ_by_whole_safe_rows(seed: int) -> None:
    lines, years = ledger(seed)
    for year, rows in years.items():
        for old in range(BATCHES):
            for new in range(old + 1, BATCHES + 1):
                added = {row["row_id"] for row in rows if old < row["batch"] <= new}
                assert harmless(crossing(lines[year], added)), (year, old, new)


def test_the_random_ledgers_do_hold_corrections_and_rows_of_every_width() -> None:
    few = SEEDS[:2]
    rows = [row for _, years in (ledger(seed) for seed in few) for own in years.values() for row in own]
    assert {row["place_level"] for row in rows} == {"unit", "sector", "municipality"}
    assert {row["role_level"] for row in rows} == {"role", "group", "several"}
    lines = [line for per_year, _ in (ledger(seed) for seed in few) for own in per_year.values() for line in own]
    assert sum(line.corrects is not None for line in lines) > 50
