"""What a measurement was taken on, how busy that was, and what a process and its children use of it."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = ("streamlit", "duckdb", "pandas", "plotly", "starlette", "uvicorn", "playwright")


def machine() -> dict[str, str | int]:
    """The machine in words and numbers, as far as the system tells: nothing that names its owner or its folders."""
    return {
        "processor": _told("/proc/cpuinfo", "model name") or platform.processor() or platform.machine(),
        "cores": os.cpu_count() or 0,
        "memory_mib": round(_mib(_told("/proc/meminfo", "MemTotal"))),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
    }


def versions() -> dict[str, str]:
    """The version of the program, of what it stands on and of the browser."""
    import reformspor
    from tests.browser.conftest import browser_path

    found = {"reformspor": f"{reformspor.__version__} {_commit()}".strip()}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    browser = browser_path()
    if browser:
        said = subprocess.run([browser, "--version"], capture_output=True, text=True, check=False)
        found["browser"] = said.stdout.strip()
    return found


def load() -> list[float]:
    """How many processes wanted a core over the last 1, 5 and 15 minutes."""
    return [round(one, 2) for one in os.getloadavg()] if hasattr(os, "getloadavg") else []


def family(pid: int) -> list[int]:
    """A process and all that came of it, where the system tells; else the process alone."""
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        stat = _stat(int(folder.name))
        if stat:
            parents.setdefault(int(stat[1]), []).append(int(folder.name))
    found, left = [], [pid]
    while left:
        one = left.pop()
        found.append(one)
        left += parents.get(one, [])
    return found


def used(pid: int) -> float:
    """Milliseconds of processor a process and its children have used together; not a number where none tells."""
    ticks = [int(stat[11]) + int(stat[12]) for one in family(pid) if (stat := _stat(one))]
    return sum(ticks) * 1000 / os.sysconf("SC_CLK_TCK") if ticks else float("nan")


def resident(pid: int) -> float:
    """Resident memory of a process in MiB, its children left out; not a number where the system does not tell."""
    told = _told(f"/proc/{pid}/status", "VmRSS")
    return _mib(told) if told else float("nan")


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _told(path: str, name: str) -> str:
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return ""
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def _mib(told: str) -> float:
    return int(told.split()[0]) / 1024 if told else 0.0


def _commit() -> str:
    said = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return said.stdout.strip()
