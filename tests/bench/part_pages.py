"""From the click on a link in the navigation to the last figure in sight on the other page, in an ordinary window.

The pages are walked round a few times; the first round, in which their answers are asked for, is told apart.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from tests.bench.counted import spread
from tests.bench.machine import used
from tests.bench.sight import DRAWN, Sight, chromium, watched, window
from tests.bench.ways import HEAVIEST, serving

# Of one audience, as only its links are in sight.
PAGES = ("sessions", "union_reps", "resources")


def measure(base: Path, keep: Path, rows: int, short: bool = False) -> dict[str, Any]:
    """Milliseconds until the figures in sight (`near`) and all of them (`ms`) were painted, first and after."""
    rounds = 2 if short else 6
    with chromium() as browser, serving("ours", base, keep) as running:
        sight = watched(window(browser))
        sight.page.goto(running.address + HEAVIEST)
        sight.page.wait_for_selector(DRAWN, timeout=120_000)
        sight.settle()
        times = [[_switch(sight, name) for name in PAGES] for _ in range(rounds)]
    parts = times[0][0].keys()
    first, later = times[0], [one for round_ in times[1:] for one in round_]
    return {
        "first": {part: spread([one[part] for one in first]) for part in parts},
        "later": {part: spread([one[part] for one in later]) for part in parts},
        "pages": {name: spread([round_[at]["near"] for round_ in times[1:]]) for at, name in enumerate(PAGES)},
    }


def _switch(sight: Sight, name: str) -> dict[str, float]:
    """What one switch took."""
    sight.page.evaluate("() => document.querySelector(\"[data-testid='stMain']\").scrollTo(0, 0)")
    sight.page.wait_for_timeout(400)
    before, came, processor = sight.spent(), sight.bytes["socket"], used(os.getpid())
    sight.page.locator(f"a[href*='{name}?']:visible").first.click(no_wait_after=True)
    sight.settle()
    worked, after = used(os.getpid()) - processor, sight.spent()
    clicked, last, near = sight.told("clicked"), sight.told("last"), sight.told("near")
    return {
        "near": (near or last) - clicked,  # a page without a figure in sight counts until all of them stand
        "ms": last - clicked,
        "processor": worked,
        "socket": sight.bytes["socket"] - came,
        **{part: after[part] - before[part] for part in after},
    }
