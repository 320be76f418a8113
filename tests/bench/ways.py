"""The dashboards that are held against each other: ours, the plain way, and Vizro in a Python of its own.

Vizro is no dependency of the project: the bench makes a virtual environment for it in its own folder, once.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.machine import ROOT

PEERS = Path(__file__).parent / "peers"
VIZRO = ("vizro==1.0.0", "pyarrow", "gunicorn")
NAMES = ("ours", "plain", "vizro")
HEAVIEST = "/resources?lang=nn"
PATHS = {"ours": HEAVIEST, "plain": "/", "vizro": "/"}
PATIENCE = 240.0


@dataclass(frozen=True)
class Running:
    """A dashboard that answers: its way, address, process, when it was started and first answered
    (seconds of the clock), and its log."""

    way: str
    address: str
    pid: int
    started: float
    answered: float
    log: Path


def vizro_python(keep: Path) -> Path:
    """The Python that has Vizro, made in the bench's folder the first time. Raises CalledProcessError without a net."""
    home = keep / "vizro"
    found = home / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not (home / "made").exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        subprocess.run([str(found), "-m", "pip", "install", "-q", *VIZRO], check=True, capture_output=True)
        (home / "made").touch()
    return found


@contextmanager
def serving(way: str, base: Path, keep: Path, environment: dict[str, str] | None = None) -> Iterator[Running]:
    """A dashboard over a set, in a process of its own that ends with the block; given once its port answers."""
    number = _port()
    command, folder = _command(way, number, keep)
    given = os.environ | {"REFORMSPOR_DATA": str(base / "data"), "BENCH_SET": str(base), "BENCH_PORT": str(number)}
    given |= {"PYTHONPYCACHEPREFIX": str(keep / "bytecode"), **(environment or {})}
    given.pop("PYTHONDONTWRITEBYTECODE", None)
    log = base / f"{way}.log"
    with log.open("w") as out:
        start = time.time()
        process = subprocess.Popen(command, cwd=folder, env=given, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait(f"http://127.0.0.1:{number}/{'_stcore/health' if way != 'vizro' else ''}", process, log)
            yield Running(way, f"http://127.0.0.1:{number}", process.pid, start, time.time(), log)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def choose(page: object, way: str, role: str, label: str) -> None:
    """Click the filter's choice of one role, as a reader does."""
    if way == "vizro":
        page.locator(f"input[type=checkbox][value={role}]").first.click()  # type: ignore[attr-defined]
        return
    said = label if way == "ours" else role
    # The whole label: another role's name may end the same way.
    exactly = re.compile(rf"^\s*{re.escape(said)}\s*$", re.IGNORECASE)
    pills = page.locator("[data-testid='stButtonGroup'] button:visible")  # type: ignore[attr-defined]
    pills.filter(has_text=exactly).first.click()


def _command(way: str, number: int, keep: Path) -> tuple[list[str], Path]:
    streamlit = ["--server.port", str(number), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    if way == "vizro":
        python = str(vizro_python(keep))
        if os.name == "nt":  # gunicorn is not for Windows; Vizro's own server stands in
            return [python, "in_vizro.py"], PEERS
        bound = ["-b", f"127.0.0.1:{number}", "-w", "1", "--threads", "4", "--no-control-socket"]
        return [python, "-m", "gunicorn", *bound, "in_vizro:server"], PEERS
    script = ROOT / "dashboard.py" if way == "ours" else PEERS / "plain.py"
    return [sys.executable, "-m", "streamlit", "run", str(script), *streamlit], script.parent


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended: {log.read_text('utf-8')[-2000:]}")
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"the server did not answer: {log.read_text('utf-8')[-2000:]}")
