"""A first-use guide goes through the groups of settings; it can be left, and taken up again where it was left."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from reformspor.intake.whole import write_whole

GUIDE = "settings.guide.json"
# The parts a new municipality should have looked at; how the program runs can wait.
PARTS = ("municipality", "purpose", "norm", "rates", "in_kind", "targets", "status", "protection")


@dataclass(frozen=True)
class Guide:
    """Which parts have been gone through, and whether the guide was put away before its end."""

    seen: tuple[str, ...] = ()
    skipped: bool = False

    @property
    def left(self) -> tuple[str, ...]:
        """The parts nobody has gone through yet, in order."""
        return tuple(part for part in PARTS if part not in self.seen)

    @property
    def open(self) -> bool:
        """Whether the guide should be offered."""
        return bool(self.left) and not self.skipped


def read_guide(folder: Path) -> Guide:
    """Where the guide stands; at its beginning when nothing, or nothing readable, was kept."""
    try:
        said = json.loads((folder / GUIDE).read_text("utf-8"))
        return Guide(tuple(part for part in PARTS if part in said["seen"]), said["skipped"] is True)
    except (OSError, ValueError, KeyError, TypeError):
        return Guide()


def gone_through(folder: Path, part: str) -> Guide:
    """Note that a part has been gone through. Raises OSError when it cannot be kept."""
    held = read_guide(folder)
    return _keep(folder, replace(held, seen=tuple(one for one in PARTS if one in {*held.seen, part})))


def put_away(folder: Path, *, skipped: bool) -> Guide:
    """Put the guide away, or take it up again where it was left. Raises OSError when it cannot be kept."""
    return _keep(folder, replace(read_guide(folder), skipped=skipped))


def _keep(folder: Path, guide: Guide) -> Guide:
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / GUIDE, f"{json.dumps(asdict(guide))}\n".encode())
    return guide
