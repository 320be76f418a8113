"""A snapshot is an admitted, immutable, content-hashed set, swapped in whole; the last good one stays."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reformspor.snapshot.admission import Admission, admit
    from reformspor.snapshot.constructed import admit_demo, ensure_served
    from reformspor.snapshot.folder import DataFolder, data_folder
    from reformspor.snapshot.history import before_this, open_again, undo
    from reformspor.snapshot.origin import Origin
    from reformspor.snapshot.shelf import Manifest, current, open_current, reopen
    from reformspor.snapshot.tidying import Tidied, tidy

__all__ = [
    "Admission",
    "DataFolder",
    "Manifest",
    "Origin",
    "Tidied",
    "admit",
    "admit_demo",
    "before_this",
    "current",
    "data_folder",
    "ensure_served",
    "open_again",
    "open_current",
    "reopen",
    "tidy",
    "undo",
]

# Those who only read do not load what takes in exports: they start sooner, and have less in them.
_HOME = {
    "Admission": "admission",
    "DataFolder": "folder",
    "Manifest": "shelf",
    "Origin": "origin",
    "Tidied": "tidying",
    "admit": "admission",
    "admit_demo": "constructed",
    "before_this": "history",
    "current": "shelf",
    "data_folder": "folder",
    "ensure_served": "constructed",
    "open_again": "history",
    "open_current": "shelf",
    "reopen": "shelf",
    "tidy": "tidying",
    "undo": "history",
}


def __getattr__(name: str) -> Any:
    """A name of this package, its module loaded when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
