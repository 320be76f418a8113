"""What a page about applications stands on: the calls of this data folder, and what is written, inside the house."""

from __future__ import annotations

from reformspor.application import Held, held_calls
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.shelf import Manifest


def held_for(manifest: Manifest, level: str) -> Held:
    """The calls a reader of this level may choose among, and what is written beside what is shown."""
    return held_calls(data_folder().root, constructed=manifest.constructed, inside=level == "internal")
