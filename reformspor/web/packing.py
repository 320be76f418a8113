"""A file is compressed once, by `python -m reformspor assets` or behind the first readers, and kept by its content."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import queue
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

import brotli

FOLDER = "packed"
ENDINGS = {"br": ".br", "gzip": ".gz"}
# What is not packed yet is sent as this makes it: two hundredths of a second for the largest file.
QUICK = 4
# The least of the machine's time there is to ask for.
NICE = 19


def content_name(plain: bytes) -> str:
    """What the packed forms of a content are kept under."""
    return hashlib.sha256(plain).hexdigest()[:32]


def chosen_encoding(accepted: str) -> str | None:
    """The encoding a browser is sent, by its `accept-encoding`; None for the plain file.

    Where it likes two as well, the smaller: Brotli.
    """
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, rest = part.partition(";")
        weights[name.strip()] = _weight(rest)
    able = [(weights.get(name, weights.get("*", 0.0)), name) for name in ENDINGS]
    best = max(able, key=lambda one: one[0])
    return best[1] if best[0] > 0 and best[0] >= weights.get("identity", 0.0) else None


def _weight(rest: str) -> float:
    for said in rest.split(";"):
        name, _, value = said.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def quick(plain: bytes, encoding: str) -> bytes:
    """Compressed while the reader waits, so with little work."""
    if encoding == "br":
        packed: bytes = brotli.compress(plain, quality=QUICK)
        return packed
    return gzip.compress(plain, QUICK, mtime=0)


class Packed:
    """Compressed contents in a folder, by the hash of the plain content; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._waiting: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._asked: set[str] = set()
        self._lock = threading.Lock()
        self._hands: threading.Thread | None = None

    def get(self, name: str, encoding: str) -> bytes | None:
        """The packed content, None where it is not packed yet."""
        if self._folder is None:
            return None
        try:
            return self._path(name, encoding).read_bytes()
        except OSError:
            return None

    def pack(self, plain: bytes) -> bool:
        """Pack a content as hard as can be in each encoding that lacks it; whether there was anything to do."""
        if self._folder is None:
            return False
        name, made = content_name(plain), False
        for encoding in ENDINGS:
            path = self._path(name, encoding)
            if not path.is_file():
                self._folder.mkdir(parents=True, exist_ok=True)
                _put(path, _hard(plain, encoding))
                made = True
        return made

    def pack_soon(self, plain: bytes) -> None:
        """Pack a content behind the readers; each is asked for once."""
        name = content_name(plain)
        with self._lock:
            if self._folder is None or name in self._asked:
                return
            self._asked.add(name)
            self._waiting.put(plain)
            if self._hands is None:
                self._hands = threading.Thread(target=self._work, name="packing", daemon=True)
                self._hands.start()

    def keep_only(self, contents: Iterable[bytes]) -> int:
        """Let go of what no file has any more, and of what was never finished; how many went."""
        names, endings, gone = {content_name(plain) for plain in contents}, ENDINGS.values(), 0
        for file in self._folder.glob("*") if self._folder is not None else ():
            ours = next((ending for ending in endings if ending in file.suffixes), None)
            if ours is not None and (file.suffix != ours or file.stem not in names):
                file.unlink(missing_ok=True)
                gone += 1
        return gone

    def _path(self, name: str, encoding: str) -> Path:
        assert self._folder is not None
        return self._folder / f"{name}{ENDINGS[encoding]}"

    def _work(self) -> None:
        """Pack what waits. A folder that cannot be written in leaves the quick form, which is right, only larger."""
        if sys.platform == "linux":
            # Threads have a niceness each there; elsewhere it would be the whole process'.
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
        while True:
            with contextlib.suppress(OSError):
                self.pack(self._waiting.get())


def _hard(plain: bytes, encoding: str) -> bytes:
    if encoding == "br":
        packed: bytes = brotli.compress(plain, quality=11, lgwin=24 if len(plain) > 1 << 22 else 22)
        return packed
    return gzip.compress(plain, 9, mtime=0)


def _put(path: Path, content: bytes) -> None:
    """Whole or not at all: another process may read or write the same."""
    unfinished = path.with_suffix(f"{path.suffix}.{os.getpid()}.{threading.get_native_id()}")
    try:
        unfinished.write_bytes(content)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
