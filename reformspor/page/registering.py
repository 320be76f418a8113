"""The register beside what is shown: what stands in it, and which outcomes have been opened."""

from __future__ import annotations

from collections.abc import Sequence

from reformspor.errors import ReformsporError
from reformspor.hypotheses import Register, read_register
from reformspor.snapshot.folder import data_folder
from reformspor.snapshot.shelf import Manifest
from reformspor.words import Words


def registered(manifest: Manifest) -> Register:
    """The register that goes with what is shown: the constructed one beside constructed data."""
    return read_register(data_folder().root, constructed=manifest.constructed)


def opened_of(register: Register, outcomes: Sequence[str]) -> tuple[str, ...]:
    """Those of some outcomes that have been opened."""
    return tuple(one for one in outcomes if register.opened(one) is not None)


def failed(words: Words, error: ReformsporError | OSError) -> str:
    """Why the register could not be written."""
    if isinstance(error, ReformsporError):
        return words(error.key, **error.details)
    return words("hypotheses.not_written", why=error.strerror or type(error).__name__)
