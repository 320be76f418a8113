"""From the click on a filter to the last figure of the heaviest view painted: ours, the plain way and Vizro by turns.

Roles are put on and taken off so that no choice comes twice (a Gray code over five roles): first in a window so tall
that every figure is in sight, then in one of ordinary height, where ours draws what is in sight first, and then back
the same way in the tall window, over choices that have been seen. The ways take turns, so that what else the machine
does weighs on all of them alike.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.bench.counted import ratio, spread
from tests.bench.machine import used
from tests.bench.sets import ROLES
from tests.bench.sight import DRAWN, FIGURE, ORDINARY, TALL, WIDE, Sight, chromium, watched, window
from tests.bench.ways import NAMES, PATHS, Running, choose, serving

# The plain way reads every row at each change, so of the largest set it takes part in the first few only.
MANY_ROWS, FEW = 50_000_000, 4
PARTS = ("ms", "near", "processor", "server", "script", "layout", "style", "all", "socket", "http", "asked")


def measure(base: Path, keep: Path, rows: int, short: bool = False) -> dict[str, Any]:
    """What each change took, by window and way, and the ratios.

    `ms` is until all figures were painted, `near` until those in sight were; `processor` is of all that took part,
    `server` of our own page, the rest of the browser's page, all in milliseconds; `socket` and `http` are bytes, and
    `asked` is how many answers were not at hand.
    """
    ways = NAMES[:2] if short else NAMES
    tall, usual, back = (4, 2, 2) if short else (20, 10, 16)
    walk = steps(tall + usual)
    with chromium() as browser, ExitStack() as opened:
        running = {way: opened.enter_context(serving(way, base, keep)) for way in ways}
        sights = {way: _ready(browser, one) for way, one in running.items()}
        pairs = [(running[way], sights[way]) for way in ways]
        slow = FEW if rows > MANY_ROWS else tall + usual
        found = {
            "unseen": _turns(pairs, walk[:tall], TALL, slow),
            "in_sight": _turns(pairs, walk[tall:], ORDINARY, slow - tall),
            "seen": _turns(pairs, walk[::-1][:back], TALL, 0),
        }
        figures = {way: sight.page.locator(FIGURE).count() for way, sight in sights.items()}
    return {name: _told(times) for name, times in found.items()} | {"figures": figures}


def steps(count: int) -> list[tuple[str, bool]]:
    """Which role to put on or take off at each of at most 31 changes, and whether all are on after it."""
    codes = [at ^ (at >> 1) for at in range(count + 1)]
    full = 2 ** len(ROLES) - 1
    return [(ROLES[(a ^ b).bit_length() - 1], b == full) for a, b in pairwise(codes)]


def _ready(browser: Any, running: Running) -> Sight:
    """The heaviest view of a dashboard, at rest, with its choice of roles in sight."""
    from reformspor.words import speak

    sight = watched(window(browser, TALL))
    sight.page.goto(running.address + PATHS[running.way])
    sight.page.wait_for_selector(DRAWN, timeout=240_000)
    sight.settle()
    if running.way == "ours":
        sight.page.get_by_role("button", name=speak("nn")("frame.filters.role")).first.click()
        sight.page.wait_for_timeout(800)
    return sight


def _turns(
    pairs: Sequence[tuple[Running, Sight]], walk: Sequence[tuple[str, bool]], height: int, slow: int
) -> dict[str, list[dict[str, float]]]:
    """The same changes in every dashboard, one after another; the plain way takes part in the first `slow`."""
    times: dict[str, list[dict[str, float]]] = {running.way: [] for running, _ in pairs}
    for _, sight in pairs:
        sight.page.bring_to_front()
        sight.page.set_viewport_size({"width": WIDE, "height": height})
        sight.page.wait_for_timeout(2500)  # what is in sight now is drawn
    for at, (role, full) in enumerate(walk):
        for running, sight in pairs:
            if running.way == "plain" and at >= slow:
                continue
            found = _change(running, sight, role)
            # Vizro begins with all roles on, so where ours has all of them Vizro has none, and nothing to draw.
            if not full:
                times[running.way].append(found)
    return times


def _change(running: Running, sight: Sight, role: str) -> dict[str, float]:
    """What one click took, from the click to the paint of the last figure that changed."""
    from reformspor.words import speak

    sight.page.bring_to_front()
    sight.page.wait_for_timeout(400)
    before, bytes_before, lines = sight.spent(), dict(sight.bytes), len(_runs(running.log))
    processor = used(os.getpid())
    choose(sight.page, running.way, role, speak("nn").code("role", role))
    sight.settle()
    worked = used(os.getpid()) - processor
    after, runs = sight.spent(), _runs(running.log)[lines:]
    clicked, last, near = sight.told("clicked"), sight.told("last"), sight.told("near")
    return {
        "ms": last - clicked,
        "near": (near or last) - clicked,
        "processor": worked,
        "server": sum(run["ms"] for run in runs),
        "asked": sum(run.get("count", 0) for run in runs),
        **{name: after[name] - before[name] for name in after},
        **{name: sight.bytes[name] - bytes_before[name] for name in ("socket", "http")},
    }


def _runs(log: Path) -> list[dict[str, Any]]:
    """The runs of a page that our server has told of in its log."""
    lines = [line for line in log.read_text("utf-8", errors="replace").splitlines() if line.startswith('{"at"')]
    return [told for line in lines if (told := json.loads(line)).get("event") == "page"]


def _told(times: dict[str, list[dict[str, float]]]) -> dict[str, Any]:
    """By way the spread of each part, and of the whole the ratio of ours to the others, change by change."""
    found: dict[str, Any] = {
        way: {part: spread([one[part] for one in rows]) for part in PARTS} for way, rows in times.items() if rows
    }
    own = [one["ms"] for one in times["ours"]]
    for way in [way for way in found if way != "ours"]:
        other = [one["ms"] for one in times[way]]
        found[f"ours/{way}"] = ratio(own, other)
        found[f"ours/{way} processor"] = ratio(
            [one["processor"] for one in times["ours"]], [one["processor"] for one in times[way]]
        )
    return found
