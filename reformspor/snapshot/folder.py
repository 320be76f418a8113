"""The data folder: what is served stands apart from what is private, and one admission runs at a time."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import duckdb

from reformspor.errors import ReformsporError

PROJECT_DATA = Path(__file__).parent.parent.parent / "data"
# Folders that last no longer than a command; no source can have such a name.
WHOLE = "manifest.json"  # written last in a snapshot's folder; one without it was never finished
WORK, CHECK, UPLOAD = ".work-", ".check-", ".upload-"
LONGEST_CHECK = 24 * 3600.0
_one_at_a_time = threading.Lock()
# Where the register of hypotheses keeps the hash of its last line.
REGISTER_HEAD = "hypotheses.head"


@dataclass(frozen=True)
class DataFolder:
    """Where snapshots, private files and the demo stand."""

    root: Path

    @property
    def snapshots(self) -> Path:
        """Served snapshots, one folder each, and the pointer CURRENT."""
        return self.root / "snapshots"

    @property
    def private(self) -> Path:
        """What only admission reads: person records that wait, keys, work in progress."""
        return self.root / "private"

    @property
    def demo(self) -> Path:
        """The constructed municipality's exports."""
        return self.root / "demo"

    @property
    def profiles(self) -> Path:
        """The profiles saved here, beside those that are shipped."""
        return self.root / "profiles"

    @property
    def register_head(self) -> str:
        """The hash of the last line of the register of hypotheses; empty while there is none that can be read."""
        try:
            return (self.root / REGISTER_HEAD).read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    def private_of(self, source: str) -> Path:
        """The private folder of one source, made when missing, closed to other users of the machine."""
        folder = self.private / source
        folder.mkdir(parents=True, exist_ok=True)
        for path in (self.private, folder):
            path.chmod(0o700)
        return folder


def data_folder(environment: Mapping[str, str] = os.environ) -> DataFolder:
    """The folder REFORMSPOR_DATA names, else the project's own data/."""
    named = environment.get("REFORMSPOR_DATA")
    return DataFolder(Path(named) if named else PROJECT_DATA)


@contextmanager
def admission_work(
    data: DataFolder, *, check: bool = False, say: Callable[[str], None] = lambda _: None
) -> Iterator[Path]:
    """A private folder to work in, removed whatever happens; a second admission meanwhile is refused.

    The lock is DuckDB's own on a file, so that it goes with the process that held it. A mere check
    takes no lock. What an admission that was killed left behind is removed, and said.
    """
    data.private.mkdir(parents=True, exist_ok=True)
    data.private.chmod(0o700)
    with nullcontext() if check else alone(data):
        if not check:
            _clear(data, say)
        work = Path(tempfile.mkdtemp(prefix=CHECK if check else WORK, dir=data.private))
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


@contextmanager
def alone(data: DataFolder) -> Iterator[None]:
    """Do what no two may do at once: admit, and decide on months. Raises ReformsporError when another is at it."""
    data.private.mkdir(parents=True, exist_ok=True)
    data.private.chmod(0o700)
    if not _one_at_a_time.acquire(blocking=False):
        raise ReformsporError("cli.admit.busy")
    try:
        try:
            lock = duckdb.connect(str(data.private / "lock.duckdb"))
        except duckdb.IOException as error:
            raise ReformsporError("cli.admit.busy") from error
        with lock:
            yield
    finally:
        _one_at_a_time.release()


def _clear(data: DataFolder, say: Callable[[str], None]) -> None:
    """Person rows may not lie about: nothing of another admission can be alive here, and no check lives for long."""
    from reformspor.intake.take import COPIES  # what admits is not loaded by those who only read

    left = [*data.private.glob(f"{WORK}*"), *data.private.glob(f"{COPIES}*")]
    others = [*data.private.glob(f"{CHECK}*"), *data.private.glob(f"{UPLOAD}*")]
    half = [folder for folder in data.snapshots.glob("[!.]*/") if not (folder / WHOLE).exists()]
    for folder in (*left, *half, *(folder for folder in others if _age(folder) > LONGEST_CHECK)):
        shutil.rmtree(folder, ignore_errors=True)
    torn = [*data.snapshots.glob(".*-[0-9]*"), *data.snapshots.glob("*/.*-[0-9]*")]
    for file in (*torn, *data.private.glob(".*.key-*"), *data.private.glob("*/.*.key-*")):
        file.unlink(missing_ok=True)
    if left:
        say("cleared")


def _age(folder: Path) -> float:
    return time.time() - folder.stat().st_mtime
