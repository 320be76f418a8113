"""From the start of the process to the first figure in a reader's browser, the dashboards by turns.

Each has been started once before, so that its bytecode lies ready as after any first start.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.bench.counted import ratio, spread
from tests.bench.sight import DRAWN, chromium, watched, window
from tests.bench.ways import NAMES, PATHS, serving


def measure(base: Path, keep: Path, rows: int, short: bool = False) -> dict[str, Any]:
    """Seconds by way until its port answered (`port`), a number stood there (`content`) and a figure was painted."""
    ways = NAMES[:2] if short else NAMES
    times: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
    with chromium() as browser:
        for at in range(2 if short else 5):
            for way in ways:
                found = _start(browser, way, base, keep)
                if at:
                    times[way].append(found)
    told: dict[str, Any] = {
        way: {part: spread([one[part] for one in rows_], 2) for part in rows_[0]} for way, rows_ in times.items()
    }
    own = [one["figure"] for one in times["ours"]]
    return told | {f"ours/{way}": ratio(own, [one["figure"] for one in times[way]]) for way in ways[1:]}


def _start(browser: Any, way: str, base: Path, keep: Path) -> dict[str, float]:
    """One start, seen by a reader who has opened the address the moment the port answers."""
    context = window(browser)
    sight = watched(context)
    with serving(way, base, keep) as running:
        sight.page.goto(running.address + PATHS[way], wait_until="commit")
        sight.page.wait_for_selector(DRAWN, timeout=240_000, state="attached")
        sight.settle()
        origin = float(sight.page.evaluate("() => performance.timeOrigin")) / 1000 - running.started
        found = {
            "port": running.answered - running.started,
            "content": origin + sight.told("content") / 1000,
            "figure": origin + sight.told("figure") / 1000,
        }
    context.close()
    return found
