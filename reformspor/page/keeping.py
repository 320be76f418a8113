"""Answers are kept while there is room, counted in cells, and each is asked for once however many want it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future

from reformspor.answers import Answer

# A cell takes some fifty bytes; an answer itself takes about as much as two hundred cells.
CELL, MOST_CELLS, EACH = 50, 1_000_000, 200


class Keeper:
    """Answers by key, the one that was used longest ago going first when there is no more room."""

    def __init__(self, most_cells: int = MOST_CELLS) -> None:
        self._most = most_cells
        self._held: OrderedDict[Hashable, Future[Answer]] = OrderedDict()
        self._lock = threading.Lock()
        self.cells = self.hits = self.misses = 0

    def get(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer of a key, made when it is not at hand. What `make` raises is raised, and nothing is kept."""
        with self._lock:
            held = self._held.get(key)
            if held is not None:
                self._held.move_to_end(key)
                self.hits += 1
            else:
                mine = self._held[key] = Future()
                self.misses += 1
        return held.result() if held is not None else self._made(key, mine, make)

    def _made(self, key: Hashable, mine: Future[Answer], make: Callable[[], Answer]) -> Answer:
        try:
            answer = make()
        except BaseException as error:
            with self._lock:
                self._held.pop(key, None)
            mine.set_exception(error)
            raise
        mine.set_result(answer)
        with self._lock:
            self.cells += weight(answer)
            self._make_room(key)
        return answer

    def _make_room(self, newest: Hashable) -> None:
        """Let go of what was used longest ago; what is still being asked for, and the newest, stay."""
        for key, held in list(self._held.items()):
            if self.cells <= self._most:
                return
            if key != newest and held.done() and held.exception() is None:
                del self._held[key]
                self.cells -= weight(held.result())

    def __len__(self) -> int:
        return len(self._held)


def weight(answer: Answer) -> int:
    """How much room an answer takes, in cells."""
    return EACH + int(answer.frame.size)
