"""What a page asked last it asks again when a filter changes: so it is asked ahead, while the page is being drawn."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from reformspor.page.cards import Habit
from reformspor.page.serving import answer, answer_before, answer_stood
from reformspor.scope import Scope
from reformspor.scope.picks import Picked

# The engine answers outside Python's lock, so one more pair of hands halves the wait; more would wait for each other.
HANDS = 2
MOST = 64
_hands = ThreadPoolExecutor(HANDS, thread_name_prefix="ahead")
_habits: dict[str, tuple[Habit, ...]] = {}


def learn(page: str, asked: Iterable[Habit]) -> None:
    """Remember what a page asked in its last run: questions, the fields of the scope it replaced, and of which period.

    What was searched for is left out: it is the reader's own, and answers to it are not kept.
    """
    habits = [habit for habit in asked if not {"text", "barriers"} & {field for field, _ in habit[1]}]
    _habits[page] = tuple(habits[:MOST])


def ask_ahead(page: str, snapshot_id: str, seen: Picked, level: str) -> list[Future[None]]:
    """Begin to ask what the page is used to asking; the page finds the answers at hand, or waits for those begun.

    What is given back ends when the asking does; nobody needs to wait for it.
    """
    return [_hands.submit(_quietly, snapshot_id, habit, seen.of(habit[0]), level) for habit in _habits.get(page, ())]


def _quietly(snapshot_id: str, habit: Habit, scope: Scope, level: str) -> None:
    name, fixed, when = habit
    try:
        if when == "former":
            answer_before(snapshot_id, name, scope, level, dict(fixed))
        elif when == "stood":
            answer_stood(snapshot_id, name, scope, level)
        else:
            answer(snapshot_id, name, replace(scope, **dict(fixed)), level)
    except Exception:  # met again, and said, when the page asks for itself
        return
