"""The program as it goes into a package: its own source whole, and of all it stands on only what reckoning needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import reformspor

ROOT = Path(reformspor.__file__).parent.parent
FOLDERS = ("reformspor", "pages", "queries", "data/contract")
ALONE = ("LICENSE", "pyproject.toml", "requirements.txt", "data/quality.toml", "data/review.toml")
SUFFIXES = frozenset({".py", ".toml", ".sql", ".md", ".typ", ".txt"})
# What only a server or a constructed municipality needs, and what tools leave behind.
PASSED = frozenset({"__pycache__", ".mypy_cache", ".ruff_cache", "static", "component", "fonts", "demo"})
# What reckons and says; all they stand on goes with them, as the lock has it.
NEEDED = frozenset(
    {
        "duckdb",
        "pandas",
        "babel",
        "pytz",
        "tzdata",
        "python-dateutil",
        "scipy",
        "diff-diff",
    }
)
BLOCK = re.compile(r"^(?=[A-Za-z0-9_.-]+==)", re.MULTILINE)
NAME = re.compile(r"[A-Za-z0-9_.-]+")


def program_files(root: Path = ROOT) -> Iterator[tuple[str, Path]]:
    """Every file of the program that a package takes with it, by its place below the program's folder, in order."""
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*")):
            place = file.relative_to(root)
            if file.is_file() and file.suffix in SUFFIXES and not PASSED & set(place.parts):
                yield place.as_posix(), file
    for settings in sorted((root / "data").glob("settings.default.toml")):
        yield settings.relative_to(root).as_posix(), settings
    for name in ALONE:
        yield name, root / name


def slim_lock(lock: str) -> str:
    """Of a lock with hashes, the packages that `NEEDED` stand on, each as it is there.

    Raises ValueError when one of them is not in the lock.
    """
    _, *blocks = BLOCK.split(lock)
    above = [(_name(block), _asked_by(block)) for block in blocks]
    taken = set(NEEDED)
    while grown := {name for name, parents in above if parents & taken} - taken:
        taken |= grown
    missing = NEEDED - {name for name, _ in above}
    if missing:
        raise ValueError(f"not in the lock: {', '.join(sorted(missing))}")
    return "".join(block for block, (name, _) in zip(blocks, above, strict=True) if name in taken)


def _name(block: str) -> str:
    found = NAME.match(block)
    assert found is not None
    return found[0]


def _asked_by(block: str) -> set[str]:
    """The packages a block's own comment says it is there for."""
    told = block.partition("# via")[2]
    return set(re.findall(r"[A-Za-z0-9_.-]+", told.replace("#", " "))) - {"reformspor", "pyproject.toml"}
