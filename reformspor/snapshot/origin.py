"""An export may say of itself when it was taken, and whose it is, in a `manifest.json` beside its files."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from pathlib import Path

from reformspor.errors import ReformsporError

SOURCE_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True)
class Origin:
    """What an export says of itself in the `manifest.json` beside it; a missing one says nothing.

    `own` when it is the constructed municipality this program made: a sender's word spares no text its review.
    """

    as_of: dt.date | None = None
    municipality: str = ""
    constructed: bool = False
    own: bool = False


def read_origin(path: Path, *, own: Path | None = None) -> Origin:
    """The export's own `manifest.json`, when the folder has one; `own` is where this program keeps what it makes."""
    file = (path if path.is_dir() else path.parent) / "manifest.json"
    if not path.is_dir() or file.is_symlink() or not file.is_file():
        return Origin()
    try:
        said = json.loads(file.read_text("utf-8"))
        day = dt.date.fromisoformat(said["as_of"]) if said.get("as_of") else None
        made_here = own is not None and path.resolve().is_relative_to(own.resolve())
        constructed = bool(said.get("constructed", False))
        return Origin(day, str(said.get("municipality", "")), constructed, constructed and made_here)
    except (ValueError, TypeError, AttributeError):
        return Origin()


def source_name(name: str) -> str:
    """The name, when it can be the name of a folder on any machine."""
    if not SOURCE_NAME.fullmatch(name):
        raise ReformsporError("cli.admit.source_name", name=name)
    return name
