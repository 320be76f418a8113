"""A worker does one piece of slow work in a process of its own: it is told what on its input and answers on its output.

It ends when whoever started it does, so that none is left behind; nothing it is given touches a disk.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import threading
from collections.abc import Mapping
from typing import Any

from reformspor.effects.steering import Progress, silent
from reformspor.snapshot.bounds import bound_self, bounds_of
from reformspor.snapshot.folder import data_folder

# Slow work by name: the module whose `work(given, say)` does it. Both what is given and what comes back is plain JSON;
# `say(step, at, of)` tells how far it has come.
WORKS = {
    "dose": "reformspor.effects.dosing",
    "study": "reformspor.effects.studying",
    "peers": "reformspor.effects.matching",
    "report": "reformspor.page.making",
    "replicate": "reformspor.page.replicated",
}
# They start a browser, which lays claim to far more addresses than it fills.
DRAWS = ("report",)
STEP, BROKE = "step: ", "broke: "


def do(name: str, given: Mapping[str, Any], say: Progress = silent) -> dict[str, Any]:
    """The work of this name, done here and now. Raises KeyError for work there is none of."""
    done: dict[str, Any] = importlib.import_module(WORKS[name]).work(given, say)
    return done


def main() -> None:
    """Read the work as one line of JSON, tell the steps on the second output, and write what came of it on the first.

    What breaks is told by its kind and place alone: its words may hold what was given.
    """
    asked = json.loads(sys.stdin.readline())
    bound_self(bounds_of(data_folder()), addresses=asked["name"] not in DRAWS)
    threading.Thread(target=_end_with_the_one_who_asked, daemon=True).start()
    try:
        found = do(asked["name"], asked["given"], _say)
        sys.stdout.write(json.dumps(found, allow_nan=False))
    except Exception as error:
        print(f"{BROKE}{type(error).__name__} {_place(error)}", file=sys.stderr, flush=True)
        sys.exit(2)


def _say(step: str, at: int, of: int) -> None:
    print(f"{STEP}{step} {at} {of}", file=sys.stderr, flush=True)


def _end_with_the_one_who_asked() -> None:
    """The input is held open by whoever asked, and closes with them."""
    sys.stdin.read()
    os._exit(3)


def _place(error: BaseException) -> str:
    frame, place = error.__traceback__, ""
    while frame is not None:
        place = f"{frame.tb_frame.f_globals.get('__name__', '')}:{frame.tb_lineno}"
        frame = frame.tb_next
    return place


if __name__ == "__main__":
    main()
