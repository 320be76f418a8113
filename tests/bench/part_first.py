"""The first load over a slow line (20 Mbit/s, 40 ms), with an empty cache and with a warm one, the dashboards by turns.

Real content is the first number painted in what we write or in a figure; a live figure is one drawn by plotly. Where
the page itself comes with a beginning that has numbers, they are content at the first paint with text in it: that
beginning stands in a closed shadow tree, where no script sees it. Bytes are what came over the line, files and
websocket together, until the page had come to rest. The servers have been visited once, as any server has been.
"""

from __future__ import annotations

import re
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.bench.counted import spread
from tests.bench.sight import DRAWN, chromium, watched, window
from tests.bench.ways import NAMES, PATHS, serving

HOME = "/?lang=nn"


def measure(base: Path, keep: Path, rows: int, short: bool = False) -> dict[str, Any]:
    """By address and cache: milliseconds to content, live figure and rest; bytes; and how much it jumped (CLS)."""
    ways = NAMES[:1] if short else NAMES
    rounds = 2 if short else 5
    with chromium() as browser, ExitStack() as opened:
        running = {way: opened.enter_context(serving(way, base, keep)) for way in ways}
        places = {way: running[way].address + PATHS[way] for way in ways}
        places["home"] = running["ours"].address + HOME
        for place in places.values():
            context = window(browser)
            _visit(context, place, slow=False)
            context.close()
        times: dict[str, dict[str, list[dict[str, float]]]] = {name: {"empty": [], "warm": []} for name in places}
        for _ in range(rounds):
            for name, place in places.items():
                context = window(browser)
                times[name]["empty"].append(_visit(context, place))
                times[name]["warm"].append(_visit(context, place))
                context.close()
    return {
        name: {
            cache: {part: spread([one[part] for one in rows_], 3) for part in rows_[0]}
            for cache, rows_ in caches.items()
        }
        for name, caches in times.items()
    }


BEGINNING = re.compile(r'<template shadowrootmode="closed">.*?<main[^>]*>(.*?)</main></template>', re.S)


def _begins(place: str) -> bool:
    """Whether the page that is served has numbers in a beginning of its own, in headings, tiles or a figure."""
    with urllib.request.urlopen(place, timeout=60) as answer:
        found = BEGINNING.search(answer.read().decode("utf-8"))
    return found is not None and re.search(r"[0-9]", re.sub(r"<[^>]*>", "", found[1])) is not None


def _visit(context: Any, place: str, slow: bool = True) -> dict[str, float]:
    """Open an address in a new tab of a reader, and close it."""
    begins = _begins(place)
    sight = watched(context, slow)
    sight.page.goto(place, wait_until="commit")
    sight.page.wait_for_selector(DRAWN, timeout=120_000, state="attached")
    sight.settle()
    paint = "() => (performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime || 0"
    painted = float(sight.page.evaluate(paint))
    found = {
        "paint": painted,
        "content": painted if begins and painted else sight.told("content"),
        "figure": sight.told("figure"),
        "rest": sight.told("last"),
        "mb": (sight.bytes["http"] + sight.bytes["socket"]) / 1e6,
        "socket_mb": sight.bytes["socket"] / 1e6,
        "files": sight.bytes["files"],
        "jump": sight.told("shift"),
    }
    sight.page.close()
    return found
