"""An attacker who knows which record is in which part, and solves for the rest, finds no group under five people.

The attacker knows every row, part and version, whose records each holds, and how corrections cancel. Hours are
unknown. A weighted sum of answers that is made of one to four people's records only would give them away.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import linprog

from tests.ledger.books import MARGINS, WITHHELD, Books, Line
from tests.ledger.grown import SEEDS, grown

FEWEST = 5


def answers(books: Books) -> dict[int, tuple[list[Line], np.ndarray, np.ndarray]]:
    """By year: the original records, the matrix of all answers over them, and what each answer says (hours)."""
    folds = books.folds()
    parts_of = books.parts()
    lines = [line for line in books.lines() if line.row is not None]
    year_of = {row["row_id"]: row["month_from"].year for row in books.rows()}
    told: dict[int, dict[tuple[object, ...], list[Line]]] = {}
    for line in lines:
        own = told.setdefault(year_of[line.row or 0], {})
        own.setdefault((line.row,), []).append(line)
        for at, margin in enumerate(MARGINS):
            shown = folds[(line.row or 0, margin, (line.kinds >> 5 * at) & 31)]
            if shown != WITHHELD:
                own.setdefault((line.row, margin, shown), []).append(line)
        if line.id in parts_of:
            own.setdefault(("effort", *parts_of[line.id]), []).append(line)
    found = {}
    for year, parts in told.items():
        originals = [line for line in lines if line.corrects is None and year_of[line.row or 0] == year]
        column = {line.id: at for at, line in enumerate(originals)}
        matrix = np.zeros((len(parts), len(originals)))
        for at, members in enumerate(parts.values()):
            for line in members:
                matrix[at, column[line.id if line.corrects is None else line.corrects]] += (
                    1 if line.corrects is None else -1
                )
        hours = np.array([sum(line.hours for line in members) for members in parts.values()]) / 100
        found[year] = (originals, matrix, hours)
    return found


def alike(records: list[Line], matrix: np.ndarray) -> list[tuple[frozenset[str], list[int]]]:
    """Records that every answer holds alike, so no sum of answers parts them: the sets of fewer than five people.

    Unknown people can be the same few in all their records, so they add nobody unless they are five in one.
    """
    kinds: dict[bytes, list[int]] = {}
    for at in range(len(records)):
        kinds.setdefault(matrix[:, at].tobytes(), []).append(at)
    few = []
    for kind in kinds.values():
        people = frozenset(records[at].person or "" for at in kind if records[at].person is not None)
        if len(people) < FEWEST and all(records[at].person or records[at].heads < FEWEST for at in kind):
            few.append((people, kind))
    return few


def given_away(records: list[Line], matrix: np.ndarray) -> list[list[int]]:
    """The groups of one to four people whose records alone some weighted sum of the answers is made of."""
    _, sizes, right = np.linalg.svd(matrix, full_matrices=False)
    basis = right[sizes > 1e-9]

    def alone(group: list[int]) -> bool:
        return bool(group) and bool(np.linalg.norm(basis[:, group], 2) > 1 - 1e-9)

    few = alike(records, matrix)
    if not alone([at for _, kind in few for at in kind]):
        return []
    people = sorted(frozenset[str]().union(*(people for people, _ in few)))
    chosen = map(frozenset, combinations(people, min(FEWEST - 1, len(people))))
    groups = ([at for people, kind in few if people <= group for at in kind] for group in chosen)
    return [group for group in groups if alone(group)]


def test_the_attacker_finds_what_a_plain_threshold_gives_away() -> None:
    """The attacker is worth fearing: hours on top minus hours paid by release are one person's."""
    records = [Line(at, None, 1, 1, f"p{at}", 1, 100, 100, 0, 0, 0) for at in range(12)]
    on_top = np.array([1.0] * 6 + [0] * 6)
    release = np.array([1.0] * 7 + [0] * 5)
    assert given_away(records, np.vstack([np.ones(12), on_top, release])) != []
    assert given_away(records, np.vstack([np.ones(12), on_top])) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_weighted_sum_of_rows_margins_and_versions_is_one_to_four_peoples(seed: int) -> None:
    for year, (records, matrix, _) in answers(grown(seed)).items():
        assert given_away(records, matrix) == [], year


@pytest.mark.parametrize("seed", SEEDS)
def test_no_bound_on_a_persons_hours_is_tighter_than_the_p_rule_allows(seed: int) -> None:
    cases = 0
    for year, (records, matrix, hours) in answers(grown(seed)).items():
        if len(records) > 25 or any(line.person is None for line in records):
            continue
        for person in sorted({line.person or "" for line in records}):
            cases += 1
            mine = np.array([1.0 if line.person == person else 0.0 for line in records])
            true = sum(line.hours for line in records if line.person == person) / 100
            low, high = (sign * linprog(sign * mine, A_eq=matrix, b_eq=hours, bounds=(0, None)).fun for sign in (1, -1))
            assert low - 1e-6 <= true <= high + 1e-6
            assert high - low >= 0.1 * true - 1e-6, (year, person)
    assert cases > 20
