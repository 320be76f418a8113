"""A filter change on the heaviest view against the plain way, a cold start, and the size of the first load.

Run: python tests/bench/bench_page.py [ROWS] [--keep FOLDER]    (default 1000000; needs Chromium on the path)

Both dashboards run over the same exports, each in a process of its own, in the same browser, and take turns, so that
what else the machine does weighs on both alike. The plain way is what one would write first: Plotly Express over
Parquet at every change, no cache. A change counts as done when the last mutation inside any figure is over; filters are
never repeated, and how many answers had to be asked for is printed. Changes are timed in a window so tall that every
figure is in sight and must be repainted, and in one of ordinary height, where ours draws what is in sight first. Each
way has been started once before the start that is timed, so that its bytecode lies ready as after any first start. With
`--keep` the exports and the admitted snapshot stay in a folder of that name, and the next run starts from them: 10
million rows take minutes to make and admit.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))
ROLES = ("helper", "union_rep", "local_union_rep", "leader", "employee")
QUIET_MS = 900
TALL, ORDINARY = 7000, 1000
READERS = 10
VIEW = "/resources?lang=nn"
PLAIN = """
import duckdb, plotly.express as px, streamlit as st
st.set_page_config(layout="wide")
folder = {folder!r}
roles = st.pills("Rolle", {roles!r}, selection_mode="multi")
where = "where role in (" + ",".join("'" + r + "'" for r in roles) + ")" if roles else ""
run = lambda sql: duckdb.sql(sql.format(t=f"(select * from '{{folder}}/resource_use.parquet' " + where + ")")).df()
month = "date_trunc('month', strptime(period, '%d.%m.%Y')) as month, sum(hours::double) as hours"
for title, sql, y in (
    ("Rolle", f"select {{month}}, role from {{{{t}}}} group by 1, role order by 1", "role"),
    ("Aktivitet", f"select {{month}}, activity from {{{{t}}}} group by 1, activity order by 1", "activity"),
    ("På toppen", f"select {{month}}, on_top from {{{{t}}}} group by 1, on_top order by 1", "on_top"),
    ("Grunnlag", f"select {{month}}, basis from {{{{t}}}} group by 1, basis order by 1", "basis"),
):
    st.plotly_chart(px.bar(run(sql), x="month", y="hours", color=y, title=title), key=title)
units = run("select unit_id, date_trunc('month', strptime(period, '%d.%m.%Y')) as month, sum(hours::double) as hours "
            "from {{t}} group by all")
