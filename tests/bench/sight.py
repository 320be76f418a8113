"""A reader's window: what a browser shows and when, what came over the line, and where its time went.

A figure counts as drawn when the frame after its last change has been painted. What is watched is any figure of plotly,
whatever framework put it there, so that every dashboard is held to the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

# So tall that every figure of the heaviest view is in sight and must be drawn again; and one as readers have.
TALL, ORDINARY = 9000, 1000
WIDE = 1440
QUIET_MS = 900
FIGURE, DRAWN = ".js-plotly-plot", ".js-plotly-plot .main-svg"
# 20 Mbit/s both ways, 40 ms.
SLOW = {"offline": False, "latency": 40, "downloadThroughput": 2_500_000, "uploadThroughput": 2_500_000}
WATCH = """() => {
  if (window.bench) return;
  const bench = window.bench = {last: 0, near: 0, clicked: 0, busy: 0, figure: 0, content: 0, shift: 0};
  let touched = new Set();
  const app = () => document.querySelector("[data-testid='stApp']")?.dataset.testScriptState;
  const waiting = () => app() ? app() !== 'notRunning' : !!document.querySelector('[data-dash-is-loading="true"]');
  bench.rests = () => { if (waiting()) bench.busy = performance.now();
    return bench.last > 0 && performance.now() - Math.max(bench.last, bench.busy); };
  addEventListener('click', e => { bench.clicked = e.timeStamp; bench.last = bench.near = 0; }, true);
  new MutationObserver(found => { for (const one of found) {
    const at = one.target.nodeType === 1 ? one.target : one.target.parentElement;
    const figure = at?.closest('.js-plotly-plot');
    if (figure) touched.add(figure);
    for (const node of one.addedNodes) node.querySelectorAll?.('.js-plotly-plot').forEach(new_ => touched.add(new_));
  } }).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
  // A number in what we write or in a figure is what a reader came for; a skeleton of grey bars has none.
  const says = () => [...document.querySelectorAll("h1, h2, [class*='rs-'], .main-svg text")]
    .some(e => /[0-9]/.test(e.textContent) && e.getBoundingClientRect().height > 0);
  const painted = told => { const line = new MessageChannel();
    line.port1.onmessage = () => told(performance.now()); line.port2.postMessage(0); };
  const frame = () => {
    if (touched.size) { const changed = touched; touched = new Set(); painted(now => { bench.last = now;
      const drawn = [...changed].filter(one => one.querySelector('.main-svg')).map(one => one.getBoundingClientRect());
      if (drawn.some(where => where.top < innerHeight && where.bottom > 0)) bench.near = now;
      if (!bench.figure && drawn.length) bench.figure = now; }); }
    if (!bench.content && !bench.seen && says()) { bench.seen = true; painted(now => { bench.content = now; }); }
    requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  try { new PerformanceObserver(l => { for (const e of l.getEntries()) if (!e.hadRecentInput) bench.shift += e.value; })
    .observe({type: 'layout-shift', buffered: true}); } catch {}
}"""
SPENT = {"ScriptDuration": "script", "LayoutDuration": "layout", "RecalcStyleDuration": "style", "TaskDuration": "all"}


@dataclass
class Sight:
    """A page with its protocol, and the bytes that have come to it: over HTTP, and over the websocket."""

    page: Any
    protocol: Any
    bytes: dict[str, int] = field(default_factory=lambda: {"http": 0, "socket": 0, "files": 0})

    def spent(self) -> dict[str, float]:
        """Milliseconds the page has used so far: in script, layout and style, and in all."""
        told = {one["name"]: one["value"] for one in self.protocol.send("Performance.getMetrics")["metrics"]}
        return {name: told.get(key, 0.0) * 1000 for key, name in SPENT.items()}

    def told(self, name: str) -> float:
        """A number that the page has noted: milliseconds since it was opened."""
        return float(self.page.evaluate(f"() => window.bench.{name}"))

    def settle(self, seconds: float = 180) -> None:
        """Wait until the server is done and no figure has changed for a while. Raises TimeoutError."""
        # Asked from outside again and again, as the page's policy lets no text be run.
        for _ in range(int(seconds * 20)):
            rested = self.page.evaluate("() => window.bench.rests()")
            if rested is not False and rested > QUIET_MS:
                return
            self.page.wait_for_timeout(50)
        raise TimeoutError("no figure changed, or one never came to rest")


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser driven by Playwright. Raises RuntimeError where there is none on the path."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import browser_path

    if browser_path() is None:
        raise RuntimeError("no Chromium on the path")
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path(), args=flags)
        try:
            yield browser
        finally:
            browser.close()


def window(browser: Any, height: int = ORDINARY) -> Any:
    """A reader with an empty cache."""
    context = browser.new_context(viewport={"width": WIDE, "height": height})
    context.add_init_script(f"({WATCH})()")
    return context


def watched(context: Any, slow: bool = False) -> Sight:
    """A new tab of a reader, on the machine's own line or on a slow one."""
    page = context.new_page()
    protocol = context.new_cdp_session(page)
    sight = Sight(page, protocol)
    for area in ("Network", "Performance"):
        protocol.send(f"{area}.enable")
    if slow:
        protocol.send("Network.emulateNetworkConditions", SLOW)
    protocol.on("Network.loadingFinished", lambda said: _loaded(sight, said))
    protocol.on("Network.webSocketFrameReceived", lambda said: _received(sight, said))
    return sight


def _loaded(sight: Sight, said: dict[str, Any]) -> None:
    sight.bytes["http"] += int(said.get("encodedDataLength", 0))
    sight.bytes["files"] += 1


def _received(sight: Sight, said: dict[str, Any]) -> None:
    text, binary = said["response"]["payloadData"], said["response"]["opcode"] == 2
    sight.bytes["socket"] += len(text) * 3 // 4 if binary else len(text)
