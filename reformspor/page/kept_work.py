"""What slow work came to is kept in the data folder by a hash of all it was given and of the program that did it.

The folder has a bound, and what was read longest ago goes first. A file that is torn is as if it were not there.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections import OrderedDict
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import reformspor
from reformspor.intake.whole import write_whole
from reformspor.snapshot.folder import data_folder

FOLDER = "computed"
MOST_BYTES, MOST_FILES, AT_HAND = 64 * 1024**2, 400, 8
EFFECTS = Path(reformspor.__file__).parent / "effects"
Found = Mapping[str, Any]


@cache
def program() -> str:
    """A hash of the version and of every file the methods are made of: another program finds nothing of this one's."""
    said = hashlib.sha256(reformspor.__version__.encode())
    for file in sorted(path for path in EFFECTS.iterdir() if path.suffix in (".py", ".toml")):
        said.update(file.name.encode() + file.read_bytes())
    return said.hexdigest()


def key_of(name: str, given: Mapping[str, Any]) -> str:
    """What the outcome of this work is kept under: the same for the same data, specification and program."""
    said = json.dumps([program(), name, given], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


class KeptWork:
    """What has been worked out, by key, on disk within a bound; a few are at hand in memory."""

    def __init__(self, folder: Path, most_bytes: int = MOST_BYTES, most_files: int = MOST_FILES) -> None:
        self._folder = folder
        self._most_bytes, self._most_files = most_bytes, most_files
        self._at_hand: OrderedDict[str, Found] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> Found | None:
        """What is kept under a key, None when there is nothing or it cannot be read."""
        with self._lock:
            if key in self._at_hand:
                self._at_hand.move_to_end(key)
                return self._at_hand[key]
        file = self._folder / f"{key}.json"
        try:
            said = file.read_text("utf-8")
            found: Found = json.loads(said)
            os.utime(file)
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            file.unlink(missing_ok=True)
            return None
        self._hold(key, found)
        return found

    def put(self, key: str, said: str) -> None:
        """Keep the text of what came out, whole or not at all, and let go of the oldest when there is no more room.

        Raises ValueError for what is no JSON. A disk that takes no more only means that it must be worked out again.
        """
        found: Found = json.loads(said)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            write_whole(self._folder / f"{key}.json", said.encode())
            self._make_room()
        except OSError:
            pass
        self._hold(key, found)

    def _hold(self, key: str, found: Found) -> None:
        with self._lock:
            self._at_hand[key] = found
            while len(self._at_hand) > AT_HAND:
                self._at_hand.popitem(last=False)

    def _make_room(self) -> None:
        """Newest first, what is beyond the bounds goes; so does what a kill left half written."""
        files = sorted(self._folder.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
        room, count = self._most_bytes, self._most_files
        for file in files:
            room, count = room - file.stat().st_size, count - 1
            if room < 0 or count < 0 or (file.suffix != ".json" and file != files[0]):
                file.unlink(missing_ok=True)


@cache
def kept_work() -> KeptWork:
    """What is kept in the data folder of this process."""
    return KeptWork(data_folder().root / FOLDER)


def found_already(name: str, given: Mapping[str, Any]) -> Found | None:
    """What the work came to, when it has been done."""
    return kept_work().get(key_of(name, given))
