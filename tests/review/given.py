"""An export whose texts wait, and short ways to see what is served of them."""

from __future__ import annotations

from pathlib import Path

from reformspor.review.deciding import Choice, decide
from reformspor.review.listing import Text, texts_of
from reformspor.snapshot.admission import admit
from reformspor.snapshot.folder import DataFolder
from reformspor.snapshot.shelf import SERVED, Manifest, current, open_current
from tests.snapshot.exports import BARRIERS, DAY, SESSIONS, has_taken_in, write_export

ROLE = "data_protection_officer"


def take(data: DataFolder, folder: Path, **tables: str) -> Manifest:
    """Admit the small export with tables replaced, and give what serves."""
    export = write_export(folder, **tables)
    if tables or data.snapshots.exists() or (folder / "manifest.json").exists():
        admit(export, data, as_of=DAY)
    else:
        has_taken_in(data)
    manifest = current(data)
    assert manifest is not None
    return manifest


def text(data: DataFolder, key: str, column: str = "title") -> Text:
    """The one text of a row's column."""
    return next(each for each in texts_of(data).texts if (each.key, each.column) == (key, column))


def approve(data: DataFolder, *keys: str) -> Manifest:
    """Approve the titles of rows, having opened them."""
    return decide(data, [Choice(text(data, key).ref, "approve", opened=True) for key in keys], ROLE)


def raw(data: DataFolder) -> bytes:
    """Every byte of what serves."""
    manifest = current(data)
    assert manifest is not None
    return (data.snapshots / manifest.id / SERVED).read_bytes()


def titles(data: DataFolder, table: str = "barriers", key: str = "barrier_id") -> dict[str, str | None]:
    """Each row's title as it is served."""
    opened = open_current(data)
    assert opened is not None
    rows = opened[1].run(f"select {key}, title from {table}", {}).itertuples(index=False)
    return {str(name): said if isinstance(said, str) else None for name, said in rows}


__all__ = ["BARRIERS", "DAY", "ROLE", "SESSIONS", "approve", "raw", "take", "text", "titles"]
