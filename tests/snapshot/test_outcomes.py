"""An outcome of few people cannot be had, not by taking shown figures from one another either."""

from __future__ import annotations

import datetime as dt
import random
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from reformspor.snapshot import DataFolder, admit, open_current
from reformspor.snapshot.outcomes import showable
from tests.snapshot.exports import write_export

ABOVE = {"top": None, "north": "top", "south": "top", "a": "north", "b": "north", "c": "south", "d": "south", "e": "d"}


def world(dice: random.Random) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """People of each unit's own, and of each figure given: its own people and all those under it."""
    own = {unit: dice.choice((0, 0, 2, 4, 6, 8, 12, 30)) for unit in ABOVE}
    held = {unit: {} for unit in ABOVE}
    for unit in ABOVE:
        over: str | None = unit
        while over is not None:
            held[over][unit] = own[unit]
            over = ABOVE[over]
    given = {unit for unit in ABOVE if dice.random() < 0.8 and sum(held[unit].values())}
    return own, {unit: held[unit] for unit in given}


def singled_out(own: dict[str, int], figures: list[dict[str, int]], least: int) -> list[tuple[str, ...]]:
    """Groups of units with too few people whose sum the figures give away, by linear algebra."""
    units = [unit for unit, n in own.items() if n]
    rows = np.array([[float(unit in figure) for unit in units] for figure in figures]).reshape(-1, len(units))
    rank = np.linalg.matrix_rank(rows) if len(rows) else 0
    found = []
    for size in range(1, 4):
        for group in combinations(units, size):
            if sum(own[unit] for unit in group) < least:
                wanted = np.array([float(unit in group) for unit in units])
                if rank and np.linalg.matrix_rank(np.vstack([rows, wanted])) == rank:
                    found.append(group)
    return found


def test_no_sum_or_difference_of_shown_figures_is_of_too_few_people() -> None:
    dice, shown_in_all, tempted = random.Random(3), 0, 0
    for _ in range(1500):
        own, given = world(dice)
        least = dice.choice((5, 10))
        people = {unit: sum(held.values()) for unit, held in given.items()}
        shown = showable(people, ABOVE, least)
        shown_in_all += len(shown)
        assert singled_out(own, [given[unit] for unit in shown], least) == [], (own, people, least, shown)
        tempted += bool(singled_out(own, [held for unit, held in given.items() if people[unit] >= least], least))
    assert shown_in_all > 2500
    assert tempted > 100


def test_neither_is_one_when_later_figures_stand_beside_those_already_known() -> None:
    dice, held_back = random.Random(4), 0
    for _ in range(1500):
        own, given = world(dice)
        people = {unit: sum(held.values()) for unit, held in given.items()}
        early = {unit: n for unit, n in people.items() if dice.random() < 0.6}
        first = showable(early, ABOVE, 10)
        second = showable(people, ABOVE, 10, first)
        assert singled_out(own, [given[unit] for unit in first | second], 10) == [], (own, early, people, first, second)
        held_back += len(showable(people, ABOVE, 10) - second) > 0
    assert held_back > 10


@pytest.mark.parametrize(("least", "shown"), [(5, {"a", "b", "north"}), (10, {"a"})])
def test_the_figure_over_a_small_one_and_its_large_sibling_is_not_shown(least: int, shown: set[str]) -> None:
    assert showable({"north": 28, "a": 20, "b": 8}, ABOVE, least) == shown


def test_an_office_with_figures_of_its_own_people_stands_beside_the_units_under_it() -> None:
    assert showable({"north": 20, "a": 30, "b": 25}, ABOVE, 10) == {"north", "a", "b"}
    assert showable({"top": 80, "north": 20, "a": 30, "b": 25}, ABOVE, 10) == {"north", "a", "b"}


def test_health_and_means_need_ten_people_and_shares_need_five(tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    indicators = (
        "indicator;name;direction;health\nsick;Sjukefråvær;lower;yes\nsurvey;Svar;higher;no\nshare;Del;higher;no\n"
    )
    outcomes = "unit_id;period;indicator;value;numerator;denominator;n_persons\n" + "".join(
        f"U1;{month:02}.2025;{indicator};5;{parts};{n}\n"
        for indicator, parts in (("sick", "1;20"), ("survey", ";"), ("share", "1;20"))
        for month, n in ((1, 4), (2, 8), (3, 12), (4, ""))
    )
    export = write_export(tmp_path / "in", indicators=indicators, outcomes=outcomes)
    assert admit(export, data, as_of=dt.date(2026, 3, 31)).faults == ()
    opened = open_current(data)
    assert opened is not None
    served = opened[1].run("select indicator, n_persons from outcomes order by 1, 2", {})
    assert list(served.itertuples(index=False, name=None)) == [
        ("share", 8),
        ("share", 12),
        ("sick", 12),
        ("survey", 12),
    ]
