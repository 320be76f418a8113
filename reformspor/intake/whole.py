"""A file is there whole or not at all, also when the power goes or the disk is full in the middle of writing it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def to_disk(path: Path) -> None:
    """Wait until a file's bytes have reached the disk, so that a pointer never leads to half a file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def folder_to_disk(folder: Path) -> None:
    """Wait until the names in a folder have reached the disk; a system that cannot open folders does it by itself."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except (PermissionError, IsADirectoryError):
        return
    try:
        os.fsync(handle)
    except OSError:
        # Some network disks refuse it; the rename itself is whole there too.
        pass
    finally:
        os.close(handle)


def move_whole(written: Path, target: Path) -> None:
    """Put a finished file in its place by one rename, after its bytes and before anything that depends on it."""
    to_disk(written)
    written.replace(target)
    folder_to_disk(target.parent)


def write_whole(target: Path, content: bytes, *, first: Callable[[], None] | None = None) -> None:
    """Write a file beside its place, and put it there when it is finished.

    `first` is done when it is written and not yet in place. Raises OSError when it cannot be written.
    """
    fresh = target.with_name(f".{target.name}-{secrets.token_hex(8)}")
    try:
        fresh.write_bytes(content)
        if first is not None:
            first()
        move_whole(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)


def once_whole(target: Path, content: bytes) -> bytes:
    """Write a secret that only its owner may read, unless it is there; gives what is there. Two at once agree."""
    fresh = target.with_name(f".{target.name}-{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(fresh, target)
        except FileExistsError:
            return target.read_bytes()
        except OSError:
            # A disk without links: the rename is as whole, and only two first admissions at once could differ.
            if target.exists():
                return target.read_bytes()
            fresh.replace(target)
        folder_to_disk(target.parent)
        return content
    finally:
        fresh.unlink(missing_ok=True)
