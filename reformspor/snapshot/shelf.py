"""The shelf holds every admitted snapshot with its manifest; one is current, and any can be opened again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reformspor.errors import ReformsporError, nearest
from reformspor.intake.whole import folder_to_disk, to_disk, write_whole
from reformspor.snapshot.bounds import limits_of
from reformspor.snapshot.folder import DataFolder

if TYPE_CHECKING:
    from reformspor.store import DuckStore

SERVED = "served.duckdb"
MANIFEST = "manifest.json"
CURRENT = "CURRENT"
# Beside a snapshot that shows text which may no longer be shown; it cannot be opened again.
WITHDRAWN = "WITHDRAWN"
# The form of the served file; raised whenever its tables change, as a file of another form cannot answer.
SERVED_FORM = 7


@dataclass(frozen=True)
class Manifest:
    """What was admitted, from what, by whom and when; `served_sha256` seals the served file."""

    id: str
    source: str
    municipality: str
    profile: str
    as_of: str
    admitted_at: str
    admitted_by: str
    program: str
    constructed: bool
    kept_good: bool
    rows_read: int
    rows_admitted: int
    rows_refused: int
    notices: int
    waiting_hours: float
    files: list[dict[str, Any]]
    served_sha256: str
    form: int = 0
    # How often exports of the source come, as its profile declares.
    rhythm: str = ""
    # The last line of the log of months when the snapshot was made, so that a log cut short is found.
    periods_head: str = ""
    # And the last line of the register of hypotheses, so that one that was cut short or put away is found.
    register_head: str = ""
    # A review of texts gives a new snapshot of the same admission: which, when, and how the texts stand.
    review_of: str = ""
    review_head: str = ""
    made_at: str = ""
    texts_given: int = 0
    texts_waiting: int = 0
    texts_shown: int = 0
    texts_open: bool = False

    @property
    def as_of_date(self) -> dt.date:
        """The day the export says it was taken."""
        return dt.date.fromisoformat(self.as_of)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest beside the served file."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n"
    to_disk(folder / SERVED)
    write_whole(folder / MANIFEST, text.encode("utf-8"))
    folder_to_disk(folder.parent)


def shelf(data: DataFolder) -> tuple[Manifest, ...]:
    """Every snapshot, the newest admission first; a folder without a readable manifest is left out."""
    found = []
    for file in data.snapshots.glob(f"*/{MANIFEST}"):
        try:
            found.append(Manifest(**json.loads(file.read_text("utf-8"))))
        except (ValueError, TypeError):
            continue
    return tuple(sorted(found, key=lambda manifest: manifest.made_at or manifest.admitted_at, reverse=True))


def current(data: DataFolder) -> Manifest | None:
    """The snapshot that serves: the one made current, else the newest constructed one, else None."""
    manifests = {manifest.id: manifest for manifest in shelf(data)}
    pointer = data.snapshots / CURRENT
    if pointer.exists():
        chosen = manifests.get(pointer.read_text("utf-8").strip())
        if chosen is not None:
            return chosen
    readable = (manifest for manifest in manifests.values() if manifest.form == SERVED_FORM)
    return next((manifest for manifest in readable if manifest.constructed), None)


def make_current(data: DataFolder, snapshot_id: str) -> None:
    """Point to a snapshot by one atomic rename."""
    write_whole(data.snapshots / CURRENT, f"{snapshot_id}\n".encode())


def reopen(data: DataFolder, snapshot_id: str) -> Manifest:
    """Make an earlier snapshot current again, when its served file is still what was sealed.

    Raises ReformsporError for an unknown id (naming the nearest) and for a file that has changed.
    """
    manifests = {manifest.id: manifest for manifest in shelf(data)}
    if snapshot_id not in manifests:
        raise ReformsporError(
            "cli.snapshot.unknown", id=snapshot_id, nearest=nearest(snapshot_id, manifests) or ", ".join(manifests)
        )
    check_seal(data, manifests[snapshot_id])
    make_current(data, snapshot_id)
    return manifests[snapshot_id]


def is_withdrawn(data: DataFolder, snapshot_id: str) -> bool:
    """Whether a snapshot shows text that may no longer be shown."""
    return (data.snapshots / snapshot_id / WITHDRAWN).exists()


def check_seal(data: DataFolder, manifest: Manifest) -> None:
    """Raise ReformsporError when the served file is of another form, withdrawn, or not the one that was admitted."""
    if is_withdrawn(data, manifest.id):
        raise ReformsporError("cli.snapshot.withdrawn", id=manifest.id)
    if manifest.form != SERVED_FORM:
        raise ReformsporError("cli.snapshot.other_form", id=manifest.id, program=manifest.program)
    if file_sha256(data.snapshots / manifest.id / SERVED) != manifest.served_sha256:
        raise ReformsporError("cli.snapshot.changed", id=manifest.id)


def open_current(data: DataFolder) -> tuple[Manifest, DuckStore] | None:
    """The snapshot that serves and a store over it; None while nothing is admitted.

    Raises ReformsporError when the served file is not the one that was admitted.
    """
    manifest = current(data)
    if manifest is None:
        return None
    from reformspor.store import DuckStore  # the server listens before the engine and its frames are loaded

    check_seal(data, manifest)
    return manifest, DuckStore.open(data.snapshots / manifest.id / SERVED, limits_of(data))


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