st.plotly_chart(px.density_heatmap(units, x="month", y="unit_id", z="hours", title="Eining"), key="Eining")
people = run("select role, count(distinct person_key) as n from {{t}} group by role")
st.plotly_chart(px.bar(people, x="role", y="n", title="Personar"), key="Personar")
"""
RESTS = "() => window.last > 0 && window.rests()"
WATCH = """() => {
  window.last = 0; window.clicked = 0; window.busy = 0;
  const state = () => document.querySelector("[data-testid='stApp']")?.dataset.testScriptState;
  window.rests = () => { if (state() !== 'notRunning') window.busy = performance.now(); return true; };
  addEventListener('click', e => { window.clicked = e.timeStamp; window.last = 0; }, true);
  const inside = n => n && n.closest && n.closest('.js-plotly-plot');
  new MutationObserver(found => {
    if (found.some(r => inside(r.target.nodeType === 1 ? r.target : r.target.parentElement)
        || [...r.addedNodes].some(a => a.querySelector && a.querySelector(".main-svg")))) {
      window.last = performance.now();
    }
  }).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
}"""


def port() -> int:
    """A free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def server(script: Path, cwd: Path, data: Path) -> Iterator[tuple[str, float, int]]:
    """A Streamlit server; gives its address, the moment it was started and its process."""
    number, start = port(), time.perf_counter()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(number)]
    command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    environment = os.environ | {"REFORMSPOR_DATA": str(data), "PYTHONPYCACHEPREFIX": str(data.parent / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with (data / f"{script.stem}.log").open("w") as log:
        running = subprocess.Popen(command, cwd=cwd, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            while True:
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{number}/_stcore/health", timeout=1)
                    break
                except OSError:
                    time.sleep(0.02)
            yield f"http://127.0.0.1:{number}", start, running.pid
        finally:
            running.terminate()
            running.wait(20)


def settle(page: Any) -> None:
    """Wait until the script is done and no figure has changed for a while."""
    end = time.monotonic() + 90
    while time.monotonic() < end:
        # Asked from outside, as the page's policy lets no text be run.
        if page.evaluate(f"{RESTS} && performance.now() - Math.max(window.last, window.busy) > {QUIET_MS}"):
            return
        page.wait_for_timeout(50)
    raise TimeoutError("no figure changed, or one never came to rest")


def change(page: Any, label: str) -> tuple[float, float]:
    """Milliseconds from a click on a pill to the last change in any figure, and of processor until then."""
    page.bring_to_front()
    page.wait_for_timeout(500)
    before = used()
    # The whole label: another role's name may end the same way, and one without hours changes no figure.
    exactly = re.compile(rf"^\s*{re.escape(label)}\s*$", re.IGNORECASE)
    pills = page.locator("[data-testid='stPills'] button:visible, [data-testid='stButtonGroup'] button:visible")
    pills.filter(has_text=exactly).first.click()
    settle(page)
    return float(page.evaluate("() => window.last - window.clicked")), used() - before


def asked(log: Path) -> list[int]:
    """How many answers each run of our page had to ask for, by the server's own log."""
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines() if line.startswith("{")]
    return [line.get("count", 0) for line in lines if line.get("event") == "page"]


def used() -> float:
    """Milliseconds of processor this bench, its servers and its browser have used together, where the system tells."""
    parents: dict[int, list[int]] = {}
    ticks: dict[int, float] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            said = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(said[1]), []).append(int(folder.name))
        ticks[int(folder.name)] = int(said[11]) + int(said[12])
    family, found = 0.0, [os.getpid()]
    while found:
        pid = found.pop()
        family += ticks.get(pid, 0.0)
        found += parents.get(pid, [])
    return family * 1000 / os.sysconf("SC_CLK_TCK") if ticks else float("nan")


def memory(pid: int) -> float:
    """Resident memory of a process in MiB, where the system tells."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return float("nan")
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def visit(browser: Any, address: str, start: float, path: str, chip: str | None) -> tuple[Any, dict[str, float]]:
    """Open a dashboard; gives its page, ready for filter changes, with first figure and bytes of the first load."""
    page = browser.new_context(viewport={"width": 1440, "height": ORDINARY}).new_page()
    network = {"bytes": 0}
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.on("Network.loadingFinished", lambda e: network.update(bytes=network["bytes"] + e["encodedDataLength"]))
    page.add_init_script(f"({WATCH})()")
    page.goto(address + path)
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=240_000)
    first = time.perf_counter() - start
    settle(page)
    loaded = network["bytes"]
    if chip:
        page.get_by_role("button", name=chip).first.click()
        page.wait_for_timeout(800)
    return page, {"first": first, "mb": loaded / 1e6}


def a_session(browser: Any, address: str, pid: int) -> float:
    """MiB that one more reader costs the process; the first few fill what all readers share."""
    levels = [held(browser, address, pid, READERS) for _ in range(2)]
    return (levels[1] - levels[0]) / READERS


def held(browser: Any, address: str, pid: int, readers: int) -> float:
    """Resident memory once so many more readers have the page before them."""
    for _ in range(readers):
        page = browser.new_context().new_page()
        page.goto(address + VIEW)
        page.wait_for_selector(".rs-page-foot", timeout=60_000, state="attached")
        page.wait_for_timeout(300)
    time.sleep(25)  # one round of the collector in the background
    return memory(pid)


def prepared(base: Path, rows: int) -> None:
    """The exports, the admitted snapshot and the plain way's file in a folder, unless they are there."""
    from tests.bench.bench_admission import generate
    from tests.bench.bench_admission import measure as admit

    if not (base / "in" / "resource_use.csv").exists():
        generate(base / "in", rows)
    print("admitted:", admit(base / "in", base / "data"))
    duckdb.sql(
        f"copy (select * replace (replace(hours, ',', '.')::double as hours) "
        f"from read_csv('{base}/in/resource_use.csv', all_varchar=true)) to '{base}/resource_use.parquet'"
    )
    (base / "plain.py").write_text(PLAIN.format(folder=str(base), roles=list(ROLES)))


def compare(base: Path) -> None:
    """Print both ways and their ratio."""
    from playwright.sync_api import sync_playwright

    from reformspor.words import speak
    from tests.browser.conftest import browser_path

    words = speak("nn")
    labels = [words.code("role", role) for role in ROLES]
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path(), args=flags)
        for script, cwd, path in (base / "plain.py", base, "/"), (ROOT / "dashboard.py", ROOT, VIEW):
            with server(script, cwd, base / "data") as (address, start, _):
                visit(browser, address, start, path, None)[0].context.close()
        with server(base / "plain.py", base, base / "data") as (address, start, _):
            theirs, plain = visit(browser, address, start, "/", None)
            with server(ROOT / "dashboard.py", ROOT, base / "data") as (address, start, pid):
                page, ours = visit(browser, address, start, VIEW, words("frame.filters.role"))
                pairs = list(zip(ROLES, labels, strict=True))
                # Roles are added one by one, then taken away in the same order, so that no choice comes twice.
                for height, chosen in (TALL, pairs), (ORDINARY, pairs[:-1]):
                    for one in theirs, page:
                        one.bring_to_front()
                        one.set_viewport_size({"width": 1440, "height": height})
                        one.wait_for_timeout(4000)  # what is in sight now is drawn
                    times = []
                    for role, label in chosen:
                        slow = change(theirs, role)
                        times.append((change(page, label[:1].upper() + label[1:]), slow))
                    tell(f"in a window of {height} px", times)
                print(f"answers asked for, by run of our page: {asked(base / 'data' / 'dashboard.log')}")
                page.context.close()
                reader = a_session(browser, address, pid)
        browser.close()
    print(f"cold process to first figure: {ours['first']:.1f} s (plain {plain['first']:.1f} s)")
    print(f"first load: {ours['mb']:.2f} MB compressed (plain {plain['mb']:.2f} MB)")
    print(f"memory of a session: {reader:.2f} MiB (mean of {READERS}, aim 1)")


def tell(window: str, times: list[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    """Print what each change took both ways, and the medians."""
    for at, what in enumerate(("filter change, ms", "processor, ms")):
        pairs = [(own[at], slow[at]) for own, slow in times]
        mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in pairs)
        print(f"{what} {window}, ours and plain by turns: {[(round(a), round(b)) for a, b in pairs]}")
        print(f"  median: ours {mine:.0f}, plain {theirs:.0f}; median of the ratios {ratio:.2f} (aim 0.33)")


def main() -> None:
    """Measure, over exports that are made here or kept from before."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        base = given.keep or Path(scratch)
        if not (base / "plain.py").exists():
            prepared(base, given.rows)
        compare(base)


if __name__ == "__main__":
    main()
