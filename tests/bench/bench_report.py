"""A report of forty figures in each format: seconds a figure and the most memory, against the plain way.

Run: python tests/bench/bench_report.py [FIGURES] [--formats docx pdf ...]    (default 40; needs Chromium on the path)

Each is made by a process of its own, as the page makes it: its memory is that of the process and of the browser it
draws with, added up five times a second (what they share is parted between them). The plain way is what one would write
first: each figure drawn by Plotly's own `to_image`, which starts a browser, and put into a Word file with its headline.
It draws the same forty charts, but asks for none of them and writes neither tables, sources nor passports.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))
EVERY, MIB = 0.2, 1024**2
PLAIN = """
import io, json, sys
import docx, plotly.io
document = docx.Document()
for said, figure in json.load(open(sys.argv[1], encoding="utf-8")):
    document.add_heading(said, 2)
    drawn = plotly.io.to_image(figure, "png", validate=False, width=1120, height=520, scale=2)
    document.add_picture(io.BytesIO(drawn), width=docx.shared.Cm(16))
document.save(sys.argv[2])
"""


def forty(n: int) -> str:
    """An order of the first `n` figures of all views, as JSON."""
    from reformspor.page.outline import outline, views
    from reformspor.page.serving import served
    from reformspor.report.order import Item, Order, plain
    from reformspor.words import speak

    held, items, left = served(), [], n
    assert held is not None
    for page in views(speak("nn")):
        keys = [part.key for part in outline(page, {}, held, "nn", "public") if not part.is_number][:left]
        if keys:
            items.append(Item(page, tuple(keys)))
            left -= len(keys)
    return plain(Order("bench001", "Førti figurar", "nn", "public", tuple(items)))


def plain_figures(order: str) -> list[tuple[str, dict[str, object]]]:
    """The charts of an order, painted, with their headlines."""
    from reformspor.charts import paint
    from reformspor.page.reporting import write_report
    from reformspor.page.serving import served
    from reformspor.report.order import read_order
    from reformspor.words import speak

    held = served()
    assert held is not None
    report = write_report(read_order(order), held, own="internal")
    drawn = [one for one in report.exhibits if one.chart is not None]
    return [(one.headline, paint(one.chart, "light", speak("nn"))) for one in drawn if one.chart is not None]


def measured(command: list[str], given: str | None, folder: Path) -> tuple[float, float, str]:
    """Seconds, the most MiB of the process with all it started, and what it answered."""
    with (folder / "said").open("w+") as out, (folder / "told").open("w+") as told:
        began = time.perf_counter()
        child = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=out, stderr=told, text=True)
        most = [0.0]
        watching = threading.Thread(target=_watch, args=(child, most), daemon=True)
        watching.start()
        assert child.stdin is not None
        if given is not None:
            child.stdin.write(given + "\n")
            child.stdin.flush()
        child.wait()
        took = time.perf_counter() - began
        watching.join()
        out.seek(0)
        told.seek(0)
        if child.returncode:
            raise SystemExit(told.read()[-2000:])
        return took, most[0], out.read()


def _watch(child: subprocess.Popen[str], most: list[float]) -> None:
    while child.poll() is None:
        most[0] = max(most[0], sum(map(_takes, _family(child.pid))) / MIB)
        time.sleep(EVERY)


def _family(first: int) -> list[int]:
    found = [first]
    for pid in found:
        # A browser is started by a thread of its own.
        for file in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                found += [int(one) for one in file.read_text("ascii").split()]
            except OSError:
                continue
    return found


def _takes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def main() -> None:
    """The command."""
    from reformspor.report.formats import FORMATS
    from reformspor.snapshot import data_folder, ensure_served

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", nargs="?", type=int, default=40)
    parser.add_argument("--formats", nargs="*", default=list(FORMATS))
    parser.add_argument("--without-plain", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reformspor-") as name:
        folder = Path(name)
        os.environ.setdefault("REFORMSPOR_DATA", str(folder / "data"))
        ensure_served(data_folder())
        order = forty(given.figures)
        n = sum(len(item["keys"]) for item in json.loads(order)["items"])
        print(f"{n} figures")
        for kind in given.formats:
            deed = {
                "deed": "make",
                "order": order,
                "own": "internal",
                "kind": kind,
                "out": str(folder / f"file.{kind}"),
            }
            asked = json.dumps({"name": "report", "given": deed})
            took, most, said = measured([sys.executable, "-m", "reformspor.page.worker"], asked, folder)
            found = json.loads(said)
            if "refused" in found:
                raise SystemExit(str(found["refused"]))
            size = found["bytes"] / MIB
            print(f"{kind:8} {took:6.1f} s  {took / n * 1000:5.0f} ms a figure  {most:5.0f} MiB  file {size:.1f} MiB")
        if not given.without_plain:
            drawn = plain_figures(order)
            (folder / "figures.json").write_text(json.dumps(drawn, default=str), "utf-8")
            command = [sys.executable, "-c", PLAIN, str(folder / "figures.json"), str(folder / "plain.docx")]
            took, most, _ = measured(command, None, folder)
            print(f"{'plain':8} {took:6.1f} s  {took / len(drawn) * 1000:5.0f} ms a figure  {most:5.0f} MiB")


if __name__ == "__main__":
    main()
