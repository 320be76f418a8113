"""Answers are kept within a bound of cells, asked for once, and never mixed."""

import threading
from dataclasses import replace

import pandas as pd
import pytest

from reformspor.page.keeping import EACH, Keeper, weight
from tests.charts.given import answered


def answer_of(rows: int):
    return answered([{"n": each} for each in range(rows)], "n BIGINT")


def test_kept_answers_are_bounded_by_their_cells_and_the_oldest_go_first():
    keeper = Keeper(most_cells=4 * (EACH + 100))
    for name in "abcdef":
        keeper.get(name, lambda: answer_of(100))
    assert keeper.cells == 4 * (EACH + 100)
    assert len(keeper) == 4
    keeper.get("f", lambda: pytest.fail("the newest is at hand"))
    keeper.get("a", lambda: answer_of(100))
    assert keeper.misses == 7


def test_one_answer_larger_than_all_the_room_leaves_nothing_else_and_is_still_given():
    keeper = Keeper(most_cells=1000)
    keeper.get("small", lambda: answer_of(10))
    assert len(keeper.get("large", lambda: answer_of(5000)).frame) == 5000
    assert len(keeper) == 1


def test_an_answer_that_many_want_at_once_is_asked_for_once():
    keeper, begun, go, asked, given = Keeper(), threading.Event(), threading.Event(), [], []

    def slow():
        asked.append(1)
        begun.set()
        go.wait(10)
        return answer_of(3)

    readers = [threading.Thread(target=lambda: given.append(keeper.get("same", slow))) for _ in range(4)]
    readers[0].start()
    begun.wait(10)
    for reader in readers[1:]:
        reader.start()
    go.set()
    for reader in readers:
        reader.join(10)
    assert len(asked) == 1
    assert len(given) == 4
    assert all(one is given[0] for one in given)


def test_what_fails_is_not_kept_and_the_next_reader_asks_anew():
    keeper = Keeper()

    def broken():
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        keeper.get("a", broken)
    assert keeper.get("a", lambda: answer_of(2)).frame["n"].tolist() == [0, 1]
    assert keeper.cells == EACH + 2


def test_an_answer_weighs_its_cells():
    answer = answer_of(10)
    assert weight(answer) == EACH + 10
    assert weight(replace(answer, frame=pd.DataFrame())) == EACH
