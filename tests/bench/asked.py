"""The figures the program is to reach, and how each is read from what the parts found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Found = Mapping[str, Any]
M1, M10, M100 = 1_000_000, 10_000_000, 100_000_000


@dataclass(frozen=True)
class Asked:
    """A figure: of which part and size (none: the largest measured), what it may be at most, and where its time goes.

    Where `least` is set the figure is to be at least `most`.
    """

    said: str
    part: str
    rows: int | None
    most: float
    unit: str
    value: Callable[[Found], float | None]
    holds: Callable[[Found], str] = lambda found: ""
    least: bool = False


def reached(asked: Asked, value: float) -> bool:
    """Whether a figure is what was asked."""
    return value >= asked.most if asked.least else value <= asked.most


def _changed(found: Found) -> str:
    own = found["unseen"]["ours"]
    middle = {part: own[part]["p50"] for part in ("server", "asked", "script", "layout", "style", "all", "socket")}
    return (
        f"p50 of an unseen change: our page's run {middle['server']:.0f} ms ({middle['asked']:.0f} answers asked); "
        f"in the browser script {middle['script']:.0f}, layout {middle['layout']:.0f}, style {middle['style']:.0f}, "
        f"all its work {middle['all']:.0f} ms; {middle['socket'] / 1000:.0f} kB over the websocket; "
        f"seen before {found['seen']['ours']['ms']['p50']:.0f} ms, "
        f"figures in sight of an ordinary window {found['in_sight']['ours']['near']['p50']:.0f} ms"
    )


def _switched(found: Found) -> str:
    later = found["later"]
    pages = ", ".join(f"{name} {spread['p50']:.0f}" for name, spread in found["pages"].items())
    return (
        f"by page {pages} ms; script {later['script']['p50']:.0f}, all the browser's work {later['all']['p50']:.0f} ms"
    )


def _loaded(found: Found) -> str:
    one = found["ours"]["empty"]
    return (
        f"{one['files']['p50']:.0f} files; of {one['mb']['p50']:.2f} MB {one['socket_mb']['p50']:.2f} over the socket; "
        f"first paint {one['paint']['p50']:.0f} ms; jump (CLS) {one['jump']['p50']:.3f}"
    )


def _slowest(found: Found) -> str:
    three = list(found["by_question"].items())[:3]
    said = ", ".join(f"{name} {one['p50']:.0f} ms (processor {one['processor']:.0f})" for name, one in three)
    return f"slowest: {said}"


def _users(name: str) -> Callable[[Found], str]:
    return lambda found: (
        f"p50 {found[name]['ms']['p50']:.0f} ms, {found[name]['processor_a_run']:.0f} ms of processor a run, "
        f"{found[name]['bytes']['p50'] / 1000:.0f} kB a run"
    )


def _admitted(found: Found) -> str:
    checks, whole, floor = found["checks_seconds"], found["seconds"], found.get("floor_seconds")
    # A piece of an earlier run may lack the floor.
    beside = f"; {checks / floor:.2f} times the engine's own reading as text with five bare rules" if floor else ""
    return f"checks {checks:.1f} of {whole:.1f} s{beside}"


def _memory(found: Found) -> str:
    return f"{found['started']:.0f} MiB once started, {found['all_pages']:.0f} with every page opened once"


def _wait(window: str, share: str) -> Callable[[Found], float | None]:
    return lambda found: found[window]["ours"]["ms"].get(share)


def _filter(rows: int, said: str, middle: float, most: float) -> list[Asked]:
    change = f"filter → all figures of the heaviest view, {said}"
    return [
        Asked(f"{change}, p50", "filter", rows, middle, "ms", _wait("unseen", "p50"), _changed),
        Asked(f"{change}, p95", "filter", rows, most, "ms", _wait("unseen", "p95"), _changed),
        Asked(f"{change}, of Vizro's", "filter", rows, 0.5, "×", lambda f: f["unseen"].get("ours/vizro"), _changed),
    ]


FIGURES = (
    *_filter(M1, "1M", 250, 350),
    *_filter(M10, "10M", 250, 350),
    *_filter(M100, "100M", 300, 450),
    Asked("slowest question, 10M", "questions", M10, 50, "ms", lambda f: f["worst"], _slowest),
    Asked("slowest question, 100M", "questions", M100, 150, "ms", lambda f: f["worst"], _slowest),
    Asked("page switch, p50", "pages", None, 250, "ms", lambda f: f["later"]["near"]["p50"], _switched),
    Asked("first real content, empty cache", "first", None, 500, "ms", lambda f: f["ours"]["empty"]["content"]["p50"]),
    Asked(
        "first live figure, empty cache",
        "first",
        None,
        2300,
        "ms",
        lambda f: f["ours"]["empty"]["figure"]["p50"],
        _loaded,
    ),
    Asked(
        "first live figure, warm cache",
        "first",
        None,
        1500,
        "ms",
        lambda f: f["ours"]["warm"]["figure"]["p50"],
        _loaded,
    ),
    Asked("first load", "first", None, 1.5, "MB", lambda f: f["ours"]["empty"]["mb"]["p50"], _loaded),
    Asked(
        "process start → first figure",
        "start",
        None,
        3,
        "s",
        lambda f: f["ours"]["figure"]["p50"],
        lambda f: f"the port answered after {f['ours']['port']['p50']:.1f} s",
    ),
    Asked(
        "50 readers, seen filters, p95",
        "users",
        None,
        50,
        "ms",
        lambda f: f["50 seen"]["ms"].get("p95"),
        _users("50 seen"),
    ),
    Asked(
        "50 readers, unseen filters, p95",
        "users",
        None,
        250,
        "ms",
        lambda f: f["50 unseen"]["ms"].get("p95"),
        _users("50 unseen"),
    ),
    Asked("errors among all readers", "users", None, 0, "", lambda f: sum(one["errors"] for one in f.values())),
    Asked("memory of the process, every page opened", "memory", None, 300, "MiB", lambda f: f["all_pages"], _memory),
    Asked("memory of a session", "memory", None, 1, "MiB", lambda f: f["a_session"], _memory),
    Asked(
        "1,000 sessions over 200",
        "memory",
        None,
        5,
        "%",
        lambda f: f["growth"] * 100,
        lambda f: f"{f['after'][0]:.0f} MiB after {f['sessions'][0]}, {f['after'][1]:.0f} after {f['sessions'][1]}",
    ),
    Asked(
        "admission, checked rows a second, 10M",
        "admission",
        M10,
        1.0,
        "M",
        lambda f: f["checked_rows_a_second"] / 1e6,
        _admitted,
        least=True,
    ),
    Asked("admission, 10M rows of CSV to served", "admission", M10, 60, "s", lambda f: f["seconds"], _admitted),
    Asked("admission, peak, 10M", "admission", M10, 2048, "MiB", lambda f: f["peak_mib"], _admitted),
)
